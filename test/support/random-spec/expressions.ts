/** Random expressions over what a scope knows. */
import type { Scope } from "./scope.js";

const CONSTANTS = [
  "0",
  "1",
  "2",
  "3",
  "4",
  "7",
  "8",
  "16",
  "0x1f",
  "100",
  "255",
  "256",
  "0xffff",
  "0x7fffffff",
  "0xffffffff",
  "0x1_0000_0000",
  "0x1fffffffffffff",
];

function leaf(scope: Scope): string {
  const { random } = scope;
  if (scope.ints.length > 0 && random.chance(0.8)) return random.pick(scope.ints);
  if (scope.sized.length > 0 && random.chance(0.3)) return `${random.pick(["offset", "sizeof"])}(${random.pick(scope.sized)})`;
  if (scope.arrays.length > 0 && random.chance(0.3)) return `array_length(${random.pick(scope.arrays)})`;
  return random.pick(CONSTANTS);
}

/** An integer, of whatever size. */
export function intExpr(scope: Scope, depth: number = 2): string {
  const { random } = scope;
  if (depth <= 0 || random.chance(0.25)) return leaf(scope);
  const left = intExpr(scope, depth - 1);
  const right = intExpr(scope, depth - 1);
  const form = random.weighted([
    [8, () => `(${left} ${random.pick(["+", "-", "*"])} ${right})`],
    [4, () => `(${left} ${random.pick(["&", "|", "^"])} ${right})`],
    [3, () => `(${left} ${random.pick(["/", "%"])} ${random.pick(["2", "3", "4", "8", "-3", `(${right})`])})`],
    [2, () => `(${left} << ${random.pick(["1", "3", "8", "33"])})`],
    [2, () => `(${left} >> ${random.pick(["1", "3", "8", "33"])})`],
    [1, () => `(-${left})`],
    [1, () => `(~${left})`],
    [2, () => `(${boolExpr(scope, depth - 1)} ? ${left} : ${right})`],
  ]);
  return form();
}

export function boolExpr(scope: Scope, depth: number = 1): string {
  const { random } = scope;
  // Conditions of constants alone are rare in specs, and the compiler warns of most of them.
  const left = (): string => (scope.ints.length > 0 && random.chance(0.9) ? random.pick(scope.ints) : intExpr(scope, depth));
  const compare = (): string =>
    `(${left()} ${random.pick(["==", "!=", "<", "<=", ">", ">="])} ${random.chance(0.6) ? random.pick(CONSTANTS) : intExpr(scope, depth)})`;
  if (depth <= 0) return scope.bools.length > 0 && random.chance(0.4) ? random.pick(scope.bools) : compare();
  const form = random.weighted([
    [6, compare],
    [2, () => `(!${boolExpr(scope, depth - 1)})`],
    [3, () => `(${boolExpr(scope, depth - 1)} ${random.pick(["&&", "||"])} ${boolExpr(scope, depth - 1)})`],
    [scope.bools.length > 0 ? 3 : 0, () => random.pick(scope.bools)],
    [scope.texts.length > 0 ? 2 : 0, () => textCompare(scope)],
    [scope.optionals.length > 0 ? 2 : 0, () => `present(${random.pick(scope.optionals)})`],
  ]);
  return form();
}

function textCompare(scope: Scope): string {
  const { random, texts } = scope;
  const other = random.chance(0.5) ? random.pick(texts) : random.pick(['""', '"a"', '"bc"', '"\\xff"', '"\\x00\\x00"']);
  return `(${random.pick(texts)} ${random.pick(["==", "!="])} ${other})`;
}

/** Bytes of any length that are computed from others. */
export function textExpr(scope: Scope): string {
  const { random, texts } = scope;
  const one = (): string => (texts.length > 0 && random.chance(0.7) ? random.pick(texts) : random.pick(['"a"', '"bc"', '""']));
  return random.chance(0.4) ? `${boolExpr(scope)} ? ${one()} : ${one()}` : one();
}

/** A condition that small values often meet, and often do not. */
export function condition(scope: Scope): string {
  const { random } = scope;
  if (scope.bools.length > 0 && random.chance(0.3)) return random.pick(scope.bools);
  if (scope.ints.length > 0 && random.chance(0.7))
    return `${random.pick(scope.ints)} ${random.pick(["> 1", "< 3", "!= 0", "% 2 == 0", "& 1 == 1", "== 0"])}`.replace(
      /(\S+) ([%&]) (\d)/,
      "($1 $2 $3)",
    );
  return boolExpr(scope);
}

/** A value that fits in so many unsigned bits. */
export function fitting(scope: Scope, bits: number): string {
  const { random } = scope;
  if (scope.sized.length > 0 && bits >= 8 && random.chance(0.4)) return `${random.pick(["offset", "sizeof"])}(${random.pick(scope.sized)})`;
  if (scope.summed.length > 0 && bits >= 16 && random.chance(0.15)) return `internet_sum(${random.pick(scope.summed)})`;
  const mask = bits >= 64 ? "0xffff_ffff_ffff_ffff" : String(2n ** BigInt(bits) - 1n);
  return `(${intExpr(scope)}) & ${mask}`;
}
