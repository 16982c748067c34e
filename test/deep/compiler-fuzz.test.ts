/** A hundred thousand texts through the compiler. */
import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { deepSeed } from "../support/budget.js";
import { fuzzText, tryToCompile } from "../support/compiler-fuzz.js";
import { specFiles } from "../support/spec-packets.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const TEXTS = 100_000;
const MOST_TOLD = 10;

it(`${String(TEXTS)} texts from seed ${String(deepSeed)}`, { timeout: 0 }, async () => {
  const texts = specFiles().map((file) => readFileSync(file, "utf8"));
  const tally = { texts: 0, sound: 0, emitted: 0 };
  const problems: string[] = [];
  for (let seed = deepSeed; tally.texts < TEXTS && problems.length < MOST_TOLD; seed++) {
    const text = fuzzText(seed, texts);
    const problem = await tryToCompile(text, seed, tally);
    if (problem !== undefined) problems.push(`MPLC_DEEP_SEED=${String(seed)}: ${problem}\n${text}`);
  }
  console.log(`from seed ${String(deepSeed)}: ${JSON.stringify(tally)}`);
  expect(problems).toEqual([]);
});
