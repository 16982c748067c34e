import { describe, expect, it } from "vitest";
import { binaryLevels } from "../../../src/syntax/operators.js";
import { expression, grouped } from "./support.js";

const operators = Object.keys(binaryLevels);
const levels = new Map(Object.entries(binaryLevels));

describe("precedence", () => {
  it("binds each pair of binary operators as the table says, to the left within a level", () => {
    for (const first of operators) {
      for (const second of operators) {
        const firstWins = (levels.get(first) ?? 0) >= (levels.get(second) ?? 0);
        const expected = firstWins ? `((a ${first} b) ${second} c)` : `(a ${first} (b ${second} c))`;
        expect(grouped(expression(`a ${first} b ${second} c`))).toBe(expected);
      }
    }
  });

  it.each([
    ["!a == b", "(!(a == b))"],
    ["!a && b", "((!a) && b)"],
    ["a && !b == c && d", "((a && (!(b == c))) && d)"],
    ["a == !b == c", "(a == (!(b == c)))"],
    ["a * !b + c || d", "((a * (!(b + c))) || d)"],
    ["!!a", "(!(!a))"],
    ["-a * b", "((-a) * b)"],
    ["-~-1", "(-(~(-1)))"],
    ["-!a + b", "(-(!(a + b)))"],
    ["a - -b", "(a - (-b))"],
    ["a ? b : c ? d : e", "(a ? b : (c ? d : e))"],
    ["a ? b ? c : d : e", "(a ? (b ? c : d) : e)"],
    ["a || b ? c && d : e || f", "((a || b) ? (c && d) : (e || f))"],
    ["a .. b ? c : d", "(a .. (b ? c : d))"],
    ["a ? b : c .. d", "((a ? b : c) .. d)"],
    ["a ? b .. c : d", "(a ? (b .. c) : d)"],
    ["(a + b) * c", "((a + b) * c)"],
    ["offset(end) - offset(start) / 4", "(offset(end) - (offset(start) / 4))"],
    ["1 << 2 + 3", "(1 << (2 + 3))"],
    ["a & 0xf == 4", "((a & 0xf) == 4)"],
    ["a < b == c", "((a < b) == c)"],
  ])("%s", (text, expected) => {
    expect(grouped(expression(text))).toBe(expected);
  });

  it("spans an expression from its first token to its last", () => {
    const expr = expression("-a + (b * 2)");
    expect(expr.span.source.text.slice(expr.span.start, expr.span.end)).toBe("-a + (b * 2)");
  });
});
