/** One small spec for each construct, and the module that it gives. `UPDATE_GOLDEN=1 npx vitest run test/unit/emit/golden.test.ts` */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { GeneratedModule } from "../../../src/emit/emit.js";
import { compileTexts } from "../../support/compiled.js";
import { golden, goldenCases } from "../../support/golden.js";
import { typeErrors } from "../../support/type-check.js";

const ROOT = fileURLToPath(new URL("../../golden", import.meta.url));
const cases = goldenCases(ROOT);

describe("emitted modules", () => {
  const emitted: (readonly GeneratedModule[])[] = [];

  it.each(cases)("$name", async ({ folder }) => {
    const { modules, diagnostics } = await compileTexts({ "input.mpl": readFileSync(join(folder, "input.mpl"), "utf8") });
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    emitted.push(modules);
    const text = modules[0]?.text ?? "";
    expect(text).toBe(golden(join(folder, "output.ts"), text));
  });

  it("pass tsc", { timeout: 120_000 }, () => {
    expect(emitted.length).toBe(cases.length);
    expect(typeErrors(emitted)).toEqual([]);
  });
});
