/** Vectors worked out by hand from LANGUAGE.md, "Meaning" and "Canonical form". */
import { describe, expect, it } from "vitest";
import { bytes, subject, text } from "./support.js";

describe("offset, sizeof, array_length, remaining", () => {
  it("offset counts to the end, bits rounded up; a label is its position", async () => {
    const p = await subject(`packet p {
      a: bit[4]; b: bit[12]; c: byte[2]; l: label;
      o1: byte value(offset(a)); o2: byte value(offset(b)); o3: byte value(offset(c)); o4: byte value(offset(l)); o5: byte value(offset(o5));
    }`);
    expect(p.encode({ a: 0, b: 0, c: bytes("00 00") })).toBe("00 00 00 00 01 02 04 04 09");
  });

  it("in a nested packet it counts from that packet's start, in an array from the packet's", async () => {
    const p = await subject(`
      packet q { x: byte; o: byte value(offset(x)); }
      packet p { a: uint16; q: packet q(); list: array (2) { y: byte; oy: byte value(offset(y)); }; }`);
    expect(p.encode({ a: 0, q: { x: 7 }, list: [{ y: 1 }, { y: 2 }] })).toBe("00 00 07 01 01 05 02 07");
  });

  it("sizeof is the encoded size, padding and compression included", async () => {
    const p = await subject(`packet p {
      s1: byte value(sizeof(d)); s2: byte value(sizeof(n)); s3: byte value(sizeof(list)); c: byte value(array_length(list));
      d: byte[3] align(32); m: dns_label; n: dns_label_comp; list: array (c) of uint16;
    }`);
    const name = [text("abc")];
    expect(p.encode({ d: bytes("01 02 03"), m: name, n: name, list: [5, 6] })).toBe(
      "04 02 04 02 01 02 03 00 03 61 62 63 00 c0 08 00 05 00 06",
    );
  });

  it("remaining counts from here to the end of the input, or of the enclosing bounded part", async () => {
    const p = await subject(`packet p {
      n: byte value(sizeof(part));
      part: bounded (n) { a: byte; r: byte value(remaining()); b: byte[remaining()]; };
      rest: byte[remaining() - 1]; last: byte;
    }`);
    expect(p.value("03 11 00 22 33 44 55")).toEqual({ n: 3, part: { a: 0x11, r: 0, b: bytes("22") }, rest: bytes("33 44"), last: 0x55 });
    // r stands 1 byte into a part of 3: from where it starts, 2 remain
    expect(p.encode({ part: { a: 0x11, b: bytes("22") }, rest: bytes("33 44"), last: 0x55 })).toBe("03 11 02 22 33 44 55");
    expect(p.decode("03 11 00 22")).toEqual({ ok: false });
  });
});

