/**
 * What an expression can be at one point of a packet: a range, and a sum in symbols. Visits every part of the
 * expression once, so that each part's range and each division and shift is noted where it stands.
 */
import type { Expr } from "../ir/ir.js";
import { LARGEST_SHIFT, calculate, complement, negate } from "./arithmetic.js";
import { assume } from "./assume.js";
import { BOOLEAN, between, exactly, hull, includes, isWithin, single, tighten } from "./interval.js";
import type { Interval } from "./layout.js";
import {
  LONGEST_FORM,
  constantForm,
  difference,
  formKey,
  isMultiple,
  isSameForm,
  NOTHING,
  product,
  quotientForm,
  sum,
  type Form,
} from "./linear.js";
import { opaque, type Meaning, type Value } from "./meaning.js";
import { leafValue, truthForm } from "./truth.js";

type IntExpr<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

export function evaluate(expr: Expr, meaning: Meaning): Value {
  const value = shorten(valueOf(expr, meaning), meaning);
  meaning.values.set(expr, value);
  return value;
}

function valueOf(expr: Expr, meaning: Meaning): Value {
  switch (expr.kind) {
    case "int":
      return { range: exactly(expr.value), form: constantForm(expr.value) };
    case "param":
      return meaning.param(expr.index);
    case "field":
      return meaning.field(expr.target);
    case "offset":
      return meaning.offset(expr.target);
    case "sizeof":
      return meaning.sizeOf(expr.target);
    case "arrayLength":
      return meaning.count(expr.target);
    case "remaining":
      return meaning.remaining();
    case "internetSum":
      return wordSum(expr, meaning);
    case "negate":
      return negated(evaluate(expr.operand, meaning));
    case "complement":
      return complemented(evaluate(expr.operand, meaning));
    case "arithmetic":
      return arithmetic(expr, meaning);
    case "boolToInt":
      return numeral(expr.operand, meaning);
    case "conditional":
      return conditional(expr, meaning);
    case "bool":
    case "string":
    case "present":
    case "not":
    case "logic":
    case "compare":
      return numeral(expr, meaning);
  }
}

/** Of the same bytes it is the same: nothing else is known of it. */
function wordSum({ operand }: IntExpr<"internetSum">, meaning: Meaning): Value {
  const range = between(0n, 0xffffn);
  const key = operand.kind === "field" ? operand.target.join() : "";
  return { range, form: opaque(`sum ${key}`, range, meaning) };
}

function negated({ range, form }: Value): Value {
  return { range: negate(range), form: product(form, -1n) };
}
function complemented({ range, form }: Value): Value {
  return { range: complement(range), form: difference(constantForm(-1n), form) };
}

function arithmetic(expr: IntExpr<"arithmetic">, meaning: Meaning): Value {
  const left = evaluate(expr.left, meaning);
  const right = evaluate(expr.right, meaning);
  noteOperation(expr, right.range, meaning);
  const range = calculate(expr.operator, left.range, right.range);
  const form =
    combined(expr.operator, left, right) ?? opaque(`(${expr.operator} ${formKey(left.form)} ${formKey(right.form)})`, range, meaning);
  const bounds =
    expr.operator === "-" ? between(meaning.facts.lowerBound(form), meaning.facts.upperBound(form)) : meaning.facts.bounds(form);
  return { range: tighten(range, bounds), form };
}

function noteOperation(expr: IntExpr<"arithmetic">, right: Interval, meaning: Meaning): void {
  if (expr.operator === "/" || expr.operator === "%") {
    meaning.operation("division", expr, expr.right, right, !includes(right, 0n));
  } else if (expr.operator === "<<" || expr.operator === ">>") {
    meaning.operation("shift", expr, expr.right, right, isWithin(right, between(0n, LARGEST_SHIFT)));
  }
}

/** The sum in symbols, where the operator gives one. */
function combined(operator: IntExpr<"arithmetic">["operator"], left: Value, right: Value): Form | undefined {
  const constant = single(right.range);
  switch (operator) {
    case "+":
      return sum(left.form, right.form);
    case "-":
      return difference(left.form, right.form);
    case "*":
      return constant !== undefined ? product(left.form, constant) : timesConstant(left, right);
    case "/":
      return constant === undefined ? undefined : quotientForm(left.form, constant);
    case "%":
      return constant !== undefined && constant !== 0n && isMultiple(left.form, constant) ? NOTHING : undefined;
    case "<<":
      return isShift(constant) ? product(left.form, 1n << constant) : undefined;
    case ">>":
      return isShift(constant) ? quotientForm(left.form, 1n << constant) : undefined;
    case "&":
    case "|":
    case "^":
      return undefined;
  }
}

function timesConstant(left: Value, right: Value): Form | undefined {
  const constant = single(left.range);
  return constant === undefined ? undefined : product(right.form, constant);
}
function isShift(amount: bigint | undefined): amount is bigint {
  return amount !== undefined && amount >= 0n && amount <= LARGEST_SHIFT;
}

