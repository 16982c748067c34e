/** Specs whose modules tsc once refused: what it narrows to single values, and what nothing reads. */
import { describe, expect, it } from "vitest";
import { compileTexts } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";
import { typeErrors } from "../../support/type-check.js";

const CHOSEN = `
variant k3 { |5 -> Two |7 -> Four |3 -> Three };
packet a1 { kind: byte value(present(x) ? 2 : 4); x: byte when(kind == 2); require (kind != 3) "3 is reserved"; }
packet a2 { f: byte value(present(b)); b: byte when(f == 3); }
packet a3 { a: byte; f: byte value(a > 3 ? 5 : 7); h: byte when(f == 6); }
packet a4 { q: byte; d: byte value(q > 0 ? 1 : 0); w: byte when(d == 2); e: uint64 value(q > 0 ? 1 : 0); w2: byte when (e == 2); }
packet a5 { a: byte; kind: byte variant k3 value(a > 3 ? Two : Four); require (kind != Three) "x"; }
packet a6 { b: boolean; u: byte value(b); require (u == 1 || u == 2) "x"; }
packet a7 { a: byte; f: byte value(a > 3 ? 5 : 7); require (f == 5) "x"; classify (f) as k { |5: "A" -> (); |6: "B" -> x: byte; |7: "C" -> y: byte; }; }
packet a8 { a: byte; classify (a > 3 ? 5 : 7) as k { |5: "A" -> (); |6: "B" -> x: byte; |7: "C" -> y: byte; }; }
packet a9 { a: byte; k: byte value(a > 3 ? 7 : 1); v: byte value(k == 7 ? 1 : 0); require (v != 2) "x"; }
packet b1 { a: byte; require ((a > 3 ? 5 : 7) != 6) "x"; }
packet b2 { a: byte; h: boolean value(true); z: byte when (h == false); i: boolean value(a == 3 ? true : true); require (i == false || a == 3) "x"; }
packet b3 { a: byte; n: byte value(a > 3 ? 2 : 1); d: byte[n]; e: array (n == 3 ? 1 : n) of byte; }
packet b4 { k: byte; classify (k) { |1: "A" -> f: byte value(5); |_: "B" -> f: byte value(6); }; require (f != 7) "x"; g: byte value(f == 5 ? 1 : 0); h: byte when (g == 2); }
packet c1 { a: byte; f: byte value(a > 3 ? 5 : 7); classify (f) as k { |5: "A" -> (); |6: "B" -> x: byte; |7: "C" -> y: byte; }; require (f == 5) "x"; }
packet c2 (int g) { a: byte; f: byte value(a > 3 ? 5 : 7); require (f == 5) "x"; classify (f) as k { |5: "A" when (g > 3) -> (); |6: "B" -> x: byte; |7: "C" -> y: byte; }; }
packet c3 { f: byte; require (f == 5) "x"; classify (f) { |5: "A" -> (); |6: "B" -> x: byte; |7: "C" -> y: byte; }; }
packet c5 { f: uint64; require (f == 5) "x"; classify (f) as k { |5: "A" -> (); |6: "B" -> x: byte; |_: "C" -> y: byte; }; }
`;

const COMPARED = `
variant method { |"POST" -> Post |"GET " -> Get };
packet a { s: string8; h: boolean value(s == "yes"); }
packet b { m: byte[4] variant method; post: byte value(m == "POST" ? 1 : 0); same: boolean value(m == Post); }
packet c { l: array (2) { g: string8; w: boolean; h: boolean value(w && g == "yes"); i: boolean value(w && g == "(x"); }; }
packet d { a: string8; b: string8; c: boolean value(a == b); }
`;

const SHARED = `
variant state { |0 -> Off |1 -> On |0xffff_ffff_ffff_ffff -> Any };
variant wide { |0 -> Nil |0x1_0000_0000_0000_0000 -> Never };
packet a { a: byte variant state; b: uint64 variant state; l: array (2) of uint64 variant state; c: bit[60] variant state; d: bit[4] variant state; }
packet b { k: uint64 variant state; classify (k) { |Off: "No" -> (); |On: "Yes" -> x: byte variant state; |_: "Rest" -> (); }; }
packet c { a: uint64 variant wide value(n == 0 ? Nil : 3); n: byte; }
`;

describe.each([
  ["values that are one of a few constants", CHOSEN],
  ["texts that only what is not written compares", COMPARED],
  ["variants of narrow and wide fields", SHARED],
])("%s", (_, spec) => {
  it("pass tsc, and mean what the interpreter says", async () => {
    const { modules } = await compileTexts({ "test.mpl": spec });
    expect(modules).toHaveLength(1);
    expect(typeErrors([modules])).toEqual([]);
    expect(await tryText(spec, 1, { values: 25, inputs: 40 })).toEqual({ kind: "same" });
  });
});

it("a variant has constants of either kind, where fields of either kind use it", async () => {
  const files = {
    "shared.mpl": "variant state { |0 -> Off |1 -> On };\npacket a { x: byte variant state; }",
    "user.mpl": 'import "shared.mpl";\npacket b { y: uint64 variant state; z: byte variant state; }',
  };
  const { modules } = await compileTexts(files);
  expect(typeErrors([modules])).toEqual([]);
  const texts = modules.map(({ text }) => [...text.matchAll(/export const (State\w*):/g)].map(([, name]) => name));
  expect(texts).toEqual([["State"], ["StateBig"]]);
  const [alone] = (await compileTexts({ "shared.mpl": files["shared.mpl"] })).modules;
  expect(alone?.text).toBe(modules[0]?.text);
});
