/** Constant limits make sense together, and the field's constant or default passes them. */
import type { Expr } from "../../ir/ir.js";
import type { LoweredField } from "../lowered.js";
import type { AttributeKey, FieldNode } from "../model.js";
import type { Problems } from "../problems.js";
import type { PacketRule } from "../rule.js";

export function constantLimit(limit: Expr | undefined): bigint | undefined {
  return limit?.kind === "int" ? limit.value : undefined;
}

function reportOutside(node: FieldNode, key: AttributeKey, limit: "min" | "max", message: string, problems: Problems): void {
  const span = node.attributes.get(key)?.span ?? node.span;
  const other = node.attributes.get(limit)?.span ?? node.span;
  problems.report("MPL0505", span, message, { related: [{ span: other, message: `\`${limit}\` is here` }] });
}

function checkConstant(node: FieldNode, lowered: LoweredField, key: "const" | "default", problems: Problems): void {
  const constant = key === "const" ? lowered.constant : lowered.defaultValue;
  if (constant?.kind !== "int") return;
  const min = constantLimit(lowered.min);
  const max = constantLimit(lowered.max);
  const { value } = constant;
  if (min !== undefined && value < min) reportOutside(node, key, "min", `${value} is below the minimum of ${min}`, problems);
  if (max !== undefined && value > max) reportOutside(node, key, "max", `${value} is above the maximum of ${max}`, problems);
}

function checkOrder(node: FieldNode, lowered: LoweredField, problems: Problems): void {
  const min = constantLimit(lowered.min);
  const max = constantLimit(lowered.max);
  if (min === undefined || max === undefined || min <= max) return;
  const span = node.attributes.get("max")?.span ?? node.span;
  const related = [{ span: node.attributes.get("min")?.span ?? node.span, message: "`min` is here" }];
  problems.report("MPL0504", span, `the minimum of ${min} is above the maximum of ${max}`, { related });
}

export const limits: PacketRule = ({ lowered, problems }) => {
  for (const [node, parts] of lowered.fields) {
    checkOrder(node, parts, problems);
    checkConstant(node, parts, "const", problems);
    checkConstant(node, parts, "default", problems);
  }
};
