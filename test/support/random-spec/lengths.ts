/** What has a length that something earlier tells: byte fields, arrays, bounded parts. */
import type { Random } from "../random.js";
import { textExpr } from "./expressions.js";
import { integer } from "./scalars.js";
import type { Scope } from "./scope.js";
import { line, type Node, part } from "./tree.js";

/** Statements for the inside of something, of so many levels more. */
export type Body = (scope: Scope, depth: number, count: number) => Node[];

interface Prefix {
  readonly before: Node[];
  /** What the length's field holds when it stands for `sizeof(target)`. */
  readonly length: string;
}

const WIDTHS = ["byte", "uint16", "uint24", "uint32", "int16", "uint64", "uleb32", "varint", "uint16"];

/** A field before the target that tells its length, and the expression that the length is then. */
function lengthOf(scope: Scope, target: string): Prefix {
  const { random } = scope;
  const name = scope.fresh();
  const type = random.pick(WIDTHS);
  const limit = random.chance(0.15) ? `max(${String(random.between(3, 20))})` : "";
  // An offset counts the field itself, whose width must then not depend on it.
  const fixed = random.pick(["byte", "uint16", "uint32", "uint64", "int24"]);
  const made = random.weighted<() => Prefix>([
    [6, () => ({ before: [line(`${name}: ${type}`, limit, `value(sizeof(${target}))`)], length: name })],
    [2, () => ({ before: [line(`${name}: ${type}`, limit, `value(sizeof(${target}) + 3)`)], length: `${name} - 3` })],
    [1, () => ({ before: [line(`${name}: ${type}`, limit, `value(sizeof(${target}) * 2)`)], length: `${name} / 2` })],
    [2, () => ({ before: [line(`${name}: ${fixed}`, limit, `value(offset(${target}))`)], length: "" })],
    [1, () => inBits(random, name, scope.fresh(), target)],
    [1, () => escaped(random, name, scope.fresh(), target)],
    [0.5, () => twice(name, scope.fresh(), target)],
  ])();
  scope.ints.push(name);
  scope.sized.push(name);
  return made;
}

function inBits(random: Random, name: string, other: string, target: string): Prefix {
  const order = random.chance(0.3) ? "bitorder(lsb)" : "";
  const lines = [line(`${name}: bit[6]`, `value(sizeof(${target}))`, order), line(`${other}: bit[10]`, order)];
  return random.chance(0.5) ? { before: lines, length: name } : { before: lines.reverse(), length: name };
}

/** A short length that may say that a longer one follows. */
function escaped(random: Random, name: string, long: string, target: string): Prefix {
  const size = `sizeof(${target})`;
  const before = [
    line(`${name}: byte`, `value(${size} < ${String(random.between(1, 6))} ? ${size} : 255)`),
    line(`${long}: ${random.pick(["uint16", "uint64", "uleb32"])}`, `value(${size})`, `when (${name} == 255)`),
  ];
  return { before, length: `(${name} == 255 ? ${long} : ${name})` };
}

/** A length, and before it one that counts it too: both are as wide as their values ask for. */
function twice(name: string, total: string, target: string): Prefix {
  const before = [
    line(`${total}: uleb32`, `value(sizeof(${name}) + sizeof(${target}))`),
    line(`${name}: uleb32`, `value(sizeof(${target}))`),
  ];
  return { before, length: name };
}

/** Something between a length and what it is the length of, sometimes; then the length. */
function spaced(scope: Scope, target: string): Prefix {
  const { before, length } = lengthOf(scope, target);
  const between = scope.random.chance(0.3) ? integer(scope) : [];
  const label = scope.fresh();
  const name = before.map((node) => (node.kind === "line" ? node.head : "")).find((head) => head.endsWith("")) ?? "";
  if (length !== "") return { before: [...before, ...between], length };
  return { before: [...before, ...between, line(`${label}: label`)], length: `${name.slice(0, name.indexOf(":"))} - offset(${label})` };
}

export function bytes(scope: Scope): Node[] {
  const { random } = scope;
  const target = scope.fresh();
  if (random.chance(0.25)) {
    const size = random.between(0, 9);
    return [line(`${target}: byte[${String(size)}]`, contents(scope, target, ["align(32)"], [text(random, size), text(random, size)]))];
  }
  const { before, length } = spaced(scope, target);
  const paddings = ["align(16)", "align(32)", "align(64)"];
  return [...before, line(`${target}: byte[${length}]`, contents(scope, target, paddings, ['""', '"ab"', '"c"']))];
}

function text(random: Scope["random"], size: number): string {
  return `"${random.pick(["a", "b", "\\x00"]).repeat(size)}"`;
}

