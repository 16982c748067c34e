/** The examples of RFCs of zones without signatures: which records are in which section. */
import { describe, expect, test } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import { imageOf, TestServer, typeOf } from "../../../../support/dns-zone.js";
import { type Expected, expectReply } from "./rfc-expected.js";
import { RFC_4592_SECTION_2_2_1 } from "./rfc-zones.js";

const { NXDomain } = DnsRcode;

describe("RFC 4592 section 2.2.1", () => {
  const server = new TestServer([imageOf(RFC_4592_SECTION_2_2_1)]);
  const SOA = "example. SOA ns.example.com. admin.example. 1 2 3 4 5";
  const DELEGATION = ["subdel.example. NS ns.example.com.", "subdel.example. NS ns.example.net."];
  const HOST = ["host1.example. A 192.0.2.1"];

  test.each<[string, Expected]>([
    ["host3.example MX", { answer: ["host3.example. MX 10 host1.example."], additional: HOST }],
    ["host3.example A", { authority: [SOA] }],
    ["foo.bar.example TXT", { answer: ['foo.bar.example. TXT "this is a wildcard"'] }],
    ["host1.example MX", { authority: [SOA] }],
    ["sub.*.example MX", { authority: [SOA] }],
    ["_telnet._tcp.host1.example SRV", { rcode: NXDomain, authority: [SOA] }],
    ["host.subdel.example A", { authority: DELEGATION }],
    ["ghost.*.example MX", { rcode: NXDomain, authority: [SOA] }],
    // Section 2.3 and 4: the wildcard itself is a name like others, and an empty non-terminal stops the search.
    ["*.example TXT", { answer: ['*.example. TXT "this is a wildcard"'] }],
    ["_tcp.host2.example SRV", { authority: [SOA] }],
    ["host2.example MX", { authority: [SOA] }],
    ["a.host2.example MX", { rcode: NXDomain, authority: [SOA] }],
    // Section 3.3.1: closest encloser and source of synthesis.
    ["_dns._udp.host2.example TXT", { rcode: NXDomain, authority: [SOA] }],
    ["_telnet._tcp.host2.example TXT", { rcode: NXDomain, authority: [SOA] }],
    ["_chat._udp.host3.example TXT", { answer: ['_chat._udp.host3.example. TXT "this is a wildcard"'] }],
    ["foobar.*.example TXT", { rcode: NXDomain, authority: [SOA] }],
  ])("%s", (question, expected) => {
    expectReply(server, question, expected);
  });
});

describe("RFC 4592 section 4: types at a wildcard", () => {
  const SOA = "example. SOA ns.test. a. 1 2 3 4 5";
  const APEX = "@ SOA ns.test. a. 1 2 3 4 5\n@ NS ns.test.\n";
  const server = new TestServer([
    imageOf(`${APEX}host1 A 192.0.2.1\n*.c CNAME host1\n*.s SRV 0 0 22 host1\nsub.*.e TXT "below"\n*.d DS 1 13 2 ${"00".repeat(32)}\n`),
    imageOf(`${APEX}www TXT "the www txt record"\n`, "*.zone.test"),
  ]);

  test.each<[string, string, Expected]>([
    ["4.1 the name of a zone", "www.*.zone.test TXT", { answer: ['www.*.zone.test. TXT "the www txt record"'] }],
    ["4.3 CNAME", "any.c.example A", { answer: ["any.c.example. CNAME host1.example.", "host1.example. A 192.0.2.1"] }],
    ["4.3 CNAME, asked for", "any.c.example CNAME", { answer: ["any.c.example. CNAME host1.example."] }],
    [
      "4.5 SRV",
      "_foo._udp.s.example SRV",
      { answer: ["_foo._udp.s.example. SRV 0 0 22 host1.example."], additional: ["host1.example. A 192.0.2.1"] },
    ],
    ["4.6 DS", "any.d.example DS", { answer: [`any.d.example. DS 1 13 2 ${"00".repeat(32)}`] }],
    ["4.9 nothing: an empty non-terminal", "any.e.example TXT", { authority: [SOA] }],
    ["4.9 below it there is a name", "sub.*.e.example TXT", { answer: ['sub.*.e.example. TXT "below"'] }],
  ])("%s", (_, question, expected) => {
    expectReply(server, question, expected);
  });

  test("4.1: it stands for no other zone", () => {
    expect(server.ask({ name: "www.other.zone.test", type: typeOf("TXT") }).rcode).toBe(DnsRcode.Refused);
  });
});

