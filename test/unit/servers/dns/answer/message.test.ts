/** What a server says to messages as such: header, EDNS, classes, opcodes (RFC 1035, 6891, 8906). */
import { describe, expect, test } from "vitest";
import type { DnsMessage, DnsMessageInput, DnsRecordInput } from "../../../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { NO_REPLY } from "../../../../../servers/dns/answer/answer.js";
import {
  APEX,
  decodeMessage,
  encodeMessage,
  imageOf,
  type OptOptions,
  queryOf,
  replyOf,
  TestServer,
} from "../../../../support/dns-zone.js";

const { A, TXT, SOA, AXFR, IXFR, MAILA, MAILB, TKEY, OPT, ANY } = DnsType;
const { NoError, FormErr, NotImp, Refused } = DnsRcode;
const BADVERS = 16;

const zone = imageOf(`${APEX}www A 192.0.2.1\n`);
const server = new TestServer([zone]);

/** A query for `www.example A` that differs in something. */
function query(parts: Partial<DnsMessageInput> = {}): Uint8Array {
  const questions = [{ qname: "www.example", qtype: A, qclass: DnsClass.IN }];
  return encodeMessage({ id: 0xbeef, qr: 0, opcode: DnsOpcode.Query, questions, answers: [], authorities: [], additionals: [], ...parts });
}

function opt(options: OptOptions = [], parts: Partial<DnsRecordInput> = {}): DnsRecordInput {
  return { name: ".", class: 4096, ttl: 0, rdata: { $kind: "OPT", options }, ...parts };
}

function ask(bytes: Uint8Array, of = server, isStream = false): DnsMessage {
  const reply = of.send(bytes, isStream);
  if (!(reply instanceof Uint8Array)) throw new Error("no reply");
  return decodeMessage(reply);
}

/** The RCODE with its upper bits. */
function rcodeOf(message: DnsMessage): number {
  const found = message.additionals.find(({ rdata }) => rdata.$kind === "OPT");
  return message.rcode | (((found?.ttl ?? 0) >>> 24) << 4);
}

describe("the header", () => {
  test("ID and RD are given back, QR and AA are set, all else is not (RFC 4035 section 3.1.6 of CD and AD)", () => {
    const { id, qr, opcode, aa, tc, rd, ra, z, ad, cd, rcode } = ask(query({ rd: 1, cd: 1, ad: 1, ra: 1, tc: 1, aa: 1, z: 1 }));
    expect({ id, qr, opcode, aa, tc, rd, ra, z, ad, cd, rcode }).toEqual({
      id: 0xbeef,
      qr: 1,
      opcode: 0,
      aa: 1,
      tc: 0,
      rd: 1,
      ra: 0,
      z: 0,
      ad: 0,
      cd: 0,
      rcode: NoError,
    });
    expect(ask(query()).rd).toBe(0);
  });

  test("the question is given back as it was asked, letters' case too", () => {
    const questions = [{ qname: "wWw.eXample", qtype: A, qclass: DnsClass.IN }];
    const reply = ask(query({ questions }));
    expect(reply.questions[0]?.qname.toString()).toBe("wWw.eXample");
    expect(replyOf(reply).answer).toEqual(["wWw.eXample. A 192.0.2.1"]);
  });

  test("responses, and what has no header, are dropped", () => {
    expect(server.send(query({ qr: 1 }))).toBeUndefined();
    for (let length = 0; length < 12; length++) expect(server.send(query().subarray(0, length))).toBeUndefined();
  });

  test("a message that stands somewhere in a buffer", () => {
    const bytes = new Uint8Array(600).fill(0xff);
    bytes.set(query(), 100);
    const size = server.answer(new DataView(bytes.buffer), 100, 100 + query().length, 7, false);
    expect(size).toBeGreaterThan(0);
  });
});

describe("opcodes", () => {
  test.each([DnsOpcode.IQuery, DnsOpcode.Status, 3, DnsOpcode.DSO, 7, 15])("%s is not implemented", (opcode) => {
    const reply = ask(query({ opcode }));
    expect([reply.rcode, reply.opcode, reply.aa]).toEqual([NotImp, opcode, 0]);
  });

  test.each([DnsOpcode.Notify, DnsOpcode.Update])("%s is answered elsewhere", (opcode) => {
    expect(server.send(query({ opcode }))).toBe(NO_REPLY.ELSEWHERE);
  });

  test("without a question, which other opcodes may not have", () => {
    expect(ask(query({ opcode: DnsOpcode.Status, questions: [] })).rcode).toBe(NotImp);
  });
});

