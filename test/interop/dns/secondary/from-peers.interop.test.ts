/** Our secondary role: zones of NSD, Knot and BIND, fetched whole, then what changed, when they say so; all of it signed. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DeensReplica, remote, rules } from "../../../support/dns/replication/deens.js";
import { freePort } from "../../../support/dns/port.js";
import { type PeerKey, type PeerName, PEERS, PeerServer } from "../../../support/dns/replication/peers.js";
import { manyLines, MANY_KINDS, zoneText } from "../../../support/dns/replication/zone-text.js";
import { recordText } from "../../../support/dns/records.js";
import { transferZone } from "../../../support/dns/transfer.js";
import { requirePeers } from "../../peers.js";

const COMPARE = { command: "ldns-compare-zones", package: "ldnsutils" };
const peers = requirePeers([...Object.values(PEERS), COMPARE]);
const ORIGIN = "triangle.example";
const SECRETS = { "hmac-sha256": 32, "hmac-sha384": 48, "hmac-sha512": 64 } as const;

function keyOf(algorithm: keyof typeof SECRETS): PeerKey {
  return { name: "transfer.example", algorithm, secret: Buffer.alloc(SECRETS[algorithm], 7).toString("base64") };
}

interface Triangle {
  readonly primary: PeerServer;
  readonly secondary: DeensReplica;
  readonly file: string;
}

describe.skipIf(!peers.available)(`zones of other servers${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
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

  async function startSecondary(port: number, primaryPort: number, key: PeerKey): Promise<DeensReplica> {
    const secondary = await DeensReplica.start({
      port,
      dataDirectory: join(folder, "data"),
      keys: [{ ...key, secret: Buffer.from(key.secret, "base64") }],
      zones: [
        { origin: ORIGIN, file: undefined, primaries: [remote("peer", primaryPort, key.name)], allowNotify: rules(`key:${key.name}`) },
      ],
    });
    stops.push(() => secondary.stop());
    return secondary;
  }

  async function start(name: PeerName, key: PeerKey): Promise<Triangle> {
    const [port, otherPort] = [await freePort(), await freePort()];
    const file = join(folder, "primary.zone");
    await writeFile(file, zoneText(ORIGIN, 1, [...MANY_KINDS, ...manyLines(2000)]));
    await mkdir(join(folder, name));
    const primary = await PeerServer.start(name, { folder: join(folder, name), port, origin: ORIGIN, file, otherPort, key });
    stops.push(() => primary.stop());
    return { primary, secondary: await startSecondary(otherPort, port, key), file };
  }

  async function expectSame({ primary, secondary }: Pick<Triangle, "primary" | "secondary">): Promise<void> {
    const theirs = (await transferZone(primary.port, ORIGIN)).map(recordText).sort();
    expect(secondary.records(ORIGIN)).toEqual(theirs);
  }

  test.each<[PeerName, keyof typeof SECRETS]>([
    ["nsd", "hmac-sha256"],
    ["knot", "hmac-sha256"],
    ["knot", "hmac-sha384"],
    ["bind", "hmac-sha256"],
    ["bind", "hmac-sha512"],
  ])("%s, signed with %s: AXFR, then IXFR after NOTIFY, then a restart", { timeout: 90_000 }, async (name, algorithm) => {
    const key = keyOf(algorithm);
    const triangle = await start(name, key);
    const { primary, secondary, file } = triangle;
    await secondary.until("AXFR", () => secondary.zone(ORIGIN).serial === 1);
    await expectSame(triangle);
    // NSD finds out that a file has changed by its time, in seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(file, zoneText(ORIGIN, 2, [...MANY_KINDS.slice(1), ...manyLines(2001), "new A 192.0.2.77"]));
    primary.reload();
    await secondary.until("IXFR", () => secondary.zone(ORIGIN).serial === 2);
    await expectSame(triangle);
    expect(secondary.told.filter((text) => text.includes("has come"))).toEqual([
      expect.stringContaining("serial 1 has come"),
      expect.stringMatching(/serial 2 .* \(IXFR\) after 1/),
    ]);
    await secondary.stop();
    await primary.stop();
    stops = [];
    const again = await startSecondary(secondary.port, primary.port, key);
    expect(again.zone(ORIGIN).serial).toBe(2);
    expect(again.records(ORIGIN)).toEqual(secondary.records(ORIGIN));
  });

  test("what is kept on disk is the zone, as ldns has it", { timeout: 60_000 }, async () => {
    const { secondary, file } = await start("knot", keyOf("hmac-sha256"));
    await secondary.until("AXFR", () => secondary.zone(ORIGIN).serial === 1);
    const kept = join(folder, "data", `${ORIGIN}.zone`);
    const { stdout } = await promisify(execFile)("ldns-compare-zones", ["-a", file, kept]);
    expect(stdout).toMatch(/\+0\s+-0\s+~0/);
  });

  test.each<PeerName>(["nsd", "knot", "bind"])(
    "%s: a wrong secret brings nothing, and it is said why",
    { timeout: 60_000 },
    async (name) => {
      const key = keyOf("hmac-sha256");
      const [port, otherPort] = [await freePort(), await freePort()];
      const file = join(folder, "primary.zone");
      await writeFile(file, zoneText(ORIGIN, 1));
      await mkdir(join(folder, name));
      const primary = await PeerServer.start(name, { folder: join(folder, name), port, origin: ORIGIN, file, otherPort, key });
      stops.push(() => primary.stop());
      const secondary = await startSecondary(otherPort, port, { ...key, secret: Buffer.alloc(32, 8).toString("base64") });
      await secondary.until("said", () => secondary.told.some((text) => text.includes("BADSIG")), 30_000);
      expect(secondary.zone(ORIGIN).image).toBeUndefined();
    },
  );
});
