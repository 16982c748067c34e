/** Comments in front of a statement or a member. */
import { leave } from "./tree.js";

/** A comment in lines of its own: nothing else is emitted. */
const COMMENT = /^\s*(?:\/\/[^\n]*|\/\*[^]*?\*\/)(?=\n)/;

/** The lines of what stands in a text before a node, without indentation. */
export function commentLines(text: string, from: number, to: number): string[] {
  const lines: string[] = [];
  let rest = text.slice(from, to);
  if (rest.trim() === "") return lines;
  if (from > 0 && !/^\s*\n/.test(rest)) leave("comment behind a line");
  for (let found = COMMENT.exec(rest); found !== null; found = COMMENT.exec(rest)) {
    lines.push(...linesOf(found[0].trim()));
    rest = rest.slice(found[0].length);
  }
  return rest.trim() === "" && !/\n\s*\n/.test(rest) ? lines : leave("comment");
}

/** Between the last part of a list and its end, nothing else is printed. */
export function leaveRest(text: string, from: number, to: number): void {
  const rest = text.slice(from, to).trim();
  if (rest !== "" && rest !== ",") leave("comment at an end");
}

/** Lines that begin with a star stand under the first one. */
function linesOf(comment: string): string[] {
  const [first = "", ...rest] = comment.split("\n");
  if (!rest.every((line) => line.trimStart().startsWith("*"))) leave("comment without stars");
  return [first.trimEnd(), ...rest.map((line) => ` ${line.trim()}`)];
}

/** What looks like one: in a text it does no harm. */
export function countComments(text: string): number {
  return text.includes("/") ? text.split(/\/[/*]/).length - 1 : 0;
}
