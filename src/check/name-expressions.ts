/** Names in expressions: the value of a parameter or of a field, and what to say where there is none. */
import type { Diagnostic, DiagnosticDetails } from "../diagnostics/diagnostic.js";
import type { Span } from "../diagnostics/source.js";
import type { Expr } from "../ir/ir.js";
import { follows, keyOf } from "./keys.js";
import { containersOf, valueTypeOf, type FieldNode, type Node, type ValueType } from "./model.js";
import type { Place } from "./place.js";
import { resolve, visibleFrom, type Failure, type Resolution } from "./resolve.js";
import { spellingOf } from "./spelling.js";

type Inside = NonNullable<Place["inside"]>;

const kindNames: Readonly<Record<Node["kind"], string>> = {
  field: "a field",
  label: "a label",
  classify: "a classify",
  array: "an array",
  nested: "a nested packet",
  bounded: "a bounded part",
  require: "a constraint",
};

export function nodeName(node: Node): string {
  return kindNames[node.kind];
}

function reportLater(name: string, span: Span, later: Node, place: Place): undefined {
  // Such an expression may otherwise use all of the packet.
  const isFree = place.inside?.view.limit === undefined;
  const why = isFree ? "" : `: ${place.purpose} uses earlier items only`;
  return place.problems.report("MPL0310", span, `\`${name}\` is used before it is read${why}`, {
    related: [{ span: later.span, message: `\`${name}\` stands here` }],
    ...(isFree ? { notes: ["inside an array's element, nothing behind the array is known"] } : {}),
  });
}

/** The property that a classify has from a name is nothing for that name to mean. */
function isImplied(node: Node): boolean {
  return node.kind === "classify" && node.implicitName;
}

function elsewhere(name: string, { packet }: Inside): DiagnosticDetails | undefined {
  const hidden = packet.nodes.find((node) => node.name === name && !isImplied(node));
  if (hidden === undefined) return undefined;
  const container = hidden.container?.kind;
  const where = container === "array" ? "inside an array's element" : container === "classify" ? "in another arm" : "elsewhere";
  return { related: [{ span: hidden.span, message: `the only \`${name}\` is ${where}, out of sight` }] };
}

/** Comparing with every name costs much, and after so many mistakes it helps nobody. */
const MAX_SUGGESTIONS = 100;

function near(name: string, span: Span, place: Place, { packet, scope, view }: Inside): DiagnosticDetails {
  if (place.problems.found.length > MAX_SUGGESTIONS) return {};
  return spellingOf(name, span, visibleFrom(packet, scope, view));
}

function reportUnknown(name: string, span: Span, place: Place, inside: Inside): undefined {
  const anywhere = resolve(inside.packet, inside.scope, name, { ...inside.view, limit: undefined, pastArrays: true });
  const later = anywhere.kind === "nodes" ? anywhere.nodes.find((node) => !isImplied(node)) : undefined;
  if (later !== undefined) return reportLater(name, span, later, place);
  if (inside.packet.incomplete) return place.problems.fail();
  const details = elsewhere(name, inside) ?? near(name, span, place, inside);
  return place.problems.report("MPL0304", span, `unknown name \`${name}\``, details);
}

function reportIncomplete(name: string, span: Span, failure: Extract<Failure, { kind: "incomplete" }>, place: Place): undefined {
  const arm = failure.lacking.syntax;
  const [present] = failure.nodes;
  const related: Diagnostic["related"] = [
    { span: arm.name.span, message: `the arm "${arm.name.value}" has no \`${name}\`` },
    ...(present === undefined ? [] : [{ span: present.span, message: `here is one` }]),
  ];
  return place.problems.report("MPL0311", span, `\`${name}\` is not in every arm: "${arm.name.value}" lacks it`, { related });
}

