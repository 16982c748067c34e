/** Classifies of every kind. */
import { boolExpr, condition, intExpr } from "./expressions.js";
import type { Body } from "./lengths.js";
import type { Scope } from "./scope.js";
import { type Arm, line, type Node } from "./tree.js";

/** Patterns of an arm, mostly of small values; the last arm often takes what is left. */
function intPatterns(scope: Scope, index: number): string {
  const { random } = scope;
  const base = index * 3;
  return random.weighted([
    [5, () => String(base)],
    [2, () => `${String(base)}..${String(base + random.between(1, 2))}`],
    [1, () => `${String(base)}, ${String(base + 2)}`],
    [1, () => `${String(base)}..${String(base + 1)}, ${String(100 + index)}`],
    [1, () => `${String(base + 1)} - 1..(${String(base)} | ${String(base + 1)})`],
  ])();
}

function guard(scope: Scope): string {
  return scope.random.chance(0.25) ? ` when (${scope.random.chance(0.5) ? condition(scope) : boolExpr(scope)})` : "";
}

interface Making {
  readonly scope: Scope;
  readonly body: Body;
  readonly depth: number;
}

function arms({ scope, body, depth }: Making, patterns: readonly string[], guards: boolean, common: string | undefined): Arm[] {
  return patterns.map((pattern, index) => {
    const inner = scope.inner();
    const nodes = scope.random.chance(0.2) ? [] : body(inner, depth - 1, scope.random.between(1, 2));
    const shared = common === undefined ? [] : [line(`${common}: ${scope.random.pick(["byte", "uint16", "uint64"])}`)];
    return { head: `|${pattern}: "Arm${String(index)}"${guards ? guard(scope) : ""}`, body: [...nodes, ...shared] };
  });
}

function classify(making: Making, subject: string, patterns: readonly string[]): Node {
  const { scope } = making;
  const { random } = scope;
  const rest = random.chance(0.8) ? ["_"] : [];
  const common = random.chance(0.15) ? scope.fresh() : undefined;
  const node: Node = { kind: "choice", head: `classify ${subject}`, arms: arms(making, [...patterns, ...rest], true, common) };
  if (common !== undefined) scope.ints.push(common);
  return node;
}

function several(scope: Scope): string[] {
  return Array.from({ length: scope.random.between(1, 4) }, (_, index) => intPatterns(scope, index));
}

/** On an integer field; the field may stand some way before. */
function onInteger(making: Making): Node[] {
  const { scope, body, depth } = making;
  const { random } = scope;
  const name = scope.fresh();
  const type = random.pick(["byte", "uint16", "uint32", "int8", "uint64", "uleb32", "uint16 endian(little)", "varint"]);
  const value = random.weighted([
    [6, () => ""],
    [1.5, () => `value(${intExpr(scope, 1)} & 7)`],
    [2, () => `default(${String(random.below(8))})`],
    [0.7, () => `const(${String(random.below(8))})`],
    [0.8, () => `variant { |${String(random.below(8))} => Usual }`],
  ])();
  const between = random.chance(0.3) ? body(scope.inner(), depth - 1, 1) : [];
  const node = classify(making, `(${name})`, several(scope));
  scope.sized.push(name);
  scope.ints.push(name);
  return [line(`${name}: ${type}`, value), ...between, node];
}

function onVariant(making: Making): Node[] {
  const name = making.scope.fresh();
  const node = classify(making, `(${name})`, ["Red", "Green, Blue"]);
  return [line(`${name}: byte`, "variant { |0 -> Red |1 -> Green |200 -> Blue }"), node];
}

/** On a bit field: the arms start in mid-byte, and all end there or all at its end. */
function onBits(making: Making): Node[] {
  const { scope, body, depth } = making;
  const { random } = scope;
  const name = scope.fresh();
  const width = random.pick([2, 4, 7]);
  const order = random.chance(0.3) ? "bitorder(lsb)" : "";
  const made = ["0", "1..2", "_"].map((pattern, index): Arm => {
    const inner = scope.inner();
    const bits = scope.fresh();
    const rest = line(`${bits}: bit[${String(8 - width + 8 * random.below(2))}]`, order);
    inner.ints.push(bits);
    return { head: `|${pattern}: "Bits${String(index)}"`, body: [rest, ...(random.chance(0.5) ? body(inner, depth - 1, 1) : [])] };
  });
  scope.ints.push(name);
  const usual = random.chance(0.3) ? `default(${String(random.below(4))})` : "";
  return [line(`${name}: bit[${String(width)}]`, usual, order), { kind: "choice", head: `classify (${name})`, arms: made }];
}

function onBoolean(making: Making): Node[] {
  const name = making.scope.fresh();
  const node: Node = { kind: "choice", head: `classify (${name})`, arms: arms(making, ["true", "false"], false, undefined) };
  return [line(`${name}: boolean`), node];
}

function onString(making: Making): Node[] {
  const name = making.scope.fresh();
  const length = making.scope.fresh();
  const [type, ...before] = making.scope.random.pick([
    ["string8"],
    ["string16"],
    ["string32"],
    ["byte[2]"],
    [`byte[${length}]`, line(`${length}: byte`, `value(sizeof(${name}))`)],
    [`byte[remaining() % 3]`],
  ] as const);
  const usual = making.scope.random.chance(0.3) ? making.scope.random.pick(['default("bc")', 'default("b")', 'const("bc")']) : "";
  return [...before, line(`${name}: ${type}`, usual), classify(making, `(${name})`, ['"a"', '"bc", "\\xff"'])];
}

function onExpression(making: Making): Node[] {
  const { scope } = making;
  const name = scope.fresh();
  const isBool = scope.random.chance(0.3);
  const subject = isBool ? boolExpr(scope) : `(${intExpr(scope, 1)}) & 7`;
  if (!isBool) return [classify(making, `(${subject}) as ${name}`, several(scope))];
  return [{ kind: "choice", head: `classify (${subject}) as ${name}`, arms: arms(making, ["true", "false"], false, undefined) }];
}

export function choice(scope: Scope, body: Body, depth: number): Node[] {
  const making = { scope, body, depth };
  return scope.random.weighted<(making: Making) => Node[]>([
    [6, onInteger],
    [2, onVariant],
    [3, onBits],
    [2, onBoolean],
    [2, onString],
    [3, onExpression],
  ])(making);
}
