import { describe, expect, it } from "vitest";
import { layoutCodes } from "../../../src/diagnostics/codes/layout.js";
import { codesOf, layoutOf } from "./support.js";

describe("diagnostics of layout", () => {
  for (const [code, entry] of Object.entries(layoutCodes)) {
    it(`${code}: ${entry.title}`, async () => {
      expect((await codesOf(entry.wrong))[0]).toBe(code);
      expect(await codesOf(entry.right)).toEqual([]);
    });
  }

  const wrong: Record<string, readonly [string, string]> = {
    "an optional item in the middle of a byte": ["MPL1001", `packet p { a: bit[4]; b: bit[4] when (a == 1); c: bit[4]; }`],
    "a bounded part that ends in the middle of a byte": ["MPL1001", `packet p { b: bounded (2) { a: bit[12]; }; }`],
    "a nested packet in the middle of a byte": ["MPL1001", `packet q { x: byte; } packet p { a: bit[4]; q: packet q(); b: bit[4]; }`],
    "an array to the end in the middle of a byte": ["MPL1001", `packet p { a: bit[4]; list: array to_end { b: bit[8]; }; }`],
    "an array of so many bytes in the middle of a byte": ["MPL1001", `packet p { a: bit[4]; list: array bytes(1) of bit[8]; c: bit[4]; }`],
    "an element of bytes in the middle of a byte": ["MPL1001", `packet p { a: bit[4]; list: array (0) { b: byte; }; c: bit[4]; }`],
    "elements that share a byte in two bit orders": [
      "MPL1003",
      `packet p { a: bit[4]; list: array (2) { b: bit[4]; c: byte; d: bit[4] bitorder(lsb); }; e: bit[4] bitorder(lsb); }`,
    ],
    "elements of bits, any number of them": ["MPL1002", `packet p { n: byte value(array_length(list)); list: array (n) of bit[1]; }`],
    "elements of bits up to the end": ["MPL1002", `packet p { list: array to_end of bit[4]; }`],
    "an element that is no whole number of bytes and more than bits": [
      "MPL1002",
      `packet p { list: array (2) { a: string8; b: bit[4]; }; }`,
    ],
    "elements of bits that share a byte in two orders": [
      "MPL1003",
      `packet p { a: bit[4]; list: array (4) of bit[1] bitorder(lsb); b: byte; }`,
    ],
    "a bound that is too small": ["MPL1006", `packet p { b: bounded (2) { x: uint32; }; }`],
    "a nested packet that its bound cannot hold": ["MPL1006", `packet q { x: uint32; } packet p { q: packet q() bounded (3); }`],
    "what follows an array that takes everything": ["MPL1006", `packet p { list: array to_end of byte; x: byte; }`],
    "a size beyond all memory": ["MPL1006", `packet p { d: byte[1 << 50]; }`],
    "bytes that are never as many as their size says": ["MPL1013", `packet p { n: byte value(sizeof(d)); d: byte[n + 1] align(16); }`],
    "elements that are never as many as their count says": [
      "MPL1013",
      `packet p { n: byte value(array_length(l)); l: array (n - 2) of byte; }`,
    ],
    "a part that is never as long as its bound says": [
      "MPL1013",
      `packet p { n: byte value(sizeof(d)); d: bounded (n + 3) keep rest { x: byte; }; }`,
    ],
    "an endless count of nothing": ["MPL1007", `packet p { n: uint32 value(array_length(l)); l: array (n) { f: byte[0]; }; }`],
    "counts of nothing in counts of nothing": [
      "MPL1007",
      `packet q { (); } packet r(int n) { l: array (n & 255) of packet q(); } packet p { n: uint16 value(array_length(l)); l: array (n) of packet r(n); }`,
    ],
    "an array of nothing in an arm of an empty element": [
      "MPL1007",
      `packet p { n: uint16 value(array_length(l)); l: array (n) { b: bounded (0) { classify (n) as k { |1: "A" -> m: array (n) { (); }; |_: "B" -> (); }; }; }; }`,
    ],
    "mutual recursion without progress": [
      "MPL1012",
      `packet a(int n) { x: packet b(n) when (n > 0); y: byte; } packet b(int n) { z: packet a(n - 1); }`,
    ],
    "a maximum below all that the field holds": ["MPL0511", `packet p { n: byte; x: byte max(n - 300); }`],
    "a minimum above it": ["MPL0511", `packet p { n: uint32; x: byte min(n + 256); }`],
    "a maximum below the minimum, whatever they are": ["MPL0511", `packet p { n: byte; x: uint16 min(300) max(n); }`],
    "a constant maximum below a minimum": ["MPL0511", `packet p { n: byte; x: uint16 min(n + 300) max(9); }`],
    "a constant above its maximum": ["MPL0511", `packet p { n: byte max(3); x: byte const(3) max(n - 4); }`],
    "elements above their maximum": ["MPL0511", `packet p { n: byte; list: array (2) of byte max(n - 256); }`],
    "a value above the maximum": ["MPL1011", `packet p { n: byte; x: byte value((n & 3) + 4) max(3); }`],
    "a value below the minimum": ["MPL1011", `packet p { n: byte; x: uint16 value(n) min(256); }`],
    "a constant that is too wide": ["MPL1004", `packet p { a: bit[8] const(256); }`],
    "a constant that is too short": ["MPL1004", `packet p { a: byte[4] const("RIF"); }`],
    "a default that is too long": ["MPL1004", `packet p { a: byte[1] default("\\xe9"); }`],
    "a constant longer than its length can say": ["MPL1004", `packet p { n: byte max(3) value(sizeof(a)); a: byte[n] const("long"); }`],
    "a constant longer than its prefix can say": ["MPL1004", `packet p { a: string8 const("${"x".repeat(256)}"); }`],
  };
  for (const [what, [code, text]] of Object.entries(wrong)) {
    it(what, async () => expect(await codesOf(text)).toContain(code));
  }

  it("lets texts be as long as their field can be", async () => {
    const longest = "x".repeat(255);
    const text = `packet p { a: string8 const("${longest}"); n: byte value(sizeof(b)); b: byte[n] default("${longest}"); c: byte[2] const("é"); }`;
    expect(await codesOf(text)).toEqual([]);
  });

  it("points at the place", async () => {
    const text = "packet p { n: byte value(sizeof(d)); d: byte[n - 300]; }";
    const { diagnostics } = await layoutOf(text);
    const [first] = diagnostics;
    expect(first?.message).toBe("the size of `d` is always negative");
    expect(first?.label).toBe("n is 0..255");
    expect(text.slice(first?.span.start, first?.span.end)).toBe("n - 300");
  });

  it("leaves limits alone that some value passes, or that other rules report", async () => {
    expect(await codesOf(`packet p { n: byte; x: byte min(n) max(n); y: byte max(n - 255); z: uint16 min(n + 65280) max(n); }`)).toEqual([
      "MPL0511",
    ]);
    expect(await codesOf(`packet p { n: byte; x: byte min(n) max(n); y: byte max(n - 255); z: uint16 min(n + 65280); }`)).toEqual([]);
    expect(await codesOf(`packet p { x: byte min(300); y: byte min(256) max(300); z: byte max(0 - 1); v: byte value(3) max(3); }`)).toEqual(
      [],
    );
  });

  it("accepts what makes progress", async () => {
    expect(await codesOf(`packet p { a: byte; b: packet p() when (a == 1); }`)).toEqual([]);
    expect(await codesOf(`packet p { body: packet p() bounded (remaining() - 1) when (remaining() > 1); tail: byte; }`)).toEqual([]);
    expect(await codesOf(`packet p { n: byte value(array_length(l)); l: array (n) { f: byte[0]; }; }`)).toEqual([]);
    expect(
      await codesOf(
        `packet p { list: array to_end { item: packet q(); }; } packet q { n: byte; inner: packet p() bounded (remaining() - 1) when (n > 0 && remaining() > 1); }`,
      ),
    ).toEqual([]);
  });

  it("accepts few elements of nothing in few of nothing, and many in such as take a byte", async () => {
    const few = "packet q { (); } packet r(int n) { l: array (n & 255) of packet q(); }";
    expect(await codesOf(`${few} packet p { n: byte value(array_length(l)); l: array (n) of packet r(n); }`)).toEqual([]);
    expect(
      await codesOf(
        `${few} packet s { n: byte; r: packet r(n); } packet p { n: uint16 value(array_length(l)); l: array (n) of packet s(); }`,
      ),
    ).toEqual([]);
  });

  it("takes a moment for large specs", async () => {
    const fields = Array.from({ length: 1500 }, (_, index) => `f${index}: string8;`).join("\n");
    const arms = Array.from({ length: 400 }, (_, index) => `|${index}:"A${index}" -> a${index}: byte[n${index % 2}];`).join("\n");
    const chain = Array.from(
      { length: 200 },
      (_, index) => `c${index}: byte; classify (c${index}) { |0:"A" -> (); |1:"B" -> x${index}: byte; |_:"C" -> y${index}: string8; };`,
    ).join("\n");
    const text = `packet p { n0: uint32 value(offset(f1499)); n1: byte value(1);\n${fields}\nk: uint16;\nclassify (k) {\n${arms}\n};\n${chain}\n}`;
    const start = performance.now();
    const { diagnostics } = await layoutOf(text);
    expect(diagnostics).toEqual([]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
