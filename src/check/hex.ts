/** The bytes of an example: pairs of hexadecimal digits, white space between them, over several strings. */
import type { Span } from "../diagnostics/source.js";
import type { StringLiteral } from "../syntax/ast.js";
import type { Problems } from "./problems.js";

/** One character of a literal; the whole literal where escapes hide what stands where. */
function characterSpan(literal: StringLiteral, index: number): Span {
  const { source, start, end } = literal.span;
  const isPlain = end - start === literal.value.length + 2;
  return isPlain ? { source, start: start + 1 + index, end: start + 2 + index } : literal.span;
}

export function parseHex(literals: readonly StringLiteral[], problems: Problems): Uint8Array | undefined {
  let digits = "";
  let last: Span | undefined;
  for (const literal of literals) {
    for (let index = 0; index < literal.value.length; index++) {
      const character = literal.value.charAt(index);
      if (/\s/.test(character)) continue;
      last = characterSpan(literal, index);
      if (!/[0-9a-fA-F]/.test(character)) {
        return problems.report("MPL0904", last, `\`${character}\` is no hexadecimal digit`);
      }
      digits += character;
    }
  }
  if (digits.length % 2 === 0) return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return last === undefined ? problems.fail() : problems.report("MPL0904", last, "the last byte has only one digit");
}
