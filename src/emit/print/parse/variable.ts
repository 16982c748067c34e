/** `const name: type = value;` */
import type { Scanner } from "../scanner.js";
import { type Expression, type Leading, type Variable, beyond } from "../syntax.js";
import { parseExpression } from "./expressions.js";
import { accept, expect, rooted, take, takeName } from "./tokens.js";
import { parseType } from "./types.js";

export function variable(scanner: Scanner, leading: Leading, prefix: string, end = ";"): Variable {
  const word = prefix + take(scanner);
  const name = takeName(scanner);
  const type = accept(scanner, ":") ? parseType(scanner) : undefined;
  let note: string | undefined;
  let initializer: Expression | undefined;
  if (accept(scanner, "=")) {
    note = inlineComment(scanner);
    initializer = parseExpression(scanner);
  }
  if (end !== "") expect(scanner, end);
  const node: Variable = {
    comments: leading.comments,
    blankBefore: leading.blankBefore,
    kind: "variable",
    keyword: word,
    name,
    type,
    initializer,
    note,
  };
  return rooted(rooted(node, type, "value"), initializer, "initializer");
}

/** One that stays in its line, such as `@__PURE__`. */
function inlineComment(scanner: Scanner): string | undefined {
  const [comment, more] = scanner.comments;
  if (comment === undefined) return undefined;
  if (more !== undefined || scanner.lineBefore || comment.lineAfter || !comment.text.startsWith("/*")) beyond("comment");
  scanner.comments = [];
  return comment.text;
}
