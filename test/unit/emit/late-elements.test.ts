import { describe, expect, it } from "vitest";
import { compileTexts } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";
import { typeErrors } from "../../support/type-check.js";

/** A loop over elements is written once: what each of them is compared with, or laid out by, is known before it. */
describe("elements that need what is computed from behind them are refused", () => {
  it.each([
    ["a maximum", "s: byte value(z); xs: array (2) of byte max(s); z: byte;"],
    ["a size", "s: byte value(sizeof(e)); xs: array (2) of byte[s]; e: byte[s];"],
    ["a byte order", "s: byte value(z); xs: array (2) of uint16 endian(little when s == 1); z: byte;"],
    ["under a condition", "s: byte value(z); f: boolean value(present(xs)); xs: array (2) of byte max(s) when (f); z: byte;"],
    ["in an arm", 'k: byte; s: byte value(z); classify (k) { |1: "A" -> xs: array (2) of byte min(s); |_: "B" -> (); }; z: byte;'],
    ["their own size", "s: byte value(sizeof(xs)); xs: array bytes(s) of bit[8] max(s);"],
    ["what remains", "s: uint16 value(remaining()); xs: array to_end of byte max(s);"],
  ])("%s", async (_, body) => {
    const { diagnostics } = await compileTexts({ "test.mpl": `packet p { ${body} }` });
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "MPL0804 the elements of `xs` need this before it can be computed",
    ]);
  });
});

describe.each([
  [
    "what elements need and is known before them",
    "packet p { z: byte; s: byte value(z); xs: array (2) of byte max(s); n: byte value(array_length(ys)); ys: array (n) of byte max(n); }",
  ],
  [
    "wide integers that wait for their bounds",
    `packet p { s: byte value(e); f: boolean value(present(y)); y: uint64 min(s) when (f); e: byte; }
     packet q { t: uint64 value(b); k: byte; classify (k) { |0: "A" -> x: varint max(t); |_: "B" -> (); }; b: uint64; }`,
  ],
  [
    "elements that are listed texts",
    `packet p { ys: array to_end of string8 variant { |"abc" -> Abc }; }
     packet q { n: byte value(array_length(zs)); zs: array (n) of byte[3] variant { |"abc" -> Abc }; }
     packet r { x: array until (x == "q") of byte[1] variant { |"q" -> Q }; }`,
  ],
  [
    "sizes that count a part of the padding",
    `packet p { s: byte const(3); a: byte[s] align(32); b: byte[4] align(32); c: byte[3] align(16); }
     packet q { n: byte value(sizeof(d)); d: byte[n - 1] align(32); }
     packet r (int n) { a: byte[n & 7] align(32); }`,
  ],
])("%s", (_, spec) => {
  it("pass tsc, and mean what the interpreter says", async () => {
    const { diagnostics, modules } = await compileTexts({ "test.mpl": spec });
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(typeErrors([modules])).toEqual([]);
    expect(await tryText(spec, 1, { values: 60, inputs: 80 })).toEqual({ kind: "same" });
  });
});
