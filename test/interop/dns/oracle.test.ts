/** The oracle on the RFCs' own examples: RFC 4592 section 2.2.1, RFC 1034 section 6.2, RFC 6672 section 2.2 and 5.3. */
import { describe, expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { rcodeName } from "../../support/dns/answer.js";
import { address, cname, dname, mx, ns, soa, srv, txt, type Data } from "../../support/dns/data.js";
import { oracle } from "../../support/dns/oracle.js";
import { recordFromInput, typeName, type ZoneRecord } from "../../support/dns/records.js";

function zoneOf(origin: string, records: readonly (readonly [owner: string, data: Data])[]): { origin: string; records: ZoneRecord[] } {
  return { origin, records: records.map(([owner, { input }]) => recordFromInput({ name: owner, ttl: 3600, rdata: input })) };
}

function texts(records: readonly ZoneRecord[]): string[] {
  return records.map(({ owner, type, rdata }) => `${owner} ${typeName(type)} ${rdata}`);
}

const text = txt([new TextEncoder().encode("this is a wildcard")]);
const TEXT = `[${Buffer.from("this is a wildcard").toString("hex")}]`;

describe("RFC 4592 section 2.2.1", () => {
  const zone = zoneOf("example", [
    ["example", soa("ns.example.com", "host.example", 1, 600)],
    ["example", ns("ns.example.com")],
    ["example", ns("ns.example.net")],
    ["*.example", text],
    ["*.example", mx(10, "host1.example")],
    ["sub.*.example", text],
    ["host1.example", address(1)],
    ["_ssh._tcp.host1.example", srv(0, "host1.example")],
    ["_ssh._tcp.host2.example", srv(0, "host1.example")],
    ["subdel.example", ns("ns.example.com")],
    ["subdel.example", ns("ns.example.net")],
  ]);

  test.each([
    ["host3.example", DnsType.MX, "host3.example MX 10 host1.example"],
    ["foo.bar.example", DnsType.TXT, `foo.bar.example TXT ${TEXT}`],
  ])("%s is made from the wildcard", (name, type, expected) => {
    expect(texts(oracle([zone], name, type).answer)).toEqual([expected]);
  });

  test.each([
    ["host3.example", DnsType.A, "there is no A RRset at the wildcard"],
    ["host1.example", DnsType.MX, "host1.example exists"],
    ["sub.*.example", DnsType.MX, "sub.*.example exists"],
    ["_telnet._tcp.host1.example", DnsType.SRV, "_tcp.host1.example exists, without data"],
    ["host2.example", DnsType.MX, "it exists, without data"],
  ])("%s (type %i) is not made from it: %s", (name: string, type: number, _why: string) => {
    const verdict = oracle([zone], name, type);
    expect(verdict.answer).toEqual([]);
    expect(texts(verdict.authority)).toEqual([expect.stringContaining("example SOA")]);
    const isThere = name !== "_telnet._tcp.host1.example";
    expect(rcodeName(verdict.rcode)).toBe(rcodeName(isThere ? DnsRcode.NoError : DnsRcode.NXDomain));
  });

  test("host.subdel.example is referred: the wildcard is not the zone's to use there", () => {
    const verdict = oracle([zone], "host.subdel.example", DnsType.A);
    expect(verdict).toMatchObject({ rcode: DnsRcode.NoError, aa: false, answer: [] });
    expect(texts(verdict.authority)).toEqual(["subdel.example NS ns.example.com", "subdel.example NS ns.example.net"]);
  });

  test("ghost.*.example does not exist: an asterisk label inside a name matches nothing else", () => {
    expect(oracle([zone], "ghost.*.example", DnsType.MX).rcode).toBe(DnsRcode.NXDomain);
  });
});

describe("RFC 6672", () => {
  const zone = zoneOf("example.com", [
    ["example.com", soa("ns.example.com", "host.example.com", 1, 600)],
    ["example.com", ns("ns.example.com")],
    ["ns.example.com", address(1)],
    ["foo.example.com", dname("frobozz.example.net")],
    ["foo.example.com", text],
    ["short.example.com", dname("bar.example.com")],
    ["a.bar.example.com", address(2)],
    ["loop.example.com", cname("x.short.example.com")],
    ["x.bar.example.com", cname("loop.example.com")],
    ["long.example.com", dname(`${"x".repeat(63)}.${"y".repeat(63)}.${"z".repeat(63)}.example.com`)],
  ]);

  test("a name below the DNAME is renamed, by a CNAME that is made (section 2.2)", () => {
    const expected = ["foo.example.com DNAME frobozz.example.net", "bar.foo.example.com CNAME bar.frobozz.example.net"];
    expect(texts(oracle([zone], "bar.foo.example.com", DnsType.A).answer)).toEqual(expected);
  });

  test("the owner itself is not renamed (section 2.3)", () => {
    expect(texts(oracle([zone], "foo.example.com", DnsType.TXT).answer)).toEqual([`foo.example.com TXT ${TEXT}`]);
    expect(oracle([zone], "foo.example.com", DnsType.A)).toMatchObject({ rcode: DnsRcode.NoError, answer: [] });
  });

  test("the new name is looked up in the same zone (section 3.2)", () => {
    const expected = [
      "short.example.com DNAME bar.example.com",
      "a.short.example.com CNAME a.bar.example.com",
      "a.bar.example.com A 3221225986",
    ];
    expect(texts(oracle([zone], "a.short.example.com", DnsType.A).answer)).toEqual(expected);
    expect(oracle([zone], "b.short.example.com", DnsType.A).rcode).toBe(DnsRcode.NXDomain);
  });

  test("too long a name is refused with YXDOMAIN (section 2.2)", () => {
    const verdict = oracle([zone], `${"w".repeat(60)}.long.example.com`, DnsType.A);
    expect(verdict).toMatchObject({ rcode: DnsRcode.YXDomain, authority: [] });
    expect(verdict.answer.map(({ type }) => type)).toEqual([DnsType.DNAME]);
  });

  test("a loop ends where a name comes again", () => {
    const { answer, rcode, unfinished } = oracle([zone], "loop.example.com", DnsType.A);
    expect({ rcode, unfinished }).toEqual({ rcode: DnsRcode.NoError, unfinished: true });
    expect(answer.map(({ owner, type }) => `${owner} ${typeName(type)}`)).toEqual([
      "loop.example.com CNAME",
      "short.example.com DNAME",
      "x.short.example.com CNAME",
      "x.bar.example.com CNAME",
    ]);
  });
});

describe("RFC 1034 section 6.2", () => {
  const zone = zoneOf("edu", [
    ["edu", soa("sri-nic.arpa", "hostmaster.sri-nic.arpa", 870_611, 86_400)],
    ["edu", ns("sri-nic.arpa")],
    ["isi.edu", ns("vaxa.isi.edu")],
    ["isi.edu", ns("a.isi.edu")],
    ["vaxa.isi.edu", address(27)],
    ["a.isi.edu", address(103)],
    ["usc-isic.edu", cname("c.isi.edu")],
  ]);

  test("6.2.6: brl.edu is referred with glue, names below it too", () => {
    const verdict = oracle([zone], "host.isi.edu", DnsType.A);
    expect(texts(verdict.authority)).toEqual(["isi.edu NS vaxa.isi.edu", "isi.edu NS a.isi.edu"]);
    expect(texts(verdict.additional)).toEqual(["vaxa.isi.edu A 3221226011", "a.isi.edu A 3221226087"]);
  });

  test("6.2.7: an alias into a delegation, authoritative for the alias alone", () => {
    const verdict = oracle([zone], "usc-isic.edu", DnsType.A);
    expect(verdict.aa).toBe(true);
    expect(texts(verdict.answer)).toEqual(["usc-isic.edu CNAME c.isi.edu"]);
    expect(texts(verdict.authority)).toEqual(["isi.edu NS vaxa.isi.edu", "isi.edu NS a.isi.edu"]);
  });

  test("6.2.8: the alias itself, when asked for", () => {
    expect(oracle([zone], "usc-isic.edu", DnsType.CNAME)).toMatchObject({ authority: [], answer: [{ owner: "usc-isic.edu" }] });
  });

  test("a zone that is not served is refused", () => {
    expect(oracle([zone], "example.com", DnsType.A).rcode).toBe(DnsRcode.Refused);
  });
});