describe("RFC 6672 section 2.2, table 1", () => {
  test.each([
    ["com", "example.com", "example.net", undefined],
    ["example.com", "example.com", "example.net", undefined],
    ["a.example.com", "example.com", "example.net", "a.example.net."],
    ["a.b.example.com", "example.com", "example.net", "a.b.example.net."],
    ["ab.example.com", "b.example.com", "example.net", undefined],
    ["foo.example.com", "example.com", "example.net", "foo.example.net."],
    ["a.x.example.com", "x.example.com", "example.net", "a.example.net."],
    ["a.example.com", "example.com", "y.example.net", "a.y.example.net."],
    ["cyc.example.com", "example.com", "example.com", "cyc.example.com."],
    ["cyc.example.com", "example.com", "c.example.com", "cyc.c.example.com."],
    ["shortloop.x.x", "x", "", "shortloop.x."],
    ["shortloop.x", "x", "", "shortloop."],
  ])("%s at %s DNAME %s", (name, owner, target, result) => {
    const server = new TestServer([
      imageOf(`. SOA ns.test. a. 1 2 3 4 5\n. NS ns.test.\nns.test. A 192.0.2.1\n${owner}. DNAME ${target}.\n`, "."),
    ]);
    const { answer } = server.ask({ name, type: typeOf("CNAME") });
    const made = result === undefined ? [] : [`${owner}. DNAME ${target}.`, `${name}. CNAME ${result}`];
    expect(answer).toEqual(made);
  });
});

describe("RFC 6672 section 6: uses", () => {
  const SERVICES = "@ SOA ns.test. a. 1 2 3 4 5\n@ NS ns.test.\n";
  const server = new TestServer([
    imageOf(`${SERVICES}@ DNAME frobozz-division.acme.example.\n@ MX 10 mailhub.acme.example.\n`, "frobozz.example"),
    imageOf(
      `${SERVICES}8/22 NS ns.slash-22-holder.example.\n8 DNAME 8.8/22\n9 DNAME 9.8/22\n10 DNAME 10.8/22\n11 DNAME 11.8/22\n`,
      "0.192.in-addr.arpa",
    ),
  ]);

  test.each<[string, string, Expected]>([
    [
      "6.1 an organisation has another name",
      "www.frobozz.example A",
      {
        answer: ["frobozz.example. DNAME frobozz-division.acme.example.", "www.frobozz.example. CNAME www.frobozz-division.acme.example."],
      },
    ],
    ["6.1 what stands beside the DNAME", "frobozz.example MX", { answer: ["frobozz.example. MX 10 mailhub.acme.example."] }],
    [
      "6.2 addresses that are delegated at no dot",
      "33.9.0.192.in-addr.arpa PTR",
      {
        answer: ["9.0.192.in-addr.arpa. DNAME 9.8/22.0.192.in-addr.arpa.", "33.9.0.192.in-addr.arpa. CNAME 33.9.8/22.0.192.in-addr.arpa."],
        authority: ["8/22.0.192.in-addr.arpa. NS ns.slash-22-holder.example."],
      },
    ],
  ])("%s", (_, question, expected) => {
    expectReply(server, question, expected);
  });
});

/** Appendix D, how parameters are written, is in `zone-file/service.test.ts`. */
describe("RFC 9460", () => {
  const server = new TestServer([
    imageOf(
      `@ SOA ns.test. a. 1 2 3 4 5
@ NS ns.test.
@ HTTPS 0 svc
_8443._foo SVCB 0 svc2
svc HTTPS 1 . port=8443
svc A 192.0.2.2
svc AAAA 2001:db8::2
svc2 SVCB 1 svc port=8004
svc2 A 192.0.2.3
nowhere HTTPS 0 .
nowhere A 192.0.2.4
outside HTTPS 1 pool.test.
circle HTTPS 0 circle
link CNAME svc
`,
    ),
  ]);
  const HOST = ["svc.example. A 192.0.2.2", "svc.example. AAAA 2001:db8::2"];
  const SERVICE = "svc.example. HTTPS 1 . port=8443";

  // Section 4.1: the additional section has what the target has, as far as it is in the zone.
  test.each<[string, string, Expected]>([
    ["2.4.2 alias mode", "example HTTPS", { answer: ["example. HTTPS 0 svc.example."], additional: [...HOST, SERVICE] }],
    [
      "2.4.2 alias mode, SVCB",
      "_8443._foo.example SVCB",
      {
        answer: ["_8443._foo.example. SVCB 0 svc2.example."],
        additional: ["svc2.example. A 192.0.2.3", "svc2.example. SVCB 1 svc.example. port=8004"],
      },
    ],
    ["2.4.3 service mode", "svc2.example SVCB", { answer: ["svc2.example. SVCB 1 svc.example. port=8004"], additional: HOST }],
    ["2.5.1 alias mode, the root: there is no service", "nowhere.example HTTPS", { answer: ["nowhere.example. HTTPS 0 ."] }],
    ["2.5.2 service mode, the root: the owner", "svc.example HTTPS", { answer: [SERVICE], additional: HOST }],
    ["2.5.2 the same, behind an alias", "link.example HTTPS", { answer: ["link.example. CNAME svc.example.", SERVICE], additional: HOST }],
    ["4.1 a target outside the zone", "outside.example HTTPS", { answer: ["outside.example. HTTPS 1 pool.test."] }],
    ["2.4.2 an alias to itself", "circle.example HTTPS", { answer: ["circle.example. HTTPS 0 circle.example."] }],
  ])("%s", (_, question, expected) => {
    expectReply(server, question, expected);
  });

  test("2.2: a target is not compressed", () => {
    const bytes = Buffer.from(server.bytes({ name: "_8443._foo.example", type: typeOf("SVCB") }));
    expect(bytes.includes(Buffer.from("\0\0\x04svc2\x07example\0", "latin1"))).toBe(true);
  });
});
