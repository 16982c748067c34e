/** Calls and their arguments: the last one, where it is an object, an array or a function, may break by itself. */
import { type Doc, breakParent, firstThatFits, group, hardline, ifBreak, indent, join, line, softline, willBreak } from "../doc/doc.js";
import { needsParentheses } from "../parentheses.js";
import {
  groupsOf,
  isCompositionOfFunctions,
  isMember,
  isMerged,
  isShortArgument,
  isSimpleArgument,
  isStatementOf,
  linksOf,
  withoutNonNull,
  type Link,
} from "../shapes.js";
import { type Call, type Expression, beyond } from "../syntax.js";
import { arrowDoc } from "./arrow.js";
import type { Layout } from "./layout.js";
import { lookupDoc } from "./member.js";
import { typeArgumentsDoc } from "./types.js";

export function callDoc(layout: Layout, node: Call): Doc {
  if (node.optional) beyond("optional chain");
  if (node.kind === "call" && isMember(node.callee) && !needsParentheses(node.callee)) return chainDoc(layout, node);
  const contents = [node.kind === "new" ? "new " : "", layout.expression(node.callee), tailDoc(layout, node)];
  return node.callee.kind === "call" ? group(contents) : contents;
}

function tailDoc(layout: Layout, node: Call): Doc {
  return [typeArgumentsDoc(layout, node.typeArguments), argumentsDoc(layout, node)];
}

// Chains

function chainDoc(layout: Layout, node: Call): Doc {
  const links = linksOf(node);
  const groups = groupsOf(links);
  const docs = groups.map((links_, at) =>
    links_.map((link, index) => (at === 0 && index === 0 ? layout.expression(link) : linkDoc(layout, link))),
  );
  const merged = isMerged(groups, isStatementOf(node));
  if (groups.length <= (merged ? 3 : 2)) return isCurried(node) ? docs : group(docs);
  const own = merged ? 2 : 1;
  const expanded: Doc = [docs.slice(0, own), indent([hardline, join(hardline, docs.slice(own))])];
  if (mustExpand(links, docs)) return group(expanded);
  return [willBreak(docs) ? breakParent : "", firstThatFits([docs, expanded])];
}

function linkDoc(layout: Layout, link: Link): Doc {
  if (link.kind === "call") return link.optional ? beyond("optional chain") : tailDoc(layout, link);
  if (isMember(link)) return lookupDoc(layout, link);
  return "!";
}

function mustExpand(links: readonly Link[], docs: readonly Doc[]): boolean {
  const calls = links.filter((link): link is Call => link.kind === "call");
  if (calls.length > 2 && calls.some(({ args }) => args.some((arg) => !isSimpleArgument(arg)))) return true;
  if (docs.slice(0, -1).some(willBreak)) return true;
  const last = docs.at(-1);
  return last !== undefined && willBreak(last) && calls.slice(0, -1).some(({ args }) => args.some(({ kind }) => kind === "arrow"));
}

/** `f(a, b)(c)`: the second call's arguments break first. */
function isCurried(node: Call): boolean {
  const { parent } = node;
  if (node.kind === "new" || node.role !== "callee" || parent === undefined || !("kind" in parent) || parent.kind !== "call") return false;
  return parent.args.length > 0 && node.args.length > parent.args.length;
}

// Arguments

function argumentsDoc(layout: Layout, node: Call): Doc {
  const { args } = node;
  if (args.length === 0) return "()";
  if (isHook(args)) beyond("hook");
  const docs = args.map((arg, index) => (index === args.length - 1 ? layout.expression(arg) : [layout.expression(arg), ",", line]));
  const allBroken = (): Doc => group(["(", indent([line, docs]), ",", line, ")"], true);
  if (isCompositionOfFunctions(args)) return allBroken();
  if (expandsFirst(args)) return beyond("first argument");
  if (expandsLast(args)) return lastExpanded(layout, args, docs, allBroken);
  const contents: Doc = ["(", indent([softline, docs]), ifBreak(","), softline, ")"];
  return isCurried(node) ? contents : group(contents, docs.some(willBreak));
}

function lastExpanded(layout: Layout, args: readonly Expression[], docs: readonly Doc[], allBroken: () => Doc): Doc {
  const head = docs.slice(0, -1);
  if (head.some(willBreak)) return allBroken();
  const arg = args.at(-1);
  const last = arg?.kind === "arrow" ? arrowDoc(layout, arg, true) : docs.at(-1);
  if (last === undefined) return allBroken();
  const broken: Doc = ["(", head, group(last, true), ")"];
  if (willBreak(last)) return [breakParent, firstThatFits([broken, allBroken()])];
  return firstThatFits([["(", head, last, ")"], broken, allBroken()]);
}

/** A function without parameters and an array: React's hooks look so. */
function isHook(args: readonly Expression[]): boolean {
  return args.some(
    (arg, index) => arg.kind === "arrow" && arg.parameters.length === 0 && arg.body.kind === "block" && args[index + 1]?.kind === "array",
  );
}

function expandsFirst(args: readonly Expression[]): boolean {
  const [first, second] = args;
  if (args.length !== 2 || first?.kind !== "arrow" || first.body.kind !== "block" || second === undefined) return false;
  return second.kind !== "arrow" && second.kind !== "conditional" && !canExpand(second);
}

function expandsLast(args: readonly Expression[]): boolean {
  const last = args.at(-1);
  const before = args.at(-2);
  if (last === undefined || !canExpand(last) || before?.kind === last.kind) return false;
  if (args.length === 2 && before?.kind === "arrow" && last.kind === "array") return false;
  return !(args.length > 1 && isNumberList(last));
}

export function isNumberList(node: Expression): boolean {
  return node.kind === "array" && node.elements.length > 0 && node.elements.every(isSignedNumber);
}

function isSignedNumber(node: Expression): boolean {
  return (
    node.kind === "number" || (node.kind === "unary" && (node.operator === "+" || node.operator === "-") && node.operand.kind === "number")
  );
}

function canExpand(node: Expression): boolean {
  switch (node.kind) {
    case "object":
      return node.members.length > 0;
    case "array":
      return node.elements.length > 0;
    case "cast":
      return canExpand(node.expression);
    case "arrow":
      if (node.body.kind === "block" || node.body.kind === "object" || node.body.kind === "array") return true;
      return node.body.kind === "conditional" || withoutNonNull(node.body).kind === "call";
    default:
      return false;
  }
}

/** Chains of members and calls that breaking does not help. */
export function isPoorlyBreakable(node: Expression, deep = false): boolean {
  if (node.kind === "nonNull") return isPoorlyBreakable(node.expression, true);
  if (isMember(node)) return isPoorlyBreakable(node.object, true);
  if (node.kind !== "call") return deep && (node.kind === "name" || node.kind === "this");
  if (isPrintedAsChain(node) || hasComplexTypeArguments(node)) return false;
  const [first, second] = node.args;
  return second === undefined && (first === undefined || isShortArgument(first)) && isPoorlyBreakable(node.callee, true);
}

function hasComplexTypeArguments({ typeArguments }: Call): boolean {
  if (typeArguments === undefined) return false;
  const [first] = typeArguments;
  return typeArguments.length > 1 || first?.kind === "union" || first?.kind === "intersection" || first?.kind === "objectType";
}

export function isPrintedAsChain(node: Expression): boolean {
  if (isMember(node)) return isPrintedAsChain(node.object);
  if (node.kind !== "call" || !isMember(node.callee) || needsParentheses(node.callee)) return false;
  const groups = groupsOf(linksOf(node));
  return groups.length > (isMerged(groups, isStatementOf(node)) ? 3 : 2);
}
