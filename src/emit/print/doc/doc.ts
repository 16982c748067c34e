/** Documents: text with the places where it may break, as in Wadler's "A prettier printer" and in prettier. */
import type { Block } from "../syntax.js";

export interface Line {
  readonly kind: "line";
  /** What it is when it does not break: a space, or nothing. */
  readonly soft: boolean;
  readonly hard: boolean;
}
export interface Group {
  readonly kind: "group";
  readonly contents: Doc;
  readonly broken: boolean;
  /** Layouts to try in turn, the last of which always goes. */
  readonly states: readonly Doc[] | undefined;
}
export interface Indent {
  readonly kind: "indent";
  readonly contents: Doc;
  readonly breaks: boolean;
}
export interface IfBreak {
  readonly kind: "ifBreak";
  readonly broken: Doc;
  readonly flat: Doc;
}
/** Indented where another group broke. */
export interface IndentIfBreak {
  readonly kind: "indentIfBreak";
  readonly contents: Doc;
  readonly group: Group;
  readonly breaks: boolean;
}
/** As many items in a line as fit. */
export interface Fill {
  readonly kind: "fill";
  readonly parts: readonly Doc[];
}
export interface BreakParent {
  readonly kind: "breakParent";
}
/** The statements of a function, which are laid out by themselves. */
export interface Body {
  readonly kind: "body";
  readonly block: Block;
}

export type Doc = string | readonly Doc[] | Line | Group | Indent | IfBreak | IndentIfBreak | Fill | BreakParent | Body;

export const line: Line = { kind: "line", soft: false, hard: false };
export const softline: Line = { kind: "line", soft: true, hard: false };
export const hardline: Line = { kind: "line", soft: false, hard: true };
export const breakParent: BreakParent = { kind: "breakParent" };

/** Whether the groups around a document have to break with it. */
export function breaks(doc: Doc): boolean {
  if (typeof doc === "string") return false;
  if (isList(doc)) return doc.some(breaks);
  switch (doc.kind) {
    case "line":
      return doc.hard;
    case "group":
      return doc.broken;
    case "indent":
    case "indentIfBreak":
      return doc.breaks;
    case "ifBreak":
      return breaks(doc.broken) || breaks(doc.flat);
    case "fill":
      return doc.parts.some(breaks);
    case "breakParent":
      return true;
    case "body":
      return doc.block.statements.length > 0;
  }
}

/** Whether a document breaks in its first layout: not the same, for what has several. */
export function willBreak(doc: Doc): boolean {
  return some(
    doc,
    (part) =>
      part.kind === "breakParent" ||
      (part.kind === "line" && part.hard) ||
      (part.kind === "group" && part.broken) ||
      (part.kind === "body" && breaks(part)),
  );
}

export function canBreak(doc: Doc): boolean {
  return some(doc, (part) => part.kind === "line");
}

function some(doc: Doc, test: (part: Exclude<Doc, string | readonly Doc[]>) => boolean): boolean {
  if (typeof doc === "string") return false;
  if (isList(doc)) return doc.some((part) => some(part, test));
  if (test(doc)) return true;
  switch (doc.kind) {
    case "group":
    case "indent":
    case "indentIfBreak":
      return some(doc.contents, test);
    case "ifBreak":
      return some(doc.broken, test) || some(doc.flat, test);
    case "fill":
      return doc.parts.some((part) => some(part, test));
    default:
      return false;
  }
}

export function isList(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}

export function group(contents: Doc, broken = false): Group {
  return { kind: "group", contents, broken: broken || breaks(contents), states: undefined };
}

export function firstThatFits(states: readonly Doc[]): Group {
  return { kind: "group", contents: states[0] ?? "", broken: false, states };
}

export function indent(contents: Doc): Indent {
  return { kind: "indent", contents, breaks: breaks(contents) };
}

export function ifBreak(broken: Doc, flat: Doc = ""): IfBreak {
  return { kind: "ifBreak", broken, flat };
}

export function indentIfBreak(contents: Doc, other: Group): IndentIfBreak {
  return { kind: "indentIfBreak", contents, group: other, breaks: breaks(contents) };
}

export function fill(parts: readonly Doc[]): Fill {
  return { kind: "fill", parts };
}

export function join(separator: Doc, docs: readonly Doc[]): Doc[] {
  return docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]));
}
