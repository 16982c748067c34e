import { describe, expect, it } from "vitest";
import type { Expr } from "../../../src/ir/ir.js";
import { found, itemOf, packetOf } from "./run.js";

function targetsIn(expr: Expr | undefined): readonly (readonly number[])[] {
  if (expr === undefined) return [];
  if ("target" in expr) return [expr.target];
  if ("left" in expr) return [...targetsIn(expr.left), ...targetsIn(expr.right)];
  return "operand" in expr ? targetsIn(expr.operand) : [];
}

describe("names", () => {
  it("are numbered in source order, without gaps", async () => {
    const packet = await packetOf(
      'packet p { a: byte; classify (a) { |1:"One" -> b: byte; |2:"Two" -> (); }; c: array (2) { d: byte; }; e: bounded (4) keep f { g: byte; }; h: label; }',
    );
    expect(packet.items.map((item) => `${item.id}${item.name}`)).toEqual(["0a", "1a", "2b", "3c", "4d", "5e", "6g", "7f", "8h"]);
  });

  it("in an arm mean the innermost earlier one, else one further out", async () => {
    const packet = await packetOf(
      'packet p { n: byte value(1); k: byte; classify (k) { |1:"One" -> x: byte[n]; n: byte value(1); y: byte[n]; |_:"Rest" -> (); }; }',
    );
    const sizes = ["x", "y"].map((name) => itemOf(packet, "field", name).type);
    expect(sizes.map((type) => (type.kind === "bytes" ? targetsIn(type.size) : []))).toEqual([[[0]], [[4]]]);
  });

  it("used outside a classify mean one item of each arm", async () => {
    const packet = await packetOf(
      'packet p { n: byte value(sizeof(x)); k: byte; classify (k) { |1:"One" -> x: byte[n]; |2:"Two" -> y: byte; x: byte[n]; }; }',
    );
    expect(targetsIn(itemOf(packet, "field", "n").value)).toEqual([[3, 5]]);
  });

  it("of packets and variants hide no built-in type", async () => {
    const packet = await packetOf("variant byte { |1 -> One } packet p { a: byte variant byte; b: uint16; } packet uint16 { c: byte; }");
    expect(itemOf(packet, "field", "a").type).toMatchObject({ kind: "int", bits: 8 });
    expect(itemOf(packet, "field", "b").type).toMatchObject({ kind: "int", bits: 16 });
  });

  it("of types hide even `label`", async () => {
    const packet = await packetOf("typedef label uint16; packet p { a: label; b: byte; }");
    expect(itemOf(packet, "field", "a").type).toMatchObject({ kind: "int", bits: 16 });
    const spliced = await packetOf("struct { x: byte; y: byte; } label; packet p { a: label; }");
    expect(spliced.items.map(({ name }) => name)).toEqual(["a_x", "a_y"]);
  });

  it("of a struct without members are a field's that adds nothing", async () => {
    const packet = await packetOf("struct { } nothing; packet p { a: nothing; b: byte; }");
    expect(packet.items.map(({ name }) => name)).toEqual(["b"]);
  });

  it("in the value of a classified field need not be in arms that are constants", async () => {
    const spec = (first: string): string =>
      `packet p { n: uint16 value(sizeof(x)); classify (n) { |${first}:"Short" -> x: byte[remaining()]; |2000:"Other" -> y: byte; }; }`;
    expect(await found(spec("1..9"))).toEqual([]);
    expect(await found(spec("1..9").replace("2000", "2000..2001"))).toEqual(["MPL0311 at x"]);
  });

  it("of an array's element are its own; it sees earlier items of the packet, not later ones", async () => {
    expect(await found("packet p { n: byte const(1); a: array (2) { b: byte[n]; }; }")).toEqual([]);
    expect(await found("packet p { a: array (2) { b: byte value(n); }; n: byte; }")).toEqual(["MPL0310 at n"]);
    expect(await found("packet p { a: array (2) { b: byte; }; n: byte value(b); }")).toEqual(["MPL0304 at b"]);
    expect(await found("packet p { a: array (2) { b: byte value(sizeof(c)); c: byte; }; }")).toEqual([]);
  });

  it("of a bounded part are seen from outside", async () => {
    expect(await found("packet p { a: bounded (1) { b: byte const(2); }; c: byte[b]; }")).toEqual([]);
  });

  it("of part 2's words are free", async () => {
    const words = ["checksum", "value", "offset", "size", "name", "options", "version", "target", "label", "bounded", "endian", "import"];
    expect(await found(`packet p { ${words.map((word) => `${word}: byte;`).join(" ")} all: byte value(offset + size + value); }`)).toEqual(
      [],
    );
  });
});

