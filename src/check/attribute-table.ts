/** Attributes by kind; a second one of a kind is an error. */
import type { Attribute } from "../syntax/ast.js";
import type { AttributeKey, AttributeTable } from "./model.js";
import type { Problems } from "./problems.js";

function keyOf(attribute: Attribute): AttributeKey {
  return attribute.kind === "variantRef" ? "variant" : attribute.kind;
}

export function readAttributes(attributes: readonly Attribute[], problems: Problems): AttributeTable {
  const table = new Map<AttributeKey, Attribute>();
  for (const attribute of attributes) {
    const key = keyOf(attribute);
    const other = table.get(key);
    if (other === undefined) table.set(key, attribute);
    else {
      const related = [{ span: other.span, message: "the first one is here" }];
      problems.report("MPL0502", attribute.span, `\`${key}\` is given twice`, { related });
    }
  }
  return table;
}
