/** What is written is read back to the same bytes, whatever the data. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeDnsRecord,
  dnsRecordShape,
  encodeDnsRecord,
  sizeOfDnsRecord,
  type DnsRecordInput,
} from "../../../../../generated/dns/dns.js";
import { DnsType } from "../../../../../generated/dns/types.js";
import { toHex } from "../../../../../runtime/index.js";
import { type DnsName, dnsNameToWire } from "../../../../../runtime/types/dns-name.js";
import { formatRecord, parseZoneFile, renderProblem, typeOfData } from "../../../../../servers/dns/zone-file/index.js";
import { Random } from "../../../../support/random.js";
import { randomValue } from "../../../../support/random-value.js";
import { arbitraryData, KINDS, name } from "./arbitrary-data.js";
import { bytesOf, encodedRecord, nameOf, wireOf } from "./support.js";

/** The bytes of a record; undefined where it has none. */
function encoded(record: DnsRecordInput): Uint8Array | undefined {
  const size = sizeOfDnsRecord(record);
  if (size < 0) return undefined;
  const bytes = new DataView(new ArrayBuffer(size));
  encodeDnsRecord(record, bytes, 0);
  return new Uint8Array(bytes.buffer);
}

/** Writes the record and reads it back. */
function throughText(owner: DnsName, bytes: Uint8Array, ttl: number): { text: string; back: string } {
  const decoded = decodeDnsRecord(new DataView(bytes.buffer), 0, bytes.length);
  if (!decoded.ok) throw new Error("what was encoded is refused");
  const text = formatRecord(owner, ttl, 1, decoded.value.rdata);
  const back: string[] = [];
  parseZoneFile(
    bytesOf(text),
    { file: "text", origin: wireOf("not.used") },
    {
      record: (record) => void back.push(toHex(encodedRecord(record))),
      problem: (problem) => void back.push(renderProblem(problem, () => text)),
    },
  );
  return { text, back: back.join("\n") };
}

const ttls = fc.integer({ min: 0, max: 0x7fff_ffff });

describe("a record of any type comes back through its text", () => {
  it.each(KINDS)("%s", (kind) => {
    let generic = 0;
    const runs = 150;
    fc.assert(
      fc.property(name, ttls, arbitraryData(kind), (owner, ttl, rdata) => {
        const bytes = encoded({ name: owner, class: 1, ttl, rdata });
        if (bytes === undefined) return;
        const { text, back } = throughText(owner, bytes, ttl);
        expect(back, text).toBe(toHex(bytes));
        expect(text).toMatch(/^[\x20-\x7e]+$/u);
        if (text.includes(" \\# ")) generic++;
      }),
      { numRuns: runs },
    );
    // Otherwise the generic form would hide what goes wrong.
    if (kind !== "Unknown") expect(generic).toBeLessThan(0.9 * runs);
  });

  it("of the shape's own random values too", () => {
    const random = new Random(7);
    const kinds = new Set<string>();
    for (let count = 0; count < 3000; count++) {
      const { rdata } = randomValue(dnsRecordShape, random, { depth: 4, omit: 0 }) as DnsRecordInput;
      if (["OPT", "TKEY", "TSIG", "Empty"].includes(rdata.$kind)) continue;
      if (rdata.$kind === "Unknown" && (rdata.data.length === 0 || isStructured(rdata.$value))) continue;
      const owner = nameOf("x.example");
      const bytes = encoded({ name: owner, class: 1, ttl: 5, rdata });
      if (bytes === undefined) continue;
      kinds.add(rdata.$kind);
      const { text, back } = throughText(owner, bytes, 5);
      expect(back, text).toBe(toHex(bytes));
    }
    expect(kinds.size).toBeGreaterThan(30);
  });
});

/** Types whose data has fields, or that no zone has. */
function isStructured(type: number): boolean {
  const known = Object.entries(DnsType).find(([, number]) => number === type)?.[0] ?? "";
  return type === 0 || (type >= 128 && type < 256) || (known !== "" && known !== "NULL");
}

describe("typeOfData", () => {
  it("knows the type of all data", () => {
    expect(typeOfData({ $kind: "A", address: 0 })).toBe(1);
    expect(typeOfData({ $kind: "Unknown", $value: 65_400, data: new Uint8Array(1) })).toBe(65_400);
    expect(typeOfData({ $kind: "Empty", $value: 42 })).toBe(42);
  });
});

describe("a name's text", () => {
  it("is its own", () => {
    fc.assert(
      fc.property(name, (owner) => {
        const bytes = encoded({ name: owner, class: 1, ttl: 0, rdata: { $kind: "NS", nsdname: owner } });
        if (bytes === undefined) return;
        const { back } = throughText(owner, bytes, 0);
        expect(back.startsWith(toHex(dnsNameToWire(owner)))).toBe(true);
      }),
    );
  });
});
