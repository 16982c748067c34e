/**
 * Exact integer expressions: what JavaScript's own operators do not do exactly on integers beyond 32 bits.
 *
 * On numbers, operands are safe integers, and a result that is undefined (a division by zero, a negative shift) or no safe
 * integer is NaN, which every further operator keeps and which {@link isExact} finds: one test at the use is enough.
 * On bigints, the operators `+ - * & | ^ ~ >>` are exact already; the functions here are for the rest, and for what
 * would throw. They return undefined where there is no result.
 */

/** Whether a result is exact. */
export function isExact(value: number): boolean {
  return Number.isSafeInteger(value);
}

/** The value itself where it is a safe integer, otherwise NaN. */
export function exact(value: number): number {
  return Number.isSafeInteger(value) ? value : NaN;
}

/** Division toward zero; NaN by zero. Never -0. */
export function quotient(a: number, b: number): number {
  return b === 0 ? NaN : Math.trunc(a / b) + 0;
}

/** What {@link quotient} leaves: it has the sign of `a`, never -0. NaN by zero. */
export function remainder(a: number, b: number): number {
  return (a % b) + 0;
}

/** a * 2^count; NaN for a negative count. */
export function shiftLeft(a: number, count: number): number {
  if (!(count >= 0)) return NaN;
  return a === 0 ? 0 : exact(a * 2 ** count);
}

/** a / 2^count, rounded down, as on two's complement of any length; NaN for a negative count. */
export function shiftRight(a: number, count: number): number {
  if (!(count >= 0)) return NaN;
  if (count > 53) return a < 0 ? -1 : a - a;
  return Math.floor(a / 2 ** count) + 0;
}

/** Bitwise and, on two's complement of any length. */
export function bitAnd(a: number, b: number): number {
  return Number.isNaN(a + b) ? NaN : joined(a & b, upperHalf(a) & upperHalf(b));
}

/** Bitwise or, on two's complement of any length. */
export function bitOr(a: number, b: number): number {
  return Number.isNaN(a + b) ? NaN : joined(a | b, upperHalf(a) | upperHalf(b));
}

/** Bitwise exclusive or, on two's complement of any length. */
export function bitXor(a: number, b: number): number {
  return Number.isNaN(a + b) ? NaN : joined(a ^ b, upperHalf(a) ^ upperHalf(b));
}

/** -1 - a. */
export function bitNot(a: number): number {
  return exact(-1 - a);
}

/** What stands above the low 32 bits: a signed number of 22 bits for a safe integer. */
function upperHalf(value: number): number {
  return Math.floor(value / 0x1_0000_0000);
}

/** The number of these halves. */
function joined(low: number, high: number): number {
  return exact(high * 0x1_0000_0000 + (low >>> 0));
}

/** Longest shift to the left of a bigint. No expression over packets needs more, and engines throw beyond their own bound. */
const LONGEST_SHIFT = 0x1_0000n;

/** Division toward zero; undefined by zero. */
export function bigQuotient(a: bigint, b: bigint): bigint | undefined {
  return b === 0n ? undefined : a / b;
}

/** What {@link bigQuotient} leaves, with the sign of `a`; undefined by zero. */
export function bigRemainder(a: bigint, b: bigint): bigint | undefined {
  return b === 0n ? undefined : a % b;
}

/** a * 2^count; undefined for a negative count or one above 65536. */
export function bigShiftLeft(a: bigint, count: bigint): bigint | undefined {
  return count < 0n || count > LONGEST_SHIFT ? undefined : a << count;
}

/** a / 2^count, rounded down; undefined for a negative count. */
export function bigShiftRight(a: bigint, count: bigint): bigint | undefined {
  if (count < 0n) return undefined;
  if (count > LONGEST_SHIFT) return a < 0n ? -1n : 0n;
  return a >> count;
}

/** A bigint as a number: NaN where it is no safe integer, or undefined. */
export function toNumber(value: bigint | undefined): number {
  return value === undefined ? NaN : exact(Number(value));
}

/** A number as a bigint: undefined where it is not exact. */
export function toBigInt(value: number): bigint | undefined {
  return Number.isSafeInteger(value) ? BigInt(value) : undefined;
}
