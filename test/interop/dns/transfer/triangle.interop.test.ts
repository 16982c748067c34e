/** What each of four servers holds after random changes is the same, as ldns compares it: from us to NSD, Knot and BIND, and from each to us. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DnsType } from "../../../../generated/dns/types.js";
import { DnsClient } from "../../../support/dns/client.js";
import { freePort } from "../../../support/dns/port.js";
import { remote, rules } from "../../../support/dns/replication/deens.js";
import { type PeerName, PEERS } from "../../../support/dns/replication/peers.js";
import { Replicas, sharedKey } from "../../../support/dns/replication/replicas.js";
import { RandomZone } from "../../../support/dns/replication/random-changes.js";
import { zoneText } from "../../../support/dns/replication/zone-text.js";
import { finish } from "../../../support/dns/shell.js";
import { Random } from "../../../support/random.js";
import { requirePeers } from "../../peers.js";

const TOOLS = [
  { command: "ldns-compare-zones", package: "ldnsutils" },
  { command: "dig", package: "bind9-dnsutils" },
];
const peers = requirePeers([...Object.values(PEERS), ...TOOLS]);
const ORIGIN = "triangle.example";
const SHARED = sharedKey(17);
const KEY = SHARED.key;
const NAMES: readonly PeerName[] = ["nsd", "knot", "bind"];
const VERSIONS = 12;

describe.skipIf(!peers.available)(`random changes${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let file = "";
  let replicas: Replicas;

  beforeEach(async () => {
    replicas = await Replicas.make(ORIGIN, SHARED);
    ({ folder, file } = replicas);
  });

  afterEach(() => replicas.close());

  async function serialOf(port: number): Promise<number> {
    const client = new DnsClient(port);
    await client.connect();
    try {
      const { answer } = await client.ask({ name: ORIGIN, type: DnsType.SOA, dnssecOk: false, payload: undefined });
      return Number(answer[0]?.rdata.split(" ")[2] ?? 0);
    } catch {
      return 0;
    } finally {
      client.close();
    }
  }

  /** What a server holds, as dig writes it. */
  async function dump(name: string, port: number, serial: number): Promise<string> {
    await expect.poll(() => serialOf(port), { timeout: 30_000, interval: 50 }).toBe(serial);
    const { out } = await finish("dig", ["@127.0.0.1", "-p", String(port), ORIGIN, "AXFR", "+noall", "+answer", "+onesoa"]);
    const path = join(folder, `${name}.dump`);
    await writeFile(path, out);
    return path;
  }

  /** ldns says how many records of the second are not in the first, the other way round, and of how many names some are. */
  async function expectSame(one: string, other: string): Promise<void> {
    const { code, out, err } = await finish("ldns-compare-zones", ["-a", "-s", "-e", one, other]);
    expect({ code, out, err }).toMatchObject({ code: 0, out: expect.stringMatching(/\+0\s+-0\s+~0/) as string });
  }

  test("from us to all three, by IXFR after the first time", { timeout: 180_000 }, async () => {
    const zone = new RandomZone(new Random(2026));
    await writeFile(file, zoneText(ORIGIN, 1, zone.lines));
    const ourPort = await freePort();
    const ports = await Promise.all(NAMES.map(() => freePort()));
    const ours = await replicas.startOurs({
      port: ourPort,
      zones: [
        {
          ...{ origin: ORIGIN, file, allowTransfer: rules(`key:${KEY.name}`, "127.0.0.1") },
          notify: NAMES.map((name, index) => remote(name, ports[index] ?? 0, KEY.name)),
        },
      ],
    });
    for (const [index, name] of NAMES.entries())
      await replicas.startPeer(name, { port: ports[index] ?? 0, file: undefined, otherPort: ourPort });
    for (let serial = 1; serial <= VERSIONS; serial++) {
      const own = await dump("ours", ourPort, serial);
      for (const [index, name] of NAMES.entries()) await expectSame(own, await dump(name, ports[index] ?? 0, serial));
      if (serial === 1) ours.asked.length = 0;
      zone.change();
      await writeFile(file, zoneText(ORIGIN, serial + 1, zone.lines));
      await ours.store.load();
    }
    // dig asked for the whole zone once a version.
    expect(ours.asked.filter((asked) => asked === "AXFR")).toHaveLength(VERSIONS - 1);
    expect(ours.counts.out.ixfr).toBeGreaterThanOrEqual((VERSIONS - 1) * NAMES.length);
    expect(ours.counts.out.failed).toBe(0);
  });

  test.each(NAMES)("from %s to us, by IXFR after the first time", { timeout: 180_000 }, async (name) => {
    const zone = new RandomZone(new Random(7));
    await writeFile(file, zoneText(ORIGIN, 1, zone.lines));
    const [port, ourPort] = [await freePort(), await freePort()];
    const primary = await replicas.startPeer(name, { port, file, otherPort: ourPort });
    const ours = await replicas.startOurs({
      port: ourPort,
      dataDirectory: join(folder, "data"),
      zones: [
        {
          ...{ origin: ORIGIN, file: undefined, allowTransfer: rules("127.0.0.1") },
          ...{ primaries: [remote("peer", port, KEY.name)], allowNotify: rules(`key:${KEY.name}`) },
        },
      ],
    });
    // NSD finds out that a file has changed by its time, in seconds.
    const versions = name === "nsd" ? VERSIONS / 2 : VERSIONS;
    for (let serial = 1; serial <= versions; serial++) {
      await expectSame(await dump(name, port, serial), await dump("ours", ourPort, serial));
      zone.change();
      if (name === "nsd") await new Promise((resolve) => setTimeout(resolve, 1100));
      await writeFile(file, zoneText(ORIGIN, serial + 1, zone.lines));
      primary.reload();
    }
    expect(ours.counts.in).toMatchObject({ axfr: 1, failed: 0, refused: 0 });
    expect(ours.counts.in.ixfr).toBeGreaterThanOrEqual(versions - 1);
  });
});
