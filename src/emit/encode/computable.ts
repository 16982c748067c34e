/** What has no value has no encoding: a division by zero, or a shift too far. */
import type { Expr, Item } from "../../ir/ir.js";
import { quote } from "../names.js";
import { whyNot } from "../told.js";
import type { EncodeWalker } from "./walker.js";

/**
 * Told before the value is asked for, and only where it is.
 * @param what the value is, as in "a size"
 * @param where tests of which one has to hold for the value to be asked for; none: always
 */
export function requireComputable(
  walker: EncodeWalker,
  item: { readonly name: string; readonly span: Item["span"] },
  what: string,
  expr: Expr,
  where: readonly string[] = [],
): void {
  const failure = walker.expressions.failure(expr);
  if (failure === undefined) return;
  const test = where.length === 0 ? failure : `(${where.join(" || ")}) && (${failure})`;
  walker.require(test, item, quote(`${what} that can be computed`), quote(whyNot(expr)));
}
