/** No text makes the compiler crash or hang. `npm run test:deep` tries a hundred thousand. */
import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { fuzzText, tryToCompile } from "../support/compiler-fuzz.js";
import { specFiles } from "../support/spec-packets.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const TEXTS = 600;

it(`${String(TEXTS)} texts that are nearly specs`, { timeout: 120_000 }, async () => {
  const texts = specFiles().map((file) => readFileSync(file, "utf8"));
  const tally = { texts: 0, sound: 0, emitted: 0 };
  const problems: string[] = [];
  for (let seed = 1; seed <= TEXTS; seed++) {
    const text = fuzzText(seed, texts);
    const problem = await tryToCompile(text, seed, tally);
    if (problem !== undefined) problems.push(`seed ${String(seed)}: ${problem}\n${text}`);
  }
  expect(problems).toEqual([]);
  // Enough of them get as far as emission.
  expect(tally.emitted).toBeGreaterThan(3);
});
