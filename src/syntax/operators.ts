/** Precedence: the one table that the parser and docs/language.md agree on. Looser operators have lower levels. */
import type { BinaryOperator, UnaryOperator } from "./ast.js";

export const binaryLevels: Readonly<Record<BinaryOperator, number>> = {
  "..": 1,
  "||": 3,
  "&&": 4,
  "==": 6,
  "!=": 6,
  "<": 6,
  "<=": 6,
  ">": 6,
  ">=": 6,
  "|": 7,
  "^": 8,
  "&": 9,
  "<<": 10,
  ">>": 10,
  "+": 11,
  "-": 11,
  "*": 12,
  "/": 12,
  "%": 12,
};
export const unaryLevels: Readonly<Record<UnaryOperator, number>> = { "!": 5, "-": 13, "~": 13 };
export const conditionalLevel = 2;

export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(binaryLevels, text);
}

export function isUnaryOperator(text: string): text is UnaryOperator {
  return Object.hasOwn(unaryLevels, text);
}
