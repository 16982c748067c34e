/** Expressions over several lines: the ways that most long lines take. What takes another is left to prettier. */
import { ts } from "ts-morph";
import { commentLines, leaveRest } from "./comments.js";
import { flat, flatParameters, flatType, isComposition, key } from "./flat.js";
import { isLogical, isOneChain } from "./operators.js";
import { needsParentheses } from "./parentheses.js";
import { bare, bareType, isCast, isOperation, leave } from "./tree.js";
import { fits, pad, PRINT_WIDTH } from "./width.js";

/**
 * Lines of an expression.
 * @param start what stands before it in its line, indentation included
 * @param columns the indentation of the statement, or the part, that it is in
 * @param end what stands behind it
 */
export function overLines(outer: ts.Expression, start: string, columns: number, end: string): string[] {
  const line = `${start}${flat(outer)}${end}`;
  if (fits(line)) return [line];
  const node = bare(outer);
  if (needsParentheses(node)) return leave("parentheses");
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return call(node, start, columns, end);
  if (ts.isConditionalExpression(node)) return conditional(node, start, columns, end);
  // A template has nowhere to break.
  if (ts.isTemplateExpression(node) && start.trim() === "" && !line.includes("\n")) return [line];
  return breaksAlone(node) ? parts(node, start, columns, end) : leave("long expression");
}

/** An argument a line, or all in one but for the last, if that one breaks well. */
function call(node: ts.CallExpression | ts.NewExpression, start: string, columns: number, end: string): string[] {
  const args = (node.arguments ?? []).map(bare);
  const last = args.at(-1);
  if (last === undefined || !isPath(node.expression) || node.typeArguments !== undefined) return leave("call");
  const head = `${start}${ts.isNewExpression(node) ? "new " : ""}${flat(node.expression)}(`;
  const before = args.slice(0, -1);
  if (before.some(ts.isArrowFunction)) return leave("function before the last argument");
  if (breaksAlone(last) && before.at(-1)?.kind !== last.kind && !isComposition(args)) {
    const first = before.map((arg) => `${flat(arg)}, `).join("");
    const lines = parts(last, head + first, columns, `)${end}`);
    if (fits(lines[0] ?? "")) return lines;
  }
  const inner = columns + 2;
  return [head, ...args.flatMap((arg) => argument(arg, inner)), `${pad(columns)})${end}`];
}

/** In lines of its own; the operands of an operation behind the first are indented. */
function argument(node: ts.Expression, columns: number): string[] {
  if (fits(`${pad(columns)}${flat(node)},`) || !isOperation(node)) return overLines(node, pad(columns), columns, ",");
  return operandLines(node, pad(columns), [columns, columns + 2], ",");
}

/** Names with dots: no call is in it. */
function isPath(outer: ts.Expression): boolean {
  const node = bare(outer);
  if (ts.isPropertyAccessExpression(node)) return node.questionDotToken === undefined && isPath(node.expression);
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}

/** Lists of members between brackets, and functions that return one. */
function breaksAlone(node: ts.Expression): boolean {
  if (ts.isObjectLiteralExpression(node)) return node.properties.length > 0;
  if (ts.isArrayLiteralExpression(node)) return node.elements.length > 0;
  if (isCast(node)) return leave("cast in a call");
  return ts.isArrowFunction(node);
}

/** The same, each member in its line. */
function parts(node: ts.Expression, start: string, columns: number, end: string): string[] {
  if (ts.isObjectLiteralExpression(node)) return object(node, start, columns, end);
  if (ts.isArrayLiteralExpression(node)) return array(node, start, columns, end);
  if (!ts.isArrowFunction(node) || ts.isBlock(node.body) || node.type !== undefined) return leave("function");
  const body = bare(node.body);
  if (ts.isCallExpression(body)) return callInFunction(node, start, columns, end);
  if (!ts.isArrayLiteralExpression(body)) return leave("function");
  return array(body, `${start}(${flatParameters(node.parameters)}) => `, columns, end);
}

