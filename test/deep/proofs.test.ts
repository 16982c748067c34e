/** Random specs: nothing that is proved fails, nothing that fails is missing from the list, and nothing throws. */
import { expect, it, vi } from "vitest";
import { findWitnesses } from "../../src/proofs/index.js";
import { deepSeed, deepSpecs } from "../support/budget.js";
import { randomSpec } from "../support/random-spec/spec.js";
import { printSpec } from "../support/random-spec/tree.js";
import { loadText, type Loaded } from "../unit/proofs/support.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

/** Searching takes longer than comparing. */
const SPECS = Math.ceil(deepSpecs / 10);
const STEPS = 1500;

/** Undefined for a spec that is not sound. */
async function loaded(text: string): Promise<Loaded | undefined> {
  try {
    return await loadText(text);
  } catch (error) {
    if (error instanceof Error && /^MPL\d{4} /.test(error.message)) return undefined;
    throw error;
  }
}

it(`the proofs of ${String(SPECS)} random specs from seed ${String(deepSeed)} hold`, { timeout: 0 }, async () => {
  const found: string[] = [];
  for (let seed = deepSeed, sound = 0; sound < SPECS; seed++) {
    const text = printSpec(randomSpec(seed));
    const spec = await loaded(text);
    if (spec === undefined) continue;
    sound++;
    const problems: string[] = [];
    findWitnesses(spec.layout, spec.modules, { steps: STEPS, seed, onProblem: (problem) => problems.push(problem) });
    if (problems[0] !== undefined) found.push(`seed ${String(seed)}: ${problems[0]}\n${text}`);
  }
  expect(found).toEqual([]);
});
