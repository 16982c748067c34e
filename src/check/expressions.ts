/**
 * Expressions: names resolved, types checked, constants folded. A part that is wrong is reported once and gives undefined,
 * which every expression around it passes on without another word.
 */
import type { DiagnosticDetails } from "../diagnostics/diagnostic.js";
import type { Comparison } from "../ir/compare.js";
import { writtenAs } from "../ir/hex.js";
import { spanText } from "../diagnostics/source.js";
import type { Expr } from "../ir/ir.js";
import type * as Ast from "../syntax/ast.js";
import { bool, foldArithmetic, foldComparison, foldLogic, int } from "./fold.js";
import { callExpression } from "./functions.js";
import { assuming } from "./keys.js";
import type { ValueType } from "./model.js";
import { nameExpression } from "./name-expressions.js";
import type { Place } from "./place.js";
import { tagExpression, variantOf } from "./tags.js";

const typeNames: Readonly<Record<ValueType, string>> = { int: "an integer", bool: "a boolean", string: "a string" };

export function ungroup(expr: Ast.Expr): Ast.Expr {
  let inner = expr;
  while (inner.kind === "group") inner = inner.inner;
  return inner;
}

function needsParentheses(expr: Ast.Expr): boolean {
  return expr.kind === "binary" || expr.kind === "conditional" || expr.kind === "unary";
}

/** An integer where a condition is wanted: `x` is to be `x != 0`. */
function reportCondition(syntax: Ast.Expr, place: Place): undefined {
  const written = spanText(syntax.span);
  const comparison = `${needsParentheses(syntax) ? `(${written})` : written} != 0`;
  place.problems.report("MPL0402", syntax.span, `${place.purpose} has to be a boolean, and this is an integer`, {
    help: `write \`${comparison}\``,
    fix: { span: syntax.span, replacement: comparison },
  });
}

/** Gives the expression if it has the type, turned into an integer where it may be. */
function expectType(syntax: Ast.Expr, expr: Expr | undefined, type: ValueType, place: Place): Expr | undefined {
  if (expr === undefined || expr.type === type) return expr;
  if (expr.type === "bool" && type === "int" && place.boolsAsInts) {
    if (expr.kind === "bool") return int(expr.value ? 1n : 0n, expr.span);
    return { kind: "boolToInt", type: "int", operand: expr, span: expr.span };
  }
  if (expr.type === "int" && type === "bool" && expr.kind !== "int") return reportCondition(syntax, place);
  const message = `expected ${typeNames[type]}, found ${typeNames[expr.type]}`;
  const label = `this is ${typeNames[expr.type]}`;
  return place.problems.report("MPL0401", syntax.span, message, { label, ...lengthInstead(syntax, expr, type) });
}

/** Who names bytes or a string where a number is wanted means its length. */
function lengthInstead(syntax: Ast.Expr, expr: Expr, type: ValueType): DiagnosticDetails {
  if (type !== "int" || expr.kind !== "field" || expr.type !== "string" || syntax.kind !== "name") return {};
  return { help: `\`sizeof(${syntax.name})\` is its size in bytes` };
}

export function lowerAs(syntax: Ast.Expr, type: ValueType, place: Place): Expr | undefined {
  return expectType(syntax, lower(syntax, place), type, place);
}

function lowerUnary(syntax: Extract<Ast.Expr, { kind: "unary" }>, place: Place): Expr | undefined {
  const { span } = syntax;
  const operand = lowerAs(syntax.operand, syntax.operator === "!" ? "bool" : "int", place);
  if (operand === undefined) return undefined;
  if (syntax.operator === "!") {
    return operand.kind === "bool" ? bool(!operand.value, span) : { kind: "not", type: "bool", operand, span };
  }
  const kind = syntax.operator === "-" ? "negate" : "complement";
  if (operand.kind === "int") return int(kind === "negate" ? -operand.value : ~operand.value, span);
  return { kind, type: "int", operand, span };
}

type Binary = Extract<Ast.Expr, { kind: "binary" }>;

function lowerLogic(syntax: Binary, operator: "&&" | "||", place: Place): Expr | undefined {
  const left = lowerAs(syntax.left, "bool", place);
  const right = lowerAs(syntax.right, "bool", withFact(place, left, operator === "&&"));
  return left === undefined || right === undefined ? undefined : foldLogic(operator, left, right, syntax.span);
}

function withFact(place: Place, fact: Expr | undefined, truth: boolean): Place {
  if (place.inside === undefined) return place;
  return { ...place, inside: { ...place.inside, facts: assuming(place.inside.facts, fact, truth) } };
}

