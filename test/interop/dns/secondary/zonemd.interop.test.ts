/** Digests of zones (ZONEMD, RFC 8976) that ldns has made, in zones that come from NSD, Knot and BIND. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../../../support/dns/port.js";
import { DeensReplica, remote, rules } from "../../../support/dns/replication/deens.js";
import { type PeerKey, type PeerName, PEERS, PeerServer } from "../../../support/dns/replication/peers.js";
import { zoneText } from "../../../support/dns/replication/zone-text.js";
import { finish } from "../../../support/dns/shell.js";
import { requirePeers } from "../../peers.js";

const DIGESTER = { command: "ldns-signzone", package: "ldnsutils" };
const peers = requirePeers([...Object.values(PEERS), DIGESTER]);
const ORIGIN = "digested.example";
/** Names in data, in either case, and data below a delegation: all of it counts. */
const LINES = ["WWW MX 10 Mail", "m SRV 1 2 3 Ns1", 'x TXT "A" b', "*.y CNAME Www", "x AAAA ::1", "cut NS ns.cut", "ns.cut A 192.0.2.7"];
const SECRET = Buffer.alloc(32, 3);
const KEY: PeerKey = { name: "transfer.example", algorithm: "hmac-sha256", secret: SECRET.toString("base64") };

describe.skipIf(!peers.available)(`zones with digests${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let stops: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
    stops = [];
  });

  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** A zone file with its digest. */
  async function digested(serial: number, algorithm: string, lines: readonly string[]): Promise<string> {
    const [plain, made] = [join(folder, "plain"), join(folder, "digested")];
    await writeFile(plain, zoneText(ORIGIN, serial, [...LINES, ...lines]));
    const { code, err } = await finish(DIGESTER.command, ["-Z", "-z", `simple:${algorithm}`, "-o", ORIGIN, "-f", made, plain]);
    if (code !== 0) throw new Error(err);
    const text = await readFile(made, "utf8");
    expect(text).toContain("ZONEMD");
    return text;
  }

  test.each<[PeerName, string]>([
    ["nsd", "sha384"],
    ["knot", "sha512"],
    ["bind", "sha384"],
  ])("%s, %s: whole, by changes, and not any more when it is wrong", { timeout: 90_000 }, async (name, algorithm) => {
    const [port, otherPort] = [await freePort(), await freePort()];
    const file = join(folder, "primary.zone");
    await writeFile(file, await digested(1, algorithm, []));
    await mkdir(join(folder, name));
    const primary = await PeerServer.start(name, { folder: join(folder, name), port, origin: ORIGIN, file, otherPort, key: KEY });
    stops.push(() => primary.stop());
    const allowNotify = rules(`key:${KEY.name}`);
    const secondary = await DeensReplica.start({
      port: otherPort,
      dataDirectory: join(folder, "data"),
      keys: [{ ...KEY, secret: SECRET }],
      zones: [{ origin: ORIGIN, file: undefined, primaries: [remote("peer", port, KEY.name)], allowNotify, zonemd: "require" }],
    });
    stops.push(() => secondary.stop());
    const say = async (text: string): Promise<void> => {
      // Servers find out that a file has changed by its time, in seconds.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await writeFile(file, text);
      primary.reload();
    };
    const zone = secondary.zone(ORIGIN);
    await secondary.until("AXFR", () => zone.serial === 1);
    await say(await digested(2, algorithm, ["new A 192.0.2.77"]));
    await secondary.until("IXFR", () => zone.serial === 2);
    expect(secondary.told.at(-1)).toContain("(IXFR) after 1");
    await say((await digested(3, algorithm, ["new A 192.0.2.77"])).replace("192.0.2.77", "192.0.2.78"));
    await secondary.until("refused", () => secondary.told.some((text) => text.includes("its digest is wrong")));
    await secondary.until("said", () => secondary.told.at(-1)?.includes("it is not up to date") === true);
    expect(zone.serial).toBe(2);
    expect(secondary.replication.statusOf(zone)?.problem).toContain("its digest is wrong (ZONEMD)");
    await say(await digested(4, algorithm, []));
    await secondary.until("right again", () => zone.serial === 4);
    expect(secondary.replication.statusOf(zone)?.problem).toBeUndefined();
  });
});
