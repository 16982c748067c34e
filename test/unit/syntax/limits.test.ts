import { describe, expect, it } from "vitest";
import { format } from "../../../src/syntax/format.js";
import { MAX_NESTING, MAX_SOURCE_LENGTH } from "../../../src/syntax/nesting.js";
import { MAX_EXPRESSION_DEPTH } from "../../../src/syntax/precedence.js";
import { parse } from "../../../src/syntax/parse.js";
import { parsed, problems, source } from "./support.js";

const size = (text: string): string => `packet p { a: byte[${text}]; }`;

describe("nesting", () => {
  // The braces of the packet and the bracket of the size count too.
  const inSize = MAX_NESTING - 2;

  it.each<[string, (depth: number) => string, number]>([
    ["parentheses", (depth) => size(`${"(".repeat(depth)}1${")".repeat(depth)}`), inSize],
    ["conditionals", (depth) => size(`${"a ? ".repeat(depth)}1${" : 2".repeat(depth)}`), inSize],
    ["classifies", (depth) => `packet p { ${'classify (a) { |1: "A" -> '.repeat(depth)}();${" };".repeat(depth)} }`, inSize],
    ["arrays", (depth) => `packet p { ${"a: array to_end { ".repeat(depth)}();${" };".repeat(depth)} }`, inSize],
    ["lists", (depth) => `example p "t" "00" ${"[".repeat(depth)}${"]".repeat(depth)};`, MAX_NESTING],
  ])("of %s is limited", (_, nested, limit) => {
    const text = nested(limit);
    expect(problems(text)).toEqual([]);
    expect(format(source(text))).toBeDefined();
    const [only, ...others] = parse(source(nested(limit + 1))).diagnostics;
    expect(only?.code).toBe("MPL0107");
    expect(others).toEqual([]);
  });

  it("does not mistake forgotten parentheses for nesting", () => {
    const found = problems(`packet p {\n${"a: byte value(sizeof(b);\n".repeat(90)}}`);
    expect(found).toHaveLength(90);
    expect(found.every((one) => one.includes("expected `)`"))).toBe(true);
  });
});

describe("long expressions", () => {
  it.each<[string, (length: number) => string]>([
    ["sums", (length) => size(`${"1 + ".repeat(length - 1)}1`)],
    ["powers to the right", (length) => size(`${"a ? b : ".repeat(length - 1)}c`)],
    ["prefixes", (length) => size(`${"-".repeat(length - 1)}1`)],
  ])("of %s are limited, at any length", (_, chain) => {
    expect(problems(chain(MAX_EXPRESSION_DEPTH))).toEqual([]);
    for (const length of [MAX_EXPRESSION_DEPTH + 1, 20_000]) {
      const { diagnostics } = parse(source(chain(length)));
      expect(diagnostics.map((one) => one.code)).toEqual(["MPL0107"]);
    }
  });

  it("count the parts within parentheses", () => {
    const sum = `${"1 + ".repeat(MAX_EXPRESSION_DEPTH - 10)}1`;
    expect(problems(size(sum))).toEqual([]);
    expect(problems(size(`(${sum}) + (${sum})`))).toEqual([]);
    expect(problems(size(`(${sum})${" + 1".repeat(20)}`))).toHaveLength(1);
  });
});

describe("size", () => {
  it("of a file is limited", () => {
    expect(problems(" ".repeat(MAX_SOURCE_LENGTH))).toEqual([]);
    const { file, diagnostics } = parse(source(" ".repeat(MAX_SOURCE_LENGTH + 1)));
    expect(diagnostics.map((one) => one.code)).toEqual(["MPL0106"]);
    expect(file.damaged).toBe(true);
  });

  it("of an integer is limited", () => {
    expect(problems(size("9".repeat(100_000)))[0]).toContain("MPL0105");
  });

  it("of a long list does not matter", () => {
    const cases = Array.from({ length: 5000 }, (_, index) => `|${index} -> A${index}`).join(" ");
    expect(parsed(`variant v { ${cases} };`).items).toHaveLength(1);
  });
});

describe("text that is not MPL", () => {
  const length = MAX_SOURCE_LENGTH / 16;

  it.each<[string, string]>([
    ["signs", "$ ".repeat(length / 2)],
    ["assignments", `packet p { ${"a: byte = ".repeat(length / 10)}`],
    ["words", "a ".repeat(length / 2)],
    ["colons in a packet", `packet p { ${": ".repeat(length / 2)}`],
    ["braces", "{}".repeat(length / 2)],
    ["closing braces", `packet p { ${"}".repeat(length)}`],
    ["arrows in deep parentheses", size(`${"(".repeat(80)}${"=> ".repeat(length / 3)}`)],
    ["arrows in deep arms", `packet p { ${'classify (a) { |1: "A" -> '.repeat(90)}${"=> ".repeat(length / 3)}`],
    ["open comments", `packet p { ${"/*".repeat(length / 2)}`],
    ["quotes", `packet p { ${'"'.repeat(length)}`],
    ["packets", "packet ".repeat(length / 7)],
    ["bad cases", `packet p { a: byte variant { ${"|- -> A ".repeat(length / 8)} }; }`],
    ["bad arms", `packet p { classify (a) { ${"|- -> A ".repeat(length / 8)} }; }`],
    ["lone surrogates", "\ud800packet p { a: byte; }\udfff"],
  ])("gives few errors soon: %s", (_, text) => {
    const started = performance.now();
    const { diagnostics } = parse(source(text));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(202);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
