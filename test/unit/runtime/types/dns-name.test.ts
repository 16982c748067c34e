import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex } from "../../../../runtime/bytes.js";
import { MALFORMED, missing, needMore } from "../../../../runtime/codes.js";
import * as dns from "../../../../runtime/types/dns-name.js";
import {
  DnsName,
  compareDnsNames,
  detachDnsName,
  dnsLabels,
  dnsNameFromWire,
  dnsNameToWire,
  dnsNameWireLength,
  parseDnsName,
  sameDnsName,
} from "../../../../runtime/types/dns-name.js";
import { NameSource } from "../../../../runtime/types/dns-source.js";
import { compareNames, copyName, equalsName, hashName, hashWire, labelAt, nameEnd, sameNames } from "../../../../runtime/types/dns-wire.js";
import { guarded, viewOf, wires } from "../support.js";

const bytesOfHex = (hex: string): Uint8Array => fromHex(hex.replaceAll(/\s/g, "")) ?? expect.fail(hex);
function parse(text: string): DnsName {
  return parseDnsName(text) ?? expect.fail(text);
}
function nameAt(bytes: DataView, at: number, base: number): DnsName {
  return new DnsName(new NameSource(bytes, base), at);
}
function checkHex(hex: string, at = 0, base = 0): number {
  const bytes = bytesOfHex(hex);
  return dns.check(viewOf(bytes), at, bytes.length, base);
}

