import { describe, expect, it } from "vitest";
import { fieldNamed, itemNamed, itemSize, layoutOf, packetNamed, rangeOf, sizeExpr, sizeOf } from "./support.js";

const ipv4 = `packet ipv4 {
  version: bit[4] const(4);
  ihl: bit[4] min(5) value(offset(options) / 4);
  tos: byte;
  length: uint16 value(offset(data));
  id: uint16;
  flags: bit[3];
  fragment: bit[13];
  ttl: byte;
  protocol: byte;
  checksum: uint16;
  source: uint32;
  dest: uint32;
  options: byte[(ihl * 4) - offset(dest)] align(32);
  header_end: label;
  data: byte[length - (ihl * 4)];
}`;

describe("sizes and places", () => {
  it("of the IPv4 header", async () => {
    const { layout, diagnostics } = await layoutOf(ipv4);
    expect(diagnostics).toEqual([]);
    expect(sizeOf(layout, "ipv4")).toBe("20..65535");
    expect(itemNamed(layout, "ipv4", "ihl")).toMatchObject({ bit: 4, offset: 4, value: { min: 5n, max: 15n } });
    expect(itemNamed(layout, "ipv4", "fragment")).toMatchObject({ bit: 3, offset: 51 });
    expect(itemNamed(layout, "ipv4", "dest")).toMatchObject({ bit: 0, offset: 128 });
    expect(itemNamed(layout, "ipv4", "options")).toMatchObject({ offset: 160 });
    expect(itemNamed(layout, "ipv4", "header_end").offset).toBeUndefined();
    expect(itemSize(layout, "ipv4", "options")).toBe("0..320");
    expect(rangeOf(layout, "ipv4", sizeExpr(layout, "ipv4", "options"))).toBe("0..40");
  });

  it("of a value that is computed from sizes, which the caller gives", async () => {
    const { layout } = await layoutOf(ipv4);
    const { value } = fieldNamed(layout, "ipv4", "length");
    expect(rangeOf(layout, "ipv4", value)).toBe("20..2^48");
    expect(value !== undefined && layout.isSafe(packetNamed(layout, "ipv4"), value)).toBe(true);
  });

  it("of all types", async () => {
    const { layout } = await layoutOf(`packet p {
      a: int24; b: uint48; c: float32; d: boolean; e: bit[13]; f: bit[3]; g: string8; h: mpint; i: uint64 max(99);
    }`);
    expect(["a", "b", "c", "d", "e", "f", "g"].map((name) => itemSize(layout, "p", name))).toEqual([
      "24",
      "48",
      "32",
      "8",
      "13",
      "3",
      "8..2048",
    ]);
    expect(itemNamed(layout, "p", "a").value).toEqual({ min: -(2n ** 23n), max: 2n ** 23n - 1n });
    expect(itemNamed(layout, "p", "i").value).toEqual({ min: 0n, max: 99n });
    expect(itemNamed(layout, "p", "h").offset).toBeUndefined();
  });

  it("of a classify: the smallest and the largest arm, and what follows", async () => {
    const { layout } = await layoutOf(`packet p {
      kind: bit[4];
      classify (kind) {
      |0:"Short" -> a: bit[4];
      |1..7:"Middle" -> b: bit[12];
      |_:"Long" -> c: bit[4]; d: uint64;
      };
      tail: uint16;
    }`);
    expect(itemSize(layout, "p", "kind", "classify")).toBe("4..68");
    expect(itemNamed(layout, "p", "tail")).toMatchObject({ bit: 0 });
    expect(itemNamed(layout, "p", "tail").offset).toBeUndefined();
    expect(itemNamed(layout, "p", "c")).toMatchObject({ bit: 4, offset: 4 });
    expect(sizeOf(layout, "p")).toBe("3..11");
  });

  it("of arms of one size: what follows has one place", async () => {
    const { layout } = await layoutOf(`packet p {
      kind: byte;
      classify (kind) { |0:"A" -> a: uint16; |_:"B" -> b: byte; c: byte; };
      tail: uint16;
    }`);
    expect(itemNamed(layout, "p", "tail").offset).toBe(24);
  });

  it("of arrays and their elements", async () => {
    const { layout } = await layoutOf(`packet p {
      n: byte value(array_length(list)) max(10);
      list: array (n) { x: uint16; y: byte; };
      m: uint16 value(sizeof(tail));
      tail: array bytes (m) of uint32;
      rest: array to_end { size: byte value(sizeof(data)); data: byte[size]; };
    }`);
    expect(itemNamed(layout, "p", "list")).toMatchObject({ element: { min: 24n, max: 24n }, size: { min: 0n, max: 240n } });
    expect(itemNamed(layout, "p", "y").offset).toBe(16);
    expect(itemNamed(layout, "p", "tail")).toMatchObject({ element: { min: 32n, max: 32n }, size: { min: 0n, max: 524280n } });
    expect(itemNamed(layout, "p", "rest").element).toEqual({ min: 8n, max: 2048n });
    expect(itemNamed(layout, "p", "data").offset).toBe(8);
  });

  it("of optional items", async () => {
    const { layout } = await layoutOf(`packet p {
      flag: bit[1] value(present(extra)); spare: bit[7];
      extra: uint32 when (flag == 1);
      tail: byte;
    }`);
    expect(itemSize(layout, "p", "extra")).toBe("32");
    expect(itemNamed(layout, "p", "extra").offset).toBe(8);
    expect(itemNamed(layout, "p", "tail").offset).toBeUndefined();
    expect(sizeOf(layout, "p")).toBe("2..6");
  });

  it("of nested packets and bounded parts", async () => {
    const { layout } = await layoutOf(`
      packet head { a: uint16; b: byte; }
      packet p {
        h: packet head();
        n: byte value(sizeof(body)) min(4);
        body: bounded (n) keep more { x: uint32; };
        h2: packet head() bounded (3);
      }`);
    expect(itemNamed(layout, "p", "n").offset).toBe(24);
    expect(itemSize(layout, "p", "body")).toBe("32..2040");
    expect(itemSize(layout, "p", "more")).toBe("0..2008");
    expect(itemSize(layout, "p", "h2")).toBe("24");
    expect(itemNamed(layout, "p", "x").offset).toBe(32);
  });

  it("of recursive packets: the smallest value ends the recursion", async () => {
    const { layout, diagnostics } = await layoutOf(`packet value {
      kind: byte;
      classify (kind) {
      |0:"Number" -> n: uint32;
      |1:"Pair" -> left: packet value(); right: packet value();
      |2:"Tagged" -> tag: byte; inner: packet value();
      };
    }`);
    expect(diagnostics).toEqual([]);
    expect(sizeOf(layout, "value")).toBe("at least 5");
  });

  it("of packets that contain each other", async () => {
    const { layout } = await layoutOf(`
      packet a { x: byte; b: packet b() when (x == 1); }
      packet b { y: uint16; a: packet a(); }`);
    expect([sizeOf(layout, "a"), sizeOf(layout, "b")]).toEqual(["at least 1", "at least 3"]);
  });
});

