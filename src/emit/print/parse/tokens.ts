/** What every part of the parser asks the scanner. */
import type { Scanner } from "../scanner.js";
import { type Comment, type Expression, type Leading, type Parent, type Role, type Type, beyond } from "../syntax.js";

export function at(scanner: Scanner, value: string): boolean {
  return scanner.value === value && (scanner.kind === "punctuator" || scanner.kind === "name");
}

export function accept(scanner: Scanner, value: string): boolean {
  if (!at(scanner, value)) return false;
  take(scanner);
  return true;
}

export function expect(scanner: Scanner, value: string): void {
  if (!accept(scanner, value)) beyond(`expected ${value}`);
}

/** Goes on; a comment that stands here would get lost. */
export function take(scanner: Scanner): string {
  if (scanner.comments.length > 0) beyond("comment");
  const { value } = scanner;
  scanner.next();
  return value;
}

export function takeName(scanner: Scanner): string {
  if (scanner.kind !== "name") beyond("name");
  return take(scanner);
}

/** Comments on lines of their own, in front of a statement or a member. */
export function takeLeading(scanner: Scanner): Leading {
  const { comments, blankBefore } = scanner;
  if (comments.length > 0) checkOwnLine(scanner, comments);
  scanner.comments = NONE;
  return { comments, blankBefore };
}

const NONE: readonly Comment[] = [];

function checkOwnLine(scanner: Scanner, comments: readonly Comment[]): void {
  const ownLine = scanner.lineBefore || /^\s*$/.test(scanner.text.slice(0, scanner.text.indexOf(comments[0]?.text ?? "")));
  if (!ownLine || comments.some(({ lineAfter }) => !lineAfter)) beyond("comment");
}

/** An empty line that prettier would keep, where the tree has no place for it. */
export function checkNoGap(scanner: Scanner): void {
  if (scanner.blankBefore) beyond("empty line");
}

/** Whether a line break stands before the token or its comments, or between them. */
export function isOnNewLine(scanner: Scanner): boolean {
  return scanner.lineBefore || scanner.comments.some(({ lineAfter, text }) => lineAfter || text.includes("\n"));
}

export function place(child: { parent: Parent | undefined; role: Role }, parent: Parent, role: Role): void {
  child.parent = parent;
  child.role = role;
}

/** Tells an expression or a type which statement it stands in. */
export function rooted<T extends Parent>(node: T, child: Expression | Type | undefined, role: Role): T {
  if (child !== undefined) place(child, node, role);
  return node;
}

export function placeAll(children: readonly { parent: Parent | undefined; role: Role }[], parent: Parent, role: Role): void {
  for (const child of children) place(child, parent, role);
}
