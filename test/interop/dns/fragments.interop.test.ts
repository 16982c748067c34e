/** Replies over UDP are never fragmented, unless they are allowed to be so large that they have to (RFC 9715). */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "../../support/dns/port.js";
import { finish, Shell } from "../../support/dns/shell.js";

const ZONE = "$TTL 300\n@ SOA ns admin 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.53\n";
const WITHIN = 20_000;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-fragments-"));
  await writeFile(join(folder, "example.zone"), ZONE);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The flag of IPv4 that forbids fragments, of a reply from a port, as tshark reads it. */
async function flagFrom(port: number): Promise<string> {
  const capture = ["-i", "lo", "-l", "-n", "-f", `udp src port ${port}`, "-T", "fields", "-e", "ip.flags.df"];
  const tshark = spawn("tshark", capture, { stdio: ["ignore", "pipe", "ignore"] });
  const line = once(tshark.stdout, "data", { signal: AbortSignal.timeout(WITHIN) });
  let isThere = false;
  void line.then(
    () => (isThere = true),
    () => (isThere = true),
  );
  // When it has begun to look, nothing says: so it is asked until it has seen an answer.
  while (!isThere) expect((await finish("dig", ["@127.0.0.1", "-p", String(port), "example.com", "SOA", "+tries=1"])).code).toBe(0);
  const [text] = (await line) as [Buffer];
  tshark.kill();
  await once(tshark, "close");
  return text.toString().split("\n")[0] ?? "";
}

test.each([
  [1232, true],
  [4096, false],
])(
  "answers of at most %i bytes forbid fragments: %s",
  async (bytes, forbids) => {
    const port = await freePort();
    const settings = ["workers: 1", "control: off", `limits: {udp-payload-bytes: ${bytes}}`];
    const zone = "zones: [{origin: example.com, file: example.zone}]";
    await writeFile(join(folder, "deens.yaml"), [`listen: ["127.0.0.1:${port}"]`, ...settings, zone, ""].join("\n"));
    const shell = new Shell(["--config", "deens.yaml"], folder);
    try {
      await shell.ready();
      // Whether set is written as 1 or True depends on its version.
      expect(["1", "True"].includes(await flagFrom(port))).toBe(forbids);
    } finally {
      await shell.kill();
    }
  },
  60_000,
);
