/** Classifies of one field, and of structs that are used more than once: what their properties are called, and that they work. */
import { expect, it, vi } from "vitest";
import { compileTexts, packetsOf } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const STRUCT = 'struct { k: byte; classify (k) { |0: "A" -> (); |1: "B" -> x: byte; }; } s;';
const ONE = '{ |1: "A" -> (); |2: "B" -> (); }';

async function keysOf(text: string): Promise<readonly string[]> {
  const [packet] = await packetsOf(text);
  const { modules } = await compileTexts({ "p.mpl": text });
  expect(modules.length).toBe(1);
  expect(packet).toBeDefined();
  return [...(modules[0]?.text.matchAll(/^export interface P \{([^}]*)\}/gm) ?? [])]
    .flatMap(([, body]) => [...(body ?? "").matchAll(/readonly (\w+)\??:/g)])
    .map(([, key]) => key ?? "");
}

it("each struct's own classify has its field's name", async () => {
  expect(await keysOf(`${STRUCT} packet p { f: s; g: s; g_k_2: byte; }`)).toEqual(["fK", "gK", "gK2"]);
});

it("the second classify of a field has a name that nothing else has, before it or behind", async () => {
  expect(await keysOf(`packet p { k: byte; k_2: byte; classify (k) ${ONE}; classify (k) ${ONE}; }`)).toEqual(["k2", "k", "k3"]);
  expect(await keysOf(`packet p { k: byte; classify (k) ${ONE}; classify (k) ${ONE}; k_2: byte; }`)).toEqual(["k", "k3", "k2"]);
  expect(await keysOf(`packet p { k: byte; classify (k) ${ONE}; classify (k) ${ONE}; classify (k) ${ONE}; }`)).toEqual(["k", "k2", "k3"]);
});

it.each([
  `${STRUCT} packet p { f: s; g: s; h: s; }`,
  `packet p { k: byte; k_2: byte; classify (k) ${ONE}; classify (k) { |1..2: "C" -> y: byte; }; }`,
  `packet p { k: byte; a: byte; classify (k) ${ONE}; classify (a) ${ONE}; classify (k) { |1: "A2" -> (); |2: "B2" -> (); }; }`,
])("%s does what the interpreter does", async (text) => {
  expect(await tryText(text, 7, { values: 30, inputs: 100 })).toEqual({ kind: "same" });
});
