/** The functions of expressions: `offset`, `sizeof`, `array_length`, `present`, `remaining`, `internet_sum`. */
import type { Expr } from "../ir/ir.js";
import type * as Ast from "../syntax/ast.js";
import { int } from "./fold.js";
import { valueTypeOf, type Node, type Scope } from "./model.js";
import { absentUnless, expectPresent, nodeName, resolveName } from "./name-expressions.js";
import type { Place } from "./place.js";
import { membersOf, type Resolution } from "./resolve.js";
import { spellingOf } from "./spelling.js";

type Call = Extract<Ast.Expr, { kind: "call" }>;
type ItemFunction = "offset" | "sizeof" | "arrayLength" | "present";
type KnownFunction = ItemFunction | "remaining" | "internetSum";

const functions: ReadonlyMap<string, KnownFunction> = new Map([
  ["offset", "offset"],
  ["sizeof", "sizeof"],
  ["array_length", "arrayLength"],
  ["present", "present"],
  ["remaining", "remaining"],
  ["internet_sum", "internetSum"],
]);

/** Names that other languages use. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ["size", "sizeof"],
  ["length", "sizeof"],
  ["len", "sizeof"],
  ["size_of", "sizeof"],
  ["count", "array_length"],
  ["offsetof", "offset"],
  ["defined", "present"],
  ["rest", "remaining"],
  ["sum", "internet_sum"],
]);

function reportUnknown(call: Call, place: Place): undefined {
  const { text, span } = call.function;
  const synonym = synonyms.get(text);
  const details =
    synonym === undefined
      ? spellingOf(text, span, functions.keys())
      : { help: `did you mean \`${synonym}\`?`, fix: { span, replacement: synonym } };
  return place.problems.report("MPL0308", span, `unknown function \`${text}\``, details);
}

function remaining(call: Call, place: Place): Expr | undefined {
  if (call.argument !== undefined) return place.problems.report("MPL0406", call.argument.span, "`remaining()` takes no argument");
  if (place.inside !== undefined) return { kind: "remaining", type: "int", span: call.span };
  return place.problems.report("MPL0404", call.span, `${place.purpose} has to be a constant`);
}

/** A struct's own size and end, through its members. */
function ofStruct(kind: ItemFunction, call: Call, scope: Scope, place: Place): Expr | undefined {
  const members = membersOf(scope).filter((node) => node.kind !== "require");
  const last = members.at(-1);
  const hasBits = members.some((node) => node.kind === "field" && node.type?.kind === "bits");
  if (last === undefined || kind === "arrayLength" || kind === "present" || (kind === "sizeof" && hasBits)) {
    return place.problems.report("MPL0406", call.span, "this cannot be asked of a struct: name one of its members");
  }
  if (kind === "offset") return { kind, type: "int", target: [last.id], span: call.span };
  const sizes = members.map((node): Expr => ({ kind: "sizeof", type: "int", target: [node.id], span: call.span }));
  return sizes.reduce(
    (left, right): Expr => ({ kind: "arithmetic", type: "int", operator: "+", left, right, span: call.span }),
    int(0n, call.span),
  );
}

function warnAlwaysPresent(call: Call, nodes: readonly Node[], place: Place): void {
  const { inside } = place;
  if (inside === undefined || nodes.some((node) => absentUnless(node, inside).length > 0)) return;
  const [node] = nodes;
  const related = node === undefined ? [] : [{ span: node.span, message: "it has no `when`" }];
  place.problems.report("MPL0411", call.span, `\`${call.argument?.text ?? ""}\` is always present`, { related });
}

function ofNodes(kind: ItemFunction, call: Call, nodes: readonly Node[], place: Place): Expr | undefined {
  const target = nodes.map((node) => node.id);
  const { span } = call;
  const other = kind === "arrayLength" ? nodes.find((node) => node.kind !== "array") : undefined;
  if (other !== undefined) {
    const message = `\`array_length\` counts the elements of an array, and \`${other.name}\` is ${nodeName(other)}`;
    const related = [{ span: other.span, message: "it is declared here" }];
    return place.problems.report("MPL0406", call.argument?.span ?? span, message, { related });
  }
  if (kind !== "present") return { kind, type: "int", target, span };
  warnAlwaysPresent(call, nodes, place);
  return { kind, type: "bool", target, span };
}

function hasBytes(node: Node): boolean {
  return node.kind === "field" && (node.type?.kind === "bytes" || (node.type !== undefined && valueTypeOf(node.type) === "string"));
}

function internetSum(argument: Ast.Name, call: Call, resolved: Resolution, place: Place): Expr | undefined {
  const { text, span } = argument;
  const nodes = resolved.kind === "nodes" ? resolved.nodes : [];
  if (nodes.some((node) => node.kind === "field" && node.type === undefined)) return place.problems.fail();
  const other = nodes.find((node) => !hasBytes(node));
  if (nodes.length === 0 || other !== undefined) {
    const message = `\`internet_sum\` adds up the words of a byte array or a string, and \`${text}\` is none`;
    const related = other === undefined ? [] : [{ span: other.span, message: "it is declared here" }];
    return place.problems.report("MPL0406", span, message, { related });
  }
  if (place.inside === undefined || !expectPresent({ name: text, span, as: `internet_sum(${text})` }, nodes, place, place.inside))
    return undefined;
  const operand: Expr = { kind: "field", type: "string", target: nodes.map((node) => node.id), span };
  return { kind: "internetSum", type: "int", operand, span: call.span };
}

export function callExpression(call: Call, place: Place): Expr | undefined {
  const kind = functions.get(call.function.text);
  if (kind === undefined) return reportUnknown(call, place);
  if (kind === "remaining") return remaining(call, place);
  const { argument } = call;
  if (argument === undefined) {
    return place.problems.report("MPL0406", call.span, `\`${call.function.text}\` takes the name of an item`);
  }
  const resolved = resolveName(argument.text, argument.span, place);
  if (resolved === undefined) return undefined;
  if (kind === "internetSum") return internetSum(argument, call, resolved, place);
  if (resolved.kind === "struct") return ofStruct(kind, call, resolved.scope, place);
  if (resolved.kind === "nodes") return ofNodes(kind, call, resolved.nodes, place);
  const message = `\`${argument.text}\` is a parameter: it is not in the packet's bytes`;
  return place.problems.report("MPL0406", argument.span, message);
}
