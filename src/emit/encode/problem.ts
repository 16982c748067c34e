import type { Span } from "../../diagnostics/source.js";
import { quote } from "../names.js";

/** Code for a number of things, where `report` is in scope: only explaining counts in words. */
export function countOf(code: string, noun: string): string {
  return `report.counted(${code}, ${quote(noun)})`;
}

/** Something that encoding needs before it can be known. */
export class NotKnownInTime extends Error {
  constructor(
    readonly span: Span,
    message: string,
  ) {
    super(message);
  }
}

/** Of something whose encoding depends on what is not known before it is done. */
export function asksTooMuch(name: string): string {
  return `encoding can't tell how much remains in \`${name}\` before it is written`;
}
