/** Our primary role: NSD, Knot and BIND fetch a zone whole, then what changed, when we say so; all of it signed. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DeensReplica, remote, rules } from "../../../support/dns/replication/deens.js";
import { freePort } from "../../../support/dns/port.js";
import { type PeerKey, type PeerName, PEERS, PeerServer } from "../../../support/dns/replication/peers.js";
import { manyLines, MANY_KINDS, zoneText } from "../../../support/dns/replication/zone-text.js";
import { recordText } from "../../../support/dns/records.js";
import { transferZone } from "../../../support/dns/transfer.js";
import { requirePeers } from "../../peers.js";

const peers = requirePeers(Object.values(PEERS));
const ORIGIN = "triangle.example";

describe.skipIf(!peers.available)(`other servers fetch our zones${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
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

  /** Their records, as soon as they have a serial. */
  async function theirs(port: number, serial: number): Promise<string[]> {
    const last = Date.now() + 30_000;
    for (;;) {
      const records = await transferZone(port, ORIGIN).catch(() => []);
      const texts = records.map(recordText).sort();
      if (texts.some((text) => text.includes(" SOA ") && text.includes(` ${serial} `))) return texts;
      if (Date.now() > last) throw new Error(`serial ${serial} did not come`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  test.each<[PeerName, PeerKey["algorithm"]]>([
    ["nsd", "hmac-sha256"],
    ["knot", "hmac-sha256"],
    ["bind", "hmac-sha256"],
    ["bind", "hmac-sha384"],
    ["knot", "hmac-sha512"],
  ])("%s, signed with %s: AXFR, then IXFR after NOTIFY", { timeout: 90_000 }, async (name, algorithm) => {
    const secret = Buffer.alloc(48, 9);
    const key: PeerKey = { name: "transfer.example", algorithm, secret: secret.toString("base64") };
    const [port, otherPort] = [await freePort(), await freePort()];
    const file = join(folder, "primary.zone");
    await writeFile(file, zoneText(ORIGIN, 1, [...MANY_KINDS, ...manyLines(2000)]));
    await mkdir(join(folder, name));
    const secondary = await PeerServer.start(name, { folder: join(folder, name), port, origin: ORIGIN, file: undefined, otherPort, key });
    stops.push(() => secondary.stop());
    const primary = await DeensReplica.start({
      port: otherPort,
      keys: [{ ...key, secret }],
      zones: [{ origin: ORIGIN, file, notify: [remote(name, port, key.name)], allowTransfer: rules(`key:${key.name}`) }],
    });
    stops.push(() => primary.stop());
    expect(await theirs(port, 1)).toEqual(primary.records(ORIGIN));
    expect(primary.asked).toContain("AXFR");
    const before = primary.asked.length;
    await writeFile(file, zoneText(ORIGIN, 2, [...MANY_KINDS.slice(1), ...manyLines(2001), "new A 192.0.2.77"]));
    await primary.store.load();
    expect(await theirs(port, 2)).toEqual(primary.records(ORIGIN));
    expect(primary.asked.slice(before)).toContain("IXFR");
    expect(primary.asked.slice(before)).not.toContain("AXFR");
    expect(primary.told.filter((text) => !text.includes("warning"))).toEqual([]);
  });
});
