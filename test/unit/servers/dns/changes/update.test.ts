/** Dynamic update, rule by rule (RFC 2136). */
import { describe, expect, test } from "vitest";
import type { DnsRecord, DnsRecordInput } from "../../../../../generated/dns/dns.js";
import { DnsClass, DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { compact } from "../../../../../servers/dns/image/compact.js";
import { soaOf } from "../../../../../servers/dns/zone/change.js";
import { MOST_WAITING } from "../../../../../servers/dns/zone/primary.js";
import { address, APEX, changeable, contents, none, rr, type TestZone, updateMessage } from "./support.js";

const { ANY, NONE } = DnsClass;
const TEXT = `${APEX}www 60 A 192.0.2.7\nwww 60 A 192.0.2.8\nalias 60 CNAME www\n`;

function serialOf({ zone }: TestZone): number {
  return soaOf(zone.image, zone.image.version).rdata.serial;
}

async function run(
  changes: readonly DnsRecordInput[],
  prerequisites: readonly DnsRecordInput[] = [],
  text = TEXT,
): Promise<{ rcode: number; lines: string[]; serial: number }> {
  const made = changeable(text);
  const before = contents(made.zone.image);
  const rcode = await made.zone.update(updateMessage(changes, prerequisites));
  const after = contents(made.zone.image);
  const isSoa = (line: string): boolean => line.includes(" soa ");
  const lines = [
    ...[...before].filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...[...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ];
  return { rcode, lines: lines.filter((line) => !isSoa(line)), serial: serialOf(made) };
}

describe("prerequisites (section 2.4, 3.2)", () => {
  const change = [rr("new.example", address(9))];
  const cases: [string, DnsRecordInput[], number][] = [
    ["an RRset is there", [rr("www.example", none(DnsType.A), ANY)], DnsRcode.NoError],
    ["an RRset that is not there", [rr("www.example", none(DnsType.TXT), ANY)], DnsRcode.NXRRSet],
    ["an RRset is not there", [rr("www.example", none(DnsType.TXT), NONE)], DnsRcode.NoError],
    ["an RRset is there after all", [rr("www.example", none(DnsType.A), NONE)], DnsRcode.YXRRSet],
    ["a name is in use", [rr("www.example", none(DnsType.ANY), ANY)], DnsRcode.NoError],
    ["a name that is not", [rr("nope.example", none(DnsType.ANY), ANY)], DnsRcode.NXDomain],
    ["a name is not in use", [rr("nope.example", none(DnsType.ANY), NONE)], DnsRcode.NoError],
    ["a name that is", [rr("www.example", none(DnsType.ANY), NONE)], DnsRcode.YXDomain],
    ["an RRset has just these values", [rr("www.example", address(7), 1, 0), rr("www.example", address(8), 1, 0)], DnsRcode.NoError],
    ["in any case of the name", [rr("WWW.example", address(8), 1, 0), rr("www.EXAMPLE", address(7), 1, 0)], DnsRcode.NoError],
    ["one value too few", [rr("www.example", address(7), 1, 0)], DnsRcode.NXRRSet],
    ["one value too many", [7, 8, 9].map((last) => rr("www.example", address(last), 1, 0)), DnsRcode.NXRRSet],
    ["a TTL", [rr("www.example", none(DnsType.A), ANY, 1)], DnsRcode.FormErr],
    ["data where there should be none", [rr("www.example", address(7), ANY, 0)], DnsRcode.FormErr],
    ["a name of another zone", [rr("www.example.org", none(DnsType.ANY), ANY)], DnsRcode.NotZone],
    ["another class", [rr("www.example", none(DnsType.A), DnsClass.CH, 0)], DnsRcode.FormErr],
    ["a record that should be there, without data", [rr("www.example", none(DnsType.A), 1, 0)], DnsRcode.FormErr],
    ["a type that no record has", [rr("www.example", none(DnsType.AXFR), ANY)], DnsRcode.NXRRSet],
    ["no record of a type that none has", [rr("www.example", none(DnsType.AXFR), NONE)], DnsRcode.NoError],
  ];
  test.each(cases)("%s", async (_what, prerequisites, expected) => {
    const { rcode, lines } = await run(change, prerequisites);
    expect(rcode).toBe(expected);
    expect(lines).toEqual(expected === DnsRcode.NoError ? ["+ new.example. 60 in a 192.0.2.9"] : []);
  });
});

describe("changes (section 2.5, 3.4.2)", () => {
  const cases: [string, DnsRecordInput[], string[]][] = [
    ["a record is added", [rr("new.example", address(9))], ["+ new.example. 60 in a 192.0.2.9"]],
    ["one that is there is not", [rr("www.example", address(7))], []],
    [
      "another TTL is that of the whole RRset",
      [rr("www.example", address(7), 1, 90)],
      [
        "- www.example. 60 in a 192.0.2.7",
        "- www.example. 60 in a 192.0.2.8",
        "+ www.example. 90 in a 192.0.2.7",
        "+ www.example. 90 in a 192.0.2.8",
      ],
    ],
    ["a record is deleted", [rr("www.example", address(7), NONE)], ["- www.example. 60 in a 192.0.2.7"]],
    ["one that is not there is not", [rr("www.example", address(9), NONE)], []],
    [
      "an RRset is deleted",
      [rr("www.example", none(DnsType.A), ANY)],
      ["- www.example. 60 in a 192.0.2.7", "- www.example. 60 in a 192.0.2.8"],
    ],
    ["a name is deleted", [rr("alias.example", none(DnsType.ANY), ANY)], ["- alias.example. 60 in cname www.example."]],
    [
      "an alias takes the place of an alias",
      [rr("alias.example", { $kind: "CNAME", cname: "ns.example" })],
      ["- alias.example. 60 in cname www.example.", "+ alias.example. 60 in cname ns.example."],
    ],
    ["nothing is added beside an alias", [rr("alias.example", address(1))], []],
    ["no alias is added beside data", [rr("www.example", { $kind: "CNAME", cname: "ns.example" })], []],
    [
      "the zone keeps its SOA and NS",
      [
        rr("example", none(DnsType.ANY), ANY),
        rr("example", none(DnsType.NS), ANY),
        rr("example", { $kind: "NS", nsdname: "ns.example" }, NONE),
      ],
      [],
    ],
    ["one change undoes another", [rr("new.example", address(9)), rr("new.example", address(9), NONE)], []],
    ["out and in again", [rr("www.example", address(7), NONE), rr("www.example", address(7))], []],
    [
      "data of a type without a form may be empty",
      [rr("new.example", none(65_280)), rr("new.example", none(65_281)), rr("new.example", none(65_281), NONE)],
      ["+ new.example. 60 in type65280 \\# 0"],
    ],
    [
      "a signature of old stands beside an alias",
      [rr("alias.example", { $kind: "KEY", flags: 0, protocol: 3, algorithm: 13, publicKey: Uint8Array.of(1) })],
      ["+ alias.example. 60 in key 0 3 13 aq=="],
    ],
  ];
  test.each(cases)("%s", async (_what, changes, expected) => {
    const { rcode, lines, serial } = await run(changes);
    expect(rcode).toBe(DnsRcode.NoError);
    expect(lines.toSorted()).toEqual(expected.toSorted());
    expect(serial).toBe(expected.length > 0 ? 2 : 1);
  });

  const refused: [string, DnsRecordInput, number][] = [
    ["outside of the zone", rr("www.example.org", address(1)), DnsRcode.NotZone],
    ["of another class", rr("www.example", { $kind: "TXT", txtData: ["x"] }, DnsClass.CH, 0), DnsRcode.FormErr],
    ["a QTYPE", rr("www.example", { $kind: "Unknown", $value: 252, data: Uint8Array.of(1) }), DnsRcode.FormErr],
    ["no data to add", rr("www.example", none(DnsType.A)), DnsRcode.FormErr],
    ["a deletion with a TTL", rr("www.example", none(DnsType.A), ANY, 5), DnsRcode.FormErr],
    ["a deletion of any type's record", rr("www.example", none(DnsType.ANY), NONE), DnsRcode.FormErr],
    ["a deletion of a record without data", rr("www.example", none(DnsType.A), NONE), DnsRcode.FormErr],
    ["a deletion of what no record is", rr("www.example", none(DnsType.AXFR), ANY), DnsRcode.FormErr],
    ["type 0", rr("www.example", { $kind: "Unknown", $value: 0, data: Uint8Array.of(1) }), DnsRcode.FormErr],
    ["the zone's server loses its address", rr("ns.example", none(DnsType.A), ANY), DnsRcode.Refused],
    ["the zone gets a server without address", rr("example", { $kind: "NS", nsdname: "none.example" }), DnsRcode.Refused],
    ["a DNAME above what is there", rr("example", { $kind: "DNAME", target: "test" }), DnsRcode.Refused],
  ];
  test.each(refused)("%s: nothing is changed at all", async (_what, change, expected) => {
    const { rcode, lines, serial } = await run([rr("new.example", address(9)), change]);
    expect([rcode, lines, serial]).toEqual([expected, [], 1]);
  });

  test("an SOA with a later serial is taken, an earlier one is not", async () => {
    const soa = (serial: number): DnsRecordInput =>
      rr("example", { $kind: "SOA", mname: "ns.example", rname: "admin.example", serial, refresh: 1, retry: 1, expire: 1, minimum: 1 });
    expect((await run([soa(100)])).serial).toBe(100);
    expect((await run([soa(0)])).serial).toBe(1);
    // Neither is later than the other (RFC 1982 section 3.2).
    expect((await run([soa(0x8000_0001)])).serial).toBe(1);
    expect((await run([soa(0x8000_0000)])).serial).toBe(0x8000_0000);
    expect((await run([soa(100), rr("new.example", address(9))])).serial).toBe(100);
  });

  test("the serial goes from the last to the first, 0 left out", async () => {
    const { serial } = await run([rr("new.example", address(9))], [], TEXT.replace("admin 1 ", "admin 4294967295 "));
    expect(serial).toBe(1);
  });
});

describe("rules that a zone has to keep (docs/dns-zone-files.md)", () => {
  const dname = (name: string): DnsRecordInput => rr(name, { $kind: "DNAME", target: "test" });
  const ns = (name: string): DnsRecordInput => rr(name, { $kind: "NS", nsdname: "ns.example" });

  test("hold when all of an update is made, whatever is broken in between", async () => {
    const moved = [rr("ns.example", none(DnsType.A), ANY), rr("example", { $kind: "NS", nsdname: "www.example" })];
    expect((await run(moved)).rcode).toBe(DnsRcode.Refused);
    expect((await run([...moved, rr("example", { $kind: "NS", nsdname: "ns.example" }, NONE)])).rcode).toBe(DnsRcode.NoError);
  });

  test.each([
    ["data below a DNAME", [dname("d.example"), rr("a.d.example", address(1))]],
    ["a DNAME above data", [rr("a.d.example", address(1)), dname("d.example")]],
    ["a DNAME above a name that is only between others", [rr("a.b.d.example", address(1)), dname("d.example")]],
    ["a DNAME at a delegation", [ns("d.example"), dname("d.example")]],
  ])("%s is refused", async (_what, changes) => {
    expect(await run(changes)).toMatchObject({ rcode: DnsRcode.Refused, lines: [], serial: 1 });
  });

  test("a DNAME with nothing below it, and what goes in the same update, is fine", async () => {
    const changes = [rr("a.d.example", address(1)), rr("a.d.example", none(DnsType.ANY), ANY), dname("d.example")];
    expect((await run(changes)).lines).toEqual(["+ d.example. 60 in dname test."]);
  });
});

describe("what is the same", () => {
  const text = `${APEX}mx 60 MX 10 Mail.Example.\nserv 60 NAPTR 1 1 "u" "E2U+sip" "!^.*$!sip:A@b!" .\nwks 60 WKS 192.0.2.1 6 25\n`;
  const mx = (exchange: string, classNumber?: number): DnsRecordInput =>
    rr("mx.example", { $kind: "MX", preference: 10, exchange }, classNumber);
  const naptr = (regexp: string): DnsRecordInput =>
    rr("serv.example", { $kind: "NAPTR", order: 1, preference: 1, flags: "u", services: "E2U+sip", regexp, replacement: "." }, NONE);

  test("names in data are the same in any case: not added twice, deleted, and a prerequisite that holds", async () => {
    expect(await run([mx("mail.example")], [], text)).toMatchObject({ rcode: DnsRcode.NoError, lines: [], serial: 1 });
    expect((await run([mx("MAIL.example", NONE)], [], text)).lines).toEqual(["- mx.example. 60 in mx 10 mail.example."]);
    const wanted = rr("mx.example", { $kind: "MX", preference: 10, exchange: "mAIL.EXAMPLE" }, 1, 0);
    expect((await run([rr("new.example", address(9))], [wanted], text)).rcode).toBe(DnsRcode.NoError);
  });

  test("but what is written in another case is another change, which others are told of", async () => {
    const made = changeable(text);
    expect(await made.zone.update(updateMessage([mx("Mail.Example", NONE), mx("mail.example")]))).toBe(DnsRcode.NoError);
    const names = (records: readonly DnsRecord[] | undefined): string[] =>
      (records ?? []).flatMap(({ rdata }) => (rdata.$kind === "MX" ? [rdata.exchange.toString()] : []));
    expect([names(made.recorded[0]?.deletions), names(made.recorded[0]?.additions)]).toEqual([["Mail.Example"], ["mail.example"]]);
  });

  test("other texts are not", async () => {
    expect((await run([naptr("!^.*$!sip:a@b!")], [], text)).lines).toEqual([]);
    expect((await run([naptr("!^.*$!sip:A@b!")], [], text)).lines).toHaveLength(1);
  });

  test("there is one WKS to an address and protocol (section 1.1.5)", async () => {
    const wks = (protocol: number): DnsRecordInput =>
      rr("wks.example", { $kind: "WKS", address: 0xc0000201, protocol, bitMap: Uint8Array.of(0x80) });
    expect((await run([wks(6)], [], text)).lines.map((line) => line[0])).toEqual(["-", "+"]);
    expect((await run([wks(17)], [], text)).lines.map((line) => line[0])).toEqual(["+"]);
  });

  test("a TTL of more than 31 bits is 0 (RFC 2181 section 8)", async () => {
    expect((await run([rr("new.example", address(9), 1, 0x8000_0000)])).lines).toEqual(["+ new.example. 0 in a 192.0.2.9"]);
  });
});

describe("what this server does not do", () => {
  test("change a signed zone: nobody could sign what is new", async () => {
    const signed = `${TEXT}@ 60 RRSIG SOA 13 1 3600 20300101000000 20200101000000 1 example. AAAA\n`;
    const made = changeable(signed);
    expect(await made.zone.update(updateMessage([rr("new.example", address(9))]))).toBe(DnsRcode.Refused);
    expect(serialOf(made)).toBe(1);
  });

  test("take signatures and proofs", async () => {
    const nsec: DnsRecordInput = rr("www.example", { $kind: "NSEC", nextDomainName: "example", typeBitMaps: [] });
    expect(await run([rr("new.example", address(9)), nsec])).toMatchObject({ rcode: DnsRcode.Refused, lines: [], serial: 1 });
  });

  test("half of an update: where an RRset has no room for a record, nothing of it is made", async () => {
    const long = (index: number): DnsRecordInput =>
      rr("big.example", { $kind: "TXT", txtData: Array.from({ length: 120 }, () => `${index}`.padStart(255, "x")) });
    const made = changeable(TEXT);
    made.zone.image = compact(made.zone.image, 0);
    for (const index of [1, 2]) expect(await made.zone.update(updateMessage([long(index)]))).toBe(DnsRcode.NoError);
    const before = contents(made.zone.image);
    const halves = updateMessage([rr("www.example", none(DnsType.A), ANY), rr("half.example", address(1)), long(3)]);
    // Both at once: what is taken back of one is not in the other.
    const rcodes = await Promise.all([made.zone.update(halves), made.zone.update(updateMessage([rr("new.example", address(1))]))]);
    expect(rcodes).toEqual([DnsRcode.Refused, DnsRcode.NoError]);
    const isOfBoth = (line: string): boolean => !line.includes(" soa ");
    expect([...contents(made.zone.image)].filter(isOfBoth).toSorted()).toEqual(
      [...before, "new.example. 60 in a 192.0.2.1"].filter(isOfBoth).toSorted(),
    );
    expect(contents(made.zone.image).has("www.example. 60 in a 192.0.2.7")).toBe(true);
  });
});

describe("many updates", () => {
  test("each is acknowledged once, and all are in the history", async () => {
    const made = changeable();
    const rcodes = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => made.zone.update(updateMessage([rr(`h${index}.example`, address(1))]))),
    );
    expect(rcodes.every((rcode) => rcode === DnsRcode.NoError)).toBe(true);
    expect(serialOf(made)).toBe(1001);
    expect(made.history.since(1)?.length).toBe(1000);
    expect(made.recorded).toHaveLength(1000);
    expect(contents(made.zone.image).size).toBe(1003);
  });

  test("one of thousands of records of one name does not hold up the others for long", { timeout: 10_000 }, async () => {
    const count = 1500;
    const record = (host: number, classNumber?: number, ttl?: number): DnsRecordInput =>
      rr("www.example", { $kind: "A", address: host }, classNumber, ttl);
    const hosts = Array.from({ length: count }, (_, host) => host);
    // Each with another TTL; then all but the first go.
    const changes = [...hosts.map((host) => record(host, 1, host)), ...hosts.slice(1).map((host) => record(host, NONE))];
    expect((await run(changes, [], APEX)).lines).toEqual([`+ www.example. ${count - 1} in a 0.0.0.0`]);
  });

  test("no more wait than there may", async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const made = changeable(APEX, { record: () => gate });
    const updates = Array.from({ length: MOST_WAITING + 300 }, (_, index) =>
      made.zone.update(updateMessage([rr(`h${index}.example`, address(1))])),
    );
    release();
    const rcodes = await Promise.all(updates);
    expect(rcodes.filter((rcode) => rcode === DnsRcode.ServFail).length).toBeGreaterThan(0);
    expect(rcodes.filter((rcode) => rcode === DnsRcode.NoError).length).toBe(serialOf(made) - 1);
  });

  test("where the journal fails nothing is visible, and the next update works", async () => {
    let fails = true;
    const made = changeable(APEX, { record: () => (fails ? Promise.reject(new Error("disk full")) : Promise.resolve()) });
    const before = contents(made.zone.image);
    expect(await made.zone.update(updateMessage([rr("a.example", address(1))]))).toBe(DnsRcode.ServFail);
    expect(contents(made.zone.image)).toEqual(before);
    fails = false;
    expect(await made.zone.update(updateMessage([rr("b.example", address(1))]))).toBe(DnsRcode.NoError);
    expect([...contents(made.zone.image)].some((line) => line.startsWith("a."))).toBe(false);
    expect(serialOf(made)).toBe(2);
  });
});