describe("value, const, min, max, default", () => {
  it("value is computed when encoding, whatever the caller passes, and not compared when decoding", async () => {
    const p = await subject("packet p { n: byte value(sizeof(d) * 2); d: byte[remaining()]; }");
    expect(p.encode({ n: 99, d: bytes("aa bb") })).toBe("04 aa bb");
    expect(p.value("63 aa bb")).toEqual({ n: 99, d: bytes("aa bb") });
    expect([p.isCanonical("63 aa bb"), p.isCanonical("04 aa bb")]).toEqual([false, true]);
  });

  it("verify compares it", async () => {
    const p = await subject("packet p { n: byte value(b + 1) verify; b: byte; }");
    expect(p.decode("02 01").ok).toBe(true);
    expect(p.decode("03 01")).toEqual({ ok: false });
  });

  it("values depend on each other in any order", async () => {
    const p = await subject("packet p { a: byte value(b + 1); b: byte value(c + 1); c: byte value(offset(d)); d: byte[2]; }");
    expect(p.encode({ d: bytes("00 00") })).toBe("07 06 05 00 00");
  });

  it("a value that its field cannot hold is no packet", async () => {
    const p = await subject("packet p { n: bit[4] value(sizeof(d)); x: bit[4]; d: byte[n]; }");
    expect(p.encode({ x: 1, d: new Uint8Array(15) })?.startsWith("f1")).toBe(true);
    expect(p.encode({ x: 1, d: new Uint8Array(16) })).toBeUndefined();
  });

  it("const is written, and demanded", async () => {
    const p = await subject('packet p { a: byte const(7); b: string8 const("hi"); c: boolean const(true); }');
    expect(p.encode({})).toBe("07 02 68 69 01");
    expect(p.decode("08 02 68 69 01")).toEqual({ ok: false });
    expect(p.decode("07 02 68 6a 01")).toEqual({ ok: false });
    expect(p.decode("07 02 68 69 00")).toEqual({ ok: false });
    expect(p.isCanonical("07 02 68 69 02")).toBe(false);
  });

  it("min and max hold both ways", async () => {
    const p = await subject("packet p { a: byte min(3) max(5); }");
    expect(["02", "03", "05", "06"].map((hex) => p.decode(hex).ok)).toEqual([false, true, true, false]);
    expect([2, 3, 5, 6].map((a) => p.encode({ a }))).toEqual([undefined, "03", "05", undefined]);
  });

  it("default is optional for the caller", async () => {
    const p = await subject("packet p { a: byte default(9); }");
    expect([p.encode({}), p.encode({ a: 1 })]).toEqual(["09", "01"]);
    expect(p.value("03")).toEqual({ a: 3 });
  });
});

describe("align, variant", () => {
  it("a byte array is padded, after its own length, with zeros", async () => {
    const p = await subject("packet p { n: byte value(3); d: byte[n] align(32); e: byte; }");
    expect(p.value("03 01 02 03 ff 05")).toEqual({ n: 3, d: bytes("01 02 03"), e: 5 });
    expect(p.encode({ d: bytes("01 02 03"), e: 5 })).toBe("03 01 02 03 00 05");
    expect([p.isCanonical("03 01 02 03 00 05"), p.isCanonical("03 01 02 03 ff 05")]).toEqual([true, false]);
    expect(p.encode({ d: bytes("01 02"), e: 5 })).toBe("03 01 02 00 00 05");
    expect(p.encode({ d: bytes("01 02 03 04"), e: 5 })).toBeUndefined();
  });

  it("a length that includes the padding gives it back as part of the bytes", async () => {
    const p = await subject("packet p { n: byte value(sizeof(d)); d: byte[n] align(32); }");
    expect(p.encode({ d: bytes("01") })).toBe("04 01 00 00 00");
    expect(p.value("04 01 00 00 00")).toEqual({ n: 4, d: bytes("01 00 00 00") });
  });

  it("a given length that is not the demanded one is an error", async () => {
    const p = await subject("packet p { n: byte value(2); d: byte[n]; }");
    expect([1, 2, 3].map((length) => p.encode({ d: new Uint8Array(length) }))).toEqual([undefined, "02 00 00", undefined]);
  });

  it("variants keep unknown values; the default need not be passed", async () => {
    const p = await subject('packet p { a: byte variant { |1 -> One |2 => Two }; b: string8 variant { |"x" -> X }; }');
    expect(p.value("07 01 79")).toEqual({ a: 7, b: text("y") });
    expect(p.value("01 01 78")).toEqual({ a: 1, b: "x" });
    expect(p.encode({ b: "x" })).toBe("02 01 78");
    expect(p.encode({ a: 7, b: text("zz") })).toBe("07 02 7a 7a");
    expect(p.encode({ a: 7, b: text("x") })).toBe("07 01 78");
  });
});

