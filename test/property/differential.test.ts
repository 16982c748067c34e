/** Random specs through the whole compiler, their code beside the interpreter. `npm run test:deep` tries thousands. */
import { expect, it, vi } from "vitest";
import { newTally } from "../support/differential.js";
import { randomSpec } from "../support/random-spec/spec.js";
import { tryText } from "../support/random-spec/trial.js";
import { printSpec } from "../support/random-spec/tree.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const SPECS = 60;
const FIRST_SEED = 1000;

it(`${String(SPECS)} random specs mean what the interpreter says`, async () => {
  const tally = newTally();
  const differences: string[] = [];
  let sound = 0;
  for (let seed = FIRST_SEED; sound < SPECS; seed++) {
    const text = printSpec(randomSpec(seed));
    const trial = await tryText(text, seed, { values: 20, inputs: 30 }, tally);
    if (trial.kind !== "unsound") sound++;
    if (trial.kind === "different") differences.push(`seed ${String(seed)}, packet ${trial.packet}: ${trial.difference}\n${text}`);
  }
  expect(differences).toEqual([]);
  // Most values are packets, and many bytes: otherwise there is nothing to compare.
  expect(tally.encoded / tally.values).toBeGreaterThan(0.5);
  expect(tally.decoded / tally.inputs).toBeGreaterThan(0.3);
}, 120_000);
