/** Values of a plan's expressions, over a decoded packet. Integers are exact. */
import type { TraceEntry } from "../../runtime/trace.js";
import { textSum } from "../../runtime/checksum.js";
import { encodeUtf8 } from "../../runtime/utf8.js";
import { equalsBytes } from "../../runtime/bytes.js";
import type { PacketShape } from "../../runtime/shape.js";
import type { Arguments } from "./packet.js";
import type { BinaryOperator, PlanExpr, PlanPattern } from "./plan.js";
import { subjectOf, valueAt } from "./values.js";

export type Operand = bigint | boolean | Uint8Array;

/** A packet that has been decoded. */
export interface Scope {
  readonly shape: Pick<PacketShape, "fields">;
  readonly value: unknown;
  /** Undefined for a packet inside another one: what it was given is not kept. */
  readonly args: Arguments | undefined;
  /** Where its fields stand: paths without the packet's name. Asked for only when an expression needs it. */
  readonly trace: () => { readonly start: number; readonly entries: readonly TraceEntry[] };
}

/** The expression has no value here: something that it names is not there, or it divides by zero. */
export class NoValue extends Error {}

const LARGEST_SHIFT = 64n;

function toOperand(value: unknown): Operand {
  switch (typeof value) {
    case "bigint":
    case "boolean":
      return value;
    case "number":
      if (Number.isInteger(value)) return BigInt(value);
      break;
    case "string":
      return encodeUtf8(value) ?? new Uint8Array();
    default:
  }
  if (value instanceof Uint8Array) return value;
  throw new NoValue("a value that is no integer, boolean or string");
}

function firstFound<Result>(paths: readonly string[], find: (path: string) => Result | undefined): Result {
  for (const path of paths) {
    const found = find(path);
    if (found !== undefined) return found;
  }
  throw new NoValue(`${paths.join(", ")} is not there`);
}

function fieldValue(paths: readonly string[], { shape, value }: Scope): Operand {
  const found = firstFound(paths, (path) => valueAt(shape, value, path));
  return toOperand(subjectOf(found)?.value ?? found.value);
}

/** From the first to the last byte of what stands at the path or below it. */
function extentOf(path: string, scope: Scope): { start: number; end: number } | undefined {
  const below = scope
    .trace()
    .entries.filter((entry) => entry.path === path || entry.path.startsWith(`${path}.`) || entry.path.startsWith(`${path}[`));
  if (below.length === 0) return undefined;
  return { start: Math.min(...below.map(({ start }) => start)), end: Math.max(...below.map(({ end }) => end)) };
}

function sizeAt(path: string, scope: Scope): bigint | undefined {
  const value = valueAt(scope.shape, scope.value, path);
  if (value?.type.kind === "bytes" && value.value instanceof Uint8Array && value.type.align === undefined)
    return BigInt(value.value.length);
  const extent = extentOf(path, scope);
  if (extent === undefined) return value === undefined ? undefined : 0n;
  return BigInt(extent.end - extent.start);
}

function offsetAt(path: string, scope: Scope): bigint | undefined {
  const extent = extentOf(path, scope);
  return extent === undefined ? undefined : BigInt(extent.end - scope.trace().start);
}

function countAt(path: string, { shape, value }: Scope): bigint | undefined {
  const found = valueAt(shape, value, path)?.value;
  return Array.isArray(found) ? BigInt(found.length) : undefined;
}

export function evaluate(expr: PlanExpr, scope: Scope): Operand {
  switch (expr.kind) {
    case "int":
      return BigInt(expr.value);
    case "bool":
      return expr.value;
    case "string":
      return toOperand(expr.value);
    case "param":
      return toOperand(scope.args?.[expr.index]);
    case "field":
      return fieldValue(expr.paths, scope);
    case "sizeof":
      return firstFound(expr.paths, (path) => sizeAt(path, scope));
    case "offset":
      return firstFound(expr.paths, (path) => offsetAt(path, scope));
    case "arrayLength":
      return firstFound(expr.paths, (path) => countAt(path, scope));
    case "present":
      return expr.paths.some((path) => valueAt(scope.shape, scope.value, path) !== undefined);
    case "remaining":
      return 0n;
    case "not":
      return !asBool(expr.operand, scope);
    case "negate":
      return -asInt(expr.operand, scope);
    case "complement":
      return ~asInt(expr.operand, scope);
    case "boolToInt":
      return asBool(expr.operand, scope) ? 1n : 0n;
    case "internetSum":
      return sumOf(evaluate(expr.operand, scope));
    case "binary":
      return binary(expr, scope);
    case "conditional":
      return evaluate(asBool(expr.condition, scope) ? expr.then : expr.otherwise, scope);
  }
}

function sumOf(value: Operand): bigint {
  if (value instanceof Uint8Array) return BigInt(textSum(value));
  throw new NoValue("no bytes where they are to be added up");
}

export function asInt(expr: PlanExpr, scope: Scope): bigint {
  const value = evaluate(expr, scope);
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  throw new NoValue("bytes where an integer is wanted");
}

export function asBool(expr: PlanExpr, scope: Scope): boolean {
  const value = evaluate(expr, scope);
  if (typeof value === "boolean") return value;
  throw new NoValue("no boolean where one is wanted");
}

function binary({ operator, left, right }: Extract<PlanExpr, { kind: "binary" }>, scope: Scope): Operand {
  if (operator === "&&") return asBool(left, scope) && asBool(right, scope);
  if (operator === "||") return asBool(left, scope) || asBool(right, scope);
  if (operator === "==" || operator === "!=") return isSame(evaluate(left, scope), evaluate(right, scope)) === (operator === "==");
  return onIntegers(operator, asInt(left, scope), asInt(right, scope));
}

function isSame(left: Operand, right: Operand): boolean {
  if (left instanceof Uint8Array && right instanceof Uint8Array) return equalsBytes(left, right);
  return left === right;
}

type IntegerOperator = Exclude<BinaryOperator, "&&" | "||" | "==" | "!=">;

const integerOperators: { readonly [Operator in IntegerOperator]: (left: bigint, right: bigint) => Operand } = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / notZero(right),
  "%": (left, right) => left % notZero(right),
  "<<": (left, right) => left << shiftOf(right),
  ">>": (left, right) => left >> shiftOf(right),
  "&": (left, right) => left & right,
  "|": (left, right) => left | right,
  "^": (left, right) => left ^ right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

function onIntegers(operator: IntegerOperator, left: bigint, right: bigint): Operand {
  return integerOperators[operator](left, right);
}

function notZero(value: bigint): bigint {
  if (value === 0n) throw new NoValue("a division by zero");
  return value;
}

function shiftOf(value: bigint): bigint {
  if (value < 0n || value > LARGEST_SHIFT) throw new NoValue("a shift by less than 0 or more than 64");
  return value;
}

export function matches(pattern: PlanPattern, value: Operand): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "range":
      return typeof value === "bigint" && BigInt(pattern.low) <= value && value <= BigInt(pattern.high);
    case "bool":
      return value === pattern.value;
    case "string":
      return value instanceof Uint8Array && isSame(value, toOperand(pattern.text));
  }
}
