import { describe, expect, it } from "vitest";
import { isProved, itemNamed, layoutOf, obligation } from "./support.js";

describe("proofs", () => {
  it("from ranges", async () => {
    const { layout } = await layoutOf(`packet p {
      ihl: bit[4] min(5) value(offset(options) / 4); x: bit[4];
      fixed: byte[19];
      options: byte[ihl * 4 - offset(fixed)] align(32);
    }`);
    expect(obligation(layout, "p", "options", "size-not-negative")).toMatchObject({
      proved: true,
      claim: "ihl * 4 - offset(fixed) >= 0",
      because: "ihl is 5..15, offset(fixed) is 20",
    });
    expect(isProved(layout, "p", "options", "size-fits-input")).toBe(false);
    expect(isProved(layout, "p", "options", "alignment-padding")).toBe(true);
  });

  it("given bytes are as long as a length that is computed from them", async () => {
    const { layout } = await layoutOf(`packet p {
      hlen: byte value(offset(options) / 4);
      length: uint16 value(offset(data));
      options: byte[hlen * 4 - 3] align(32);
      data: byte[length - hlen * 4];
    }`);
    expect(isProved(layout, "p", "data", "size-matches", "encode")).toBe(false);
    const { layout: other } = await layoutOf(`packet p {
      hlen: byte value(offset(options) / 4); x: byte;
      length: uint16 value(offset(data));
      options: byte[hlen * 4 - 4] align(32);
      data: byte[length - hlen * 4];
      crc: uint32;
    }`);
    expect(isProved(other, "p", "options", "size-matches", "encode")).toBe(true);
    expect(isProved(other, "p", "data", "size-matches", "encode")).toBe(true);
    expect(isProved(other, "p", "length", "value-fits-field", "encode")).toBe(false);
  });

  it("does not prove a value by the size that depends on it", async () => {
    const { layout } = await layoutOf(`packet p { n: byte value(sizeof(data)); data: byte[n]; }`);
    expect(isProved(layout, "p", "data", "size-matches", "encode")).toBe(true);
    expect(isProved(layout, "p", "n", "value-fits-field", "encode")).toBe(false);
  });

  it("leaves a plain number to be checked", async () => {
    const { layout } = await layoutOf(`packet p { n: byte value(array_length(list)); data: byte[6]; list: array (2) of byte; }`);
    expect(isProved(layout, "p", "data", "size-matches", "encode")).toBe(false);
    expect(isProved(layout, "p", "list", "count-matches", "encode")).toBe(false);
  });

  it("counts, strides and flags", async () => {
    const { layout } = await layoutOf(`packet p {
      n: uint16 value(sizeof(list) / 4);
      flag: bit[1] value(present(extra)); more: bit[7];
      list: array (n) { a: uint16; b: uint16; };
      extra: uint32 when (flag == 1);
      bytes: uint16 value(sizeof(words));
      words: array bytes (bytes) of uint16;
    }`);
    expect(isProved(layout, "p", "list", "count-matches", "encode")).toBe(true);
    expect(isProved(layout, "p", "extra", "presence-matches", "encode")).toBe(true);
    expect(isProved(layout, "p", "words", "size-matches", "encode")).toBe(true);
    expect(isProved(layout, "p", "words", "nested-bound", "decode")).toBe(true);
    expect(itemNamed(layout, "p", "a").available).toBe(4n);
  });

  it("a length of what is in the arms", async () => {
    const { layout } = await layoutOf(`packet p {
      length: uint16 value(offset(data));
      kind: byte;
      classify (kind) {
      |0:"A" -> x: uint32; data: byte[length - offset(x)];
      |1:"B" -> data: byte[length - 3];
      };
    }`);
    expect(layout.obligations.filter((one) => one.kind === "size-matches").map((one) => one.proved)).toEqual([true, true]);
  });

  it("what remains", async () => {
    const { layout } = await layoutOf(`packet p {
      head: byte;
      data: byte[remaining() - 4];
      crc: uint32;
    }`);
    expect(isProved(layout, "p", "data", "size-not-negative")).toBe(false);
    expect(isProved(layout, "p", "data", "size-fits-input")).toBe(true);
    expect(isProved(layout, "p", "crc", "bounds")).toBe(true);
    expect(isProved(layout, "p", "data", "size-matches", "encode")).toBe(true);
    expect(itemNamed(layout, "p", "crc").available).toBe(4n);
  });

  it("what remains of a packet that something may follow", async () => {
    const { layout } = await layoutOf(`
      packet inner { data: byte[remaining()]; }
      packet outer { i: packet inner(); l: label; n: byte when (offset(l) > 3); }`);
    expect(isProved(layout, "inner", "data", "size-matches", "encode")).toBe(false);
  });

  it("a condition on what remains", async () => {
    const { layout } = await layoutOf(`packet p { a: byte; x: uint32 when (remaining() >= 4); }`);
    expect(isProved(layout, "p", "x", "bounds")).toBe(true);
  });

  it("bounded parts: what is inside is known to be there", async () => {
    const { layout } = await layoutOf(`packet p {
      n: byte value(sizeof(part)) min(8);
      part: bounded (n) { a: uint32; b: uint32; rest: byte[remaining()]; };
      eight: bounded (8) { c: uint64; };
    }`);
    expect(isProved(layout, "p", "a", "bounds")).toBe(true);
    expect(isProved(layout, "p", "part", "nested-bound")).toBe(true);
    expect(isProved(layout, "p", "part", "size-matches", "encode")).toBe(true);
    expect(isProved(layout, "p", "c", "bounds")).toBe(true);
    expect(isProved(layout, "p", "eight", "size-matches", "encode")).toBe(true);
  });

  it("earlier checks of the same sum", async () => {
    const { layout } = await layoutOf(`packet p {
      a: byte value(0); b: byte value(0);
      require (a >= b) "ordered";
      x: byte[a - b];
    }`);
    expect(isProved(layout, "p", "x", "size-not-negative")).toBe(true);
  });

  it("arms", async () => {
    const { layout } = await layoutOf(`packet p(int version) {
      kind: bit[2]; other: bit[6];
      classify (kind) { |0:"A" -> (); |1..2:"B" -> (); |3:"C" -> (); };
      classify (other) { |0:"D" when (version > 1) -> (); |1..63:"E" -> (); };
    }`);
    expect(isProved(layout, "p", "kind", "arm-exists")).toBe(true);
    expect(isProved(layout, "p", "other", "arm-exists")).toBe(false);
    expect(isProved(layout, "p", "kind", "arm-matches", "encode")).toBe(false);
  });

  it("fixed arms that nothing overlaps select themselves", async () => {
    const { layout } = await layoutOf(`packet p { kind: byte; classify (kind) { |0:"A" -> (); |1:"B" -> (); }; }`);
    expect(isProved(layout, "p", "kind", "arm-matches", "encode")).toBe(true);
  });

  it("divisions and shifts", async () => {
    const { layout } = await layoutOf(`packet p {
      n: byte value(0); d: byte value(1) min(1); s: bit[8] value(0);
      a: byte[n / d];
      b: byte[n != 0 ? 100 / n : 0];
      c: byte[100 / n];
      e: byte[1 << (s & 7)];
      f: byte[1 << s];
    }`);
    expect(["a", "b", "c"].map((name) => isProved(layout, "p", name, "division"))).toEqual([true, true, false]);
    expect(["e", "f"].map((name) => isProved(layout, "p", name, "shift"))).toEqual([true, false]);
  });

  it("requirements that always hold, and limits", async () => {
    const { layout } = await layoutOf(
      `packet p { n: bit[4] max(15) min(3); m: bit[4]; require (n + m > 2) "always"; require (n > m) "sometimes"; }`,
    );
    expect(layout.obligations.filter((one) => one.kind === "require").map((one) => [one.direction, one.proved])).toEqual([
      ["decode", true],
      ["encode", true],
      ["decode", false],
      ["encode", false],
    ]);
    expect(isProved(layout, "p", "n", "maximum")).toBe(true);
    expect(isProved(layout, "p", "n", "minimum")).toBe(false);
  });

  it("what is computed meets requirements when encoding, and is checked when decoding", async () => {
    const { layout } = await layoutOf(
      `packet p { n: byte min(1) value(offset(end)); data: byte[n - 1]; end: label; require (offset(end) == n) "length"; }`,
    );
    const found = layout.obligations.filter((one) => one.kind === "require").map((one) => [one.direction, one.proved]);
    expect(found).toEqual([
      ["decode", true],
      ["encode", true],
    ]);
    const { layout: other } = await layoutOf(
      `packet p { n: byte value(offset(end)); data: string8; end: label; require (offset(end) == n) "length"; }`,
    );
    const kinds = other.obligations.filter((one) => one.kind === "require").map((one) => [one.direction, one.proved]);
    expect(kinds).toEqual([
      ["decode", false],
      ["encode", true],
    ]);
  });

  it("a flag for what every arm has", async () => {
    const { layout } = await layoutOf(`packet p {
      kind: byte; flag: bit[1] value(present(mask)); rest: bit[7];
      classify (kind) { |0: "A" -> a: byte; mask: byte when (flag == 1); |_: "B" -> mask: uint16 when (flag == 1); other: byte when (flag == 0); };
    }`);
    const found = layout.obligations.filter((one) => one.kind === "presence-matches").map((one) => one.proved);
    expect(found).toEqual([true, true, false]);
  });

  it("plain numbers of bytes stand in the runs around them", async () => {
    const { layout } = await layoutOf(
      `packet p { a: byte; b: byte[6]; c: uint16; n: byte value(array_length(list)); list: array (n) of byte[4]; }`,
    );
    const bounds = layout.obligations.filter((one) => one.kind === "bounds");
    expect(bounds.map((one) => [one.claim, one.proved])).toEqual([
      ["10 bytes are there, from a to n", false],
      ["4 bytes are there, for list", true],
    ]);
  });

  it("a length that is computed alike wherever it stands", async () => {
    const spec = (second: string): string => `packet p {
      wide: bit[1]; rest: bit[7];
      classify (wide) { |0: "Short" -> length: byte value(offset(end) - offset(start)); |1: "Long" -> length: uint16 value(${second}); };
      start: label;
      data: byte[length];
      end: label;
    }`;
    const { layout } = await layoutOf(spec("offset(end) - offset(start)"));
    expect(isProved(layout, "p", "data", "size-matches", "encode")).toBe(true);
    // Where the two differ, so may the sizes.
    const { layout: other } = await layoutOf(spec("offset(end) - offset(start) + 1"));
    expect(isProved(other, "p", "data", "size-matches", "encode")).toBe(false);
  });

  it("what encoding computes itself is there as its condition says", async () => {
    const { layout } = await layoutOf(`packet p {
      length: byte value(sizeof(data));
      data: byte[length];
      pad: uint16 value(0) when (length % 2 == 1);
      free: uint16 when (length % 2 == 1);
      usual: uint16 default(7) when (length % 2 == 1);
    }`);
    expect(isProved(layout, "p", "pad", "presence-matches", "encode")).toBe(true);
    // These two are given, or not, by the caller.
    expect(isProved(layout, "p", "free", "presence-matches", "encode")).toBe(false);
    expect(isProved(layout, "p", "usual", "presence-matches", "encode")).toBe(false);
  });

  it("regions of checksums", async () => {
    const { layout } = await layoutOf(`packet p {
      a: uint32;
      sum: uint16 checksum(internet, 0 .. offset(data));
      n: byte value(sizeof(data));
      data: byte[n];
      bad: uint32 checksum(crc32, n .. offset(data));
    }`);
    expect(isProved(layout, "p", "sum", "region-fits", "encode")).toBe(true);
    expect(isProved(layout, "p", "sum", "region-fits", "decode")).toBe(true);
    expect(isProved(layout, "p", "bad", "region-fits", "decode")).toBe(false);
  });

  it("lists obligations in the order of packets and items", async () => {
    const { layout } = await layoutOf(`packet p { a: byte; n: byte value(sizeof(d)); d: byte[n]; } packet q { x: packet p(); }`);
    const keys = layout.obligations.map((one) => one.packet * 1000 + one.item);
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
  });
});
