import fc from "fast-check";
import { expect, test } from "vitest";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { AnswerKind } from "../../../../../servers/dns/security/rate-limit.js";
import { ServerCookies } from "../../../../../servers/dns/security/cookies.js";
import { ask, asker, encodeAsked, errorCodeOf, makeAnswerer } from "./support.js";

test.each([
  ["a zone that is not served", { name: "www.example.org.", options: [] }, DnsRcode.Refused, 20],
  ["another class", { name: "www.example.com.", class: DnsClass.HS, options: [] }, DnsRcode.Refused, 21],
  ["what the server does not tell", { name: "version.bind.", type: DnsType.TXT, class: DnsClass.CH, options: [] }, DnsRcode.Refused, 18],
  ["an operation that is not known", { name: "example.com.", opcode: DnsOpcode.Status, options: [] }, DnsRcode.NotImp, 21],
  ["an answer", { name: "www.example.com.", options: [] }, DnsRcode.NoError, undefined],
  ["no such name", { name: "nothere.example.com.", options: [] }, DnsRcode.NXDomain, undefined],
  ["a query without EDNS", { name: "www.example.org." }, DnsRcode.Refused, undefined],
])("%s", (_what, asked, rcode, code) => {
  const reply = ask(makeAnswerer(), encodeAsked(asked));
  expect(reply?.rcode).toBe(rcode);
  expect(errorCodeOf(reply)).toBe(code);
});

test("what replies count as where they are limited", () => {
  const answerer = makeAnswerer();
  const kindOf = (name: string, type: number = DnsType.A): AnswerKind => {
    ask(answerer, encodeAsked({ name, type }));
    return answerer.kind;
  };
  expect(kindOf("www.example.com.")).toBe(AnswerKind.Positive);
  expect(kindOf("www.example.com.", DnsType.AAAA)).toBe(AnswerKind.NoData);
  expect(kindOf("below.sub.example.com.")).toBe(AnswerKind.NoData);
  expect(kindOf("nothere.example.com.")).toBe(AnswerKind.NxDomain);
  const zone = answerer.zoneNumber;
  expect(kindOf("neither.example.com.")).toBe(AnswerKind.NxDomain);
  expect(answerer.zoneNumber).toBe(zone);
  expect(kindOf("www.example.org.")).toBe(AnswerKind.Error);
  expect(answerer.zoneNumber).toBe(0);
});

test("whatever options are asked for, a reply over UDP is no longer than both sides allow", () => {
  const label = fc.integer({ min: 1, max: 63 }).map((length) => "a".repeat(length));
  const name = fc.array(label, { maxLength: 4 }).map((labels) => `${labels.join(".")}.example.com.`.replace(/^\./, ""));
  fc.assert(
    fc.property(name, fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 2000 }), (qname, idLength, payload) => {
      if (qname.length > 254) return;
      const answerer = makeAnswerer({ udpPayloadBytes: 512, serverId: "i".repeat(idLength) });
      answerer.cookies = new ServerCookies([new Uint8Array(16)]);
      const nsid = { code: { $kind: "NSID" as const, nsid: new Uint8Array(0) } };
      const cookie = { code: { $kind: "Cookie" as const, client: new Uint8Array(8), server: new Uint8Array(0) } };
      const bytes = encodeAsked({ name: qname, options: [nsid, cookie], payload });
      expect(ask(answerer, bytes)?.size ?? 0).toBeLessThanOrEqual(512);
    }),
  );
});

test("NSID and keepalive are told to those who ask, keepalive on streams only (RFC 7828 section 3.3.1)", () => {
  const answerer = makeAnswerer({ serverId: "here", keepaliveTenths: 123 });
  const bytes = encodeAsked({
    name: "www.example.com.",
    options: [{ code: { $kind: "NSID", nsid: new Uint8Array(0) } }, { code: { $kind: "TcpKeepalive" } }],
  });
  const nsid = { code: { $kind: "NSID", nsid: new Uint8Array(Buffer.from("here")) } };
  expect(ask(answerer, bytes)?.options).toMatchObject([nsid]);
  expect(ask(answerer, bytes, asker(true))?.options).toMatchObject([nsid, { code: { $kind: "TcpKeepalive", timeout: 123 } }]);
  expect(ask(answerer, encodeAsked({ name: "www.example.com.", options: [] }))?.options).toEqual([]);
});
