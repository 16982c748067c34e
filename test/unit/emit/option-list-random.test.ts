/** Random lists of options of which nothing but kind and length is checked: the loop that reads both at once says what the interpreter says. */
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { compileTexts } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const minus = (count: number): string => (count === 0 ? "length" : `length - ${count}`);
const plus = (count: number, name: string): string => (count === 0 ? `sizeof(${name})` : `${count} + sizeof(${name})`);

/** An option whose length does not count `uncounted` of its first two bytes. */
function measured(uncounted: number, limits: string): string {
  const own = 2 - uncounted;
  return `length: byte ${limits} value(${plus(own, "data")}); data: byte[${minus(own)}];`;
}

function arm(uncounted: number): fc.Arbitrary<string> {
  const own = 2 - uncounted;
  return fc.oneof(
    fc.integer({ min: 2, max: 6 }).map((size) => `length: byte const(${size - uncounted}); ${size > 2 ? `data: byte[${size - 2}];` : ""}`),
    fc.constantFrom("();", "padding: byte[remaining()];", measured(uncounted, `min(${own})`), measured(uncounted, `min(${own}) max(4)`)),
    fc.constantFrom(
      `length: byte min(${own}) value(${plus(own, "blocks")}); blocks: array bytes(${minus(own)}) { left: uint16; right: byte; };`,
      `length: byte min(${own + 1}) value(${plus(own + 1, "data")}); first: byte; data: byte[${minus(own + 1)}];`,
      `length: byte min(${own + 1}) value(${plus(own + 1, "pairs")}); a: bit[3]; b: bit[5]; pairs: array bytes(${minus(own + 1)}) of uint16;`,
    ),
  );
}

const specs = fc.constantFrom(0, 0, 1, 2).chain((uncounted) =>
  fc
    .tuple(
      fc.array(arm(uncounted), { minLength: 1, maxLength: 6 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 6, maxLength: 6 }),
      fc.constantFrom("", "", "max(5)"),
    )
    .map(([arms, kinds, limits]) => {
      const cases = arms.map((body, index) => `|${kinds[index]}: "Arm${index}" -> ${body}`);
      const other = `|_: "Other" -> ${measured(uncounted, `min(${2 - uncounted}) ${limits}`)}`;
      const options = `options: array bytes(n) { kind: byte; classify (kind) { ${[...cases, other].join("\n")} }; };`;
      return `packet p { before: uint16; n: byte value(sizeof(options)); ${options} behind: byte; }`;
    }),
);

it("checks as the interpreter does", { timeout: 0 }, async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(specs, fc.nat(), async (text, seed) => {
      const { modules } = await compileTexts({ "p.mpl": text });
      if (modules.some((module) => module.text.includes("const head = word >>> 16"))) read++;
      expect(await tryText(text, seed, { values: 30, inputs: 200 })).toEqual({ kind: "same" });
    }),
    { numRuns: 40 },
  );
  expect(read).toBeGreaterThan(20);
});