describe("classify", () => {
  const spec = `packet p(bool extra) {
    kind: byte;
    classify (kind) {
    |1:"One" -> a: byte;
    |2..9:"Few" when (extra) -> b: uint16;
    |5:"Five" -> ();
    |_:"Other" -> c: byte[2];
    };
    tail: byte;
  }`;

  it("takes the first arm whose pattern matches and whose guard holds", async () => {
    const p = await subject(spec);
    expect(p.value("01 aa ff", [true])).toEqual({ kind: { $kind: "One", a: 0xaa }, tail: 255 });
    expect(p.value("05 00 01 ff", [true])).toEqual({ kind: { $kind: "Few", $value: 5, b: 1 }, tail: 255 });
    expect(p.value("05 ff", [false])).toEqual({ kind: { $kind: "Five" }, tail: 255 });
    expect(p.value("06 0a 0b ff", [false])).toEqual({ kind: { $kind: "Other", $value: 6, c: bytes("0a 0b") }, tail: 255 });
  });

  it("encoding fixes the field, and must select the same arm again", async () => {
    const p = await subject(spec);
    expect(p.encode({ kind: { $kind: "One", a: 1 }, tail: 2 }, [true])).toBe("01 01 02");
    expect(p.encode({ kind: { $kind: "Few", $value: 9, b: 1 }, tail: 2 }, [true])).toBe("09 00 01 02");
    expect(p.encode({ kind: { $kind: "Few", $value: 10, b: 1 }, tail: 2 }, [true])).toBeUndefined();
    expect(p.encode({ kind: { $kind: "Few", $value: 9, b: 1 }, tail: 2 }, [false])).toBeUndefined();
    expect(p.encode({ kind: { $kind: "Five" }, tail: 2 }, [true])).toBeUndefined();
    expect(p.encode({ kind: { $kind: "Five" }, tail: 2 }, [false])).toBe("05 02");
    expect(p.encode({ kind: { $kind: "Other", $value: 1, c: bytes("00 00") }, tail: 2 }, [true])).toBeUndefined();
    expect(p.encode({ kind: { $kind: "Nine" }, tail: 2 }, [true])).toBeUndefined();
  });

  it("under a range the field's own value gives it", async () => {
    const p = await subject(`packet p {
      length: byte value(offset(data));
      classify (length) { |0..3:"Short" -> data: byte[length - 1]; |4..255:"Long" -> pad: byte; data: byte[length - 2]; };
    }`);
    expect(p.encode({ length: { $kind: "Short", data: bytes("aa bb") } })).toBe("03 aa bb");
    expect(p.encode({ length: { $kind: "Short", data: bytes("aa bb cc") } })).toBeUndefined();
    expect(p.encode({ length: { $kind: "Long", pad: 0, data: bytes("aa bb") } })).toBe("04 00 aa bb");
    expect(p.value("04 00 aa bb")).toEqual({ length: { $kind: "Long", $value: 4, pad: 0, data: bytes("aa bb") } });
  });

  it("a value that no arm takes is an error", async () => {
    const p = await subject('packet p { a: byte; classify (a) { |1:"One" -> (); }; }');
    expect([p.decode("01").ok, p.decode("02").ok]).toEqual([true, false]);
  });

  it("strings match by their bytes, booleans by value", async () => {
    const p = await subject(`packet p {
      s: string8; classify (s) { |"\\xe9":"Bytes" -> (); |"ab":"Ab" -> (); |_:"Other" -> (); };
      b: boolean; classify (b) { |true:"Yes" -> y: byte; |false:"No" -> (); };
    }`);
    expect(p.value("02 61 62 07 05")).toEqual({ s: { $kind: "Ab" }, b: { $kind: "Yes", y: 5 } });
    expect(p.value("01 7a 00")).toEqual({ s: { $kind: "Other", $value: text("z") }, b: { $kind: "No" } });
    expect(p.encode({ s: { $kind: "Ab" }, b: { $kind: "Yes", y: 5 } })).toBe("02 61 62 01 05");
    expect(p.encode({ s: { $kind: "Other", $value: text("ab") }, b: { $kind: "No" } })).toBeUndefined();
  });

  it("on bits, in the middle of a byte; on an expression", async () => {
    const p = await subject(`packet p {
      a: bit[4];
      classify (a) { |0:"Zero" -> x: bit[4]; |_:"More" -> y: bit[12]; };
      b: byte;
      classify (a + b) as sum { |0..9:"Small" -> (); |_:"Large" -> z: byte; };
    }`);
    expect(p.value("0f 02")).toEqual({ a: { $kind: "Zero", x: 15 }, b: 2, sum: { $kind: "Small" } });
    expect(p.value("1f ff 09 01")).toEqual({ a: { $kind: "More", $value: 1, y: 4095 }, b: 9, sum: { $kind: "Large", z: 1 } });
    expect(p.encode({ a: { $kind: "More", $value: 1, y: 4095 }, b: 9, sum: { $kind: "Large", z: 1 } })).toBe("1f ff 09 01");
    expect(p.encode({ a: { $kind: "Zero", x: 0 }, b: 9, sum: { $kind: "Large", z: 1 } })).toBeUndefined();
  });
});