describe("names in wire form", () => {
  it("ends after the root, or after the first pointer", () => {
    expect(checkHex("00")).toBe(1);
    expect(checkHex("03777777 00")).toBe(5);
    expect(checkHex("0161 00 0162 c000", 3)).toBe(7);
    expect(checkHex("0161 00 c000", 3)).toBe(5);
  });
  it("counts pointers from the base", () => {
    expect(checkHex("ffff 0161 00 c000", 5, 2)).toBe(7);
    expect(checkHex("ffff 0161 00 c000", 5, 0)).toBe(MALFORMED);
    expect(checkHex("c000", 0, -5)).toBe(MALFORMED);
  });
  it.each([
    ["a pointer to itself", "c000", 0],
    ["a pointer to its own name", "0161 c000", 0],
    ["a pointer forward", "c002 00", 0],
    ["two pointers at each other", "c002 c000", 2],
    ["a pointer at the pointer before the name", "c000 c000", 2],
    ["a loop over labels", "0161 c003 0162 c000", 4],
    ["a pointer into the middle of its own label", "03616161 c001", 0],
    ["labels that run into the name again", "0361 c000 00", 2],
    ["label type 01", "41 00", 0],
    ["label type 10", "8000", 0],
    ["what a pointer leads to runs on into the name", "0161 0162 c000", 4],
    ["a pointed name that ends at the name", "0161 c000", 2],
  ])("refuses %s", (_what, hex, at) => {
    expect(checkHex(hex, at)).toBe(MALFORMED);
    const bytes = bytesOfHex(hex);
    expect(dns.explain(viewOf(bytes), at, bytes.length, 0)).toMatch(/^expected .*; found /);
  });
  it("takes 255 bytes and no more", () => {
    const long = (last: number): Uint8Array => {
      const labels = [63, 63, 63, last].flatMap((size) => [size, ...new Array<number>(size).fill(0x61)]);
      return Uint8Array.from([...labels, 0]);
    };
    expect(long(61).length).toBe(255);
    expect(dns.check(viewOf(long(61)), 0, 255, 0)).toBe(255);
    expect(dns.check(viewOf(long(62)), 0, 256, 0)).toBe(MALFORMED);
    expect(dnsNameFromWire(long(61))).toSatisfy((name: DnsName) => dnsNameWireLength(name) === 255);
    expect(dnsNameFromWire(long(62))).toBeUndefined();
    expect(dnsNameWireLength(parse(nameAt(viewOf(long(61)), 0, 0).toString()))).toBe(255);
    expect(parseDnsName("a".repeat(63) + ("." + "a".repeat(63)).repeat(2) + "." + "a".repeat(62))).toBeUndefined();
    // By pointers too.
    const chained = Uint8Array.from([...long(61), 1, 0x62, 0xc0, 0]);
    expect(dns.check(viewOf(chained), 255, chained.length, 0)).toBe(MALFORMED);
    const labels = Uint8Array.from([...new Array<number[]>(127).fill([1, 0x61]).flat(), 0]);
    expect(dns.check(viewOf(labels), 0, 255, 0)).toBe(255);
    expect(dnsNameToWire(parse(nameAt(viewOf(labels), 0, 0).toString()))).toEqual(labels);
  });
  it("follows 127 pointers and no more", () => {
    const chain = (hops: number): { bytes: DataView; at: number } => {
      const bytes = new DataView(new ArrayBuffer(1 + 2 * hops));
      for (let hop = 0; hop < hops; hop++) bytes.setUint16(1 + 2 * hop, 0xc000 + (hop === 0 ? 0 : 2 * hop - 1));
      return { bytes, at: 2 * hops - 1 };
    };
    for (const [hops, accepted] of [
      [1, true],
      [127, true],
      [128, false],
      [5000, false],
    ] as const) {
      const { bytes, at } = chain(hops);
      expect(dns.check(bytes, at, bytes.byteLength, 0)).toBe(accepted ? bytes.byteLength : MALFORMED);
      if (accepted) expect(nameAt(bytes, at, 0).toString()).toBe(".");
      expect(nameAt(bytes, at, 0).toString()).toBe(".");
    }
  });
  it("asks for what is missing", () => {
    expect(checkHex("")).toBe(needMore(1));
    expect(checkHex("0361")).toBe(needMore(3));
    expect(checkHex("0161")).toBe(needMore(1));
    expect(checkHex("c0")).toBe(needMore(1));
  });
  it("never throws, never reads outside, and values of accepted bytes are sound", () => {
    const hostile = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 2, 3, 0xc0, 0xc0, 0xc1)), { maxLength: 80 });
    fc.assert(
      fc.property(hostile, fc.nat(80), fc.integer({ min: -4, max: 20 }), (input, start, base) => {
        const bytes = Uint8Array.from(input);
        const view = guarded(bytes, 8, 0);
        const at = 8 + Math.min(start, bytes.length);
        const end = dns.check(view, at, view.high, base);
        if (end < 0) {
          expect(dns.explain(view, at, view.high, base)).toMatch(/^expected .*; found /);
          return;
        }
        expect(nameEnd(view, at, view.high)).toBe(end);
        const name = dns.read(view, at, end, dns.decodeState(view, base));
        const wire = dnsNameToWire(name);
        expect(wire.length).toBe(dnsNameWireLength(name));
        expect(dnsNameFromWire(wire)).toSatisfy((other: DnsName) => dns.equals(other, name));
        expect(dnsNameToWire(parse(name.toString()))).toEqual(wire);
        expect(dnsLabels(name).length).toBe([...dnsLabels(detachDnsName(name))].length);
      }),
      { numRuns: 3000 },
    );
  });
  it("stays harmless on bytes that nobody checked", () => {
    const bytes = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0xc0)), { maxLength: 40 });
    fc.assert(
      fc.property(bytes, fc.nat(45), fc.integer({ min: -4, max: 4 }), (input, at, base) => {
        const view = guarded(Uint8Array.from(input), 0);
        view.high = view.byteLength;
        const name = nameAt(view, at, base);
        expect(typeof name.toString()).toBe("string");
        expect(dnsNameToWire(name).length).toBeLessThanOrEqual(255);
        expect(dnsLabels(name).length).toBeLessThan(128);
        expect(typeof compareDnsNames(name, name)).toBe("number");
        sameDnsName(name, name);
        nameEnd(view, at);
        hashName(view, at, base);
        equalsName(view, at, base, Uint8Array.of(0));
        expect(dns.writeState(0).size(name, 0, true)).toBeLessThanOrEqual(255);
      }),
      // A pointer that leads in circles, a label a round.
      { examples: [[[0, 1, 0, 0xc0, 1], 3, 0]] },
    );
  });
});