describe("malformed", () => {
  const question = { qname: "www.example", qtype: A, qclass: DnsClass.IN };

  test.each([
    ["no question", query({ questions: [] })],
    ["two questions", query({ questions: [question, question] })],
    ["a question cut off", query().subarray(0, -1)],
    ["something behind the end", Uint8Array.of(...query(), 0)],
    ["two OPT records", query({ additionals: [opt(), opt()] })],
    ["OPT among the answers", query({ answers: [opt()] })],
    ["OPT among the authorities", query({ authorities: [opt()] })],
    ["OPT of a name", query({ additionals: [opt([], { name: "a" })] })],
  ])("%s", (_, bytes) => {
    const reply = ask(bytes);
    expect([reply.rcode, reply.aa, reply.answers.length]).toEqual([FormErr, 0, 0]);
  });

  test("an option longer than the OPT record", () => {
    const bytes = query({ additionals: [opt([{ code: { $kind: "NSID", nsid: new Uint8Array(4) } }])] });
    bytes[bytes.length - 5] = 9;
    expect(ask(bytes).rcode).toBe(FormErr);
  });

  test("a question that is a pointer to itself", () => {
    const bytes = query();
    expect(ask(Uint8Array.of(...bytes.subarray(0, 12), 0xc0, 12, 0, 1, 0, 1)).rcode).toBe(FormErr);
  });

  test("more records than anyone needs", () => {
    const record: DnsRecordInput = { name: "a", class: 1, ttl: 0, rdata: { $kind: "A", address: 1 } };
    expect(ask(query({ answers: Array.from({ length: 40 }, () => record) })).rcode).toBe(FormErr);
  });
});

describe("EDNS", () => {
  test("none is answered without", () => {
    expect(ask(query()).additionals).toEqual([]);
  });

  test("the server's own size, version 0, DO given back", () => {
    const [found] = ask(query({ additionals: [opt([], { ttl: 0x8000 })] })).additionals;
    expect([found?.class, found?.ttl]).toEqual([1232, 0x8000]);
    expect(ask(query({ additionals: [opt()] })).additionals[0]?.ttl).toBe(0);
  });

  test("other flags are not given back (RFC 6891 section 6.1.4)", () => {
    expect(ask(query({ additionals: [opt([], { ttl: 0x7fff })] })).additionals[0]?.ttl).toBe(0);
  });

  test.each([1, 255])("version %s is bad", (version) => {
    const reply = ask(query({ additionals: [opt([], { ttl: version << 16 })] }));
    expect([rcodeOf(reply), reply.answers.length, ((reply.additionals[0]?.ttl ?? 1) >>> 16) & 0xff]).toEqual([BADVERS, 0, 0]);
  });

  test("unknown options are not answered", () => {
    const options: OptOptions = [{ code: { $kind: "Unknown", $value: 65001, data: Uint8Array.of(1, 2) } }];
    const [found] = ask(query({ additionals: [opt(options)] })).additionals;
    expect(found?.rdata).toMatchObject({ $kind: "OPT", options: [] });
  });

  test("beside other additional records", () => {
    const record: DnsRecordInput = { name: "a", class: 1, ttl: 0, rdata: { $kind: "A", address: 1 } };
    for (const additionals of [
      [record, opt()],
      [opt(), record],
    ]) {
      const reply = ask(query({ additionals }));
      expect([reply.rcode, reply.additionals.length, reply.answers.length]).toEqual([NoError, 1, 1]);
    }
  });

  test("the name of the server, if it has one and is asked for", () => {
    const options: OptOptions = [{ code: { $kind: "NSID", nsid: new Uint8Array(0) } }];
    const nsid = (of: TestServer): unknown => ask(query({ additionals: [opt(options)] }), of).additionals[0]?.rdata;
    expect(nsid(server)).toMatchObject({ options: [] });
    const named = new TestServer([zone], { serverId: "ns7" });
    expect(nsid(named)).toMatchObject({ options: [{ code: { $kind: "NSID", nsid: new TextEncoder().encode("ns7") } }] });
    expect(ask(query({ additionals: [opt()] }), named).additionals[0]?.rdata).toMatchObject({ options: [] });
  });

  test("keepalive over TCP only (RFC 7828)", () => {
    const bytes = query({ additionals: [opt([{ code: { $kind: "TcpKeepalive" } }])] });
    expect(ask(bytes).additionals[0]?.rdata).toMatchObject({ options: [] });
    expect(ask(bytes, server, true).additionals[0]?.rdata).toMatchObject({ options: [{ code: { $kind: "TcpKeepalive", timeout: 100 } }] });
  });
});

