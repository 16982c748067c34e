/** What stands around packets in random specs: structs, types of another name, variants, arrays of packets, what asks for the end. */
import { boolExpr, intExpr } from "./expressions.js";
import type { Scope } from "./scope.js";
import { line, type Node } from "./tree.js";

export interface Callee {
  readonly name: string;
  readonly params: readonly ("int" | "bool")[];
  /** The parameter that says how large it is. */
  readonly sizedBy?: number | undefined;
  /** It goes to the end of what it is in: mostly it is confined to a length when it is called. */
  readonly isOpen?: boolean;
}

/** Declarations that every packet may use. */
export const DECLARATIONS: readonly string[] = [
  "typedef short uint16;",
  "struct { low: byte; high: uint16 default(3); } pair;",
  "struct { count: byte value(sizeof(text)); text: byte[count]; on: boolean; } counted;",
  "variant colour { |1 -> Red |2 => Green |7 -> Blue };",
];

/** Fields whose types are declared. */
export function declared(scope: Scope): Node[] {
  const name = scope.fresh();
  return scope.random.weighted<() => Node[]>([
    [2, () => typed(scope, name)],
    [3, () => paired(scope, name)],
    [2, () => [line(`${name}: counted`)]],
    [3, () => coloured(scope, name)],
    [1, () => [line(`${name}: array (${String(scope.random.below(3))}) of pair`)]],
  ])();
}

function typed(scope: Scope, name: string): Node[] {
  scope.ints.push(name);
  scope.sized.push(name);
  return [line(`${name}: short`, scope.random.pick(["", "default(4)", "max(9)"]))];
}

function paired(scope: Scope, name: string): Node[] {
  scope.ints.push(`${name}_low`);
  scope.sized.push(`${name}_high`);
  return [line(`${name}: pair`)];
}

function coloured(scope: Scope, name: string): Node[] {
  scope.bools.push(`(${name} == ${scope.random.pick(["Red", "Green", "Blue"])})`);
  scope.sized.push(name);
  return [line(`${name}: ${scope.random.pick(["byte", "uint32", "bit[8]", "uleb32"])}`, "variant colour")];
}

/** `length`: what to pass for its size. */
export function argumentsOf(scope: Scope, callee: Callee, length?: string): string {
  return callee.params
    .map((type, index) => {
      if (length !== undefined && index === callee.sizedBy) return length;
      return type === "int" ? intExpr(scope, 1) : boolExpr(scope);
    })
    .join(", ");
}

/** Bytes that fill a packet up to the size that an argument tells. */
export function filling(scope: Scope, param: string): Node[] {
  const here = scope.fresh();
  return [line(`${here}: label`), line(`${scope.fresh()}: byte[${param} - offset(${here})]`)];
}

/** Elements that are packets. */
export function arrayOfPackets(scope: Scope, callee: Callee): Node[] {
  const { random } = scope;
  const target = scope.fresh();
  const before = scope.fresh();
  const call = `packet ${callee.name}(${argumentsOf(scope, callee)})`;
  scope.ints.push(before);
  scope.sized.push(before, target);
  const nodes = random.weighted<() => Node[]>([
    [3, () => [line(`${before}: byte`, `value(array_length(${target}))`), line(`${target}: array (${before}) of ${call}`)]],
    [3, () => [line(`${before}: uint16`, `value(sizeof(${target}))`), line(`${target}: array bytes(${before}) of ${call}`)]],
    [1, () => [line(`${before}: byte`), line(`${target}: array (${String(random.between(0, 3))}) of ${call}`)]],
  ])();
  scope.arrays.push(target);
  return nodes;
}

/** What looks at how much remains. */
export function remains(scope: Scope): Node[] {
  const { random } = scope;
  const name = scope.fresh();
  const bound = String(random.between(0, 12));
  return random.weighted<() => Node[]>([
    [2, () => [line(`require (remaining() ${random.pick(["<", ">=", "!="])} ${bound}) "never mind"`)]],
    [2, () => [line(`${name}: ${random.pick(["byte", "uint64", "string8"])}`, `when (remaining() > ${bound})`)]],
    [1, () => [line(`${name}: byte`, "max(remaining() + 3)")]],
    [1, () => [line(`${name}: uint16`, "value(remaining() & 0xff)", random.pick(["", "verify"]))]],
    [1, () => [line(`${name}: byte[remaining() / 2]`)]],
    [1, () => [line(`${name}: array (remaining() / 3) of uint16`)]],
  ])();
}