describe("classify", () => {
  const arms = '{ |1:"One" -> (); |_:"Rest" -> (); }';

  it("takes over a field of the same list, once", async () => {
    const packet = await packetOf(`packet p { k: byte; classify (k) ${arms}; classify (k) ${arms}; classify (k) as again ${arms}; }`);
    expect(packet.items.flatMap((item) => (item.kind === "classify" ? [[item.name, item.takes]] : []))).toEqual([
      ["k", 0],
      ["k_2", undefined],
      ["again", undefined],
    ]);
    expect(itemOf(packet, "field", "k").classifiedBy).toBe(1);
  });

  it("does not take over a field of an outer list, or a parameter", async () => {
    const packet = await packetOf(
      `packet p (int v) { k: byte; classify (k) { |1:"One" -> classify (k) ${arms}; |2:"Two" -> classify (v) ${arms}; }; }`,
    );
    expect(packet.items.flatMap((item) => (item.kind === "classify" ? [item.takes] : []))).toEqual([0, undefined, undefined]);
  });

  it("knows the one constant of an arm", async () => {
    const packet = await packetOf(
      'packet p { k: byte variant { |7 -> Seven }; classify (k) { |1..2:"A" -> (); |Seven:"B" -> (); |3, 4:"C" -> (); |_:"D" -> (); }; }',
    );
    expect(itemOf(packet, "classify", "k").arms.map((arm) => arm.fixed)).toEqual([
      undefined,
      { kind: "int", value: 7n },
      undefined,
      undefined,
    ]);
  });

  it("works out the expressions of patterns", async () => {
    const packet = await packetOf(
      'packet p { k: byte variant { |1 -> One |8 -> Eight }; classify (k) { |1+1:"A" -> (); |(One|4),~-8:"B" -> (); |1<<4..(Eight<<2)-1:"C" -> (); }; }',
    );
    const { arms: built } = itemOf(packet, "classify", "k");
    const range = (low: bigint, high = low): unknown => ({ kind: "range", low, high });
    expect(built.map((arm) => arm.patterns)).toEqual([[range(2n)], [range(5n), range(7n)], [range(16n, 31n)]]);
    expect(built[0]?.fixed).toEqual({ kind: "int", value: 2n });
  });

  it("means the field where its property has the field's name, and the arms where `as` names it", async () => {
    const packet = await packetOf(
      `packet p { k: byte; classify (k) ${arms}; a: byte value(offset(k)); classify (a + 1) as kind ${arms}; b: byte value(sizeof(kind)); }`,
    );
    expect(targetsIn(itemOf(packet, "field", "a").value)).toEqual([[0]]);
    expect(targetsIn(itemOf(packet, "field", "b").value)).toEqual([[itemOf(packet, "classify", "kind").id]]);
  });
});

describe("structs", () => {
  const point = "struct { n: byte value(sizeof(d)); d: byte[n]; } point;";

  it("are spliced in, their members named after the field", async () => {
    const packet = await packetOf(`${point} packet p { n: byte; a: point; b: byte value(a_n); }`);
    expect(packet.items.map((item) => item.name)).toEqual(["n", "a_n", "a_d", "b"]);
    const size = itemOf(packet, "field", "a_d").type;
    expect(size.kind === "bytes" ? targetsIn(size.size) : []).toEqual([[1]]);
    expect(targetsIn(itemOf(packet, "field", "b").value)).toEqual([[1]]);
  });

  it("nest, and their classifies are named like their fields", async () => {
    const packet = await packetOf(
      'struct { k: byte; classify (k) { |1:"A" -> x: byte; |2:"B" -> x: byte; }; } kind; struct { a: kind; b: byte; } outer; packet p { h: outer; s: byte value(h_a_x); }',
    );
    expect(packet.items.map((item) => `${item.kind} ${item.name}`)).toEqual([
      "field h_a_k",
      "classify h_a_k",
      "field x",
      "field x",
      "field h_b",
      "field s",
    ]);
    expect(targetsIn(itemOf(packet, "field", "s").value)).toEqual([[2, 3]]);
  });

  it("as elements of arrays keep their members' names", async () => {
    const packet = await packetOf(`${point} packet p { a: array (2) of point; }`);
    expect(packet.items.map((item) => item.name)).toEqual(["a", "n", "d"]);
  });

  it("shadow built-in types, as typedefs and codecs do", async () => {
    const spec =
      'struct { x: byte; } string8; typedef uint16 byte; codec varint from "./v.js" size (2); packet p { a: string8; b: uint16; c: varint; }';
    const { items } = await packetOf(spec);
    expect(items.map((item) => item.name)).toEqual(["a_x", "b", "c"]);
    expect(items.map((item) => (item.kind === "field" ? item.type.kind : ""))).toEqual(["int", "int", "codec"]);
  });
});
