/** Vectors worked out by hand from LANGUAGE.md, "Types", and the RFCs that it names. */
import { describe, expect, it } from "vitest";
import { bytes, subject, text } from "./support.js";

describe("integers and bits", () => {
  it("bit fields pack from the most significant end", async () => {
    const p = await subject("packet p { a: bit[3]; b: bit[13]; c: bit[4]; d: bit[4]; }");
    // 101 00000 00000011 | 1111 0001
    expect(p.value("a0 03 f1")).toEqual({ a: 5, b: 3, c: 15, d: 1 });
    expect(p.encode({ a: 5, b: 3, c: 15, d: 1 })).toBe("a0 03 f1");
    expect(p.encode({ a: 8, b: 3, c: 15, d: 1 })).toBeUndefined();
  });

  it("or from the least significant end", async () => {
    const p = await subject("packet p bitorder(lsb) { a: bit[3]; b: bit[10]; c: bit[3]; }");
    // a = 5 in bits 0..2; b = 0b1000000001: five ones-and-zeros 00001 in bits 3..7, 10000 in bits 0..4 of the next; c = 7
    expect(p.value("0d f0")).toEqual({ a: 5, b: 0b1000000001, c: 7 });
    expect(p.encode({ a: 5, b: 0b1000000001, c: 7 })).toBe("0d f0");
  });

  it("of network byte order, signed and wide", async () => {
    const p = await subject("packet p { a: byte; b: uint16; c: uint32; d: uint64; e: int8; f: int24; g: uint48; h: int64; }");
    const hex = "ff 01 02 80 00 00 01 00 20 00 00 00 00 00 01 fe ff ff fd 00 00 00 00 01 00 ff ff ff ff ff ff ff ff";
    const value = { a: 255, b: 258, c: 2147483649, d: 9007199254740993n, e: -2, f: -3, g: 256, h: -1n };
    expect(p.value(hex)).toEqual(value);
    expect(p.encode(value)).toBe(hex);
    expect(p.encode({ ...value, e: -129 })).toBeUndefined();
    expect(p.encode({ ...value, b: 65536 })).toBeUndefined();
    expect(p.encode({ ...value, b: -1 })).toBeUndefined();
    expect(p.encode({ ...value, b: 1.5 })).toBeUndefined();
  });

  it("little endian, by field, by packet and by an earlier field", async () => {
    const p = await subject(`packet p endian(little) {
      a: uint16; b: uint16 endian(big); order: byte; c: uint32 endian(little when order == 1); d: int24;
    }`);
    expect(p.value("01 00 00 01 01 02 00 00 00 fe ff ff")).toEqual({ a: 1, b: 1, order: 1, c: 2, d: -2 });
    expect(p.value("01 00 00 01 00 00 00 00 02 fe ff ff")).toEqual({ a: 1, b: 1, order: 0, c: 2, d: -2 });
    expect(p.encode({ a: 1, b: 1, order: 1, c: 2, d: -2 })).toBe("01 00 00 01 01 02 00 00 00 fe ff ff");
  });

  it("by a parameter that the caller gives", async () => {
    const p = await subject("packet p(bool little) { a: uint16 endian(little when little); }");
    expect(p.value("01 02", [true])).toEqual({ a: 0x0201 });
    expect(p.value("01 02", [false])).toEqual({ a: 0x0102 });
    expect(p.encode({ a: 1 }, [true])).toBe("01 00");
  });

  it("more than 53 bits are bigints", async () => {
    const p = await subject("packet p { a: bit[53]; b: bit[11]; c: bit[64]; }");
    expect(p.value("ff ff ff ff ff ff f8 01 80 00 00 00 00 00 00 00")).toEqual({ a: 9007199254740991, b: 1, c: 1n << 63n });
  });
});