/** The body in a line of its own. */
function callInFunction({ body, parameters }: ts.ArrowFunction, start: string, columns: number, end: string): string[] {
  if (ts.isBlock(body) || !end.startsWith(")")) return leave("function");
  const lines = [`${start}(${flatParameters(parameters)}) =>`, `${pad(columns + 2)}${flat(body)},`, `${pad(columns)}${end}`];
  return lines.every(fits) ? lines : leave("function");
}

function array(node: ts.ArrayLiteralExpression, start: string, columns: number, end: string): string[] {
  if (node.elements.some((element) => ts.isNumericLiteral(element) || ts.isPrefixUnaryExpression(element))) return leave("numbers");
  const inner = columns + 2;
  return [`${start}[`, ...node.elements.flatMap((element) => overLines(element, pad(inner), inner, ",")), `${pad(columns)}]${end}`];
}

/** A property a line, comments in front of it. */
function object(node: ts.ObjectLiteralExpression, start: string, columns: number, end: string): string[] {
  const inner = columns + 2;
  const { text } = node.getSourceFile();
  leaveRest(text, node.properties.at(-1)?.end ?? node.end, node.end - 1);
  const lines = node.properties.flatMap((property) => [
    ...commentLines(text, property.pos, property.getStart()).map((line) => pad(inner) + line),
    ...propertyLines(property, inner),
  ]);
  return [`${start}{`, ...lines, `${pad(columns)}}${end}`];
}

function propertyLines(property: ts.ObjectLiteralElementLike, columns: number): string[] {
  if (ts.isShorthandPropertyAssignment(property)) return [`${pad(columns)}${property.name.text},`];
  if (!ts.isPropertyAssignment(property)) return leave("property");
  return assigned(property.initializer, `${pad(columns)}${key(property.name)}: `, columns, ",");
}

/** What stands behind `=`, or behind `:` in an object. */
export function assigned(outer: ts.Expression, start: string, columns: number, end: string): string[] {
  const line = `${start}${flat(outer)}${end}`;
  if (fits(line)) return [line];
  const node = bare(outer);
  if (breaksAfterOperator(node)) return [start.trimEnd(), ...operation(node, pad(columns + 2), columns + 2, end)];
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node) || isCallOfMuch(node))
    return overLines(node, start, columns, end);
  return leave("long value");
}

function breaksAfterOperator(node: ts.Expression): boolean {
  return isOperation(ts.isConditionalExpression(node) ? bare(node.condition) : node);
}

/** A call with one short argument goes to the next line whole. */
function isCallOfMuch(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const [only, second] = node.arguments ?? [];
  return second !== undefined || (only !== undefined && ts.isStringLiteral(only) && flat(only).length > PRINT_WIDTH / 4);
}

/** In one line, or operands of one strength a line each. */
export function operation(outer: ts.Expression, start: string, columns: number, end: string): string[] {
  const node = bare(outer);
  const line = `${start}${flat(outer)}${end}`;
  return fits(line) || !isOperation(node) ? overLines(outer, start, columns, end) : operandLines(node, start, [columns, columns], end);
}

/** @param indentations of what is over lines in the first operand, and of the others */
function operandLines(node: ts.BinaryExpression, start: string, indentations: readonly [number, number], end: string): string[] {
  const [first, others] = indentations;
  return operands(node).flatMap(({ operand, operator }, index) => {
    const behind = operator === undefined ? end : ` ${operator}`;
    return index === 0 ? operandOverLines(operand, start, first, behind) : operandOverLines(operand, pad(others), others, behind);
  });
}