describe("names as text", () => {
  it("parses and prints", () => {
    for (const [text, wire] of [
      [".", "00"],
      ["com", "03636f6d 00"],
      ["www.example.com", "03777777 076578616d706c65 03636f6d 00"],
      ["a\\.b.c", "03612e62 0163 00"],
      ["a\\\\b", "03615c62 00"],
      ["\\000\\032\\255", "030020ff 00"],
      ["_sip._tcp", "045f736970 045f746370 00"],
    ] as const) {
      expect(dnsNameToWire(parse(text))).toEqual(bytesOfHex(wire));
      expect(dnsNameFromWire(bytesOfHex(wire))?.toString()).toBe(text);
      if (text !== ".") expect(dnsNameToWire(parse(`${text}.`))).toEqual(bytesOfHex(wire));
    }
    expect(parse("").toString()).toBe(".");
    expect(parse("\\w\\ww").toString()).toBe("www");
    expect(parse("My Printer.é").toString()).toBe("My\\032Printer.\\195\\169");
    expect(dnsNameToWire(parse("😀.x"))).toEqual(Uint8Array.of(4, 0xf0, 0x9f, 0x98, 0x80, 1, 0x78, 0));
    expect(dnsNameToWire(parse("\\é"))).toEqual(Uint8Array.of(2, 0xc3, 0xa9, 0));
  });
  it.each([
    "..",
    ".a",
    "a..b",
    "a..",
    "\\",
    "a\\",
    "\\25",
    "\\256",
    "\\2x5",
    "\\999",
    "\ud800",
    "\\\udc00",
    "a".repeat(64),
    "a.".repeat(128),
    "a".repeat(2000),
  ])("refuses %j", (text) => {
    expect(parseDnsName(text)).toBeUndefined();
    expect(dns.fromJson(text)).toBeUndefined();
    expect(dns.writeState(0).size(text, 0, true)).toBe(MALFORMED);
  });
  it("round trips", () => {
    fc.assert(
      fc.property(wires, (wire) => {
        const name = dnsNameFromWire(wire) ?? expect.fail("wire");
        expect(dnsNameToWire(parse(name.toString()))).toEqual(wire);
        expect(dns.fromJson(dns.toJson(name))).toSatisfy((other: DnsName) => dns.equals(other, name));
        expect(JSON.stringify({ name })).toBe(JSON.stringify({ name: name.toString() }));
        expect(
          dnsLabels(name)
            .map((bytes) => bytes.length + 1)
            .reduce((a, b) => a + b, 1),
        ).toBe(wire.length);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const name = parseDnsName(text);
        if (name !== undefined) expect(dns.equals(parse(name.toString()), name)).toBe(true);
      }),
    );
  });
});

describe("comparing names", () => {
  it("knows exact equality from DNS's", () => {
    const [a, b, c] = [parse("Www.Example.com"), parse("wwW.example.COM"), parse("www.example.co")];
    expect(dns.equals(a, b)).toBe(false);
    expect(sameDnsName(a, b)).toBe(true);
    expect(sameDnsName(a, c)).toBe(false);
    expect(equalsName(a.bytes, 0, 0, dnsNameToWire(b))).toBe(true);
    expect(equalsName(a.bytes, 0, 0, dnsNameToWire(c))).toBe(false);
    expect(equalsName(a.bytes, 0, 0, dnsNameToWire(b).subarray(0, 10))).toBe(false);
    expect(hashName(a.bytes, 0, 0)).toBe(hashWire(dnsNameToWire(b)));
    expect(sameDnsName(parse("["), parse("{"))).toBe(false);
    expect(sameDnsName(parse("@"), parse("`"))).toBe(false);
  });
  it("orders as RFC 4034 section 6.1 does", () => {
    const sorted = [
      "example",
      "a.example",
      "yljkjljk.a.example",
      "Z.a.example",
      "zABC.a.EXAMPLE",
      "z.example",
      "\\001.z.example",
      "*.z.example",
      "\\200.z.example",
    ];
    sorted.forEach((a, i) => {
      sorted.forEach((b, j) => {
        expect(Math.sign(compareDnsNames(parse(a), parse(b)))).toBe(Math.sign(i - j));
      });
    });
    expect(compareDnsNames(parse("."), parse("com"))).toBeLessThan(0);
  });
  it("agrees with itself", () => {
    fc.assert(
      fc.property(wires, wires, (a, b) => {
        const [left, right] = [viewOf(a), viewOf(b)];
        const order = compareNames(left, 0, 0, right, 0, 0);
        expect(order === 0).toBe(sameNames(left, 0, 0, right, 0, 0, false));
        expect(order === 0).toBe(equalsName(left, 0, 0, b));
        expect(Math.sign(compareNames(right, 0, 0, left, 0, 0))).toBe(-Math.sign(order) + 0);
        if (order === 0) expect(hashWire(a)).toBe(hashWire(b));
        const copy = new Uint8Array(255);
        expect(copyName(left, 0, 0, copy, 0)).toBe(a.length);
        expect(labelAt(left, 0, 0, a.length)).toBe(0);
      }),
    );
  });
  it("shows later changes of the bytes, unless detached", () => {
    const wire = dnsNameToWire(parse("abc"));
    const name = dnsNameFromWire(wire) ?? expect.fail("wire");
    const own = detachDnsName(name);
    wire[1] = 0x78;
    expect([name.toString(), own.toString()]).toEqual(["xbc", "abc"]);
    expect(missing(dns.check(name.bytes, 0, 2, 0))).toBe(3);
  });
});
