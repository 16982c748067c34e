/** Reading the concrete syntax tree without casts. */
import type { CstNode, IToken } from "../../grammar/parser.js";

function isNode(element: CstNode | IToken): element is CstNode {
  return "children" in element;
}

export function nodes(parent: CstNode, rule: string): CstNode[] {
  return (parent.children[rule] ?? []).filter(isNode);
}

/** Without the tokens that error recovery made up. */
export function tokens(parent: CstNode, key: string): IToken[] {
  const elements = parent.children[key] ?? [];
  return elements.filter((element): element is IToken => !isNode(element) && element.isInsertedInRecovery !== true);
}

export function optionalNode(parent: CstNode, rule: string): CstNode | undefined {
  return nodes(parent, rule)[0];
}

export function optionalToken(parent: CstNode, key: string): IToken | undefined {
  return tokens(parent, key)[0];
}

export function hasToken(parent: CstNode, key: string): boolean {
  return optionalToken(parent, key) !== undefined;
}

/** For what a production that did not fail always holds. */
export function node(parent: CstNode, rule: string): CstNode {
  return required(optionalNode(parent, rule), parent, rule);
}

export function token(parent: CstNode, key: string, index = 0): IToken {
  return required(tokens(parent, key)[index], parent, key);
}

function required<T>(value: T | undefined, parent: CstNode, key: string): T {
  if (value === undefined) throw new Error(`the parser made a ${parent.name} without ${key}`);
  return value;
}

export function endOf(at: IToken): number {
  return at.startOffset + at.image.length;
}

/** The one node below a production of alternatives. */
export function onlyNode(parent: CstNode): CstNode | undefined {
  for (const elements of Object.values(parent.children)) {
    const found = elements.find(isNode);
    if (found !== undefined) return found;
  }
  return undefined;
}
