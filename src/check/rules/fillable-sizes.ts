/**
 * Encoding has to fill every field that a size, a count or a bound is computed from: from the size of what the caller
 * gives, so the field has a `value`, is constant, or is classified.
 */
import type { DiagnosticDetails } from "../../diagnostics/diagnostic.js";
import type { Span } from "../../diagnostics/source.js";
import type { Expr } from "../../ir/ir.js";
import type { AttributeKey, FieldNode, Node } from "../model.js";
import type { PacketRule, RuleContext } from "../rule.js";
import { fieldUses } from "../walk.js";

interface Size {
  readonly node: Node;
  readonly expr: Expr;
  readonly what: "size" | "count" | "bound";
}

function sizesIn({ packet, lowered }: RuleContext): Size[] {
  return packet.nodes.flatMap((node): Size[] => {
    const expr = sizeOf(node, lowered);
    return expr === undefined ? [] : [{ node, ...expr }];
  });
}

function sizeOf(node: Node, lowered: RuleContext["lowered"]): Omit<Size, "node"> | undefined {
  if (node.kind === "array") {
    const extent = lowered.extents.get(node);
    if (extent?.kind === "count") return { expr: extent.count, what: "count" };
    return extent?.kind === "bytes" ? { expr: extent.length, what: "size" } : undefined;
  }
  const size = node.kind === "field" ? lowered.fields.get(node)?.size : undefined;
  if (size !== undefined) return { expr: size, what: "size" };
  const bound = node.kind === "nested" ? lowered.nested.get(node)?.bound : node.kind === "bounded" ? lowered.bounds.get(node) : undefined;
  return bound === undefined ? undefined : { expr: bound, what: "bound" };
}

const filling: readonly AttributeKey[] = ["value", "const", "checksum"];

function isFilled(node: FieldNode): boolean {
  return node.takenBy !== undefined || filling.some((key) => node.attributes.has(key));
}

/** What the field has to be for the size to be `measured`: the size expression, solved for the field. */
function solve(expr: Expr, measured: string): string | undefined {
  if (expr.kind === "field") return measured;
  if (expr.kind !== "arithmetic" || expr.left.kind !== "field" || expr.right.kind !== "int") return undefined;
  const { value } = expr.right;
  switch (expr.operator) {
    case "-":
      return `${measured} + ${value}`;
    case "+":
      return `${measured} - ${value}`;
    case "*":
      return `${measured} / ${value}`;
    default:
      return undefined;
  }
}

/** Names behind a struct's prefix or in other lists may not be visible from the field: then no fix is offered. */
function helpFor({ node, expr, what }: Size, field: FieldNode): DiagnosticDetails {
  const measure = what === "count" ? "array_length" : "sizeof";
  const solved = node.scope === field.scope ? solve(expr, `${measure}(${node.name})`) : undefined;
  if (solved === undefined)
    return {
      help: `give \`${field.name}\` a \`value(...)\` that is computed from what follows, or let a classify on it choose the layout`,
    };
  const end: Span = { ...field.typeSpan, start: field.typeSpan.end };
  return { help: `write \`value(${solved})\``, fix: { span: end, replacement: ` value(${solved})` } };
}

export const fillableSizes: PacketRule = (context) => {
  const { packet, problems } = context;
  const seen = new Set<FieldNode>();
  for (const size of sizesIn(context)) {
    for (const use of fieldUses(size.expr)) {
      for (const id of use.target) {
        const field = packet.nodes[id];
        if (field?.kind !== "field" || isFilled(field) || seen.has(field)) continue;
        seen.add(field);
        problems.report("MPL0801", field.span, `encoding cannot fill \`${field.name}\`, which a ${size.what} is computed from`, {
          related: [{ span: use.span, message: `the ${size.what} is here` }],
          ...helpFor(size, field),
        });
      }
    }
  }
};
