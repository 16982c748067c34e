import { describe, expect, it } from "vitest";
import { compileTexts } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";
import { typeErrors } from "../../support/type-check.js";

/** Until what a constraint is about has been read, nothing may be taken from it; and one that has no value does not hold. */
describe.each([
  [
    "about wide integers behind it",
    `packet a { require (f2 < (f6 % -3)) "x"; f2: uint16; f6: bit[54]; f7: bit[2]; }
     packet b { require (f2 < f6 / 3) "x"; f2: uint16; f6: uint64; }
     packet c { require (f6 % 3 == 1) "x"; n: byte value(sizeof(d)); d: byte[n]; f6: int64; }`,
  ],
  [
    "about something read after what could be concluded from it",
    `packet a { require (n == 3 && z > 1) "x"; n: byte value(sizeof(d)); d: byte[n]; e: byte[(4 - n) * 2]; z: byte; }
     packet b { require (n < 5 && z > 1) "x"; n: byte; xs: array (2) of byte max(5 - n); z: byte; }
     packet c { require (remaining() < z) "x"; a: uint16; z: byte; }`,
  ],
  [
    "that may have no value",
    `packet a { n: int48; require ((31 % n) != 256) "x"; }
     packet b { n: byte; require ((1 << n) >= 0) "x"; }
     packet c { require ((n / m) < 256) "x"; n: byte; m: byte; }
     packet d { m: int8; b: bounded (2) { n: byte; k: byte; require (n % (m & 3) < 3 && k >= 0) "x"; }; }`,
  ],
  [
    "inside of arms, parts and elements",
    `packet a { k: byte; classify (k) { |1: "A" -> require (x < y) "x"; x: byte; |_: "B" -> x: uint16; }; y: uint16; }
     packet b { p: bounded (2) { require (u == w % 7) "x"; u: byte; v: byte; }; w: uint64; }
     packet c { n: byte value(array_length(l)); l: array (n) { require (a + b < 300) "x"; a: byte; b: uint64; }; }`,
  ],
])("a constraint %s", (_, spec) => {
  it("means what the interpreter says", async () => {
    const { diagnostics, modules } = await compileTexts({ "test.mpl": spec });
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(typeErrors([modules])).toEqual([]);
    expect(await tryText(spec, 1, { values: 80, inputs: 120 })).toEqual({ kind: "same" });
  });
});
