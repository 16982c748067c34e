/**
 * Expressions of the spec as TypeScript expressions, exactly: numbers where interval analysis shows that every
 * intermediate value is a safe integer, bigint otherwise; never an operator that cuts to 32 bits where that could matter.
 */
import type { Constant, Expr, Packet } from "../ir/ir.js";
import { negated } from "../ir/negation.js";
import type { Interval, Layout } from "../layout/layout.js";
import { assertUnreachable } from "./assert.js";
import { NO_EQUALITIES, subjectKey, withEqualities } from "./equalities.js";
import { quote } from "./names.js";

/** How a fact stands in the generated code. */
export type FactCode =
  | { readonly kind: "number" | "bigint" | "boolean"; readonly code: string }
  /** Bytes of the input, for comparing with strings. */
  | { readonly kind: "range"; readonly start: string; readonly end: string }
  /** A `Uint8Array | string` to be encoded. */
  | { readonly kind: "text"; readonly code: string };

export interface ExpressionContext {
  readonly packet: Packet;
  readonly layout: Layout;
  /** The code for what an expression names; it must be known by now. */
  fact(expr: Extract<Expr, { target: unknown }>): FactCode;
  param(index: number): string;
  /** Bytes from here to the end of the enclosing part. */
  remaining(): string;
  /** A constant with a string's bytes in UTF-8. */
  text(value: string): string;
  /** Code of the bytes that are read; `bytes` unless told. */
  readonly bytes?: string;
  /** Imports a name of the runtime. */
  runtime(name: string): string;
}

const INT32: Interval = { min: -(2n ** 31n), max: 2n ** 31n - 1n };
const UINT31: Interval = { min: 0n, max: 2n ** 31n - 1n };
const UINT32: Interval = { min: 0n, max: 2n ** 32n - 1n };

export function within(range: Interval, limit: Interval): boolean {
  if (range.min === undefined || range.max === undefined) return false;
  return limit.min !== undefined && limit.max !== undefined && range.min >= limit.min && range.max <= limit.max;
}

/** Lowers expressions in one place of a packet. */
export class Expressions {
  #isTest = false;
  #equalities = NO_EQUALITIES;

  constructor(readonly context: ExpressionContext) {}

  range(expr: Expr): Interval {
    return this.context.layout.range(this.context.packet, expr);
  }

  /** Whether `int` gives a bigint for it. */
  isBig(expr: Expr): boolean {
    return expr.type === "int" && !this.context.layout.isSafe(this.context.packet, expr);
  }

  /** An integer: a number where it is safe, else a bigint. */
  int(expr: Expr): string {
    return this.isBig(expr) ? this.big(expr) : this.number(expr);
  }

  /** As a number, whatever its size: no safe integer where it is none. */
  anyNumber(expr: Expr): string {
    if (this.#isSumOfNumbers(expr)) return this.number(expr);
    return this.isBig(expr) ? `${this.context.runtime("toNumber")}(${this.big(expr)})` : this.number(expr);
  }

  /** Code that is true where an integer can't be computed, or is not in the range; undefined where it always is. */
  unfit(expr: Expr, limit: Partial<Interval>): string | undefined {
    const range = this.range(expr);
    const code = this.anyNumber(expr);
    const failure = this.failure(expr);
    const low = limit.min === undefined || (range.min !== undefined && range.min >= limit.min) ? undefined : `${code} < ${limit.min}`;
    const high = limit.max === undefined || (range.max !== undefined && range.max <= limit.max) ? undefined : `${code} > ${limit.max}`;
    return either(failure, this.isBig(expr) ? `!Number.isSafeInteger(${code})` : undefined, low, high);
  }

  /** One sum of two safe integers is exact, or it is no safe integer itself: that takes no bigints. */
  #isSumOfNumbers(expr: Expr): boolean {
    if (expr.kind !== "arithmetic" || (expr.operator !== "+" && expr.operator !== "-")) return false;
    return !this.isBig(expr.left) && !this.isBig(expr.right);
  }

  bool(expr: Expr): string {
    switch (expr.kind) {
      case "bool":
        return this.#truth(expr.value);
      case "param":
        return this.context.param(expr.index);
      case "field":
      case "present":
        return this.#plain(expr);
      case "not":
        return this.not(expr.operand);
      case "logic":
        return `(${this.bool(expr.left)} ${expr.operator} ${this.#where(expr.left, expr.operator === "&&", () => this.bool(expr.right))})`;
      case "compare":
        return this.#compare(expr);
      case "conditional":
        return this.#choice(expr, (chosen) => this.bool(chosen));
      default:
        throw new Error(`${expr.kind} is no boolean`);
    }
  }

