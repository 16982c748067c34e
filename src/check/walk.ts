/** Walking expressions. */
import type { Expr } from "../ir/ir.js";
import { subexpressions } from "../ir/walk.js";

export type FieldUse = Extract<Expr, { kind: "field" }>;

/** Where values of fields are used. */
export function fieldUses(expr: Expr): readonly FieldUse[] {
  return [...subexpressions(expr)].filter((part) => part.kind === "field");
}
