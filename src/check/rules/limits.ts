/** Constant limits make sense together, and the field's constant or default passes them. */
import { integerText } from "../../ir/hex.js";
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
  const { min, max } = lowered;
  const { value } = constant;
  const text = integerText(value, constant);
  if (min?.kind === "int" && value < min.value)
    reportOutside(node, key, "min", `${text} is below the minimum of ${integerText(min.value, min)}`, problems);
  if (max?.kind === "int" && value > max.value)
    reportOutside(node, key, "max", `${text} is above the maximum of ${integerText(max.value, max)}`, problems);
}

function checkOrder(node: FieldNode, lowered: LoweredField, problems: Problems): void {
  const { min, max } = lowered;
  if (min?.kind !== "int" || max?.kind !== "int" || min.value <= max.value) return;
  const span = node.attributes.get("max")?.span ?? node.span;
  const related = [{ span: node.attributes.get("min")?.span ?? node.span, message: "`min` is here" }];
  problems.report("MPL0504", span, `the minimum of ${integerText(min.value, min)} is above the maximum of ${integerText(max.value, max)}`, {
    related,
  });
}

export const limits: PacketRule = ({ lowered, problems }) => {
  for (const [node, parts] of lowered.fields) {
    checkOrder(node, parts, problems);
    checkConstant(node, parts, "const", problems);
    checkConstant(node, parts, "default", problems);
  }
};
