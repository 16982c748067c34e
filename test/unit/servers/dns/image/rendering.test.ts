/** Records rendered beforehand: what comes out of an answer is what went in, wherever the zone's name stands in it. */
import { describe, expect, test } from "vitest";
import { formatRdata } from "../../../../../servers/dns/zone-file/index.js";
import { APEX, imageOf, TestServer, typeOf } from "../../../../support/dns-zone.js";

const NAMES = [
  "example.test.",
  "a.example.test.",
  "EXAMPLE.TEST.",
  "x.EXAMPLE.test.",
  "test.",
  "b.test.",
  ".",
  "elsewhere.",
  "a.a.a.example.test.",
  "notexample.test.",
];

/** Of each type whose data has names that may be compressed. */
const TYPES: readonly (readonly [type: string, data: (name: string, other: string) => string])[] = [
  ["CNAME", (name) => name],
  ["PTR", (name) => name],
  ["MB", (name) => name],
  ["MG", (name) => name],
  ["MR", (name) => name],
  ["MX", (name) => `10 ${name}`],
  ["SOA", (name, other) => `${name} ${other} 1 2 3 4 5`],
  ["MINFO", (name, other) => `${name} ${other}`],
  ["SRV", (name) => `1 2 3 ${name}`],
  ["DNAME", (name) => name],
  ["RP", (name, other) => `${name} ${other}`],
  ["AFSDB", (name) => `1 ${name}`],
  ["NAPTR", (name) => `1 2 "" "" "" ${name}`],
];

/** What an answer has, over a question whose name is of any length. */
function answered(type: string, data: string, owner: string): string | undefined {
  // RFC 2181 section 10.1 and 1034 section 4.2.1 are not what this is about.
  const zone = type === "SOA" ? `@ SOA ${data}\n@ NS ns.nowhere.\n` : `${APEX}${owner} ${type} ${data}\n`;
  const server = new TestServer([imageOf(zone, "example.test")]);
  const name = owner === "@" || type === "SOA" ? "example.test" : `${owner}.example.test`;
  const found = server.message({ name, type: typeOf(type), isStream: true }).answers.find(({ rdata }) => rdata.$kind === type);
  return found === undefined ? undefined : formatRdata(found.rdata);
}

describe.each(TYPES)("%s", (type, data) => {
  test("names are what they were", () => {
    for (const [index, name] of NAMES.entries()) {
      const text = data(name, NAMES[(index * 3 + 1) % NAMES.length] ?? ".");
      for (const owner of ["o", "o.o.o.o.o"]) expect(answered(type, text, owner)?.toLowerCase()).toBe(text.toLowerCase());
    }
  });
});

test("NS", () => {
  const names = [...new Map(NAMES.map((name) => [name.toLowerCase(), name])).values()];
  const server = new TestServer([imageOf(`${APEX}${names.map((name) => `d NS ${name}\n`).join("")}`, "example.test")]);
  const { authorities } = server.message({ name: "x.d.example.test", type: typeOf("A"), isStream: true });
  expect(authorities.map(({ rdata }) => formatRdata(rdata))).toEqual(names);
});

test("names in the zone take two bytes and their own labels", () => {
  const server = new TestServer([imageOf(`${APEX}o MX 10 mail\n`, "a-long-name-for-a-zone.test")]);
  const question = { name: "o.a-long-name-for-a-zone.test", type: typeOf("MX") };
  // Header 12, question 31 + 4, record 2 + 10, preference 2, label 5, pointer 2.
  expect(server.bytes(question)).toHaveLength(12 + 31 + 4 + 12 + 2 + 5 + 2);
});

test("the two names of a SOA share their ending, whatever that is", () => {
  const server = new TestServer([imageOf("@ SOA ns.provider.invalid. admin.provider.invalid. 1 2 3 4 5\n@ NS ns.provider.invalid.\n")]);
  const { answers } = server.message({ name: "EXAMPLE", type: typeOf("SOA") });
  expect(answers.map(({ rdata }) => formatRdata(rdata))).toEqual(["ns.provider.invalid. admin.provider.invalid. 1 2 3 4 5"]);
  const bytes = Buffer.from(server.bytes({ name: "example", type: typeOf("SOA") })).toString("latin1");
  expect(bytes.split("provider")).toHaveLength(2);
});

test("the root zone has nothing to point at", () => {
  const server = new TestServer([
    imageOf(". SOA a.test. b.test. 1 2 3 4 5\n. NS a.test.\na.test. A 192.0.2.1\nm.test. MX 1 a.test.\n", "."),
  ]);
  expect(server.ask({ name: ".", type: typeOf("SOA") }).answer).toEqual([". SOA a.test. b.test. 1 2 3 4 5"]);
  expect(server.ask({ name: "m.test", type: typeOf("MX") })).toMatchObject({
    answer: ["m.test. MX 1 a.test."],
    additional: ["a.test. A 192.0.2.1"],
  });
});
