/** Which expressions and types prettier sets into parentheses: needed ones, and some that make an operator's operands clear. */
import { isBitwise, isOneChain, precedence } from "./precedence.js";
import type { Binary, Cast, Expression, Parent, Type, Unary, Update } from "./syntax.js";

export function needsParentheses(node: Expression): boolean {
  const { parent } = node;
  if (parent === undefined || !("kind" in parent)) return false;
  switch (node.kind) {
    case "number":
      return node.role === "object" && (parent.kind === "member" || parent.kind === "index");
    case "call":
    case "member":
    case "index":
    case "nonNull":
      return node.role === "callee" && parent.kind === "new" && hasCall(node);
    case "object":
      return node.role === "body" && parent.kind === "arrow";
    case "update":
    case "unary":
      return unaryNeeds(node, parent);
    case "binary":
    case "logical":
    case "cast":
      return binaryNeeds(node, parent);
    case "conditional":
      return conditionalNeeds(node, parent);
    case "assign":
      return assignmentNeeds(parent);
    case "arrow":
      return arrowNeeds(node, parent);
    default:
      return false;
  }
}

function hasCall(node: Expression): boolean {
  if (node.kind === "call") return true;
  if (node.kind === "member" || node.kind === "index") return hasCall(node.object);
  return node.kind === "nonNull" && hasCall(node.expression);
}

function isHeadOf(node: Expression, parent: Parent): boolean {
  switch ("kind" in parent ? parent.kind : undefined) {
    case "member":
    case "index":
      return node.role === "object";
    case "call":
    case "new":
      return node.role === "callee";
    case "nonNull":
      return true;
    default:
      return false;
  }
}

function unaryNeeds(node: Unary | Update, parent: Parent): boolean {
  if (!("kind" in parent)) return false;
  if (parent.kind === "unary") {
    const sign = node.operator.charAt(0);
    return (sign === "+" || sign === "-") && sign === parent.operator && (node.kind === "unary" || node.prefix);
  }
  if (parent.kind === "binary") return node.role === "left" && parent.operator === "**";
  return isHeadOf(node, parent);
}

function binaryNeeds(node: Binary | Cast, parent: Parent): boolean {
  if (!("kind" in parent)) return false;
  switch (parent.kind) {
    case "cast":
      return node.kind !== "cast";
    case "conditional":
      return node.kind === "cast" || node.operator === "??";
    case "spread":
    case "unary":
    case "update":
      return true;
    case "assign":
      return node.role === "left" && node.kind === "cast";
    case "logical":
      if (node.kind === "logical") return parent.operator !== node.operator;
      return operandNeeds(node, parent);
    case "binary":
      return operandNeeds(node, parent);
    default:
      return isHeadOf(node, parent);
  }
}

function operandNeeds(node: Binary | Cast, parent: Binary): boolean {
  if (node.kind === "cast") return true;
  const own = precedence(node.operator) ?? 0;
  const outer = precedence(parent.operator) ?? 0;
  if (outer > own) return true;
  if (outer === own) return node.role === "right" || !isOneChain(parent.operator, node.operator);
  if (node.operator === "%" && (parent.operator === "+" || parent.operator === "-")) return true;
  return isBitwise(parent.operator);
}

function conditionalNeeds(node: Expression, parent: Parent): boolean {
  switch ("kind" in parent ? parent.kind : undefined) {
    case "unary":
    case "spread":
    case "binary":
    case "logical":
    case "cast":
      return true;
    case "conditional":
      return node.role === "test";
    default:
      return isHeadOf(node, parent);
  }
}

function assignmentNeeds(parent: Parent): boolean {
  if (!("kind" in parent)) return true;
  if (parent.kind === "for") return false;
  return parent.kind !== "expressionStatement" && parent.kind !== "assign";
}

function arrowNeeds(node: Expression, parent: Parent): boolean {
  switch ("kind" in parent ? parent.kind : undefined) {
    case "binary":
    case "logical":
    case "unary":
    case "cast":
      return true;
    case "conditional":
      return node.role === "test";
    default:
      return isHeadOf(node, parent);
  }
}

export function typeNeedsParentheses(node: Type): boolean {
  const { parent } = node;
  const kind = parent !== undefined && "kind" in parent ? parent.kind : undefined;
  const isIndexed = kind === "indexedType" && node.role === "object";
  switch (node.kind) {
    case "functionType":
      return (
        kind === "union" || kind === "intersection" || kind === "arrayType" || kind === "typeOperator" || isIndexed || kind === "arrow"
      );
    case "union":
    case "intersection":
      return kind === "union" || kind === "intersection" || kind === "arrayType" || kind === "typeOperator" || isIndexed;
    case "typeOperator":
      return kind === "arrayType" || kind === "typeOperator" || isIndexed;
    case "typeof":
      return kind === "arrayType" || isIndexed;
    default:
      return false;
  }
}
