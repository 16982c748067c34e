/** Arrays that start within a byte, and arrays whose elements share bytes. */
import { fitting } from "./expressions.js";
import type { Body } from "./lengths.js";
import type { Scope } from "./scope.js";
import { line, type Node, part } from "./tree.js";

/** Bits of one order, one field after the other. */
class BitFields {
  readonly order: string;

  constructor(readonly scope: Scope) {
    this.order = scope.random.chance(0.25) ? "bitorder(lsb)" : "";
  }

  field(held: Scope, width: number, ...attributes: readonly string[]): Node[] {
    if (width === 0) return [];
    const name = held.fresh();
    held.ints.push(name);
    held.sized.push(name);
    return [line(`${name}: bit[${String(width)}]`, this.order, ...attributes)];
  }
}

/** An array that starts within a byte, and each of its elements where the one before ended. */
export function midByteArray(scope: Scope, body: Body, depth: number): Node[] {
  const { random } = scope;
  if (random.chance(0.5)) return sharedBytes(scope);
  const target = scope.fresh();
  const bits = new BitFields(scope);
  const first = random.between(1, 7);
  const inner = scope.inner();
  const element = (): Node[] => {
    const opening = bits.field(inner, 8 - first);
    const middle = depth > 0 ? body(inner, depth - 1, random.between(0, 2)) : [];
    return [...opening, ...middle, ...bits.field(inner, first)];
  };
  const array = (extent: string): Node =>
    random.chance(0.2) ? line(`${target}: array ${extent} of bit[8]`, bits.order) : part(`${target}: array ${extent}`, element());
  const until = (): Node => {
    const name = inner.fresh();
    return part(`${target}: array until(${name} > 2)`, [line(`${name}: bit[8]`, bits.order), ...element()]);
  };
  const nodes = random.weighted<() => Node[]>([
    [2, () => [...bits.field(scope, first), array(`(${String(random.between(0, 3))})`)]],
    [3, () => [...bits.field(scope, 8 + first, `value(array_length(${target}))`), array(`(${scope.ints.at(-1) ?? "0"})`)]],
    [2, () => [...bits.field(scope, first), until()]],
  ])();
  scope.sized.push(target);
  scope.arrays.push(target);
  return [...nodes, ...bits.field(scope, 8 - first)];
}

/** Elements that are no whole bytes; all of them together end on a bit that is known. */
function sharedBytes(scope: Scope): Node[] {
  const { random } = scope;
  const target = scope.fresh();
  const bits = new BitFields(scope);
  const first = random.between(0, 7);
  const width = random.pick([1, 1, 2, 3, 4, 4, 5, 6, 7, 9, 12, 13, 20, 31, 33, 54, 61, 63]);
  const unit = [8, 4, 2].find((divisor) => width % divisor === 0) ?? 1;
  const count = 8 / unit;
  const isCounted = random.chance(0.5);
  const constant = random.between(0, 9);
  const name = scope.fresh();
  const before = isCounted ? [line(`${name}: byte`, `value(array_length(${target}) / ${String(count)})`)] : [];
  if (isCounted) scope.ints.push(name);
  const extent = isCounted ? random.pick([`${name} * ${String(count)}`, `${String(count)} * ${name}`]) : String(constant);
  const opening = bits.field(scope, first);
  const array = sharedElements(scope, bits, `${target}: array (${extent})`, width);
  scope.sized.push(target);
  scope.arrays.push(target);
  const end = (first + (isCounted ? 0 : constant * width)) % 8;
  return [...before, ...opening, array, ...bits.field(scope, (8 - end) % 8)];
}

function sharedElements(scope: Scope, bits: BitFields, head: string, width: number): Node {
  const { random } = scope;
  const attribute = (): string => random.weighted([[4, ""] as const, [1, "max(1)"] as const, [1, "default(1)"] as const]);
  if (random.chance(0.4)) return line(`${head} of bit[${String(width)}]`, bits.order, random.chance(0.2) ? "max(1)" : "");
  const inner = scope.inner();
  const nodes: Node[] = [];
  for (let left = width; left > 0;) {
    const own = random.between(1, left);
    left -= own;
    const computed = own > 3 && random.chance(0.2) ? `value(${fitting(inner, own)})` : undefined;
    nodes.push(...bits.field(inner, own, computed ?? attribute(), computed !== undefined && random.chance(0.5) ? "verify" : ""));
    if (random.chance(0.1)) nodes.push(line(`${inner.fresh()}: label`));
  }
  return part(head, nodes);
}