describe("ranges", () => {
  it("are narrowed by arms, conditions, requirements and earlier checks", async () => {
    const { layout } = await layoutOf(`packet p {
      length: byte value(offset(data));
      require (length >= 4) "long enough";
      kind: byte;
      classify (kind) {
      |0:"Zero" -> a: byte value(kind);
      |1..3:"Few" -> b: byte[10 - kind];
      |_:"Many" -> c: byte[kind - 1];
      };
      m: byte;
      x: bit[8] when (m > 20) value(m - 20);
      y: byte[length - 4];
      data: byte[length - 2];
    }`);
    expect(rangeOf(layout, "p", sizeExpr(layout, "p", "b"))).toBe("7..9");
    expect(rangeOf(layout, "p", sizeExpr(layout, "p", "c"))).toBe("3..254");
    expect(rangeOf(layout, "p", fieldNamed(layout, "p", "x").value)).toBe("1..235");
    expect(rangeOf(layout, "p", sizeExpr(layout, "p", "y"))).toBe("0..251");
    expect(rangeOf(layout, "p", sizeExpr(layout, "p", "data"))).toBe("2..253");
  });

  it("what a size demands is known afterwards", async () => {
    const { layout } = await layoutOf(`packet p {
      n: byte value(sizeof(a) + 8);
      a: byte[n - 8];
      b: byte[n - 7];
    }`);
    expect(rangeOf(layout, "p", sizeExpr(layout, "p", "b"))).toBe("1..248");
  });

  it("both ways of a conditional", async () => {
    const { layout } = await layoutOf(`packet p {
      n: byte value(sizeof(a));
      a: byte[n > 10 ? n - 10 : 10 - n];
    }`);
    expect(rangeOf(layout, "p", sizeExpr(layout, "p", "a"))).toBe("0..245");
  });

  it("wide integers are not safe", async () => {
    const { layout } = await layoutOf(`packet p { n: uint64 value(sizeof(a) * 2); a: byte[n / 2]; m: uint64 const(9); }`);
    const packet = packetNamed(layout, "p");
    expect(layout.isSafe(packet, sizeExpr(layout, "p", "a"))).toBe(false);
    expect(rangeOf(layout, "p", sizeExpr(layout, "p", "a"))).toBe("0..2^63 - 1");
    expect(itemNamed(layout, "p", "m").value).toEqual({ min: 9n, max: 9n });
  });
});
