/** What prettier asks about the shape of an expression before it lays it out. */
import { needsParentheses } from "./parentheses.js";
import type { Call, Expression, Index, Member } from "./syntax.js";

export const PRINT_WIDTH = 110;
const SHORT = PRINT_WIDTH / 4;

export function isBinary(node: Expression): node is Extract<Expression, { kind: "binary" | "logical" }> {
  return node.kind === "binary" || node.kind === "logical";
}

export function isMember(node: Expression): node is Member | Index {
  return node.kind === "member" || node.kind === "index";
}

/** Calls of which several arguments are functions, or one is a function's result by way of another function. */
export function isCompositionOfFunctions(args: readonly Expression[]): boolean {
  if (args.length < 2) return false;
  let count = 0;
  for (const arg of args) {
    if (arg.kind === "arrow" && ++count > 1) return true;
    const inner = withoutNonNull(arg);
    if (inner.kind === "call" && inner.args.some(({ kind }) => kind === "arrow")) return true;
  }
  return false;
}

export function withoutNonNull(node: Expression): Expression {
  return node.kind === "nonNull" ? withoutNonNull(node.expression) : node;
}

/** A logical operation whose right side is an object or an array: that is left behind the operator. */
export function isInlineLogical(node: Expression): boolean {
  if (node.kind !== "logical") return false;
  const { right } = node;
  return (right.kind === "object" && right.members.length > 0) || (right.kind === "array" && right.elements.length > 0);
}

/** A short argument that stands alone gains nothing from a line of its own. */
export function isShortArgument(node: Expression): boolean {
  switch (node.kind) {
    case "this":
    case "number":
    case "bigint":
    case "boolean":
    case "null":
      return true;
    case "name":
    case "string":
      return node.text.length <= SHORT;
    case "template":
      return node.expressions.length === 0 && (node.chunks[0] ?? "").length <= SHORT;
    case "unary":
      return isShortArgument(node.operand);
    case "call":
      return node.args.length === 0 && node.callee.kind === "name" && node.callee.text.length <= SHORT - 2;
    default:
      return false;
  }
}

const SIMPLE_OPERATORS = new Set(["!", "-", "+", "~"]);

export function isSimpleArgument(argument: Expression, depth = 2): boolean {
  if (depth <= 0) return false;
  const isSimple = (child: Expression): boolean => isSimpleArgument(child, depth - 1);
  const node = withoutNonNull(argument);
  switch (node.kind) {
    case "template":
      return node.expressions.every(isSimple);
    case "object":
      return node.members.every((member) => member.kind === "property" && (member.value === undefined || isSimple(member.value)));
    case "array":
      return node.elements.every(isSimple);
    case "call":
    case "new":
      return isSimpleArgument(node.callee, depth) && node.args.length <= depth && node.args.every(isSimple);
    case "member":
      return isSimpleArgument(node.object, depth);
    case "index":
      return isSimpleArgument(node.object, depth) && isSimpleArgument(node.index, depth);
    case "unary":
      return SIMPLE_OPERATORS.has(node.operator) && isSimpleArgument(node.operand, depth);
    case "update":
      return isSimpleArgument(node.operand, depth);
    case "arrow":
    case "binary":
    case "logical":
    case "assign":
    case "conditional":
    case "cast":
    case "nonNull":
    case "spread":
      return false;
    default:
      return true;
  }
}

/** A link of a chain `a.b().c[0]()`: the head, or what follows it. */
export type Link = Expression;

/** The links of a chain that ends in a call, head first. */
export function linksOf(call: Call): Link[] {
  const links: Link[] = [call];
  let node = call.callee;
  for (;;) {
    links.push(node);
    const next = needsParentheses(node) ? undefined : beneath(node);
    if (next === undefined) return links.reverse();
    node = next;
  }
}

function beneath(node: Expression): Expression | undefined {
  if (node.kind === "call") return isMember(node.callee) || node.callee.kind === "call" ? node.callee : undefined;
  if (isMember(node)) return node.object;
  return node.kind === "nonNull" ? node.expression : undefined;
}

function isCall(node: Expression): node is Call {
  return node.kind === "call";
}

function isNumberIndex(node: Expression): boolean {
  return node.kind === "index" && node.index.kind === "number";
}

/** The links in groups: what stays with the head, then members with the calls behind them. */
export function groupsOf(links: readonly Link[]): Link[][] {
  let next = 1;
  const isGlued = (node: Link | undefined): boolean =>
    node !== undefined && (node.kind === "nonNull" || isCall(node) || isNumberIndex(node));
  while (isGlued(links[next])) next++;
  const memberAt = (at: number): boolean => links[at] !== undefined && isMember(links[at]);
  if (links[0]?.kind !== "call") while (memberAt(next) && memberAt(next + 1)) next++;
  const groups: Link[][] = [links.slice(0, next)];
  let current: Link[] = [];
  let called = false;
  for (const link of links.slice(next)) {
    if (called && isMember(link) && !isNumberIndex(link)) {
      groups.push(current);
      current = [];
      called = false;
    }
    called ||= isCall(link);
    current.push(link);
  }
  return current.length > 0 ? [...groups, current] : groups;
}

/** Whether the second group stays in the head's line: `this.a()`, `Object.keys()`. */
export function isMerged(groups: readonly Link[][], isStatement: boolean): boolean {
  const [head, second] = groups;
  if (head === undefined || second === undefined) return false;
  const computed = second[0]?.kind === "index";
  const [first] = head;
  if (head.length === 1) {
    if (first?.kind === "this") return true;
    return first?.kind === "name" && (isFactory(first.text) || (isStatement && first.text.length <= 2) || computed);
  }
  const name = propertyOf(head.at(-1));
  return name !== undefined && (isFactory(name) || computed);
}

function propertyOf(link: Link | undefined): string | undefined {
  if (link?.kind === "member") return link.property;
  return link?.kind === "index" && link.index.kind === "name" ? link.index.text : undefined;
}

function isFactory(name: string): boolean {
  return /^[A-Z]|^[$_]+$/.test(name);
}

/** Whether a call ends a chain of more than two calls that is never left in one line. */
export function breaksChain(call: Call): boolean {
  if (call.kind === "new" || !isMember(call.callee)) return false;
  const calls = callsIn(call);
  return calls.length > 2 && calls.some(({ args }) => args.some((arg) => !isSimpleArgument(arg))) && isLongChain(call);
}

function callsIn(call: Call): Call[] {
  const calls: Call[] = [];
  for (let node: Expression | undefined = call; node !== undefined; node = beneath(node)) if (isCall(node)) calls.push(node);
  return calls;
}

export function isLongChain(call: Call): boolean {
  const groups = groupsOf(linksOf(call));
  return groups.length > (isMerged(groups, isStatementOf(call)) ? 3 : 2);
}

export function isStatementOf(call: Call): boolean {
  return call.parent !== undefined && "kind" in call.parent && call.parent.kind === "expressionStatement";
}