/** In a line; or what a call gives, or a group of other operands, or a comparison with what a call gives. */
function operandOverLines(outer: ts.Expression, start: string, columns: number, end: string): string[] {
  const line = `${start}${flat(outer)}${end}`;
  if (fits(line)) return [line];
  const node = bare(outer);
  if (ts.isCallExpression(node)) return call(node, start, columns, end);
  if (!isOperation(node)) return leave("long operand");
  if (needsParentheses(node)) return operandLines(node, `${start}(`, [columns, columns + 2], `)${end}`);
  const left = bare(node.left);
  if (!ts.isCallExpression(left)) return leave("long operand");
  const operator = ts.tokenToString(node.operatorToken.kind) ?? "";
  const first = `${start}${flat(left)} ${operator}`;
  if (fits(first)) return [first, `${pad(columns + 2)}${flat(node.right)}${end}`];
  return call(left, start, columns, ` ${operator} ${flat(node.right)}${end}`);
}

interface Operand {
  readonly operand: ts.Expression;
  /** What stands behind it, but for the last. */
  readonly operator?: string;
}

function operands({ left, operatorToken, right }: ts.BinaryExpression): Operand[] {
  const [first, last] = [bare(left), bare(right)];
  const { kind } = operatorToken;
  if (ts.isObjectLiteralExpression(last) || ts.isArrayLiteralExpression(last)) return leave("operand");
  const before = isOperation(first) && isOneChain(kind, first.operatorToken.kind) ? operands(first) : [{ operand: left }];
  // Logical operations are one chain, whatever their order.
  const behind = isOperation(last) && isLogical(kind) && last.operatorToken.kind === kind ? operands(last) : [{ operand: right }];
  const joint = before.at(-1)?.operand ?? left;
  return [...before.slice(0, -1), { operand: joint, operator: ts.tokenToString(kind) ?? "" }, ...behind];
}

/** What is tested, between the parentheses of `if` and its like: where they break, operations do too. */
export function tested(outer: ts.Expression, start: string, columns: number, end: string): string[] {
  const line = `${start}${flat(outer)}${end}`;
  if (fits(line)) return [line];
  const node = bare(outer);
  if (ts.isPrefixUnaryExpression(node)) return leave("negation");
  const inner = columns + 2;
  const lines =
    isOperation(node) && !isSingle(node) ? operandLines(node, pad(inner), [inner, inner], "") : operation(node, pad(inner), inner, "");
  return [start, ...lines, `${pad(columns)}${end}`];
}

/** A comparison, or the like, of what is none. */
function isSingle({ left, operatorToken, right }: ts.BinaryExpression): boolean {
  return (
    !isLogical(operatorToken.kind) && [left, right].map(bare).every((node) => !isOperation(node) || isLogical(node.operatorToken.kind))
  );
}

/** `?` and `:` begin lines. */
function conditional({ condition, whenTrue, whenFalse }: ts.ConditionalExpression, start: string, columns: number, end: string): string[] {
  if (ts.isConditionalExpression(bare(whenTrue))) return leave("conditional");
  const inner = columns + 2;
  const alternate = bare(whenFalse);
  const rest = ts.isConditionalExpression(alternate)
    ? conditional(alternate, `${pad(inner)}: `, inner, end)
    : [`${pad(inner)}: ${flat(alternate)}${end}`];
  return [`${start}${flat(condition)}`, `${pad(inner)}? ${flat(whenTrue)}`, ...rest];
}

/** Behind a colon, in the next line: all of a union, or a type a line. */
export function unionLines(outer: ts.TypeNode | undefined, columns: number, end: string): string[] {
  const node = outer === undefined ? undefined : bareType(outer);
  if (node === undefined || !ts.isUnionTypeNode(node) || !node.types.every(isPlainType)) return leave("long type");
  const line = `${pad(columns)}${flatType(node)}${end}`;
  if (fits(line)) return [line];
  return node.types.map((type, index) => `${pad(columns)}| ${flatType(type)}${index === node.types.length - 1 ? end : ""}`);
}

/** `A | null` stays together. */
function isPlainType(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) || (ts.isLiteralTypeNode(type) && type.literal.kind !== ts.SyntaxKind.NullKeyword);
}
