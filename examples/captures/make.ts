/**
 * Records the captures of this folder again: `npx tsx examples/captures/make.ts` (as root, with the packages of
 * test/interop/packages.txt). Everything comes from real programs in network namespaces; nothing is made up.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { run } from "../../test/interop/record/process.js";
import { recordAll } from "../../test/interop/record/record.js";
import { tsharkFrames } from "../../test/interop/tshark.js";
import { readCaptureFile } from "../../test/support/capture/capture.js";
import { writePcap } from "../../test/support/capture/pcap.js";
import { writePcapng } from "../../test/support/capture/pcapng.js";
import type { CapturedFrame } from "../../test/support/capture/types.js";

/** How many of each recording's first frames go into the mixture. */
const MIXTURE: Readonly<Record<string, number>> = {
  "neighbours.pcap": 70,
  "echo.pcapng": 70,
  "errors.pcap": 70,
  "lease.pcap": 50,
  "names.pcapng": 60,
  "time.pcapng": 40,
  "web.pcapng": 110,
  "ssh.pcap": 70,
  "routes-bird.pcap": 80,
  "files.pcap": 60,
  "switches.pcapng": 170,
  "tags.pcap": 50,
  "trees.pcap": 24,
};
const NAMES = 400;

const FOLDER = import.meta.dirname;
const ADDRESS_FIELDS = new Set(["ip.src", "ip.dst", "ipv6.src", "ipv6.dst", "arp.src.proto_ipv4", "arp.dst.proto_ipv4"]);
/** RFC 5737 and RFC 3849, multicast, link-local, none and all. */
const DOCUMENTATION =
  /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|22[4-9]\.|23\d\.|0\.0\.0\.0$|255\.255\.255\.255$|2001:db8:|fe80:|ff0|::$)/;

async function firstFrames(files: readonly string[], name: string, count: number): Promise<readonly CapturedFrame[]> {
  const file = files.find((candidate) => basename(candidate) === name);
  if (file === undefined) throw new Error(`no recording ${name}`);
  return (await readCaptureFile(file)).slice(0, count);
}

function byTime(left: CapturedFrame, right: CapturedFrame): number {
  return left.nanoseconds < right.nanoseconds ? -1 : left.nanoseconds > right.nanoseconds ? 1 : 0;
}

/** Refuses what has an address that is not for documentation, or a hardware address that someone made. */
async function inspect(file: string): Promise<void> {
  for await (const frame of tsharkFrames(file)) {
    const foreign = frame.fields.find((field) => ADDRESS_FIELDS.has(field.name) && !DOCUMENTATION.test(field.show));
    const made = frame.fields.find((field) => field.name === "eth.src.lg" && field.raw === 0n);
    if (foreign ?? made) throw new Error(`${file} ${frame.number.toString()}: ${(foreign ?? made)?.show ?? ""} is not for documentation`);
  }
}

async function save(name: string, bytes: Uint8Array): Promise<void> {
  const file = join(FOLDER, name);
  await writeFile(file, bytes);
  await inspect(file);
}

async function versions(): Promise<string> {
  const packages = (await readFile(join(FOLDER, "../../test/interop/packages.txt"), "utf8")).trim().split("\n");
  const listed = await run({ program: "dpkg-query", arguments: ["-W", "-f", "${Package} ${Version}\\n", ...packages] });
  return listed.text;
}

async function make(recordings: string): Promise<void> {
  const files = await recordAll(recordings);
  const parts = await Promise.all(Object.entries(MIXTURE).map(([name, count]) => firstFrames(files, name, count)));
  await save("everyday.pcap", writePcap(parts.flat().sort(byTime)));
  await save("names.pcapng", writePcapng(await firstFrames(files, "names.pcapng", NAMES)));
  await writeFile(join(FOLDER, "versions.txt"), await versions());
}

async function main(): Promise<void> {
  const recordings = await mkdtemp(join(tmpdir(), "mplc-examples-"));
  await make(recordings).finally(() => rm(recordings, { recursive: true, force: true }));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