  /**
   * The same for what code is put under. Where a condition is always false, tsc takes that code for unreachable, and finds fault with
   * it, unless the condition does not look so.
   */
  test(expr: Expr, holds = true): string {
    this.#isTest = true;
    const code = holds ? this.bool(expr) : this.not(expr);
    const hidden = code === "true" || code === "false" ? this.#truth(code === "true") : code;
    this.#isTest = false;
    return hidden;
  }

  #truth(value: boolean): string {
    if (!this.#isTest) return String(value);
    return value ? "0 < 1" : "0 > 1";
  }

  /** Code that is true where the condition is not. */
  not(expr: Expr): string {
    const opposite = negated(expr);
    if (expr.kind === "not" || opposite.kind !== "not") return this.bool(opposite);
    const code = this.bool(expr);
    return /^[\w$.]+$/.test(code) ? `!${code}` : `!(${code})`;
  }

  /** Code that is true when evaluating the expression fails: division by zero, an impossible shift. */
  failure(expr: Expr): string | undefined {
    switch (expr.kind) {
      case "arithmetic":
        return either(this.failure(expr.left), this.failure(expr.right), this.#operatorFailure(expr));
      case "compare":
        return either(this.failure(expr.left), this.failure(expr.right));
      case "logic": {
        const right = this.failure(expr.right);
        const left = expr.operator === "&&" ? this.bool(expr.left) : this.not(expr.left);
        return either(this.failure(expr.left), right && `(${left} && ${right})`);
      }
      case "conditional": {
        const then = this.failure(expr.then);
        const otherwise = this.failure(expr.otherwise);
        return either(
          this.failure(expr.condition),
          then && `(${this.bool(expr.condition)} && ${then})`,
          otherwise && `(${this.not(expr.condition)} && ${otherwise})`,
        );
      }
      case "not":
      case "negate":
      case "complement":
      case "boolToInt":
        return this.failure(expr.operand);
      default:
        return undefined;
    }
  }

  #operatorFailure(expr: Extract<Expr, { kind: "arithmetic" }>): string | undefined {
    const { operator, right } = expr;
    const range = this.range(right);
    if (operator === "/" || operator === "%") {
      const nonZero = (range.min !== undefined && range.min > 0n) || (range.max !== undefined && range.max < 0n);
      return nonZero ? undefined : `${this.int(right)} === ${this.isBig(right) ? "0n" : "0"}`;
    }
    if (operator === "<<" || operator === ">>") {
      if (within(range, { min: 0n, max: 64n })) return undefined;
      const code = this.int(right);
      return this.isBig(right) ? `(${code} < 0n || ${code} > 64n)` : `(${code} < 0 || ${code} > 64)`;
    }
    return undefined;
  }

