/** What callers give to encode, and constants in their place. */
import type { Arm, Classify, Constant, Field, Program } from "../../../src/ir/ir.js";
import { isNarrow, toBigint } from "./codecs.js";
import { Impossible, Malformed } from "./failure.js";
import { isGivenFields, type Fields, type Operand, type Value } from "./values.js";

/** What cannot be computed yet may be later, when the guesses are better. */
export function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

export function isFilled(field: Field): boolean {
  const filled = [field.constant, field.value, field.checksum, field.defaultValue, field.variant?.defaultTag, field.classifiedBy];
  return filled.some((part) => part !== undefined);
}

/** What the caller passes does not matter. */
export function isComputed(field: Field): boolean {
  return [field.constant, field.value, field.checksum, field.classifiedBy].some((part) => part !== undefined);
}

export function chosenArm(item: Classify, value: Value): { readonly arm: Arm; readonly value: Fields } {
  if (!isGivenFields(value)) throw new Impossible(`${item.name} is no object`);
  const arm = item.arms.find((candidate) => candidate.name === value["$kind"]);
  if (arm === undefined) throw new Impossible(`${item.name} has no such arm`);
  return { arm, value };
}

export function fromConstant(constant: Constant): Value {
  return constant.kind === "string" ? new TextEncoder().encode(constant.value) : constant.value;
}

export function integer(operand: Operand | undefined, given: Value): bigint {
  if (typeof operand === "bigint") return operand;
  if (typeof operand === "boolean") return operand ? 1n : 0n;
  return toBigint(given);
}

export function inWidth(program: Program, field: Field, value: bigint): Value {
  const { type } = field;
  if (type.kind === "codec") return isNarrow(program.codecs[type.codec]?.name ?? "") ? Number(value) : value;
  const bits = type.kind === "int" ? type.bits : type.kind === "bits" ? type.width : 64;
  return bits > 53 ? value : Number(value);
}
