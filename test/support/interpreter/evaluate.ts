/** The value of an expression, on bigints of any size. */
import type { ArithmeticOperator, Expr, Pattern } from "../../../src/ir/ir.js";
import { Malformed } from "./failure.js";
import type { Place } from "./scope.js";
import { sameBytes, type Operand } from "./values.js";

const LARGEST_SHIFT = 64n;

export function evaluate(expr: Expr, place: Place): Operand {
  const value = valueOf(expr, place);
  const { observer, packet } = place.frame;
  if (typeof value === "bigint") observer?.number?.(packet, expr, value);
  return value;
}

function valueOf(expr: Expr, place: Place): Operand {
  switch (expr.kind) {
    case "int":
    case "bool":
      return expr.value;
    case "string":
      return new TextEncoder().encode(expr.value);
    case "param":
      return argument(place, expr.index);
    case "field":
      return fieldValue(expr, place);
    case "offset":
      return BigInt(Math.ceil(place.scope.require(expr.target).end / 8) - place.frame.start);
    case "sizeof": {
      const { start, end } = place.scope.require(expr.target);
      return BigInt(Math.ceil((end - start) / 8));
    }
    case "arrayLength":
      return BigInt(place.scope.require(expr.target).count ?? 0);
    case "present":
      return expr.target.some((id) => place.scope.find(id)?.isPresent === true);
    case "remaining":
      return BigInt(place.limit.end - Math.ceil(place.at / 8));
    case "not":
      return !evaluateBool(expr.operand, place);
    case "negate":
      return -evaluateInt(expr.operand, place);
    case "complement":
      return -evaluateInt(expr.operand, place) - 1n;
    case "boolToInt":
      return evaluateBool(expr.operand, place) ? 1n : 0n;
    case "internetSum":
      return internetSum(evaluate(expr.operand, place));
    case "arithmetic":
      return arithmetic(expr.operator, evaluateInt(expr.left, place), evaluateInt(expr.right, place));
    case "logic":
      if (expr.operator === "&&") return evaluateBool(expr.left, place) && evaluateBool(expr.right, place);
      return evaluateBool(expr.left, place) || evaluateBool(expr.right, place);
    case "compare":
      return compare(expr.operator, evaluate(expr.left, place), evaluate(expr.right, place));
    case "conditional":
      return evaluate(evaluateBool(expr.condition, place) ? expr.then : expr.otherwise, place);
  }
}

export function evaluateInt(expr: Expr, place: Place): bigint {
  const value = evaluate(expr, place);
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value !== "bigint") throw new Error("an integer was expected");
  return value;
}

export function evaluateBool(expr: Expr, place: Place): boolean {
  const value = evaluate(expr, place);
  if (typeof value !== "boolean") throw new Error("a boolean was expected");
  return value;
}

function argument(place: Place, index: number): Operand {
  const value = place.frame.args[index];
  if (value === undefined) throw new Error(`argument ${index} is missing`);
  return value;
}

function fieldValue(expr: Extract<Expr, { kind: "field" }>, place: Place): Operand {
  const { value } = place.scope.require(expr.target);
  if (value === undefined) throw new Malformed("the field has no value");
  return value;
}

/** RFC 1071 as it is written: a carry out of 16 bits is added at once. An odd last byte has a zero behind it. */
function internetSum(value: Operand): bigint {
  if (!(value instanceof Uint8Array)) throw new Error("bytes were expected");
  let sum = 0n;
  for (let at = 0; at < value.length; at += 2) {
    sum += BigInt((value[at] ?? 0) * 256 + (value[at + 1] ?? 0));
    if (sum > 0xffffn) sum -= 0xffffn;
  }
  return sum;
}

function arithmetic(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
    case "%":
      if (right === 0n) throw new Malformed("division by zero");
      return operator === "/" ? left / right : left % right;
    case "<<":
    case ">>":
      if (right < 0n || right > LARGEST_SHIFT) throw new Malformed("a shift by less than 0 or more than 64");
      return operator === "<<" ? left << right : left >> right;
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
  }
}

function compare(operator: Extract<Expr, { kind: "compare" }>["operator"], left: Operand, right: Operand): boolean {
  if (operator === "==") return isSame(left, right);
  if (operator === "!=") return !isSame(left, right);
  if (typeof left !== "bigint" || typeof right !== "bigint") throw new Error("integers were expected");
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
}

function isSame(left: Operand, right: Operand): boolean {
  if (left instanceof Uint8Array && right instanceof Uint8Array) return sameBytes(left, right);
  return left === right;
}

export function matches(pattern: Pattern, value: Operand): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "range":
      return typeof value === "bigint" && pattern.low <= value && value <= pattern.high;
    case "bool":
      return value === pattern.value;
    case "string":
      return value instanceof Uint8Array && sameBytes(value, new TextEncoder().encode(pattern.text));
  }
}