/** What stands behind the type of bytes; from then on they can be used. */
function contents(scope: Scope, name: string, paddings: readonly string[], texts: readonly string[]): string {
  const { random } = scope;
  const one = (): string => random.pick(texts);
  const more = random.weighted<() => string>([
    [8, () => ""],
    [2, () => random.pick(paddings)],
    [1, () => `const(${one()})`],
    [1, () => `default(${one()})`],
    [1, () => `value(${textExpr(scope)})${random.chance(0.5) ? " verify" : ""}`],
    [1, () => `variant { |${texts[0] ?? ""} -> First${random.chance(0.5) ? ` |${texts[1] ?? ""} => Second` : ""} }`],
  ])();
  scope.sized.push(name);
  scope.summed.push(name);
  if (!more.startsWith("align")) scope.texts.push(name);
  return more;
}

/** What an array holds: scalars, or a group. */
function elements(scope: Scope, head: string, body: Body, depth: number, ...attributes: readonly string[]): Node {
  const { random } = scope;
  if (depth <= 0 || random.chance(0.4)) {
    const type = random.pick([
      "byte",
      "uint16",
      "uint32 endian(little)",
      "int24",
      "uint64",
      "string8",
      "boolean",
      "uleb32",
      "float32",
      "byte max(9)",
      "dns_label_comp",
      "byte variant { |1 -> One }",
      "byte[2]",
      'byte[2] variant { |"ab" -> Ab }',
    ]);
    return line(`${head} of ${type}`, ...attributes);
  }
  return part(head, body(scope.inner(), depth - 1, random.between(1, 3)), ...attributes);
}

export function array(scope: Scope, body: Body, depth: number): Node[] {
  const { random } = scope;
  const target = scope.fresh();
  const nodes = random.weighted<() => Node[]>([
    [1, () => [elements(scope, `${target}: array (${String(random.between(0, 3))})`, body, depth)]],
    [4, () => counted(scope, target, body, depth)],
    [4, () => inBytes(scope, target, body, depth)],
    [2, () => until(scope, target, body, depth)],
  ])();
  scope.sized.push(target);
  scope.arrays.push(target);
  return nodes;
}

function counted(scope: Scope, target: string, body: Body, depth: number): Node[] {
  const name = scope.fresh();
  const { random } = scope;
  const extra = random.chance(0.2) ? random.between(1, 2) : 0;
  const limit = random.chance(0.3) ? `max(${String(random.between(2, 5))})` : "";
  const count = line(
    `${name}: ${random.pick(["byte", "uint16", "uleb32", "uint64"])}`,
    limit,
    `value(array_length(${target})${extra > 0 ? ` + ${String(extra)}` : ""})`,
  );
  scope.ints.push(name);
  scope.sized.push(name);
  return [count, elements(scope, `${target}: array (${name}${extra > 0 ? ` - ${String(extra)}` : ""})`, body, depth)];
}

function inBytes(scope: Scope, target: string, body: Body, depth: number): Node[] {
  const { before, length } = spaced(scope, target);
  return [...before, elements(scope, `${target}: array bytes(${length})`, body, depth)];
}

function until(scope: Scope, target: string, body: Body, depth: number): Node[] {
  const { random } = scope;
  const name = scope.fresh();
  const test = random.pick([`${name} == 0`, `${name} > 2`, `(${name} & 1) == 1`]);
  if (random.chance(0.3)) {
    const type = random.pick(["byte", "uint16", "uint64", "string8", "uleb32", "int16 endian(little)"]);
    const end = type === "string8" ? `${target} == "a"` : random.pick([`${target} == 0`, `${target} > 2`]);
    return [line(`${target}: array until(${end}) of ${type}`)];
  }
  const inner = scope.inner();
  const own = line(`${name}: ${random.pick(["byte", "uint16", "uint64", "uleb128"])}`);
  inner.ints.push(name);
  return [part(`${target}: array until(${test})`, [own, ...(random.chance(0.6) ? body(inner, depth - 1, 1) : [])])];
}

export function bounded(scope: Scope, body: Body, depth: number): Node[] {
  const { random } = scope;
  const target = scope.fresh();
  const kept = scope.fresh();
  const keep = random.chance(0.4) ? ` keep ${kept}` : "";
  // With leftovers, the part is longer than what is in it: sizeof counts all of it.
  const { before, length } = spaced(scope, target);
  const inside = body(scope.inner(), depth - 1, random.between(1, 3));
  const rest = random.weighted<() => Node[]>([
    [6, () => []],
    [2, () => [line(`${scope.fresh()}: byte[remaining()]`)]],
    [1, () => [elements(scope.inner(), `${scope.fresh()}: array to_end`, body, depth - 1)]],
    [3, () => [part(`${scope.fresh()}: array to_end`, body(scope.inner(), 0, random.between(1, 3)))]],
  ])();
  scope.sized.push(target);
  return [...before, part(`${target}: bounded (${length})${keep}`, [...inside, ...rest])];
}

/** A nested packet confined to a length. */
export function boundedNested(scope: Scope, target: string, call: string): Node[] {
  const kept = scope.fresh();
  const { before, length } = spaced(scope, target);
  return [...before, line(`${target}: ${call}`, `bounded(${length})${scope.random.chance(0.4) ? ` keep ${kept}` : ""}`)];
}
