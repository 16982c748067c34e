/** Expressions, constants, patterns and example values. */
import type { CstNode, IToken } from "../../grammar/parser.js";
import type { ConstantNode, Expr, Pattern, ValueNode } from "./ast.js";
import type { BuildContext } from "./context.js";
import { integerValue } from "./literals.js";
import { isBinaryOperator, isUnaryOperator } from "./operators.js";
import { OperatorStack } from "./precedence.js";
import { hasToken, node, nodes, optionalNode, optionalToken, token, tokens } from "./tree.js";

export function buildExpression(context: BuildContext, cst: CstNode): Expr {
  return buildOperators(context, cst, nodes(cst, "operand"), connectives(cst));
}

function buildOperators(context: BuildContext, cst: CstNode, operands: readonly CstNode[], between: readonly IToken[]): Expr {
  const middles = nodes(cst, "expression");
  const stack = new OperatorStack(context.depthOf);
  operands.forEach((operand, index) => {
    const connective = between[index - 1];
    if (connective !== undefined) stack.infix(infixOperator(context, connective, middles));
    pushOperand(context, stack, operand);
  });
  const { expr, tooDeep } = stack.finish();
  if (tooDeep !== undefined) context.report("MPL0107", tooDeep, "this expression has too many operators within each other");
  return expr ?? { kind: "bool", value: false, span: context.span(cst) };
}

function connectives(cst: CstNode): IToken[] {
  const all = [...tokens(cst, "BinaryOperator"), ...tokens(cst, "Question")];
  return all.sort((first, second) => first.startOffset - second.startOffset);
}

function infixOperator(context: BuildContext, connective: IToken, middles: CstNode[]): Parameters<OperatorStack["infix"]>[0] {
  const span = context.tokenSpan(connective);
  if (isBinaryOperator(connective.image)) return { kind: "binary", operator: connective.image, span };
  const middle = middles.shift();
  if (middle === undefined) throw new Error("a conditional without its middle");
  return { kind: "conditional", then: buildExpression(context, middle), span };
}

function pushOperand(context: BuildContext, stack: OperatorStack, cst: CstNode): void {
  for (const prefix of tokens(cst, "UnaryOperator")) {
    if (isUnaryOperator(prefix.image)) stack.prefix({ kind: "unary", operator: prefix.image, span: context.tokenSpan(prefix) });
  }
  const group = optionalNode(cst, "group");
  const call = optionalNode(cst, "call");
  if (group !== undefined) stack.operand(buildGroup(context, group));
  else if (call !== undefined) stack.operand(buildCall(context, call));
  else stack.operand(buildLiteral(context, node(cst, "literal")));
}

/** Parentheses that belong to the expression; `groupedExpression` reads those that a clause requires. */
function buildGroup(context: BuildContext, cst: CstNode): Expr {
  const inner = groupedExpression(context, cst);
  const group: Expr = { kind: "group", inner, span: context.span(cst) };
  context.depthOf.set(group, (context.depthOf.get(inner) ?? 1) + 1);
  return group;
}

export function groupedExpression(context: BuildContext, group: CstNode): Expr {
  return buildExpression(context, node(group, "expression"));
}

function buildCall(context: BuildContext, cst: CstNode): Expr {
  const name = token(cst, "Name");
  const span = context.span(cst);
  if (cst.children["LeftParen"] === undefined) return { kind: "name", name: name.image, span };
  const argument = optionalToken(cst, "argument");
  return { kind: "call", function: context.name(name), ...(argument && { argument: context.name(argument) }), span };
}

function buildLiteral(context: BuildContext, cst: CstNode): ConstantNode {
  const span = context.span(cst);
  const integer = optionalToken(cst, "Integer");
  if (integer !== undefined) return { kind: "int", value: integerValue(integer.image), text: integer.image, span };
  const text = optionalToken(cst, "StringText");
  if (text !== undefined) return context.string(text);
  if (hasToken(cst, "true")) return { kind: "bool", value: true, span };
  if (hasToken(cst, "false")) return { kind: "bool", value: false, span };
  return { kind: "tag", text: token(cst, "Tag").image, span };
}

export function buildConstant(context: BuildContext, cst: CstNode): ConstantNode {
  const literal = optionalNode(cst, "literal");
  if (literal !== undefined) return buildLiteral(context, literal);
  const integer = token(cst, "Integer");
  return { kind: "int", value: -integerValue(integer.image), text: `-${integer.image}`, span: context.span(cst) };
}

export function buildPatterns(context: BuildContext, cst: CstNode): Pattern[] {
  return nodes(cst, "pattern").map((pattern) => buildPattern(context, pattern));
}

function buildPattern(context: BuildContext, cst: CstNode): Pattern {
  if (hasToken(cst, "_")) return { kind: "any", span: context.span(cst) };
  const constant = buildOperators(context, cst, nodes(cst, "patternOperand"), tokens(cst, "PatternOperator"));
  if (constant.kind !== "binary" || constant.operator !== "..") return { kind: "one", constant, span: constant.span };
  return { kind: "range", low: constant.left, high: constant.right, span: constant.span };
}

export function buildArguments(context: BuildContext, cst: CstNode): Expr[] {
  return nodes(cst, "expression").map((argument) => buildExpression(context, argument));
}

export function buildValue(context: BuildContext, cst: CstNode): ValueNode {
  const span = context.span(cst);
  const object = optionalNode(cst, "object");
  if (object !== undefined) return { kind: "object", entries: nodes(object, "entry").map((entry) => buildEntry(context, entry)), span };
  const list = optionalNode(cst, "list");
  if (list !== undefined) return { kind: "list", elements: nodes(list, "value").map((value) => buildValue(context, value)), span };
  return { kind: "scalar", constant: buildConstant(context, node(cst, "constant")), span };
}

function buildEntry(context: BuildContext, cst: CstNode): Extract<ValueNode, { kind: "object" }>["entries"][number] {
  const name = optionalToken(cst, "Name");
  const quoted = name === undefined ? context.string(token(cst, "StringText")) : undefined;
  return {
    name: quoted === undefined ? context.name(token(cst, "Name")) : { text: quoted.value, span: quoted.span },
    value: buildValue(context, node(cst, "value")),
  };
}