describe("arrays", () => {
  it("by count: names inside are the element's own", async () => {
    const p = await subject("packet p { n: byte value(array_length(l)); l: array (n) { m: byte value(sizeof(d)); d: byte[m]; }; }");
    expect(p.value("02 01 aa 02 bb cc")).toEqual({
      n: 2,
      l: [
        { m: 1, d: bytes("aa") },
        { m: 2, d: bytes("bb cc") },
      ],
    });
    expect(p.encode({ l: [{ d: bytes("aa") }, { d: bytes("bb cc") }] })).toBe("02 01 aa 02 bb cc");
    expect(p.encode({ l: [] })).toBe("00");
    const fixed = await subject("packet p { l: array (2) of byte; }");
    expect([fixed.encode({ l: [1] }), fixed.encode({ l: [1, 2] })]).toEqual([undefined, "01 02"]);
  });

  it("by bytes: the elements end exactly there", async () => {
    const p = await subject("packet p { n: byte value(sizeof(l)); l: array bytes (n) of uint16; t: byte; }");
    expect(p.value("04 00 01 00 02 09")).toEqual({ n: 4, l: [1, 2], t: 9 });
    expect(p.decode("03 00 01 00 02 09")).toEqual({ ok: false });
    expect(p.decode("04 00 01 00")).toEqual({ ok: false, missing: 1 });
    expect(p.encode({ l: [1, 2], t: 9 })).toBe("04 00 01 00 02 09");
  });

  it("to the end, until a condition", async () => {
    const p = await subject("packet p { l: array to_end of uint16; }");
    expect([p.value(""), p.value("00 01 00 02")]).toEqual([{ l: [] }, { l: [1, 2] }]);
    expect(p.decode("00 01 00")).toEqual({ ok: false, missing: 1 });
    const u = await subject("packet p { l: array until (x == 0) { x: byte; y: byte; }; t: byte; }");
    expect(u.value("01 02 00 03 09")).toEqual({
      l: [
        { x: 1, y: 2 },
        { x: 0, y: 3 },
      ],
      t: 9,
    });
    expect(
      u.encode({
        l: [
          { x: 1, y: 2 },
          { x: 0, y: 3 },
        ],
        t: 9,
      }),
    ).toBe("01 02 00 03 09");
    expect(
      u.encode({
        l: [
          { x: 0, y: 2 },
          { x: 0, y: 3 },
        ],
        t: 9,
      }),
    ).toBeUndefined();
    expect(u.encode({ l: [{ x: 1, y: 2 }], t: 9 })).toBeUndefined();
    expect(u.encode({ l: [], t: 9 })).toBeUndefined();
    const e = await subject("packet p { l: array to_end until (x == 0) { x: byte; }; }");
    expect([e.value("01 02"), e.value("")]).toEqual([{ l: [{ x: 1 }, { x: 2 }] }, { l: [] }]);
    expect(e.decode("01 00 05")).toMatchObject({ ok: true, end: 2 });
  });

  it("have a budget", async () => {
    const p = await subject("packet p { l: array to_end of byte; }");
    expect(p.decode("01 02 03", [], { elements: 3 }).ok).toBe(true);
    expect(p.decode("01 02 03", [], { elements: 2 })).toEqual({ ok: false });
  });
});

