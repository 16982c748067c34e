/** The pure part; the server itself, whose threads have to be built, is tested as a package: test/package/dns.test.ts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decodeDnsMessage, type DnsMessage, encodeDnsMessage } from "../../generated/dns/dns.js";
import { DnsRcode, DnsType } from "../../generated/dns/types.js";
import { responderFor } from "./embed.js";

const TEXT = readFileSync(join(import.meta.dirname, "example.zone"), "utf8");

function query(qname: string): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(512));
  const questions = [{ qname, qtype: DnsType.A, qclass: 1 }];
  const end = encodeDnsMessage({ id: 7, qr: 0, rd: 1, questions, answers: [], authorities: [], additionals: [] }, bytes, 0);
  return new Uint8Array(bytes.buffer, 0, end);
}

function decode(reply: Uint8Array): DnsMessage {
  const decoded = decodeDnsMessage(new DataView(reply.buffer, reply.byteOffset, reply.length), 0, reply.length);
  if (!decoded.ok) throw new Error("the reply is no message");
  return decoded.value;
}

test("queries are answered without a socket", () => {
  const respond = responderFor("example.com", TEXT);
  const reply = decode(respond(query("www.example.com")) ?? new Uint8Array());
  expect(reply).toMatchObject({ id: 7, qr: 1, aa: 1, rcode: DnsRcode.NoError });
  expect(reply.answers).toHaveLength(3);
  expect(decode(respond(query("nothing.example.com")) ?? new Uint8Array()).rcode).toBe(DnsRcode.NXDomain);
  // What is a response already gets none.
  expect(respond(respond(query("www.example.com")) ?? new Uint8Array())).toBeUndefined();
});

test("a zone with mistakes says where they are", () => {
  expect(() => responderFor("example.com", `${TEXT}broken A 1.2.3\n`)).toThrow(/^example\.com:[0-9]+:10: /);
});

test("the documentation shows this code", () => {
  const code = readFileSync(join(import.meta.dirname, "embed.ts"), "utf8");
  const page = readFileSync(join(import.meta.dirname, "../../docs/dns-embedding.md"), "utf8");
  const shown = code
    .slice(code.indexOf("import "))
    .replace('"../../servers/dns/index.js"', '"mplc/dns"')
    .replace('"../../servers/dns/node.js"', '"mplc/dns/node"');
  expect(page).toContain(shown.trim());
});
