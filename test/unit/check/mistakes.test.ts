/** Mistakes of those who are new to the language, and the first thing that each is told. */
import { expect, it } from "vitest";
import { spanText } from "../../../src/diagnostics/source.js";
import { analysed } from "./run.js";

async function told(spec: string): Promise<string> {
  const [first] = (await analysed(spec)).diagnostics;
  if (first === undefined) return "nothing";
  const { code, span, message, help, fix } = first;
  const more = [...(help === undefined ? [] : [`help: ${help}`]), ...(fix === undefined ? [] : [`fix: ${fix.replacement}`])];
  return [`${code} at \`${spanText(span)}\`: ${message}`, ...more].join("; ");
}

it.each([
  [
    "packet p { a: byte; x: label when (a == 1); }",
    "MPL0501 at `label`: a label is only a position: it stands alone, without a size and attributes; help: write `name: label;`",
  ],
  [
    'packet p { a: byte; classify (a) { |_: "B" -> (); } when (a > 2); }',
    "MPL0108 at ``: expected `;` after the classify, found the reserved word `when`; help: `when` stands on fields, arrays, nested packets and bounded parts, and on the arms of a classify",
  ],
  [
    'packet p { kind: byte; classify (knd) { |1: "A" -> (); }; }',
    "MPL0304 at `knd`: unknown name `knd`; help: did you mean `kind`?; fix: kind",
  ],
  ['packet p { a: byte; classify (x) { |1: "A" -> (); }; }', "MPL0304 at `x`: unknown name `x`"],
  ["packet p { a: bool; }", "MPL0306 at `bool`: unknown type `bool`; help: write `boolean`; fix: boolean"],
  ["packet p { a: u16le; }", "MPL0306 at `u16le`: unknown type `u16le`; help: write `uint16 endian(little)`; fix: uint16 endian(little)"],
  [
    "packet p { a: int; }",
    "MPL0306 at `int`: unknown type `int`; help: write its width: `int8`, `int16`, `int32` or `int64`, or one without a sign, as `uint16`",
  ],
  [
    "typedef byte octet; packet p { a: octet; }",
    "MPL0306 at `octet`: unknown type `octet`; help: the new name stands first: write `typedef octet byte;`; fix: octet byte",
  ],
  [
    "packet p { a: byte = 5; }",
    "MPL0101 at `=`: a field gets no value by `=`; help: write `const(5)`, or `default(5)` if the caller may give another; fix: const(5)",
  ],
  [
    "packet p { a: packet q; } packet q { b: byte; }",
    "MPL0108 at `;`: expected `(`, found `;`; help: the arguments follow, even if there are none: `packet name()`",
  ],
  [
    "packet p { a: byte; x: bounded { b: byte; }; }",
    "MPL0108 at ``: expected `;` after the field, found `{`; help: a bounded part says how long it is: `bounded (length) { ... }`",
  ],
  [
    "struct s { x: byte; } packet p { y: s; }",
    "MPL0108 at `s`: expected `{`, found `s`; help: a struct's name stands behind it: `struct { ... } name;`",
  ],
  [
    "packet p(n) { b: byte[n]; }",
    "MPL0108 at `)`: expected a name, found `)`; help: a parameter has a type and a name: `int n` or `bool n`",
  ],
  [
    "packet p { flag: byte; if (flag == 1) { x: byte; }; }",
    "MPL0108 at `(`: expected `:`, found `(`; help: what stands only sometimes says so behind it: `name: type when (condition);`",
  ],
  [
    "packet p { a: byte[3] of uint16; }",
    "MPL0108 at `uint16`: expected `(`, found `uint16`; help: an array of a type is written `name: array (count) of type;`",
  ],
  [
    "packet p { a: byte; classify (a) { |1: A -> (); }; }",
    'MPL0108 at `A`: expected the arm\'s name in quotes, as in `|1: "Name" ->`, found `A`',
  ],
  ["packet p { a: byte; require(a > 3); }", "MPL0108 at `;`: expected a message in quotes, found `;`"],
  [
    "packet p { c: uint16 checksum(crc16, 0..2); d: byte; }",
    "MPL0508 at `crc16`: unknown checksum `crc16`; help: the algorithms are internet, internet_nonzero, crc32, crc32c, fletcher16, fletcher32, adler32",
  ],
])("%s", async (spec, expected) => {
  expect(await told(spec)).toBe(expected);
});

it("a typedef in C's order is told once, however often it is used", async () => {
  const { diagnostics } = await analysed("typedef byte octet; typedef small octet; packet p { a: octet; b: byte; c: small; }");
  expect(diagnostics.map(({ code, span }) => `${code} at ${spanText(span)}`)).toEqual(["MPL0306 at octet"]);
});
