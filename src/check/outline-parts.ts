/** Arrays, nested packets and bounded parts. */
import type * as Ast from "../syntax/ast.js";
import { readAttributes } from "./attribute-table.js";
import * as Model from "./model.js";
import { makeField, splice } from "./outline-fields.js";
import { resolvePacket } from "./packet-names.js";
import { baseOf, innerScope, inside, noAttributes, register, type Spot } from "./spot.js";
import { lookupType } from "./types.js";

/** `when` behind `of type` belongs to the array, everything else there to its element. */
function arrayAttributes(
  spot: Spot,
  statement: Ast.ArrayStatement,
): { readonly own: Model.AttributeTable; readonly element: Model.AttributeTable } {
  const { problems } = spot.packet;
  if (statement.body.kind === "group") return { own: readAttributes(statement.attributes, problems), element: noAttributes };
  const all = readAttributes([...statement.body.attributes, ...statement.attributes], problems);
  const isOwn = ([key]: readonly [Model.AttributeKey, Ast.Attribute]): boolean => key === "when";
  return { own: new Map([...all].filter(isOwn)), element: new Map([...all].filter((entry) => !isOwn(entry))) };
}

function addElement(spot: Spot, node: Model.ArrayNode, syntax: Ast.FieldType, attributes: Model.AttributeTable): void {
  const meaning = lookupType(syntax.name, spot.file, spot.context.types, spot.packet.problems);
  const within = inside(spot, node.elementScope);
  if (meaning?.kind !== "struct") {
    const { name } = node.syntax;
    node.element = register(within, name.text, makeField(within, { name }, syntax, meaning, attributes));
    return;
  }
  const extra = syntax.argument?.span ?? [...attributes.values()][0]?.span;
  if (extra !== undefined)
    spot.packet.problems.report("MPL0501", extra, "an element whose type is a struct takes no size and no attributes");
  splice(within, meaning, syntax.span);
}

export function addArray(spot: Spot, statement: Ast.ArrayStatement): void {
  const { own, element } = arrayAttributes(spot, statement);
  const elementScope = innerScope(spot, "element");
  const node: Model.ArrayNode = { ...baseOf(spot, statement, own), kind: "array", syntax: statement, elementScope };
  elementScope.container = node;
  register(spot, statement.name.text, node);
  if (statement.body.kind === "group") spot.add(statement.body.body, inside(spot, elementScope));
  else addElement(spot, node, statement.body.type, element);
}

/** Leftovers are bytes like a field's, with a number, but stand in no list of statements. */
function addKept(spot: Spot, name: Ast.Name, keptBy: Model.BoundedNode | Model.NestedNode): Model.FieldNode {
  const size: Ast.Expr = { kind: "call", function: { text: "remaining", span: name.span }, span: name.span };
  const base = baseOf(spot, { name }, noAttributes);
  const node: Model.FieldNode = { ...base, kind: "field", type: { kind: "bytes", size }, typeSpan: name.span, keptBy };
  spot.packet.nodes.push(node);
  Model.addEntry(spot.scope, { kind: "node", name: name.text, node });
  return node;
}

export function addNested(spot: Spot, statement: Ast.NestedStatement): void {
  const { packet, context } = spot;
  const attributes = readAttributes(statement.attributes, packet.problems);
  const target = resolvePacket(statement.packet, spot.file, context, packet.problems);
  const node: Model.NestedNode = { ...baseOf(spot, statement, attributes), kind: "nested", syntax: statement, target };
  register(spot, statement.name.text, node);
  const bound = attributes.get("bounded");
  if (bound?.kind === "bounded" && bound.keep !== undefined) node.keep = addKept(spot, bound.keep, node);
}

export function addBounded(spot: Spot, statement: Ast.BoundedStatement): void {
  const attributes = readAttributes(statement.attributes, spot.packet.problems);
  const inner = innerScope(spot, "bounded");
  const node: Model.BoundedNode = { ...baseOf(spot, statement, attributes), kind: "bounded", syntax: statement, inner };
  inner.container = node;
  register(spot, statement.name.text, node);
  spot.add(statement.body, inside(spot, inner));
  if (statement.keep !== undefined) node.keep = addKept(spot, statement.keep, node);
}
