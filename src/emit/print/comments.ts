/** Comments, line by line, without indentation. */
import { type Comment, beyond } from "./syntax.js";

export function commentLines({ text }: Comment): string[] {
  if (!text.includes("\n")) return [text.trimEnd()];
  const [first = "", ...rest] = text.split("\n");
  if (!rest.every((line) => line.trimStart().startsWith("*"))) beyond("comment without stars");
  return [first.trimEnd(), ...rest.map((line) => ` ${line.trim()}`)];
}
