/** Signed messages of BIND's tools: dig asks and fetches, nsupdate changes (RFC 8945, RFC 2136). */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TsigAlgorithm } from "../../../../servers/dns/security/tsig-keys.js";
import { freePort } from "../../../support/dns/port.js";
import { DeensReplica, rules } from "../../../support/dns/replication/deens.js";
import { manyLines, zoneText } from "../../../support/dns/replication/zone-text.js";
import { type Finished, finish } from "../../../support/dns/shell.js";
import { requirePeers } from "../../peers.js";

const peers = requirePeers([
  { command: "dig", package: "bind9-dnsutils" },
  { command: "nsupdate", package: "bind9-dnsutils" },
]);
const ORIGIN = "signed.example";
const ALGORITHMS = ["hmac-sha224", "hmac-sha256", "hmac-sha384", "hmac-sha512"] as const satisfies readonly TsigAlgorithm[];
const SECRET = Buffer.alloc(48, 11);
const nameOf = (algorithm: TsigAlgorithm): string => `${algorithm}.keys.example`;

describe.skipIf(!peers.available)(`signed by BIND's tools${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let server: DeensReplica;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
    const file = join(folder, "zone");
    await writeFile(file, zoneText(ORIGIN, 1, ["www A 192.0.2.2", "www TXT old", ...manyLines(2000)]));
    const allowed = rules(...ALGORITHMS.map((algorithm) => `key:${nameOf(algorithm)}`));
    server = await DeensReplica.start({
      port: await freePort(),
      dataDirectory: join(folder, "data"),
      keys: ALGORITHMS.map((algorithm) => ({ name: nameOf(algorithm), algorithm, secret: SECRET })),
      zones: [{ origin: ORIGIN, file, allowTransfer: allowed, allowUpdate: allowed }],
    });
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  interface Key {
    /** As dig calls it: bits behind a dash truncate the MAC. */
    readonly algorithm?: string;
    readonly name?: string;
    readonly secret?: Buffer;
  }

  function keyText({ algorithm = "hmac-sha256", name = nameOf("hmac-sha256"), secret = SECRET }: Key): string {
    return `${algorithm}:${name}:${secret.toString("base64")}`;
  }

  /** @param key undefined: nothing is signed */
  async function dig(key: Key | undefined, ...args: readonly string[]): Promise<string> {
    const signed = key === undefined ? [] : ["-y", keyText(key)];
    const { out, err } = await finish("dig", [...signed, "@127.0.0.1", "-p", String(server.port), "+tries=1", "+norec", ...args]);
    return out + err;
  }

  describe.each(ALGORITHMS)("with %s", (algorithm) => {
    const key = { algorithm, name: nameOf(algorithm) };

    test.each(["+notcp", "+tcp"])("a question %s is answered, and the answer verified", async (transport) => {
      const said = await dig(key, ORIGIN, "SOA", transport);
      expect(said).toContain("status: NOERROR");
      expect(said).toMatch(/TSIG PSEUDOSECTION[^]*NOERROR 0/);
      expect(said).not.toMatch(/verify|WARNING/);
    });

    test("a zone is fetched, each message of it verified", async () => {
      const said = await dig(key, ORIGIN, "AXFR");
      expect(said).not.toMatch(/verify|failed|WARNING/);
      expect(said.match(/host-\d+\.signed\.example\./g)).toHaveLength(2000);
      // The first message and those after it.
      expect(said.match(/ANY\s+TSIG/g)?.length).toBeGreaterThan(2);
    });
  });

  test.each<[string, Key, readonly string[], RegExp]>([
    ["another secret", { secret: Buffer.alloc(48, 12) }, [], /status: NOTAUTH[^]*BADSIG/],
    ["a key that nobody knows", { name: "nobody.example" }, [], /status: NOTAUTH[^]*BADKEY/],
    ["another algorithm of the same key", { algorithm: "hmac-sha512" }, [], /status: NOTAUTH[^]*BADKEY/],
    ["a clock that is an hour late", {}, [`+fuzztime=${Math.floor(Date.now() / 1000) - 3600}`], /status: NOTAUTH[^]*BADTIME/],
    ["a MAC that is cut to half", { algorithm: "hmac-sha256-128" }, [], /status: NOTAUTH[^]*BADTRUNC/],
    ["a MAC that is cut to less", { algorithm: "hmac-sha256-80" }, [], /status: FORMERR/],
  ])("%s is told", async (_what, key, args, expected) => {
    for (const transport of ["+notcp", "+tcp"]) expect(await dig(key, ORIGIN, "SOA", transport, ...args)).toMatch(expected);
    expect(await dig(key, ORIGIN, "AXFR", ...args)).not.toContain("host-0");
  });

  test("how long the zone will be served is told with its SOA (RFC 7314)", async () => {
    expect(await dig({}, ORIGIN, "SOA", "+expire")).toMatch(/EXPIRE: 604800 /);
    expect(await dig({}, ORIGIN, "SOA")).not.toContain("EXPIRE");
    for (const transport of ["+notcp", "+tcp"])
      expect(await dig(undefined, ORIGIN, "SOA", "+expire", transport)).toMatch(/EXPIRE: 604800 /);
  });

  test("a clock that is four minutes late is near enough", async () => {
    expect(await dig({}, ORIGIN, "SOA", `+fuzztime=${Math.floor(Date.now() / 1000) - 240}`)).toContain("status: NOERROR");
  });

  async function nsupdate(args: readonly string[], key: Key, lines: readonly string[]): Promise<Finished> {
    const file = join(folder, "update");
    await writeFile(file, [`server 127.0.0.1 ${server.port}`, `zone ${ORIGIN}`, ...lines, "send", ""].join("\n"));
    return finish("nsupdate", ["-t", "5", "-r", "0", ...args, "-y", keyText(key), file]);
  }

  describe.each<[string, readonly string[]]>([
    ["UDP", []],
    ["TCP", ["-v"]],
  ])("nsupdate over %s", (transport, args) => {
    const host = `new-${transport.toLowerCase()}.${ORIGIN}`;
    const holds = (text: string): boolean => server.records(ORIGIN).some((record) => record.includes(text));

    test.each(ALGORITHMS)("signed with %s", async (algorithm) => {
      const key = { algorithm, name: nameOf(algorithm) };
      const before = server.zone(ORIGIN).serial ?? 0;
      const added = await nsupdate(args, key, [`update add ${algorithm}.${host} 300 A 192.0.2.50`]);
      expect(added).toMatchObject({ code: 0, err: "" });
      expect(holds(`${algorithm}.${host}`)).toBe(true);
      expect(server.zone(ORIGIN).serial).toBe(before + 1);
      await nsupdate(args, key, [`update delete ${algorithm}.${host}`]);
      expect(holds(`${algorithm}.${host}`)).toBe(false);
    });

    test.each<[string, string, string]>([
      [`nxdomain ${host}`, `yxdomain ${host}`, "NXDOMAIN"],
      [`yxdomain www.${ORIGIN}`, `nxdomain www.${ORIGIN}`, "YXDOMAIN"],
      [`nxrrset www.${ORIGIN} AAAA`, `yxrrset www.${ORIGIN} AAAA`, "NXRRSET"],
      [`yxrrset www.${ORIGIN} A`, `nxrrset www.${ORIGIN} A`, "YXRRSET"],
      [`yxrrset www.${ORIGIN} TXT old`, `yxrrset www.${ORIGIN} TXT other`, "NXRRSET"],
    ])("prerequisite %s holds, and %s does not: %s", async (fits, fitsNot, rcode) => {
      const change = `update add ${host} 300 A 192.0.2.51`;
      const failed = await nsupdate(args, {}, [`prereq ${fitsNot}`, change]);
      expect(failed.code).not.toBe(0);
      expect(failed.err).toContain(`update failed: ${rcode}`);
      expect(holds(host)).toBe(false);
      expect(await nsupdate(args, {}, [`prereq ${fits}`, change])).toMatchObject({ code: 0, err: "" });
      expect(holds(host)).toBe(true);
      await nsupdate(args, {}, [`update delete ${host} A`]);
    });

    test("with many changes, all or none", async () => {
      const many = Array.from({ length: 200 }, (_, index) => `update add ${index}.${host} 300 TXT "${"x".repeat(100)}"`);
      expect((await nsupdate(args, {}, [...many, "update add elsewhere.example. 300 A 192.0.2.1"])).err).toContain("NOTZONE");
      expect(holds(host)).toBe(false);
      expect(await nsupdate(args, {}, many)).toMatchObject({ code: 0, err: "" });
      expect(server.records(ORIGIN).filter((record) => record.includes(host))).toHaveLength(200);
      await nsupdate(
        args,
        {},
        many.map((line) => line.replace("add", "delete").replace(/ 300 .*/, "")),
      );
      expect(holds(host)).toBe(false);
    });

    test("with another secret, or none, changes nothing", async () => {
      const change = [`update add ${host} 300 A 192.0.2.50`];
      const refused = await nsupdate(args, { secret: Buffer.alloc(48, 1) }, change);
      expect(refused.code).not.toBe(0);
      expect(refused.err).toContain("BADSIG");
      const file = join(folder, "unsigned");
      await writeFile(file, [`server 127.0.0.1 ${server.port}`, `zone ${ORIGIN}`, ...change, "send", ""].join("\n"));
      expect((await finish("nsupdate", [...args, file])).err).toContain("update failed: REFUSED");
      expect(holds(host)).toBe(false);
    });
  });
});
