/** What the printer writes is what prettier writes: of random declarations, and of modules from golden, random and real specs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../../../src/emit/format.js";
import { PrintCache } from "../../../../src/emit/print/cache.js";
import { printTexts } from "../../../../src/emit/print/module.js";
import { compileFiles, compileTexts } from "../../../support/compiled.js";
import { goldenCases } from "../../../support/golden.js";
import { randomSpec } from "../../../support/random-spec/spec.js";
import { printSpec } from "../../../support/random-spec/tree.js";
import { declarations, statements } from "./arbitrary.js";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const bodies = fc.array(statements, { minLength: 1, maxLength: 4 }).map((all) => `function run() {\n${all.join("\n")}\n}`);

async function formatted(text: string): Promise<string | undefined> {
  return format(text).catch(() => undefined);
}

async function printed(text: string): Promise<string> {
  const all = await printTexts([text]);
  return `${all.printed.join("\n")}\n`;
}

/** How many statements of a text are left to prettier. */
async function leftOver(text: string): Promise<readonly string[]> {
  const { leftovers } = await printTexts([text]);
  return leftovers.map((leftover) => leftover.text);
}

describe("the printer", () => {
  it("writes random declarations as prettier does", { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(fc.oneof(declarations, bodies), async (text) => {
      const expected = await formatted(text);
      fc.pre(expected !== undefined);
      expect(await printed(text)).toBe(expected);
    });
    await fc.assert(property, { numRuns: 200, seed: 20 });
  });

  it.each(goldenCases(join(ROOT, "test/golden")))("leaves nothing for prettier to change: $name", async ({ folder }) => {
    const { modules } = await compileTexts({ "input.mpl": readFileSync(join(folder, "input.mpl"), "utf8") });
    for (const { text } of modules) expect(text).toBe(await format(text));
  });

  it("leaves nothing for prettier to change: random specs", { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { modules } = await compileTexts({ "random.mpl": printSpec(randomSpec(seed)) });
      for (const { text } of modules) expect(text).toBe(await format(text));
    }
  });

  it("leaves nothing for prettier to change: a large spec", { timeout: 120_000 }, async () => {
    const { modules } = await compileFiles([join(ROOT, "specs/sftp.mpl")]);
    const text = modules[0]?.text ?? "";
    expect(text.split("\n").length).toBeGreaterThan(5000);
    expect(text).toBe(await format(text));
  });

  it.each([
    ["a comment within a line", "const a = 1 + /* two */ 2;"],
    ["a comment behind a line", "run(); // now\nstop();"],
    ["a comment at the end of a block", "if (a) {\n  run();\n  // now\n}"],
    ["a comment between else and its block", "if (a) {\n  run();\n} /* or */ else {\n  stop();\n}"],
    ["a comment between properties", "const a = {\n  b: 1, // one\n  c: 2,\n};"],
    ["an empty block", "while (a) {}"],
    ["a chain of calls", "const a = b(1).c(2).d((e) => e + 1).f();"],
    ["a parenthesized optional chain", "const a = (b?.c).d;"],
    ["a text over lines", "const a = `b\nc`;"],
    ["quotes in quotes", 'const a = \'say "b"\' + "it\\\'s";'],
    ["a loop over numbers", "for (let i = 0, j = 1; i < j; i++) {\n  run();\n}"],
    ["syntax that is not emitted", "async function* run<T>(): AsyncGenerator<T> {\n  yield* await other();\n}"],
  ])("keeps %s as prettier does", async (_, text) => {
    expect(await printed(`function run() {\n${text}\n}`)).toBe(await formatted(`function run() {\n${text}\n}`));
    expect(await printed(text)).toBe(await formatted(text));
  });

  it("prints nearly all of a module itself", async () => {
    const { modules } = await compileFiles([join(ROOT, "specs/tcp.mpl")]);
    const left = await leftOver(modules[0]?.text ?? "");
    expect(left.join("\n").length).toBeLessThan((modules[0]?.text.length ?? 0) / 50);
  });

  it("prints only what changed where it remembers the rest, and gives the same", async () => {
    const cache = new PrintCache();
    const spec = (bits: number): Record<string, string> => ({
      "a.mpl": `packet a { x: uint${bits.toString()}; }\npacket b { y: uint8; }\n`,
    });
    await compileTexts(spec(16), { cache });
    const before = new Set(cache.printed("a.mpl").values());
    const again = await compileTexts(spec(32), { cache });
    const fresh = await compileTexts(spec(32));
    expect(again.modules[0]?.text).toBe(fresh.modules[0]?.text);
    const kept = [...cache.printed("a.mpl").values()].filter((text) => before.has(text));
    expect(kept.length).toBeGreaterThan(before.size / 2);
  });
});
