/** Strings that are computed from others, compared when decoding. */
import type { Field } from "../../ir/ir.js";
import { type Cursor, position } from "../cursor.js";
import type { FactCode } from "../expression.js";
import { whyNot } from "../told.js";
import { quote } from "../names.js";
import type { Walker } from "./walker.js";

export function verifyText(walker: Walker, field: Field, range: Extract<FactCode, { kind: "range" }>, start: Cursor): void {
  const expr = field.verify ? field.value : undefined;
  if (expr === undefined) return;
  const place = position(start);
  walker.whenKnown([expr], [range.start, range.end, place], ([from = range.start, to = range.end, at = place]) => {
    const { expressions, module } = walker;
    const here: Cursor = { base: at, bits: 0 };
    const given = `${module.runtime("subarray")}(bytes, ${from}, ${to})`;
    const failure = expressions.failure(expr);
    if (failure !== undefined)
      walker.test(`if (${failure}) ${walker.malformed(field, quote("a value that can be computed"), quote(whyNot(expr)), here)}`);
    const wrong = `!${module.runtime("sameText")}(${given}, ${expressions.text(expr)})`;
    walker.test(`if (${wrong}) ${walker.malformed(field, quote("the text that it is computed from"), quote("another"), here)}`);
  });
}
