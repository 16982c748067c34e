/** Fields of one value: integers, bit runs, booleans, floats, custom types. */
import { boolExpr, textExpr, condition, fitting } from "./expressions.js";
import type { Scope } from "./scope.js";
import { line, type Node } from "./tree.js";

export interface IntType {
  readonly name: string;
  readonly bits: number;
  readonly signed: boolean;
}

const INTS: readonly IntType[] = [
  { name: "byte", bits: 8, signed: false },
  ...[8, 16, 24, 32, 48, 64].flatMap((bits) => [
    { name: `uint${String(bits)}`, bits, signed: false },
    { name: `int${String(bits)}`, bits, signed: true },
  ]),
];

/** Widths of bit runs that fill whole bytes. */
const RUNS = [
  [4, 4],
  [1, 7],
  [3, 5],
  [2, 2, 4],
  [1, 1, 1, 5],
  [4, 12],
  [6, 10],
  [3, 13],
  [12, 4, 8],
  [1, 31],
  [20, 12],
  [5, 27],
  [33, 7],
  [53, 3],
  [54, 2],
  [63, 1],
  [60, 12],
  [64],
  [9, 55],
  [7, 64, 1],
];

export function intType(scope: Scope): IntType {
  return scope.random.pick(INTS);
}

function endian(scope: Scope): string {
  return scope.random.weighted([
    [7, () => ""],
    [2, () => "endian(little)"],
    [1, () => "endian(big)"],
    [2, () => `endian(little when ${condition(scope)})`],
  ])();
}

/** Constraints on an integer of so many bits; at most one of those that exclude each other. */
function limits(scope: Scope, bits: number, signed: boolean): string {
  const { random } = scope;
  const most = 2n ** BigInt(signed ? bits - 1 : bits) - 1n;
  const some = (): string =>
    String(random.chance(0.7) ? BigInt(random.below(5)) % (most + 1n) : most - (BigInt(random.below(4)) % (most + 1n)));
  return random.weighted([
    [10, () => ""],
    [1, () => `min(${some()})`],
    [1, () => `max(${some()})`],
    [scope.ints.length > 0 ? 0.4 : 0, () => `${random.pick(["min", "max"])}(${random.pick(scope.ints)})`],
    [1, () => `const(${some()})`],
    [1, () => `default(${some()})`],
    [bits > 1 ? 1 : 0, () => `variant { |0 -> Zero |1 ${random.pick(["->", "=>"])} One }`],
    [1, () => `value(${fitting(scope, signed ? bits - 1 : bits)})${random.chance(0.4) ? " verify" : ""}`],
  ])();
}

export function integer(scope: Scope): Node[] {
  const name = scope.fresh();
  const { name: type, bits, signed } = intType(scope);
  const node = line(`${name}: ${type}`, limits(scope, bits, signed), bits > 8 ? endian(scope) : "");
  scope.ints.push(name);
  scope.sized.push(name);
  return [node];
}

export function bitRun(scope: Scope): Node[] {
  const { random } = scope;
  const order = random.chance(0.3) ? "bitorder(lsb)" : "";
  return random.pick(RUNS).map((width) => {
    const name = scope.fresh();
    const node = line(`${name}: bit[${String(width)}]`, limits(scope, width, false), order);
    scope.ints.push(name);
    scope.sized.push(name);
    return node;
  });
}

export function boolean(scope: Scope): Node[] {
  const { random } = scope;
  const name = scope.fresh();
  const more = random.weighted([
    [6, () => ""],
    [1, () => "const(true)"],
    [1, () => "default(false)"],
    [1, () => "variant { |true -> Yes |false -> No }"],
    [1, () => `value(${boolExpr(scope)})${random.chance(0.5) ? " verify" : ""}`],
  ])();
  const node = line(`${name}: boolean`, more);
  scope.bools.push(name);
  scope.sized.push(name);
  return [node];
}

export function float(scope: Scope): Node[] {
  const name = scope.fresh();
  scope.sized.push(name);
  return [line(`${name}: ${scope.random.pick(["float32", "float64"])}`, endian(scope))];
}

const OPAQUE = ["cstring", "mpint", "dns_label", "dns_label_comp", "string16", "string32", "string8"];
const VARIABLE = ["varint", "uleb128", "sleb128", "uleb32", "sleb32"];

export function codec(scope: Scope): Node[] {
  const { random } = scope;
  const name = scope.fresh();
  const isInt = random.chance(0.5);
  const type = random.pick(isInt ? VARIABLE : OPAQUE);
  const text = type.startsWith("string")
    ? random.weighted([
        [5, ""],
        [1, 'const("hi")'],
        [1, 'default("x")'],
        [1, `value(${textExpr(scope)})${random.chance(0.5) ? " verify" : ""}`],
        [1, 'variant { |"a" -> A |"bc" => B }'],
      ])
    : "";
  const number = isInt
    ? random.weighted([
        [6, ""],
        [1, "const(300)"],
        [1, "default(5)"],
        [1, "min(1)"],
        [1, "variant { |1 -> One |200 -> Many }"],
      ])
    : "";
  scope.sized.push(name);
  const node = line(`${name}: ${type}`, text, number);
  if (isInt) scope.ints.push(name);
  if (type.startsWith("string")) scope.texts.push(name);
  return [node];
}