/** What the name stands for; reports if it is nothing. */
export function resolveName(name: string, span: Span, place: Place): Resolution | undefined {
  const { inside } = place;
  if (inside === undefined) {
    return place.problems.report("MPL0404", span, `${place.purpose} has to be a constant`, { label: "not a constant" });
  }
  const resolved = resolve(inside.packet, inside.scope, name, inside.view);
  if (resolved.kind === "unknown") return reportUnknown(name, span, place, inside);
  if (resolved.kind === "incomplete") return reportIncomplete(name, span, resolved, place);
  return resolved;
}

/** The condition that makes the item, or a part around it, optional as seen from the place. */
export function absentUnless(node: Node, { packet, view }: Inside): readonly Node[] {
  const around = containersOf(node).filter((container) => !view.within.has(container));
  return [node, ...around].filter((item) => packet.conditions.has(item));
}

function isSurelyPresent(node: Node, inside: Inside): boolean {
  return absentUnless(node, inside).every((item) => {
    const condition = inside.packet.conditions.get(item);
    const presence = keyOf({ kind: "present", type: "bool", target: [item.id], span: item.span });
    return condition === undefined || inside.facts.has(presence) || follows(inside.facts, condition);
  });
}

/** A name, and what it is written in. */
interface Use {
  readonly name: string;
  readonly span: Span;
  readonly as: string;
}

/** Reports a use of an item that may not be there. */
export function expectPresent({ name, span, as }: Use, nodes: readonly Node[], place: Place, inside: Inside): boolean {
  const absent = nodes.find((node) => !isSurelyPresent(node, inside));
  if (absent === undefined) return true;
  place.problems.report("MPL0410", span, `\`${name}\` may be absent here`, {
    related: [{ span: absent.span, message: "it is there only under its `when`" }],
    help: `write \`present(${name}) ? ${as} : ...\`, or put both under one condition`,
  });
  return false;
}

function reportNoValue(name: string, span: Span, node: Node, place: Place): undefined {
  const what = node.kind === "field" ? "the value of such a field" : nodeName(node);
  const help = node.kind === "array" ? `\`array_length(${name})\` counts its elements` : `\`sizeof(${name})\` is its size in bytes`;
  return place.problems.report("MPL0403", span, `\`${name}\` cannot be computed with: expressions do not see ${what}`, {
    related: [{ span: node.span, message: "it is declared here" }],
    ...(node.kind === "label" ? {} : { help }),
  });
}

function valueNode(name: string, span: Span, node: Node, place: Place): ValueType | undefined {
  if (node.kind !== "field") return reportNoValue(name, span, node, place);
  if (node.type === undefined) return place.problems.fail();
  return valueTypeOf(node.type) ?? reportNoValue(name, span, node, place);
}

function fieldExpression(name: string, span: Span, nodes: readonly Node[], place: Place, inside: Inside): Expr | undefined {
  const types = nodes.map((node) => valueNode(name, span, node, place));
  const [type] = types;
  if (type === undefined || types.includes(undefined)) return undefined;
  if (types.some((other) => other !== type)) {
    return place.problems.report("MPL0401", span, `\`${name}\` has different types in different arms`);
  }
  if (!expectPresent({ name, span, as: name }, nodes, place, inside)) return undefined;
  return { kind: "field", type, target: nodes.map((node) => node.id), span };
}

export function nameExpression(syntax: { readonly name: string; readonly span: Span }, place: Place): Expr | undefined {
  const { name, span } = syntax;
  const resolved = resolveName(name, span, place);
  if (resolved === undefined || place.inside === undefined) return undefined;
  if (resolved.kind === "nodes") return fieldExpression(name, span, resolved.nodes, place, place.inside);
  if (resolved.kind === "struct") {
    const help = `name one of its members, as in \`${name}_member\``;
    return place.problems.report("MPL0403", span, `\`${name}\` is a struct, which has no value of its own`, { help });
  }
  return paramExpression(resolved.index, span, place.inside);
}

function paramExpression(index: number, span: Span, { packet }: Inside): Expr | undefined {
  const param = packet.params[index];
  if (param === undefined) return undefined;
  packet.usedParams.add(index);
  return { kind: "param", type: param.type, index, span };
}

export function isField(node: Node): node is FieldNode {
  return node.kind === "field";
}
