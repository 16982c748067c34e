/** What stands between a packet's braces. */
import type { CstNode } from "../../grammar/parser.js";
import type { ArmNode, ArrayBody, ArrayExtent, ArrayStatement, Attribute, FieldType, Name, Statement } from "./ast.js";
import { boundedClause, buildAttributes } from "./build-attributes.js";
import { buildArguments, buildExpression, buildPatterns, groupedExpression } from "./build-expressions.js";
import type { BuildContext } from "./context.js";
import { hasToken, node, nodes, onlyNode, optionalNode, optionalToken, token } from "./tree.js";

/** A struct may have no members. */
export function buildMembers(context: BuildContext, cst: CstNode): Statement[] {
  return buildStatements(context, node(cst, "statements"));
}

export function buildBlock(context: BuildContext, cst: CstNode): Statement[] {
  const parts = node(cst, "statements");
  if (nodes(parts, "statement").length === 0) reportEmpty(context, cst);
  return buildStatements(context, parts);
}

function reportEmpty(context: BuildContext, cst: CstNode): void {
  const brace = optionalToken(cst, "LeftBrace");
  if (brace === undefined) return;
  const at = context.tokenSpan(brace).end;
  const span = context.span(cst);
  context.report("MPL0115", span, "this body has no statement", {
    help: "an empty body is written `();`",
    fix: { span: { ...span, start: at, end: at }, replacement: " (); " },
  });
}

function buildStatements(context: BuildContext, cst: CstNode): Statement[] {
  return context.sound(nodes(cst, "statement")).flatMap((statement) => buildStatement(context, statement) ?? []);
}

function buildStatement(context: BuildContext, cst: CstNode): Statement | undefined {
  const form = onlyNode(cst);
  const span = context.span(cst);
  switch (form?.name) {
    case "classify":
      return buildClassify(context, form);
    case "unit":
      return { kind: "unit", span };
    case "require": {
      const condition = groupedExpression(context, node(form, "group"));
      return { kind: "require", ...context.doc(span.start), condition, message: context.string(token(form, "StringText")), span };
    }
    case "named":
      return buildNamed(context, form);
    default:
      return undefined;
  }
}

function buildClassify(context: BuildContext, cst: CstNode): Statement {
  const span = context.span(cst);
  const as = optionalToken(cst, "Name");
  return {
    kind: "classify",
    ...context.doc(span.start),
    subject: buildExpression(context, node(cst, "expression")),
    ...(as && { as: context.name(as) }),
    arms: context.sound(nodes(cst, "arm")).map((arm) => buildArm(context, arm)),
    span,
  };
}

function buildArm(context: BuildContext, cst: CstNode): ArmNode {
  const span = context.span(cst);
  const guard = optionalNode(cst, "group");
  const statements = node(cst, "statements");
  if (nodes(statements, "statement").length === 0) {
    const end = { ...span, start: span.end };
    context.report("MPL0115", span, "this arm has no statement", {
      help: "an empty arm is written `();`",
      fix: { span: end, replacement: " ();" },
    });
  }
  return {
    kind: "arm",
    ...context.doc(span.start),
    patterns: buildPatterns(context, node(cst, "patterns")),
    name: context.string(token(cst, "StringText")),
    ...(guard && { when: groupedExpression(context, guard) }),
    body: buildStatements(context, statements),
    span,
  };
}

function buildNamed(context: BuildContext, cst: CstNode): Statement {
  const name = context.name(token(cst, "Name"));
  const attributes = buildAttributes(context, cst);
  const common = { ...context.doc(name.span.start), name, span: context.span(cst) };
  const array = optionalNode(cst, "array");
  if (array !== undefined) return { ...common, ...arrayParts(context, array, attributes) };
  const nested = optionalNode(cst, "nested");
  if (nested !== undefined) {
    const args = buildArguments(context, node(nested, "arguments"));
    return { kind: "nested", ...common, packet: context.name(token(nested, "Name")), args, attributes };
  }
  const bounded = optionalNode(cst, "boundedPart");
  if (bounded !== undefined) {
    const body = buildBlock(context, node(bounded, "block"));
    return { kind: "bounded", ...common, ...boundedClause(context, node(bounded, "boundedClause")), body, attributes };
  }
  return fieldOrLabel(common, buildFieldType(context, node(cst, "fieldType")), attributes);
}

function fieldOrLabel(common: { name: Name; span: Statement["span"] }, type: FieldType, attributes: Attribute[]): Statement {
  const isLabel = type.name.text === "label" && type.argument === undefined && attributes.length === 0;
  return isLabel ? { kind: "label", ...common } : { kind: "field", ...common, type, attributes };
}

export function buildFieldType(context: BuildContext, cst: CstNode): FieldType {
  const argument = optionalNode(cst, "expression");
  return {
    name: context.name(token(cst, "Name")),
    ...(argument && { argument: buildExpression(context, argument) }),
    span: context.span(cst),
  };
}

/** Behind `of`, the attributes are the element's; but whether there are any is asked of the array. */
function arrayParts(
  context: BuildContext,
  cst: CstNode,
  attributes: Attribute[],
): Pick<ArrayStatement, "kind" | "extent" | "body" | "attributes"> {
  const extent = buildExtent(context, node(cst, "extent"));
  const block = optionalNode(cst, "block");
  const packet = optionalNode(cst, "nested");
  if (block !== undefined) return { kind: "array", extent, body: { kind: "group", body: buildBlock(context, block) }, attributes };
  if (packet !== undefined) {
    const [own, element] = [true, false].map((ofArray) => attributes.filter(({ kind }) => (kind === "when") === ofArray));
    return { kind: "array", extent, body: elementPacket(context, packet, element ?? []), attributes: own ?? [] };
  }
  const body: ArrayBody = { kind: "of", type: buildFieldType(context, node(cst, "fieldType")), attributes };
  return { kind: "array", extent, body, attributes: [] };
}

/** `of packet p(args)`: a group of one nested packet, which is the element itself. */
function elementPacket(context: BuildContext, cst: CstNode, attributes: Attribute[]): ArrayBody {
  const name = context.name(token(cst, "Name"));
  const args = buildArguments(context, node(cst, "arguments"));
  const nested: Statement = { kind: "nested", name, packet: name, args, attributes, span: context.span(cst) };
  return { kind: "group", body: [nested], flat: true };
}

function buildExtent(context: BuildContext, cst: CstNode): ArrayExtent {
  const span = context.span(cst);
  const group = optionalNode(cst, "group");
  if (hasToken(cst, "to_end")) {
    return { kind: "toEnd", ...(group && { until: groupedExpression(context, group) }), span };
  }
  const argument = groupedExpression(context, node(cst, "group"));
  if (hasToken(cst, "bytes")) return { kind: "bytes", length: argument, span };
  if (hasToken(cst, "until")) return { kind: "until", until: argument, span };
  return { kind: "count", count: argument, span };
}