/** Tags on one side are of the variant of the other. */
function sidesOf(syntax: Binary, place: Place): readonly [Expr | undefined, Expr | undefined] {
  const right = variantOf(syntax.right, place);
  const left = variantOf(syntax.left, place);
  const besides = { ...place, boolsAsInts: false };
  return [lower(syntax.left, { ...besides, variant: right }), lower(syntax.right, { ...besides, variant: left })];
}

function lowerComparison(syntax: Binary, operator: Comparison, place: Place): Expr | undefined {
  const [first, second] = sidesOf(syntax, place);
  const equality = operator === "==" || operator === "!=";
  const left = equality ? first : expectType(syntax.left, first, "int", place);
  const right = equality ? second : expectType(syntax.right, second, "int", place);
  if (left === undefined || right === undefined) return undefined;
  if (left.type !== right.type) {
    const message = `${typeNames[left.type]} is never compared with ${typeNames[right.type]}`;
    return place.problems.report("MPL0401", syntax.span, message);
  }
  const folded = foldComparison(operator, left, right);
  if (folded !== undefined) return bool(folded, syntax.span);
  return { kind: "compare", type: "bool", operator, left, right, span: syntax.span };
}

type Arithmetic = Exclude<Ast.BinaryOperator, Comparison | ".." | "&&" | "||">;

function lowerArithmetic(syntax: Binary, operator: Arithmetic, place: Place): Expr | undefined {
  const left = lowerAs(syntax.left, "int", place);
  const right = lowerAs(syntax.right, "int", place);
  if (left === undefined || right === undefined) return undefined;
  const folded = foldArithmetic(operator, left, right);
  if (folded === undefined) return { kind: "arithmetic", type: "int", operator, left, right, span: syntax.span };
  if ("value" in folded) return int(folded.value, syntax.span);
  return place.problems.report("MPL0405", syntax.span, `${place.purpose} has no value: it contains ${folded.impossible}`);
}

function lowerBinary(syntax: Binary, place: Place): Expr | undefined {
  switch (syntax.operator) {
    case "..":
      return place.problems.report("MPL0407", syntax.span, `a range is no value, and ${place.purpose} needs one`);
    case "&&":
    case "||":
      return lowerLogic(syntax, syntax.operator, place);
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return lowerComparison(syntax, syntax.operator, place);
    default:
      return lowerArithmetic(syntax, syntax.operator, place);
  }
}

function commonType(then: Expr, otherwise: Expr, place: Place): ValueType {
  return then.type !== otherwise.type && place.boolsAsInts && then.type === "bool" ? otherwise.type : then.type;
}

function lowerConditional(syntax: Extract<Ast.Expr, { kind: "conditional" }>, place: Place): Expr | undefined {
  const condition = lowerAs(syntax.condition, "bool", { ...place, purpose: "the condition" });
  const first = lower(syntax.then, withFact(place, condition, true));
  const second = lower(syntax.otherwise, withFact(place, condition, false));
  if (first === undefined || second === undefined) return undefined;
  const type = commonType(first, second, place);
  const then = expectType(syntax.then, first, type, place);
  const otherwise = expectType(syntax.otherwise, second, type, place);
  if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
  if (condition.kind === "bool") return condition.value ? then : otherwise;
  return { kind: "conditional", type, condition, then, otherwise, span: syntax.span };
}

export function lower(syntax: Ast.Expr, place: Place): Expr | undefined {
  switch (syntax.kind) {
    case "int":
      return int(syntax.value, syntax.span, writtenAs(syntax.text));
    case "bool":
      return bool(syntax.value, syntax.span);
    case "string":
      return { kind: "string", type: "string", value: syntax.value, span: syntax.span };
    case "name":
      return nameExpression(syntax, place);
    case "tag":
      return tagExpression(syntax.text, syntax.span, place);
    case "call":
      return callExpression(syntax, place);
    case "unary":
      return lowerUnary(syntax, place);
    case "binary":
      return lowerBinary(syntax, place);
    case "conditional":
      return lowerConditional(syntax, place);
    case "group":
      return lower(syntax.inner, place);
  }
}

/** The range's ends, or undefined if it is none. */
export function rangeEnds(syntax: Ast.Expr): { readonly low: Ast.Expr; readonly high: Ast.Expr } | undefined {
  const expr = ungroup(syntax);
  return expr.kind === "binary" && expr.operator === ".." ? { low: expr.left, high: expr.right } : undefined;
}
