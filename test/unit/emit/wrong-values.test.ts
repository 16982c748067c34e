/** What JavaScript lets through where TypeScript would not: refused with the field's name, and nothing is written. */
import { expect, it, vi } from "vitest";
import { packetOf } from "../../support/compiled.js";
import { callable } from "../../support/generated-packet.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

function* numbers(): Generator<number> {
  yield 1;
  yield 2;
}

const ANY: Readonly<Record<string, () => unknown>> = {
  text: () => "ab",
  empty: () => "",
  number: () => 5,
  bigint: () => 1n,
  boolean: () => true,
  null: () => null,
  object: () => ({}),
  long: () => ({ length: 2, 0: 1, 1: 300 }),
  list: () => [1, 2],
  texts: () => ["a", "b"],
  bytes: () => new Uint8Array(2),
  words: () => new Uint16Array(2),
  floats: () => new Float64Array(2),
  view: () => new DataView(new ArrayBuffer(2)),
  set: () => new Set([1, 2]),
  iterator: numbers,
  function: () => numbers,
  symbol: () => Symbol("s"),
  boxed: () => new String("ab"),
};

const OBJECTS = ["object", "long", "bytes", "words", "floats", "view", "set", "iterator", "boxed"];

/** Statements about `x`, and what may be passed for it. */
const SPECS: readonly (readonly [body: string, allowed: readonly string[]])[] = [
  ["x: byte[2];", ["bytes"]],
  ["x: byte[remaining()];", ["bytes"]],
  ["n: byte value(sizeof(x)); x: byte[n];", ["bytes"]],
  ["x: byte[remaining()] align(32);", ["bytes"]],
  ["n: byte value(sizeof(y)); y: bounded (n) keep x { a: byte default(1); };", ["bytes"]],
  ["x: string8;", ["text", "empty", "bytes"]],
  ["x: cstring;", ["text", "empty"]],
  ['x: string8; y: byte value(x == "ab" ? 1 : 2);', ["text", "empty", "bytes"]],
  ["x: mpint;", ["bigint"]],
  ["x: varint;", ["bigint"]],
  ["x: uleb128;", ["bigint"]],
  ["x: sleb32;", ["number"]],
  ["x: dns_label_comp;", ["text", "empty"]],
  ["x: uint32;", ["number"]],
  ["x: uint64;", ["bigint"]],
  ["x: bit[8];", ["number"]],
  ["x: float32;", ["number"]],
  ["x: boolean;", ["boolean"]],
  ["x: array to_end of byte;", ["list", "bytes", "words", "floats"]],
  ["x: array to_end of string8;", ["texts"]],
  ["x: array to_end { a: string8; };", []],
  ["n: byte value(array_length(x)); x: array (n) { a: byte default(1); };", []],
  ["x: array until (x == 2) of byte;", ["list"]],
  ["x: bounded (1) { a: byte default(1); };", OBJECTS],
  ["x: packet q();", OBJECTS],
  // Texts and functions have a length too.
  ["x: bounded (1) { length: byte; };", ["long", "bytes", "words", "floats", "boxed"]],
];

it.each(SPECS)("%s", async (body, allowed) => {
  const packet = await packetOf(`packet q { a: byte default(3); } packet p { ${body} }`);
  for (const [name, make] of Object.entries(ANY)) {
    const given = (): object => ({ x: make(), y: {} });
    const bytes = new Uint8Array(32).fill(0xa5);
    const end = packet.encode(given(), new DataView(bytes.buffer), 0, []);
    const failure = packet.explainEncode(given(), []);
    if (allowed.includes(name)) {
      expect([name, end >= 0, failure]).toEqual([name, true, undefined]);
      continue;
    }
    expect([name, end, packet.sizeOf(given(), []), bytes.every((byte) => byte === 0xa5)]).toEqual([name, -1, -1, true]);
    expect(failure?.path).toMatch(/^p\.x(\[0\])?(\.a|\.length)?$/);
  }
});

it("setters write no boolean that is none, and no number that is none", async () => {
  const packet = await packetOf("packet p { flag: boolean; ratio: float32; }");
  const bytes = new Uint8Array(5);
  const view = packet.bind(new DataView(bytes.buffer), 0, 5, []) ?? {};
  for (const value of ["no", 1, null, undefined, {}]) expect(callable(view, "setFlag")(value)).toBe(false);
  for (const value of ["1", true, null, undefined, 1n]) expect(callable(view, "setRatio")(value)).toBe(false);
  expect(bytes.every((byte) => byte === 0)).toBe(true);
  expect([callable(view, "setFlag")(true), callable(view, "setRatio")(1)]).toEqual([true, true]);
});