describe("other scalars", () => {
  it("boolean: anything but 0 is true, 1 is written", async () => {
    const p = await subject("packet p { a: boolean; }");
    expect([p.value("00"), p.value("01"), p.value("07")]).toEqual([{ a: false }, { a: true }, { a: true }]);
    expect(p.encode({ a: true })).toBe("01");
    expect([p.isCanonical("00"), p.isCanonical("01"), p.isCanonical("07")]).toEqual([true, true, false]);
  });

  it("floats", async () => {
    const p = await subject("packet p { a: float32; b: float64 endian(little); }");
    expect(p.value("3f 80 00 00 00 00 00 00 00 00 04 c0")).toEqual({ a: 1, b: -2.5 });
    expect(p.encode({ a: 0.1, b: -2.5 })).toBe("3d cc cc cd 00 00 00 00 00 00 04 c0");
  });

  it("raw bytes", async () => {
    const p = await subject("packet p { n: byte value(sizeof(d)); d: byte[n]; tail: byte[2]; }");
    expect(p.value("02 aa bb cc dd")).toEqual({ n: 2, d: bytes("aa bb"), tail: bytes("cc dd") });
    expect(p.encode({ d: bytes("aa"), tail: bytes("01 02") })).toBe("01 aa 01 02");
    expect(p.encode({ d: bytes("aa"), tail: bytes("01") })).toBeUndefined();
    expect(p.encode({ d: new Uint8Array(256), tail: bytes("01 02") })).toBeUndefined();
  });

  it("strings behind their lengths", async () => {
    const p = await subject("packet p { a: string8; b: string16; c: string32; d: cstring; }");
    const hex = "02 68 69 00 01 21 00 00 00 00 78 00";
    const value = { a: text("hi"), b: text("!"), c: text(""), d: text("x") };
    expect(p.value(hex)).toEqual(value);
    expect(p.encode(value)).toBe(hex);
    expect(p.encode({ ...value, a: text("x".repeat(256)) })).toBeUndefined();
    expect(p.encode({ ...value, d: bytes("61 00 62") })).toBeUndefined();
  });

  it("mpint: the examples of RFC 4251", async () => {
    const p = await subject("packet p { a: mpint; }");
    const examples: readonly [bigint, string][] = [
      [0n, "00 00 00 00"],
      [0x9a378f9b2e332a7n, "00 00 00 08 09 a3 78 f9 b2 e3 32 a7"],
      [0x80n, "00 00 00 02 00 80"],
      [-0x1234n, "00 00 00 02 ed cc"],
      [-0xdeadbeefn, "00 00 00 05 ff 21 52 41 11"],
    ];
    for (const [value, hex] of examples) {
      expect(p.value(hex)).toEqual({ a: value });
      expect(p.encode({ a: value })).toBe(hex);
      expect(p.isCanonical(hex)).toBe(true);
    }
    expect(p.value("00 00 00 02 00 7f")).toEqual({ a: 127n });
    expect(p.isCanonical("00 00 00 02 00 7f")).toBe(false);
    expect(p.decode("00 01 00 01")).toEqual({ ok: false });
  });

  it("QUIC's varint: the examples of RFC 9000", async () => {
    const p = await subject("packet p { a: varint; }");
    const examples: readonly [bigint, string][] = [
      [151288809941952652n, "c2 19 7c 5e ff 14 e8 8c"],
      [494878333n, "9d 7f 3e 7d"],
      [15293n, "7b bd"],
      [37n, "25"],
    ];
    for (const [value, hex] of examples) {
      expect(p.value(hex)).toEqual({ a: value });
      expect(p.encode({ a: value })).toBe(hex);
    }
    expect(p.value("40 25")).toEqual({ a: 37n });
    expect(p.isCanonical("40 25")).toBe(false);
    expect(p.encode({ a: 1n << 62n })).toBeUndefined();
  });

  it("LEB128: the examples of DWARF", async () => {
    const u = await subject("packet p { a: uleb128; b: uleb32; }");
    expect(u.value("e5 8e 26 80 01")).toEqual({ a: 624485n, b: 128 });
    expect(u.encode({ a: 624485n, b: 128 })).toBe("e5 8e 26 80 01");
    expect(u.decode("ff ff ff ff ff ff ff ff ff 02 00")).toEqual({ ok: false });
    expect(u.value("ff ff ff ff ff ff ff ff ff 01 00")).toEqual({ a: (1n << 64n) - 1n, b: 0 });
    expect(u.isCanonical("80 00 00")).toBe(false);
    const s = await subject("packet p { a: sleb128; b: sleb32; }");
    expect(s.value("c0 bb 78 7f")).toEqual({ a: -123456n, b: -1 });
    expect(s.encode({ a: -123456n, b: -1 })).toBe("c0 bb 78 7f");
    expect(s.encode({ a: 64n, b: -65 })).toBe("c0 00 bf 7f");
  });
});

