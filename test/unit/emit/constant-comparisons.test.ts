/** Fields with a constant are narrowed to it: tsc would refuse to compare them with anything else. */
import { expect, it } from "vitest";
import { compileTexts } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";
import { typeErrors } from "../../support/type-check.js";

const SPEC = `
packet p {
  a: byte const(7);
  b: byte when (a == 3);
  c: byte[a == 4 ? 1 : 2];
  f: boolean const(true);
  g: byte when (!f);
  h: byte when (f != false);
  w: uint64 const(9);
  i: byte when (w == 8 || a != 7);
}
packet q {
  a: byte const(7);
  require (a != 8) "always so";
  b: byte value(a == 7 ? 1 : 2) verify;
  f: boolean const(true);
  h: boolean value(a == 6 || f == false) verify;
  other: byte const(8);
  i: boolean value(a == other) verify;
}
packet r(int n) {
  classify (3 + 4) as k { |1, 7: "Seven" when (n < 5) -> a: byte; |0: "Zero" -> (); |_: "Rest" -> b: uint16; };
  classify (n < n) as never { |true: "Yes" -> (); |false: "No" -> c: byte; };
}
packet s(int n, bool b) {
  x: byte;
  classify (x) { |1: "No" when (n == 3 && n == 4) -> a: byte; |2: "Never" when (n != 3 ? n == 3 : n == 4) -> (); |_: "Rest" -> (); };
  y: byte when (n == 1 && (n != 2 || x == 5) && !(n == 1 && n == 7));
  z: byte value(n == 5 && n != 6 ? 1 : 2);
  u: byte when (b == true && b == false);
}
`;

it("such comparisons pass tsc, and mean what the interpreter says", async () => {
  const { modules } = await compileTexts({ "test.mpl": SPEC });
  expect(modules).toHaveLength(1);
  expect(typeErrors([modules])).toEqual([]);
  expect(await tryText(SPEC, 1, { values: 40, inputs: 60 })).toEqual({ kind: "same" });
});
