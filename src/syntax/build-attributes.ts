/** Attributes of fields and packets, and the cases of variants. */
import type { CstNode } from "../../grammar/parser.js";
import { suggest } from "../diagnostics/suggest.js";
import type { Attribute, BitOrder, Endian, Expr, Name, VariantCase } from "./ast.js";
import { buildExpression, groupedExpression } from "./build-expressions.js";
import type { BuildContext } from "./context.js";
import { hasToken, node, nodes, optionalNode, optionalToken, token } from "./tree.js";

type SimpleKind = "min" | "max" | "align" | "const" | "value" | "default" | "when";
const simpleKinds: readonly string[] = ["min", "max", "align", "const", "value", "default", "when"] satisfies SimpleKind[];
const otherKinds: readonly string[] = ["variant", "verify", "endian", "bitorder", "checksum", "bounded"];

function isSimpleKind(text: string): text is SimpleKind {
  return simpleKinds.includes(text);
}

export function buildAttributes(context: BuildContext, cst: CstNode): Attribute[] {
  return nodes(node(cst, "attributes"), "attribute").flatMap((attribute) => buildAttribute(context, attribute) ?? []);
}

function buildAttribute(context: BuildContext, cst: CstNode): Attribute | undefined {
  const variant = optionalNode(cst, "variantClause");
  if (variant !== undefined) return buildVariantClause(context, variant);
  const endian = optionalNode(cst, "endianClause");
  if (endian !== undefined) return { kind: "endian", endian: buildEndian(context, endian), span: context.span(cst) };
  const bitorder = optionalNode(cst, "bitorderClause");
  if (bitorder !== undefined) return { kind: "bitorder", order: buildBitOrder(context, bitorder), span: context.span(cst) };
  const checksum = optionalNode(cst, "checksum");
  if (checksum !== undefined) return buildChecksum(context, checksum);
  const bounded = optionalNode(cst, "boundedClause");
  if (bounded !== undefined) return { kind: "bounded", ...boundedClause(context, bounded), span: context.span(cst) };
  const simple = optionalNode(cst, "simpleAttribute");
  return simple === undefined ? { kind: "verify", span: context.span(cst) } : buildSimple(context, simple);
}

function buildSimple(context: BuildContext, cst: CstNode): Attribute | undefined {
  const word = optionalToken(cst, "Name") ?? token(cst, "when");
  const argument = groupedExpression(context, node(cst, "group"));
  if (isSimpleKind(word.image)) return { kind: word.image, argument, span: context.span(cst) };
  const nearest = suggest(word.image, [...simpleKinds, ...otherKinds]);
  const span = context.tokenSpan(word);
  context.report("MPL0110", span, `unknown attribute \`${word.image}\``, {
    ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?`, fix: { span, replacement: nearest } }),
  });
  context.markDamaged();
  return undefined;
}

function buildVariantClause(context: BuildContext, cst: CstNode): Attribute {
  const span = context.span(cst);
  const cases = optionalNode(cst, "cases");
  if (cases === undefined) return { kind: "variantRef", name: context.name(token(cst, "Name")), span };
  return { kind: "variant", cases: buildCases(context, cases), span };
}

export function buildCases(context: BuildContext, cst: CstNode): VariantCase[] {
  return context.sound(nodes(cst, "case")).map((part) => {
    const tag = token(part, "Tag");
    const span = context.span(part);
    return {
      kind: "case",
      ...context.doc(span.start, tag.startOffset),
      value: buildExpression(context, node(part, "expression")),
      tag: context.name(tag),
      isDefault: hasToken(part, "DefaultArrow"),
      span,
    };
  });
}

export function buildEndian(context: BuildContext, cst: CstNode): Endian {
  const word = token(cst, "Name");
  const span = context.span(cst);
  const condition = optionalNode(cst, "expression");
  if (word.image === "little") {
    if (condition === undefined) return { kind: "little", span };
    return { kind: "littleWhen", condition: buildExpression(context, condition), span };
  }
  if (word.image !== "big") unknownWord(context, context.name(word), ["big", "little"]);
  else if (condition !== undefined) {
    context.report("MPL0116", context.span(condition), "only `little` takes a condition; where it is false, the order is `big`");
  }
  return { kind: "big", span };
}

export function buildBitOrder(context: BuildContext, cst: CstNode): BitOrder {
  const word = token(cst, "Name");
  if (word.image !== "msb" && word.image !== "lsb") unknownWord(context, context.name(word), ["msb", "lsb"]);
  return word.image === "lsb" ? "lsb" : "msb";
}

export function unknownWord(context: BuildContext, word: Name, allowed: readonly string[]): void {
  const choice = allowed.map((text) => `\`${text}\``).join(" or ");
  const nearest = suggest(word.text, allowed);
  context.report("MPL0116", word.span, `expected ${choice}, found \`${word.text}\``, {
    ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?`, fix: { span: word.span, replacement: nearest } }),
  });
}

function buildChecksum(context: BuildContext, cst: CstNode): Attribute {
  const [region, seed] = nodes(cst, "expression").map((part) => buildExpression(context, part));
  if (region === undefined) throw new Error("a checksum without its region");
  const algorithm = context.name(token(cst, "Name"));
  return { kind: "checksum", algorithm, region, ...(seed && { seed }), span: context.span(cst) };
}

export function boundedClause(context: BuildContext, cst: CstNode): { readonly length: Expr; readonly keep?: Name } {
  const keep = optionalToken(cst, "Name");
  return { length: groupedExpression(context, node(cst, "group")), ...(keep && { keep: context.name(keep) }) };
}
