/** Random lists of options with a kind and a length: what is checked with arms put together is what the interpreter says. */
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { compileTexts } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const DATA = "length: byte min(2) value(2 + sizeof(data)); data: byte[length - 2];";
const arm = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 3, max: 7 }).map((size) => `length: byte const(${size}); data: byte[${size - 2}];`) },
  { weight: 2, arbitrary: fc.constantFrom(DATA, "length: byte const(2);", "();") },
  fc.constantFrom(
    "length: byte min(2) value(2 + sizeof(blocks)); blocks: array bytes(length - 2) { left: uint16; right: byte; };",
    "length: byte min(3) value(3 + sizeof(data)); first: byte; data: byte[length - 3];",
    "padding: byte[remaining()];",
    "other: byte; more: byte;",
    "length: uint16 const(2);",
  ),
);
const otherwise = fc.constantFrom(DATA, DATA, DATA, "data: byte[remaining()];", undefined);

function specOf(arms: readonly string[], other: string | undefined, extent: string): string {
  const cases = arms.map((body, index) => `|${index}: "Arm${index}" -> ${body}`);
  const all = [...cases, ...(other === undefined ? [] : [`|_: "Other" -> ${other}`])];
  const length = extent === "to_end" ? "" : "n: byte value(sizeof(options));";
  return `packet p { ${length} options: array ${extent} { kind: byte; classify (kind) { ${all.join("\n")} }; }; }`;
}

const specs = fc
  .tuple(fc.array(arm, { minLength: 3, maxLength: 7 }), otherwise, fc.constantFrom("bytes(n)", "bytes(n)", "bytes(n)", "to_end"))
  .map((parts) => specOf(...parts));

it("checks as the interpreter does", { timeout: 0 }, async () => {
  let shared = 0;
  await fc.assert(
    fc.asyncProperty(specs, fc.nat(), async (text, seed) => {
      const { modules } = await compileTexts({ "p.mpl": text });
      if (/const length = [^\n]*\n\s*switch/.test(modules.map((module) => module.text).join())) shared++;
      expect(await tryText(text, seed, { values: 30, inputs: 120 })).toEqual({ kind: "same" });
    }),
    { numRuns: 30 },
  );
  expect(shared).toBeGreaterThan(0);
});