  #plain(expr: Extract<Expr, { target: unknown }>): string {
    const fact = this.context.fact(expr);
    if (fact.kind === "range" || fact.kind === "text") throw new Error("a string where a number is wanted");
    return fact.code;
  }

  /** As a number; only for expressions whose every part is safe. */
  number(expr: Expr): string {
    switch (expr.kind) {
      case "int":
        return expr.value < 0n ? `(${expr.value})` : String(expr.value);
      case "param":
        return this.context.param(expr.index);
      case "field": {
        const fact = this.context.fact(expr);
        if (fact.kind === "bigint") return `Number(${fact.code})`;
        return this.#plain(expr);
      }
      case "offset":
      case "sizeof":
      case "arrayLength":
        return this.#plain(expr);
      case "remaining":
        return this.context.remaining();
      case "internetSum":
        return this.#wordSum(expr.operand);
      case "boolToInt":
        return `(${this.bool(expr.operand)} ? 1 : 0)`;
      case "negate":
        return `(-${this.number(expr.operand)})`;
      case "complement":
        return `(-${this.number(expr.operand)} - 1)`;
      case "arithmetic":
        return this.#numberArithmetic(expr);
      case "conditional":
        return this.#choice(expr, (chosen) => this.number(chosen));
      default:
        throw new Error(`${expr.kind} is no integer`);
    }
  }

  #numberArithmetic(expr: Extract<Expr, { kind: "arithmetic" }>): string {
    const left = this.number(expr.left);
    const right = this.number(expr.right);
    switch (expr.operator) {
      case "+":
      case "-":
      case "*":
      case "%":
        return `(${left} ${expr.operator} ${right})`;
      case "/":
        return this.#quotient(expr, left, right);
      case "<<":
        return `(${left} * 2 ** ${right})`;
      case ">>":
        return this.#shiftRight(expr, left, right);
      case "&":
      case "|":
      case "^":
        return this.#bitwise(expr, expr.operator, left, right);
      default:
        return assertUnreachable(expr.operator);
    }
  }

  #quotient(expr: Extract<Expr, { kind: "arithmetic" }>, left: string, right: string): string {
    const power = expr.right.kind === "int" ? powerOfTwo(expr.right.value) : undefined;
    if (power !== undefined && within(this.range(expr.left), UINT31)) return `(${left} >> ${power})`;
    return `Math.trunc(${left} / ${right})`;
  }

  #shiftRight(expr: Extract<Expr, { kind: "arithmetic" }>, left: string, right: string): string {
    const range = this.range(expr.left);
    const short = within(this.range(expr.right), { min: 0n, max: 31n });
    if (short && within(range, INT32)) return `(${left} >> ${right})`;
    if (short && within(range, UINT32)) return `(${left} >>> ${right})`;
    return `Math.floor(${left} / 2 ** ${right})`;
  }

  #bitwise(expr: Extract<Expr, { kind: "arithmetic" }>, operator: "&" | "|" | "^", left: string, right: string): string {
    const ranges = [this.range(expr.left), this.range(expr.right)];
    if (ranges.every((range) => within(range, INT32))) return `(${left} ${operator} ${right})`;
    if (ranges.every((range) => within(range, UINT32))) return `((${left} ${operator} ${right}) >>> 0)`;
    return `Number(BigInt(${left}) ${operator} BigInt(${right}))`;
  }

  /** As a bigint. */
  big(expr: Expr): string {
    switch (expr.kind) {
      case "int":
        return expr.value < 0n ? `(${expr.value}n)` : `${expr.value}n`;
      case "field": {
        const fact = this.context.fact(expr);
        return fact.kind === "bigint" ? fact.code : `BigInt(${this.#plain(expr)})`;
      }
      case "negate":
        return `(-${this.big(expr.operand)})`;
      case "complement":
        return `(~${this.big(expr.operand)})`;
      case "arithmetic":
        return `(${this.big(expr.left)} ${expr.operator} ${this.big(expr.right)})`;
      case "conditional":
        return this.#choice(expr, (chosen) => this.big(chosen));
      default:
        return `BigInt(${this.number(expr)})`;
    }
  }

  #compare(expr: Extract<Expr, { kind: "compare" }>): string {
    const { left, right } = expr;
    if (this.#areUnlike(left, right) && (expr.operator === "==" || expr.operator === "!=")) return this.#truth(expr.operator === "!=");
    const operator = expr.operator === "==" ? "===" : expr.operator === "!=" ? "!==" : expr.operator;
    if (left.type === "string") return this.#compareText(left, right, expr.operator === "!=");
    if (left.type === "bool") return `(${this.bool(left)} ${operator} ${this.bool(right)})`;
    const big = this.isBig(left) || this.isBig(right);
    const [one, other] = [left, right].map((side) => (big ? this.big(side) : this.number(side)));
    const areLiterals = [one, other].every((code) => code !== undefined && /^(-?[0-9]+n?|\(-[0-9]+n?\))$/.test(code));
    if (areLiterals && one !== other && operator.endsWith("==")) return this.#truth(operator === "!==");
    return `(${one ?? ""} ${operator} ${other ?? ""})`;
  }

  #choice({ condition, then, otherwise }: Extract<Expr, { kind: "conditional" }>, code: (expr: Expr) => string): string {
    const chosen = [then, otherwise].map((expr, index) => this.#where(condition, index === 0, () => code(expr)));
    return `(${this.bool(condition)} ? ${chosen.join(" : ")})`;
  }

  /** Code that is reached only where a condition holds, or does not. */
  #where(condition: Expr, holds: boolean, code: () => string): string {
    const outer = this.#equalities;
    this.#equalities = withEqualities(outer, condition, holds);
    const result = code();
    this.#equalities = outer;
    return result;
  }

  /** Of two constants: tsc refuses to compare what is never equal. */
  #areUnlike(left: Expr, right: Expr): boolean {
    const [ones, others] = [this.#constantsOf(left), this.#constantsOf(right)];
    return ones.length > 0 && others.length > 0 && !ones.some((one) => others.includes(one));
  }

  /** Of a literal, of what is compared with one before, and of a field that is always there and always the same; none if others are possible. */
  #constantsOf(expr: Expr): readonly Constant["value"][] {
    if (expr.kind === "int" || expr.kind === "bool") return [expr.value];
    if (expr.kind === "conditional") {
      const [then, otherwise] = [this.#constantsOf(expr.then), this.#constantsOf(expr.otherwise)];
      return then.length > 0 && otherwise.length > 0 ? [...then, ...otherwise] : [];
    }
    const key = subjectKey(expr);
    const known = (key === undefined ? undefined : this.#equalities.get(key)) ?? constantOf(expr, this.context.packet);
    return known === undefined ? [] : [known];
  }

  #compareText(left: Expr, right: Expr, negated: boolean): string {
    if (left.kind === "string" && right.kind === "string") return this.#truth((left.value === right.value) !== negated);
    const [one, other] = left.kind === "string" ? [right, left] : [left, right];
    const same =
      one.kind === "field" && other.kind === "string"
        ? matchText(this.context, this.context.fact(one), other.value)
        : `${this.context.runtime("sameText")}(${this.text(one)}, ${this.text(other)})`;
    return `${negated ? "!" : ""}${same}`;
  }

  #wordSum(operand: Expr): string {
    if (operand.kind !== "field") throw new Error(`${operand.kind} has no bytes to add up`);
    const fact = this.context.fact(operand);
    if (fact.kind === "text") return `${this.context.runtime("textSum")}(${fact.code})`;
    if (fact.kind !== "range") throw new Error("a number where bytes are wanted");
    return `${this.context.runtime("foldedSum")}(${this.context.bytes ?? "bytes"}, ${fact.start}, ${fact.end})`;
  }

  /** A string, as text or as its bytes. */
  text(expr: Expr): string {
    if (expr.kind === "string") return quote(expr.value);
    if (expr.kind === "conditional") return this.#choice(expr, (chosen) => this.text(chosen));
    if (expr.kind !== "field") throw new Error(`${expr.kind} is no string`);
    const fact = this.context.fact(expr);
    if (fact.kind === "text") return fact.code;
    if (fact.kind !== "range") throw new Error("a number where a string is wanted");
    return `${this.context.runtime("subarray")}(${this.context.bytes ?? "bytes"}, ${fact.start}, ${fact.end})`;
  }
}

