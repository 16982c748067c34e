/** What is emitted for random specs passes tsc as strictly as generated/ has to. */
import { expect, it, vi } from "vitest";
import { deepSeed } from "../support/budget.js";
import { compileTexts } from "../support/compiled.js";
import { randomSpec } from "../support/random-spec/spec.js";
import { printSpec } from "../support/random-spec/tree.js";
import { typeErrors } from "../support/type-check.js";
import type { GeneratedModule } from "../../src/emit/emit.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const BATCHES = 10;
const BATCH = 60;

it(`${String(BATCHES * BATCH)} random specs from seed ${String(deepSeed)} pass tsc`, { timeout: 0 }, async () => {
  const errors: string[] = [];
  for (let batch = 0; batch < BATCHES && errors.length === 0; batch++) {
    const programs: (readonly GeneratedModule[])[] = [];
    for (let index = 0; index < BATCH; index++) {
      const seed = deepSeed + batch * BATCH + index;
      const { modules } = await compileTexts({ [`seed-${String(seed)}.mpl`]: printSpec(randomSpec(seed)) });
      if (modules.length > 0) programs.push(modules);
    }
    errors.push(...typeErrors(programs));
  }
  expect(errors.slice(0, 20)).toEqual([]);
});
