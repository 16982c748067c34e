/** Catalogue zones (RFC 9432), in both directions: members come and go while the servers run. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DeensReplica, remote, rules } from "../../../support/dns/replication/deens.js";
import { freePort } from "../../../support/dns/port.js";
import { type PeerKey, type PeerName, PEERS, PeerServer } from "../../../support/dns/replication/peers.js";
import { zoneText } from "../../../support/dns/replication/zone-text.js";
import { recordText } from "../../../support/dns/records.js";
import { transferZone } from "../../../support/dns/transfer.js";
import type { ZoneSettings } from "../../../../servers/dns/config/types.js";
import type { ZoneSource } from "../../../../servers/dns/node/zone-store.js";
import { requirePeers } from "../../peers.js";

const peers = requirePeers([PEERS.knot, PEERS.bind]);
const CATALOG = "catalog.example";
const OTHER = "other.example";
const NAMES = ["one.example", "two.example", "three.example"] as const;
const SECRET = Buffer.alloc(32, 5);
const KEY: PeerKey = { name: "transfer.example", algorithm: "hmac-sha256", secret: SECRET.toString("base64") };

describe.skipIf(!peers.available)(`catalogues${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let stops: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
    stops = [];
    for (const name of NAMES) await writeFile(fileOf(name), zoneText(name, 1, ["www A 192.0.2.1"]));
  });

  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const fileOf = (origin: string): string => join(folder, `${origin}.file`);

  /** The zone as a server gives it; nothing where it does not. */
  async function records(port: number, origin: string): Promise<string[]> {
    const found = await transferZone(port, origin).catch(() => []);
    return found.map(recordText).sort();
  }

  async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
    const last = Date.now() + 30_000;
    while (!(await isTrue())) {
      if (Date.now() > last) throw new Error(`not in time: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  function catalogText(serial: number, members: readonly string[]): string {
    const lines = members.map((name) => `id-${name.split(".")[0] ?? ""}.zones 0 PTR ${name}.`);
    return catalogOf(CATALOG, serial, lines);
  }

  function catalogOf(origin: string, serial: number, lines: readonly string[]): string {
    const head = [`$ORIGIN ${origin}.`, `@ 0 SOA invalid. invalid. ${serial} 60 60 2147483646 0`, "@ 0 NS invalid.", 'version 0 TXT "2"'];
    return [...head, ...lines, ""].join("\n");
  }

  test.each<PeerName>(["knot", "bind"])("members of a catalogue of %s are served by us", { timeout: 90_000 }, async (name) => {
    const [port, otherPort] = [await freePort(), await freePort()];
    await writeFile(fileOf(CATALOG), catalogText(1, ["one.example", "two.example", "taken.example"]));
    await writeFile(fileOf("taken.example"), zoneText("taken.example", 5));
    await mkdir(join(folder, name));
    const others = NAMES.map((origin) => ({ origin, file: fileOf(origin) }));
    const place = { folder: join(folder, name), port, origin: CATALOG, file: fileOf(CATALOG), otherPort, key: KEY, others };
    const primary = await PeerServer.start(name, place);
    stops.push(() => primary.stop());
    const settings = {
      primaries: [remote(name, port, KEY.name)],
      notify: [],
      allowTransfer: rules("127.0.0.1"),
      allowUpdate: [],
      allowNotify: rules(`key:${KEY.name}`),
      zonemd: "verify" as const,
    };
    const options = {
      port: otherPort,
      dataDirectory: join(folder, "data"),
      keys: [{ ...KEY, secret: SECRET }],
      zones: [
        { ...settings, origin: CATALOG, file: undefined, catalog: { role: "consume" as const, members: settings } },
        { origin: "taken.example", file: fileOf("taken.example") },
      ],
    };
    const first = await DeensReplica.start(options);
    await first.until("members", () => first.records("one.example").length > 0 && first.records("two.example").length > 0);
    expect(await records(otherPort, "one.example")).toEqual(await records(port, "one.example"));
    await first.until("told", () => first.told.some((text) => text.includes("taken.example is served already")));
    await first.stop();
    const second = await DeensReplica.start(options);
    stops.push(() => second.stop());
    await second.until("members after a restart", () => second.store.findText("two.example")?.serial === 1);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(fileOf(CATALOG), catalogText(2, ["one.example", "three.example", "taken.example"]));
    primary.reload();
    await second.until("another member", () => second.records("three.example").length > 0);
    await second.until("one less", () => second.store.findText("two.example") === undefined);
    await until("no files of it", async () => !(await readdir(join(folder, "data"))).some((file) => file.startsWith("two.")));
    expect(await records(otherPort, "two.example")).toEqual([]);
    await writeFile(fileOf(CATALOG), catalogText(3, ["one.example"]).replace('TXT "2"', 'TXT "9"'));
    primary.reload();
    await second.until("broken", () => second.told.some((text) => text.includes("broken")));
    expect(second.store.zones.map(({ source }) => source.origin).sort()).toEqual([
      CATALOG,
      "one.example",
      "taken.example",
      "three.example",
    ]);
  });

  test.each<PeerName>(["knot", "bind"])("groups, other labels and other owners in catalogues of %s", { timeout: 90_000 }, async (name) => {
    const [port, otherPort] = [await freePort(), await freePort()];
    const [one, two] = ["a.zones 0 PTR one.example.", "b.zones 0 PTR two.example."];
    const [inner, unknown] = ['group.a.zones 0 TXT "inner"', 'group.b.zones 0 TXT "nobody knows"'];
    await writeFile(fileOf(CATALOG), catalogOf(CATALOG, 1, [one, inner, two, unknown]));
    await writeFile(fileOf(OTHER), catalogOf(OTHER, 1, []));
    await mkdir(join(folder, name));
    const others = [...NAMES, OTHER].map((origin) => ({ origin, file: fileOf(origin) }));
    const place = { folder: join(folder, name), port, origin: CATALOG, file: fileOf(CATALOG), otherPort, key: KEY, others };
    const primary = await PeerServer.start(name, place);
    stops.push(() => primary.stop());
    const settings = (called: string): ZoneSettings => ({
      ...{ primaries: [remote(called, port, KEY.name)], notify: [], allowTransfer: [], allowUpdate: [] },
      ...{ allowNotify: rules(`key:${KEY.name}`), zonemd: "verify" },
    });
    const groups = [{ name: "inner", settings: settings("inner") }];
    const zones = [CATALOG, OTHER].map((origin) => {
      const catalog = { role: "consume", members: settings(`of ${origin}`), groups } as const;
      return { ...settings("catalogue"), origin, file: undefined, catalog };
    });
    const secondary = await DeensReplica.start({
      ...{ port: otherPort, dataDirectory: join(folder, "data"), keys: [{ ...KEY, secret: SECRET }], zones },
    });
    stops.push(() => secondary.stop());
    const primaryOf = (origin: string): string | undefined => secondary.store.findText(origin)?.source.primaries?.[0]?.name;
    const came = (origin: string): number => secondary.told.filter((text) => text.startsWith(`${origin}: serial 1 has come`)).length;
    await secondary.until("members", () => came("one.example") === 1 && came("two.example") === 1);
    expect([primaryOf("one.example"), primaryOf("two.example")]).toEqual(["inner", `of ${CATALOG}`]);

    // Servers find out that a file has changed by its time, in seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(fileOf(CATALOG), catalogOf(CATALOG, 2, [one, "c.zones 0 PTR two.example.", 'group.c.zones 0 TXT "inner"']));
    primary.reload();
    await secondary.until("another label", () => came("two.example") === 2);
    expect([primaryOf("one.example"), primaryOf("two.example")]).toEqual([`of ${CATALOG}`, "inner"]);

    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(fileOf(OTHER), catalogOf(OTHER, 2, [one]));
    await writeFile(fileOf(CATALOG), catalogOf(CATALOG, 3, [one, `coo.a.zones 0 PTR ${OTHER}.`]));
    primary.reload();
    await secondary.until("another owner", () => primaryOf("one.example") === `of ${OTHER}`);
    await secondary.until("one less", () => secondary.store.findText("two.example") === undefined);
    // Under the same label it is what it was.
    expect(came("one.example")).toBe(1);
    expect(secondary.records("one.example")).toEqual(await records(port, "one.example"));
  });

  test.each<PeerName>(["knot", "bind"])("members of our catalogue are served by %s", { timeout: 90_000 }, async (name) => {
    const [port, otherPort] = [await freePort(), await freePort()];
    const rights = { notify: [remote(name, port, KEY.name)], allowTransfer: rules(`key:${KEY.name}`) };
    const zones = (members: readonly string[]): ZoneSource[] => [
      ...members.map((origin) => ({ ...rights, origin, file: fileOf(origin), memberOf: CATALOG })),
      { ...rights, origin: CATALOG, file: undefined, catalog: { role: "produce" } },
    ];
    const dataDirectory = join(folder, "data");
    const primary = await DeensReplica.start({
      ...{ port: otherPort, dataDirectory, keys: [{ ...KEY, secret: SECRET }], zones: zones(["one.example", "two.example"]) },
    });
    stops.push(() => primary.stop());
    await mkdir(join(folder, name));
    const place = { folder: join(folder, name), port, origin: CATALOG, file: undefined, otherPort, key: KEY, isCatalog: true };
    const secondary = await PeerServer.start(name, place);
    stops.push(() => secondary.stop());
    const has = (origin: string): Promise<boolean> => records(port, origin).then(({ length }) => length > 0);
    await until("members", async () => (await has("one.example")) && (await has("two.example")));
    expect(await records(port, "one.example")).toEqual(primary.records("one.example"));
    const serial = primary.zone(CATALOG).serial ?? 0;
    await primary.configure(zones(["one.example", "three.example"]));
    expect(primary.zone(CATALOG).serial).toBeGreaterThan(serial);
    await until("another member", () => has("three.example"));
    await until("one less", async () => !(await has("two.example")));
  });
});