describe("classes and types", () => {
  test.each([DnsClass.CS, DnsClass.HS, DnsClass.NONE, DnsClass.ANY, 0, 65535])("class %s is refused", (classNumber) => {
    expect(ask(queryOf({ name: "www.example", type: A, class: classNumber })).rcode).toBe(Refused);
  });

  test("a name of no zone is refused", () => {
    const reply = ask(queryOf({ name: "example.test", type: A }));
    expect([reply.rcode, reply.aa, reply.answers.length, reply.authorities.length]).toEqual([Refused, 0, 0, 0]);
  });

  test("class CH: what was set, to whom asks for TXT", () => {
    const named = new TestServer([zone], { version: "deens", hostname: "host", serverId: "id" });
    const text = (name: string, type: number = TXT): readonly string[] => named.ask({ name, type, class: DnsClass.CH }).answer;
    expect(text("version.bind")).toEqual(['version.bind. TXT "deens"']);
    expect(text("VERSION.server")).toEqual(['VERSION.server. TXT "deens"']);
    expect(text("hostname.bind")).toEqual(['hostname.bind. TXT "host"']);
    expect(text("id.server")).toEqual(['id.server. TXT "id"']);
    expect(named.ask({ name: "authors.bind", type: TXT, class: DnsClass.CH }).rcode).toBe(Refused);
    expect(named.ask({ name: "www.example", type: A, class: DnsClass.CH }).rcode).toBe(Refused);
    expect(server.ask({ name: "version.bind", type: TXT, class: DnsClass.CH }).rcode).toBe(Refused);
  });

  test.each([
    [MAILA, NotImp],
    [MAILB, NotImp],
    [TKEY, NotImp],
    [OPT, FormErr],
    [DnsType.TSIG, FormErr],
    [128, FormErr],
    [200, FormErr],
  ])("type %s: RCODE %s", (type, rcode) => {
    expect(ask(queryOf({ name: "www.example", type })).rcode).toBe(rcode);
  });

  test("transfers are made elsewhere, and not over UDP", () => {
    const transfer = queryOf({ name: "example", type: AXFR });
    expect(ask(transfer).rcode).toBe(FormErr);
    expect(server.send(transfer, true)).toBe(NO_REPLY.ELSEWHERE);
    expect(server.send(queryOf({ name: "example", type: IXFR }))).toBe(NO_REPLY.ELSEWHERE);
  });

  test("types that nobody knows have no data", () => {
    for (const type of [0, 54321, 65535]) expect(server.ask({ name: "www.example", type })).toMatchObject({ rcode: NoError, answer: [] });
  });

  test("ANY is one RRset (RFC 8482)", () => {
    expect(server.ask({ name: "example", type: ANY }).answer).toEqual([
      "example. SOA ns.elsewhere.test. admin.example. 1 7200 900 1209600 300",
    ]);
    expect(server.ask({ name: "example", type: SOA }).answer).toHaveLength(1);
  });

  test("signed messages are answered elsewhere", () => {
    const name = "key.test";
    const rdata = {
      $kind: "TSIG",
      algorithmName: "hmac-sha256",
      timeSigned: 0,
      fudge: 300,
      mac: new Uint8Array(32),
      originalId: 1,
      error: 0,
      otherData: new Uint8Array(0),
    } as const;
    const record: DnsRecordInput = { name, class: DnsClass.ANY, ttl: 0, rdata };
    expect(server.send(query({ additionals: [record] }))).toBe(NO_REPLY.ELSEWHERE);
    expect(ask(query({ additionals: [record, opt()] })).rcode).toBe(FormErr);
    expect(ask(query({ answers: [record] })).rcode).toBe(FormErr);
  });
});
