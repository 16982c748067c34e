/** Operators of two operands: how strong they are, and which of them prettier lays out as one chain. */
import { ts } from "ts-morph";

const { SyntaxKind } = ts;

const LEVELS: readonly (readonly ts.SyntaxKind[])[] = [
  [SyntaxKind.QuestionQuestionToken],
  [SyntaxKind.BarBarToken],
  [SyntaxKind.AmpersandAmpersandToken],
  [SyntaxKind.BarToken],
  [SyntaxKind.CaretToken],
  [SyntaxKind.AmpersandToken],
  [
    SyntaxKind.EqualsEqualsToken,
    SyntaxKind.EqualsEqualsEqualsToken,
    SyntaxKind.ExclamationEqualsToken,
    SyntaxKind.ExclamationEqualsEqualsToken,
  ],
  [SyntaxKind.LessThanToken, SyntaxKind.GreaterThanToken, SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken],
  [SyntaxKind.LessThanLessThanToken, SyntaxKind.GreaterThanGreaterThanToken, SyntaxKind.GreaterThanGreaterThanGreaterThanToken],
  [SyntaxKind.PlusToken, SyntaxKind.MinusToken],
  [SyntaxKind.AsteriskToken, SyntaxKind.SlashToken, SyntaxKind.PercentToken],
  [SyntaxKind.AsteriskAsteriskToken],
];
const STRENGTHS = new Map(LEVELS.flatMap((operators, level) => operators.map((operator) => [operator, level] as const)));
const [EQUALITY, SHIFT, PRODUCT] = [6, 8, 10];

/** Undefined for operators that are not emitted. */
export function strength(operator: ts.SyntaxKind): number | undefined {
  return STRENGTHS.get(operator);
}

export function isLogical(operator: ts.SyntaxKind): boolean {
  return (strength(operator) ?? Infinity) < 3;
}

export function isBitwise(operator: ts.SyntaxKind): boolean {
  const level = strength(operator) ?? 0;
  return (level > 2 && level < EQUALITY) || level === SHIFT;
}

/** Whether `a outer b inner c` is one chain. */
export function isOneChain(outer: ts.SyntaxKind, inner: ts.SyntaxKind): boolean {
  const level = strength(outer);
  if (level !== strength(inner) || outer === SyntaxKind.AsteriskAsteriskToken) return false;
  if (level === EQUALITY || level === SHIFT) return false;
  return level !== PRODUCT || (outer === inner && outer !== SyntaxKind.PercentToken);
}
