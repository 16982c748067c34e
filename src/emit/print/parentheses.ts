/** Which expressions and types prettier sets into parentheses: needed ones, and some that make an operator's operands clear. */
import { ts } from "ts-morph";
import { isBitwise, isLogical, isOneChain, strength } from "./operators.js";
import { bare, isAssignment, isCast, isMember, isOperation, leave, type Place, placeOf } from "./tree.js";

const { SyntaxKind } = ts;

/** Of an expression without its parentheses. */
export function needsParentheses(node: ts.Expression): boolean {
  if (isOperation(node) || isCast(node)) return operationNeeds(node, placeOf(node));
  switch (node.kind) {
    case SyntaxKind.Identifier:
    case SyntaxKind.StringLiteral:
      return false;
    case SyntaxKind.NumericLiteral:
      return isMemberOf(placeOf(node));
    case SyntaxKind.ObjectLiteralExpression:
      return ts.isArrowFunction(placeOf(node).parent);
    case SyntaxKind.CallExpression:
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
    case SyntaxKind.NonNullExpression:
      return ts.isNewExpression(node.parent) && node.parent.expression === node && hasCall(node);
    case SyntaxKind.PrefixUnaryExpression:
    case SyntaxKind.PostfixUnaryExpression:
    case SyntaxKind.TypeOfExpression:
      return unaryNeeds(node, placeOf(node));
    case SyntaxKind.BinaryExpression:
      return assignmentNeeds(placeOf(node));
    case SyntaxKind.ConditionalExpression:
    case SyntaxKind.ArrowFunction:
      return operandOnly(placeOf(node), ts.isConditionalExpression(node));
    default:
      return false;
  }
}

function hasCall(node: ts.Expression): boolean {
  if (ts.isCallExpression(node)) return true;
  return (isMember(node) || ts.isNonNullExpression(node)) && hasCall(bare(node.expression));
}

function isMemberOf({ parent, child }: Place): boolean {
  return isMember(parent) && parent.expression === child;
}

/** What a member is taken of, or what is called. */
function isHead({ parent, child }: Place): boolean {
  if (ts.isNonNullExpression(parent)) return true;
  return (isMember(parent) || ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === child;
}

function isUnary(node: ts.Node): boolean {
  return ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) || ts.isTypeOfExpression(node);
}

function unaryNeeds(node: ts.Expression, place: Place): boolean {
  const { parent, child } = place;
  if (ts.isPrefixUnaryExpression(parent)) return ts.isPrefixUnaryExpression(node) && hasSameSign(node.operator, parent.operator);
  if (ts.isBinaryExpression(parent)) {
    return parent.left === child && parent.operatorToken.kind === SyntaxKind.AsteriskAsteriskToken;
  }
  return isHead(place);
}

function hasSameSign(inner: ts.PrefixUnaryOperator, outer: ts.PrefixUnaryOperator): boolean {
  const isPlus = inner === SyntaxKind.PlusToken || inner === SyntaxKind.PlusPlusToken;
  const isMinus = inner === SyntaxKind.MinusToken || inner === SyntaxKind.MinusMinusToken;
  return (isPlus && outer === SyntaxKind.PlusToken) || (isMinus && outer === SyntaxKind.MinusToken);
}

function operationNeeds(node: ts.BinaryExpression | ts.AsExpression | ts.SatisfiesExpression, place: Place): boolean {
  const { parent, child } = place;
  if (isCast(parent)) return !isCast(node);
  if (ts.isConditionalExpression(parent)) return isCast(node) || node.operatorToken.kind === SyntaxKind.QuestionQuestionToken;
  if (isAssignment(parent)) return parent.left === child && isCast(node);
  if (ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent) || isUnary(parent)) return true;
  if (isOperation(parent)) return isCast(node) || operandNeeds(node, parent, child);
  return isHead(place);
}

function operandNeeds(node: ts.BinaryExpression, parent: ts.BinaryExpression, child: ts.Node): boolean {
  const [inner, outer] = [node.operatorToken.kind, parent.operatorToken.kind];
  if (isLogical(inner) && isLogical(outer)) return inner !== outer;
  const own = strength(inner) ?? leave("operator");
  const other = strength(outer) ?? leave("operator");
  if (other > own) return true;
  if (other === own) return parent.right === child || !isOneChain(outer, inner);
  if (inner === SyntaxKind.PercentToken && (outer === SyntaxKind.PlusToken || outer === SyntaxKind.MinusToken)) return true;
  return isBitwise(outer);
}

function assignmentNeeds({ parent }: Place): boolean {
  return !ts.isExpressionStatement(parent) && !ts.isForStatement(parent) && !isAssignment(parent);
}

/** Of conditionals and functions. */
function operandOnly(place: Place, isConditional: boolean): boolean {
  const { parent, child } = place;
  if (ts.isConditionalExpression(parent)) return parent.condition === child;
  if (isConditional && (ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent))) return true;
  return isUnary(parent) || isOperation(parent) || isCast(parent) || isHead(place);
}

/** Of a type without its parentheses. */
export function typeNeedsParentheses(node: ts.TypeNode): boolean {
  const { parent, child } = placeOf(node);
  const isElement = ts.isArrayTypeNode(parent) || (ts.isIndexedAccessTypeNode(parent) && parent.objectType === child);
  const isOperand = isElement || ts.isTypeOperatorNode(parent);
  const isPart = ts.isUnionTypeNode(parent) || ts.isIntersectionTypeNode(parent);
  switch (node.kind) {
    case SyntaxKind.FunctionType:
      return isOperand || isPart || (ts.isArrowFunction(parent) && parent.type === child);
    case SyntaxKind.UnionType:
    case SyntaxKind.IntersectionType:
      return isOperand || isPart;
    case SyntaxKind.TypeOperator:
      return isOperand;
    case SyntaxKind.TypeQuery:
      return isElement;
    default:
      return false;
  }
}