describe("domain names", () => {
  const spec = "packet p { a: dns_label; b: dns_label_comp; c: dns_label_comp; }";
  const name = (...labels: string[]): Uint8Array[] => labels.map(text);

  it("are compressed against all names before, and only where the type says so", async () => {
    const p = await subject(spec);
    // a at 0: 01 'a' 02 'b' 'c' 00; b = x.bc: pointer to 2; c = a.bc: pointer to 0
    const hex = "01 61 02 62 63 00 01 78 c0 02 c0 00";
    expect(p.value(hex)).toEqual({ a: name("a", "bc"), b: name("x", "bc"), c: name("a", "bc") });
    expect(p.encode({ a: name("a", "bc"), b: name("x", "bc"), c: name("a", "bc") })).toBe(hex);
    expect(p.isCanonical(hex)).toBe(true);
  });

  it("match byte for byte", async () => {
    const p = await subject(spec);
    expect(p.encode({ a: name("a"), b: name("A"), c: [] })).toBe("01 61 00 01 41 00 00");
  });

  it("written in full are not canonical where they could point", async () => {
    const p = await subject(spec);
    expect(p.isCanonical("01 61 00 01 61 00 00")).toBe(false);
    expect(p.isCanonical("01 61 00 c0 00 00")).toBe(true);
  });

  it("may not point forwards, at themselves, or at what does not end before", async () => {
    const p = await subject("packet p { a: dns_label; }");
    expect(p.decode("c0 00")).toEqual({ ok: false });
    expect(p.decode("c0 02 00")).toEqual({ ok: false });
    expect(p.decode("01 61 c0 00")).toEqual({ ok: false });
    const two = await subject("packet p { a: byte[3]; b: dns_label; }");
    expect(two.decode("01 61 01 c0 00")).toEqual({ ok: false });
    expect(two.decode("01 61 00 c0 00")).toMatchObject({ ok: true, end: 5 });
  });

  it("point relative to the message", async () => {
    const p = await subject("packet q { b: dns_label_comp; } packet p { x: byte; a: dns_label; q: packet q(); }");
    expect(p.encode({ x: 0, a: name("a"), q: { b: name("a") } })).toBe("00 01 61 00 c0 01");
    expect(p.value("00 01 61 00 c0 01")).toEqual({ x: 0, a: name("a"), q: { b: name("a") } });
  });

  it("have labels of 1 to 63 bytes, and 255 in all", async () => {
    const p = await subject("packet p { a: dns_label; }");
    expect(p.encode({ a: name("x".repeat(64)) })).toBeUndefined();
    expect(p.encode({ a: name("") })).toBeUndefined();
    expect(p.encode({ a: Array.from({ length: 127 }, () => text("x")) })?.length).toBe(255 * 3 - 1);
    expect(p.encode({ a: Array.from({ length: 128 }, () => text("x")) })).toBeUndefined();
    expect(p.decode("40" + "61".repeat(64) + "00")).toEqual({ ok: false });
  });
});
