/** Random specs beside the interpreter, by the thousand. A difference is told with its smallest spec and its seed. */
import { expect, it, vi } from "vitest";
import { deepSeed, deepSpecs } from "../support/budget.js";
import { newTally } from "../support/differential.js";
import { randomSpec } from "../support/random-spec/spec.js";
import { kindOf, minimal, tryText } from "../support/random-spec/trial.js";
import { printSpec } from "../support/random-spec/tree.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const EFFORT = { values: 40, inputs: 80 };
const MOST_TOLD = 10;

it(`${String(deepSpecs)} random specs from seed ${String(deepSeed)} mean what the interpreter says`, { timeout: 0 }, async () => {
  const tally = newTally();
  const found = new Map<string, string>();
  let sound = 0;
  for (let seed = deepSeed; sound < deepSpecs && found.size < MOST_TOLD; seed++) {
    const spec = randomSpec(seed);
    const trial = await tryText(printSpec(spec), seed, EFFORT, tally);
    if (trial.kind !== "unsound") sound++;
    if (trial.kind !== "different" || found.has(kindOf(trial.difference))) continue;
    const text = printSpec(await minimal(spec, seed, EFFORT));
    const again = await tryText(text, seed, EFFORT);
    found.set(
      kindOf(trial.difference),
      `MPLC_DEEP_SEED=${String(seed)}\n${text}${again.kind === "different" ? again.difference : trial.difference}`,
    );
  }
  console.log(`${String(sound)} specs from seed ${String(deepSeed)}: ${JSON.stringify(tally)}`);
  expect([...found.values()]).toEqual([]);
});