/** Of a field that is always there, and always the same where it is sound. */
function constantOf(expr: Expr, { items }: Packet): Constant["value"] | undefined {
  if (expr.kind !== "field") return undefined;
  const [id, another] = expr.target;
  const field = id === undefined || another !== undefined ? undefined : items[id];
  if (field?.kind !== "field" || field.condition !== undefined) return undefined;
  if (field.constant !== undefined) return field.constant.value;
  const { value, verify } = field;
  return verify && (value?.kind === "int" || value?.kind === "bool") ? value.value : undefined;
}

/** Code that compares bytes of the input, or a text to be encoded, with a constant. */
export function matchText(context: Pick<ExpressionContext, "runtime" | "text" | "bytes">, fact: FactCode, text: string): string {
  if (fact.kind === "range") {
    return `${context.runtime("matchesBytes")}(${context.bytes ?? "bytes"}, ${fact.start}, ${fact.end}, ${context.text(text)})`;
  }
  if (fact.kind === "text") return `${context.runtime("equalsText")}(${fact.code}, ${quote(text)})`;
  throw new Error("a number where a string is wanted");
}

function either(...codes: (string | undefined)[]): string | undefined {
  const present = codes.filter((code) => code !== undefined);
  return present.length === 0 ? undefined : present.length === 1 ? present[0] : `(${present.join(" || ")})`;
}

function powerOfTwo(value: bigint): number | undefined {
  for (let power = 0; power < 31; power++) if (1n << BigInt(power) === value) return power;
  return undefined;
}
