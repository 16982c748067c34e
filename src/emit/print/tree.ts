/** What the printer asks about TypeScript's syntax tree. */
import { ts } from "ts-morph";

/** Thrown at what is left to prettier: syntax that the printer doesn't know, or for which prettier has rules of its own. */
export class LeftToPrettier extends Error {}

/** Stands in the text of what takes several lines, whatever the width. */
export const BROKEN = "\n";

export function leave(what: string): never {
  throw new LeftToPrettier(what);
}

const OPTIONS: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.ESNext,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

/** Nodes know their parents. */
export function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("module.ts", text, OPTIONS, true, ts.ScriptKind.TS);
}

/** Parentheses of the source mean nothing: prettier sets its own. */
export function bare(node: ts.Expression): ts.Expression {
  let inner = node;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  return inner;
}

export function bareType(node: ts.TypeNode): ts.TypeNode {
  let inner = node;
  while (ts.isParenthesizedTypeNode(inner)) inner = inner.type;
  return inner;
}

export interface Place {
  readonly parent: ts.Node;
  /** The node with the parentheses around it. */
  readonly child: ts.Node;
}

export function placeOf(node: ts.Node): Place {
  let child = node;
  while (ts.isParenthesizedExpression(child.parent) || ts.isParenthesizedTypeNode(child.parent)) child = child.parent;
  return { parent: child.parent, child };
}

export function isMember(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

export function isCast(node: ts.Node): node is ts.AsExpression | ts.SatisfiesExpression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
}

export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && isAssigning(node.operatorToken.kind);
}

function isAssigning(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

/** An operation with two operands that is no assignment. */
export function isOperation(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && !isAssigning(node.operatorToken.kind);
}

/** `?.` somewhere in a chain of members and calls. */
export function isOptionalChain(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}