describe("nested and bounded parts, optional items, requirements", () => {
  it("arguments are bound by position", async () => {
    const p = await subject(
      "packet q(int n, bool b) { d: byte[n]; e: byte when (b); } packet p { n: byte value(2); q: packet q(n - 1, n == 2); }",
    );
    expect(p.value("02 aa bb")).toEqual({ n: 2, q: { d: bytes("aa"), e: 0xbb } });
    expect(p.encode({ q: { d: bytes("aa"), e: 0xbb } })).toBe("02 aa bb");
    expect(p.encode({ q: { d: bytes("aa bb"), e: 0xbb } })).toBeUndefined();
  });

  it("leftovers of a bounded part are an error, or kept", async () => {
    const strict = await subject("packet p { n: byte value(sizeof(b)); b: bounded (n) { x: byte; }; }");
    expect([strict.decode("01 05").ok, strict.decode("02 05 06").ok, strict.decode("00").ok]).toEqual([true, false, false]);
    const kept = await subject(
      "packet q { x: byte; } packet p { n: byte value(sizeof(b)); b: packet q() bounded (n) keep more; t: byte; }",
    );
    expect(kept.value("03 05 06 07 09")).toEqual({ n: 3, b: { x: 5 }, more: bytes("06 07"), t: 9 });
    expect(kept.encode({ b: { x: 5 }, more: bytes("06 07"), t: 9 })).toBe("03 05 06 07 09");
  });

  it("optional items are given exactly if their condition holds", async () => {
    const p = await subject("packet p { f: bit[1] value(present(x)); g: bit[7]; x: uint16 when (f == 1); y: byte when (g > 3); }");
    expect(p.value("84 00 07 09")).toEqual({ f: 1, g: 4, x: 7, y: 9 });
    expect(p.value("00")).toEqual({ f: 0, g: 0 });
    expect(p.encode({ g: 4, x: 7, y: 9 })).toBe("84 00 07 09");
    expect(p.encode({ g: 0 })).toBe("00");
    expect(p.encode({ g: 4 })).toBeUndefined();
    expect(p.encode({ g: 0, y: 1 })).toBeUndefined();
  });

  it("what the caller need not pass is there when its condition holds", async () => {
    const p = await subject("packet p { a: byte; b: byte when (a == 1) const(7); c: byte when (a == 1) value(a + 1); }");
    expect([p.encode({ a: 1 }), p.encode({ a: 0 })]).toEqual(["01 07 02", "00"]);
  });

  it("requirements hold both ways", async () => {
    const p = await subject('packet p { a: byte; b: byte; require (a < b) "ordered"; }');
    expect([p.decode("01 02").ok, p.decode("02 02").ok]).toEqual([true, false]);
    expect([p.encode({ a: 1, b: 2 }), p.encode({ a: 2, b: 2 })]).toEqual(["01 02", undefined]);
  });

  it("recursion has a budget", async () => {
    const p = await subject("packet p { a: byte; next: packet p() when (a > 0); }");
    expect(p.value("01 01 00")).toEqual({ a: 1, next: { a: 1, next: { a: 0 } } });
    expect(p.encode({ a: 1, next: { a: 1, next: { a: 0 } } })).toBe("01 01 00");
    expect([p.decode("01 01 00", [], { depth: 3 }).ok, p.decode("01 01 00", [], { depth: 2 }).ok]).toEqual([true, false]);
  });
});

