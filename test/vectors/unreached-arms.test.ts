/** Arms that never match are warnings only: the code around them works, and takes none of their values. */
import { beforeAll, expect, it, vi } from "vitest";
import { type CompiledSpecs, compileTexts, loadPackets } from "../support/compiled.js";
import { differenceOf } from "../support/differential.js";
import { Random } from "../support/random.js";
import { typeErrors } from "../support/type-check.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const SPEC = `
packet first { a: byte; n: byte value(sizeof(x)); classify (a) { |_: "A" -> x: byte[n]; |5: "B" -> x: byte[n]; z: array (2) { y: byte; }; }; b: byte value(a); }
packet twice { a: int8; classify (a) { |1: "A" -> x: byte; |1: "B" -> y: uint16; |2,2: "C" -> z: uint24; }; }
packet wide { a: int64; classify (a) { |1: "A" -> x: byte; |1: "B" -> y: uint16; |2,2: "C" -> z: uint24; }; }
packet texts { a: string8; classify (a) { |"x": "A" -> x: byte; |"x": "B" -> y: uint16; |"y","y": "C" -> z: uint24; }; }
packet flags { a: boolean; classify (a) { |true: "A" -> x: byte; |false: "B" -> y: uint16; |_: "D" -> z: byte; }; }
packet guards { b: byte; a: byte; classify (a) { |1: "A" when (b > 2) -> x: byte; |1: "B" when (b > 2) -> y: uint16; |_: "D" -> z: byte;
  |_: "E" -> z: byte; |0..300: "F" when (b / a == 1) -> w: byte; }; }
`;

let compiled: CompiledSpecs;
beforeAll(async () => {
  compiled = await compileTexts({ "test.mpl": SPEC });
});

it("give code that tsc accepts", { timeout: 60_000 }, () => {
  expect(new Set(compiled.diagnostics.map(({ code }) => code))).toEqual(new Set(["MPL0704"]));
  expect(compiled.modules[0]?.text).not.toContain("case -1");
  expect(typeErrors([compiled.modules])).toEqual([]);
});

it("take no values", { timeout: 60_000 }, async () => {
  const packets = await loadPackets(compiled);
  expect(packets.length).toBe(6);
  for (const packet of packets) expect(differenceOf(packet, new Random(5), { values: 60, inputs: 200 })).toBeUndefined();
});
