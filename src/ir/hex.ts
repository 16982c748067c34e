/** Integers in messages: what a spec writes in hexadecimal is told in hexadecimal. */

import type { Constant } from "./ir.js";

/** Of an integer: how many digits it was written with, where that was in hexadecimal. */
export interface Written {
  readonly hex?: number;
}

/** `0x0800` has four digits, `2048` says nothing. */
export function writtenAs(literal: string): Written {
  return /^0x/i.test(literal) ? { hex: literal.slice(2).replaceAll("_", "").length } : {};
}

/** As the longest of them that are in hexadecimal, if any is. */
export function writtenLike(...all: readonly Written[]): Written {
  const digits = all.flatMap(({ hex }) => hex ?? []);
  return digits.length === 0 ? {} : { hex: Math.max(...digits) };
}

/** As spec text. */
export function constantText(constant: Constant): string {
  if (constant.kind === "int") return integerText(constant.value, constant);
  return constant.kind === "string" ? JSON.stringify(constant.value) : String(constant.value);
}

export function integerText(value: bigint, { hex }: Written): string {
  if (hex === undefined) return value.toString();
  return value < 0n ? `-${integerText(-value, { hex })}` : `0x${value.toString(16).padStart(hex, "0")}`;
}
