/** Tags in expressions: whose they are, and their values. */
import { writtenLike } from "../ir/hex.js";
import type { Span } from "../diagnostics/source.js";
import type { Constant, Expr } from "../ir/ir.js";
import type * as Ast from "../syntax/ast.js";
import { bool, int } from "./fold.js";
import type { CaseModel, Node, VariantModel } from "./model.js";
import type { Place } from "./place.js";
import { resolve } from "./resolve.js";
import { spellingOf } from "./spelling.js";

/** The one variant that all the fields have. */
export function commonVariant(nodes: readonly Node[]): VariantModel | undefined {
  const [first, ...others] = nodes.map((node) => (node.kind === "field" ? node.variant : undefined));
  return others.every((other) => other === first) ? first : undefined;
}

/** The variant of what an expression gives, if it is a field's value. Reports nothing. */
export function variantOf(syntax: Ast.Expr, place: Place): VariantModel | undefined {
  const { inside } = place;
  switch (syntax.kind) {
    case "group":
      return variantOf(syntax.inner, place);
    case "conditional":
      return variantOf(syntax.then, place) ?? variantOf(syntax.otherwise, place);
    case "name": {
      if (inside === undefined) return undefined;
      const resolved = resolve(inside.packet, inside.scope, syntax.name, inside.view);
      return resolved.kind === "nodes" ? commonVariant(resolved.nodes) : undefined;
    }
    default:
      return undefined;
  }
}

export function findCase(tag: string, span: Span, place: Place): CaseModel | undefined {
  const { variant } = place;
  if (variant === undefined) {
    const help = "tags are compared with a field that has a variant";
    return place.problems.report("MPL0412", span, `nothing says which variant the tag \`${tag}\` is of`, { help });
  }
  const found = variant.cases.find((entry) => entry.tag === tag);
  if (found !== undefined) return found;
  const tags = variant.cases.map((entry) => entry.tag);
  const whose = variant.name === undefined ? "the variant" : `the variant \`${variant.name}\``;
  return place.problems.report("MPL0309", span, `${whose} has no tag \`${tag}\``, {
    related: [{ span: variant.span, message: "the variant is here" }],
    ...spellingOf(tag, span, tags),
  });
}

export function constantExpr({ value, ...written }: Pick<CaseModel, "value" | "hex">, span: Span): Expr {
  if (typeof value === "bigint") return int(value, span, written);
  if (typeof value === "boolean") return bool(value, span);
  return { kind: "string", type: "string", value, span };
}

export function tagExpression(tag: string, span: Span, place: Place): Expr | undefined {
  const found = findCase(tag, span, place);
  return found === undefined ? undefined : constantExpr({ value: found.value, ...writtenLike(found) }, span);
}

export function toConstantValue(value: bigint | string | boolean): Constant {
  if (typeof value === "bigint") return { kind: "int", value };
  return typeof value === "boolean" ? { kind: "bool", value } : { kind: "string", value };
}