describe("arithmetic and checksums", () => {
  it("is exact, `/` truncates toward zero, and what has no result is an error", async () => {
    const p = await subject("packet p { a: int8; b: int8; q: int8 value(a / b); r: int8 value(a % b); s: int64 value((a << 40) >> 1); }");
    // -7 / 2 = -3, -7 % 2 = -1, -7 * 2^39 = -3848290697216
    expect(p.encode({ a: -7, b: 2 })).toBe("f9 02 fd ff ff ff fc 80 00 00 00 00");
    expect(p.encode({ a: -7, b: 0 })).toBeUndefined();
    const wide = await subject("packet p { a: uint64; b: uint64 value(a - 1); }");
    expect(wide.encode({ a: 1n << 63n })).toBe("80 00 00 00 00 00 00 00 7f ff ff ff ff ff ff ff");
    expect(wide.encode({ a: 0n })).toBeUndefined();
    const bits = await subject("packet p { a: byte; b: byte value((a & 12 | 1) ^ (~a & 2)); c: byte value(a > 5 ? 1 : 2); }");
    expect([bits.encode({ a: 13 }), bits.encode({ a: 0 })]).toEqual(["0d 0f 01", "00 03 02"]);
  });

  it("a negative size is malformed", async () => {
    const p = await subject("packet p { n: byte value(sizeof(d) + 2); d: byte[n - 2]; }");
    expect([p.decode("01").ok, p.decode("02").ok]).toEqual([false, true]);
  });

  it("the Internet checksum of RFC 1071's example", async () => {
    const p = await subject("packet p { d: byte[8]; c: uint16 checksum(internet, 0 .. offset(c)) verify; }");
    // 0001 + f203 + f4f5 + f6f7 = 2ddf0, folded ddf2, complement 220d
    expect(p.encode({ d: bytes("00 01 f2 03 f4 f5 f6 f7") })).toBe("00 01 f2 03 f4 f5 f6 f7 22 0d");
    expect(p.decode("00 01 f2 03 f4 f5 f6 f7 22 0d").ok).toBe(true);
    expect(p.decode("00 01 f2 03 f4 f5 f6 f7 22 0e")).toEqual({ ok: false });
  });

  it("the check values of the others", async () => {
    const digits = text("123456789");
    const check = async (algorithm: string, type: string): Promise<string | undefined> => {
      const p = await subject(`packet p { c: ${type} checksum(${algorithm}, offset(c) .. offset(d)); d: byte[9]; }`);
      return p.encode({ d: digits })?.slice(0, type === "uint16" ? 5 : 11);
    };
    expect(await check("crc32", "uint32")).toBe("cb f4 39 26");
    expect(await check("crc32c", "uint32")).toBe("e3 06 92 83");
    expect(await check("adler32", "uint32")).toBe("09 1e 01 de");
    expect(await check("fletcher16", "uint16")).toBe("1e de");
  });

  it("a sum of zero is written as 0xffff where zero means none", async () => {
    const p = await subject("packet p { c: uint16 checksum(internet_nonzero, 0 .. offset(d)) verify; d: byte[2]; }");
    expect(p.encode({ d: bytes("ff ff") })).toBe("ff ff ff ff");
    expect([p.decode("00 00 12 34").ok, p.decode("00 01 12 34").ok]).toEqual([true, false]);
  });
});

describe("the end of the input", () => {
  it("only the outermost end can be waited for", async () => {
    const p = await subject("packet p { n: byte value(sizeof(b)); b: bounded (n) { x: uint16; }; }");
    expect(p.decode("")).toEqual({ ok: false, missing: 1 });
    expect(p.decode("02 01")).toEqual({ ok: false, missing: 1 });
    expect(p.decode("01 01")).toEqual({ ok: false });
  });

  it("bytes after a packet are no error, and none of its business", async () => {
    const p = await subject("packet p { a: byte; }");
    expect(p.decode("01 02")).toEqual({ ok: true, value: { a: 1 }, end: 1 });
    expect(p.isCanonical("01 02")).toBe(true);
  });
});