function conditional(expr: IntExpr<"conditional">, meaning: Meaning): Value {
  const holds = decide(expr.condition, meaning);
  const then = under(expr.condition, true, meaning, () => evaluate(expr.then, meaning));
  const otherwise = under(expr.condition, false, meaning, () => evaluate(expr.otherwise, meaning));
  if (holds !== undefined) return holds ? then : otherwise;
  if (isSameForm(then.form, otherwise.form)) return { range: hull(then.range, otherwise.range), form: then.form };
  const range = hull(then.range, otherwise.range);
  const key = `(? ${formKey(truthForm(expr.condition, meaning))} ${formKey(then.form)} ${formKey(otherwise.form)})`;
  return { range, form: opaque(key, range, meaning) };
}

/** A boolean as 0 or 1. */
function numeral(expr: Expr, meaning: Meaning): Value {
  const holds = decide(expr, meaning);
  if (holds !== undefined) return holds ? { range: exactly(1n), form: constantForm(1n) } : { range: exactly(0n), form: NOTHING };
  return { range: BOOLEAN, form: truthForm(expr, meaning) };
}

/** Whether a boolean expression always or never holds. Strings are visited for their parts. */
export function decide(expr: Expr, meaning: Meaning): boolean | undefined {
  switch (expr.kind) {
    case "bool":
      return expr.value;
    case "param":
    case "field":
    case "present":
      return expr.type === "string" ? undefined : isOne(leafValue(expr, meaning).range);
    case "not":
      return negation(decide(expr.operand, meaning));
    case "logic":
      return logic(expr, meaning);
    case "compare":
      return compare(expr, meaning);
    case "conditional":
      return choice(expr, meaning);
    default:
      return undefined;
  }
}

function isOne(range: Interval): boolean | undefined {
  const value = single(range);
  return value === undefined ? undefined : value !== 0n;
}
function negation(holds: boolean | undefined): boolean | undefined {
  return holds === undefined ? undefined : !holds;
}

/** The right side is only looked at when the left one leaves it open. */
function logic(expr: IntExpr<"logic">, meaning: Meaning): boolean | undefined {
  const settles = expr.operator === "||";
  const left = decide(expr.left, meaning);
  const right = under(expr.left, !settles, meaning, () => decide(expr.right, meaning));
  if (left === settles || right === settles) return settles;
  return left === !settles && right === !settles ? !settles : undefined;
}

function choice(expr: IntExpr<"conditional">, meaning: Meaning): boolean | undefined {
  const holds = decide(expr.condition, meaning);
  const then = under(expr.condition, true, meaning, () => decide(expr.then, meaning));
  const otherwise = under(expr.condition, false, meaning, () => decide(expr.otherwise, meaning));
  if (holds !== undefined) return holds ? then : otherwise;
  return then === otherwise ? then : undefined;
}

function compare(expr: IntExpr<"compare">, meaning: Meaning): boolean | undefined {
  if (expr.left.type === "string") return compareStrings(expr, meaning);
  const rest = difference(evaluate(expr.left, meaning).form, evaluate(expr.right, meaning).form);
  const [least, most] = [meaning.facts.lowerBound(rest), meaning.facts.upperBound(rest)];
  const isAbove = least !== undefined && least > 0n;
  const isBelow = most !== undefined && most < 0n;
  const isNotBelow = least !== undefined && least >= 0n;
  const isNotAbove = most !== undefined && most <= 0n;
  switch (expr.operator) {
    case "==":
      return isAbove || isBelow ? false : isNotBelow && isNotAbove ? true : undefined;
    case "!=":
      return isAbove || isBelow ? true : isNotBelow && isNotAbove ? false : undefined;
    case "<":
      return isBelow ? true : isNotBelow ? false : undefined;
    case "<=":
      return isNotAbove ? true : isAbove ? false : undefined;
    case ">":
      return isAbove ? true : isNotAbove ? false : undefined;
    case ">=":
      return isNotBelow ? true : isBelow ? false : undefined;
  }
}

function compareStrings(expr: IntExpr<"compare">, meaning: Meaning): boolean | undefined {
  decide(expr.left, meaning);
  decide(expr.right, meaning);
  if (expr.left.kind !== "string" || expr.right.kind !== "string") return undefined;
  return (expr.left.value === expr.right.value) === (expr.operator === "==");
}

/** Looks at something where `condition`, which was visited, is known to hold or not. */
function under<T>(condition: Expr, holds: boolean, meaning: Meaning, look: () => T): T {
  const mark = meaning.facts.mark();
  assume(condition, holds, meaning);
  const found = look();
  meaning.facts.rollback(mark);
  return found;
}

function shorten(value: Value, meaning: Meaning): Value {
  if (value.form.terms.size <= LONGEST_FORM) return value;
  return { range: value.range, form: opaque(formKey(value.form), value.range, meaning) };
}
