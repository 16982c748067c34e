/** Expressions and types in one line, as prettier writes them where they fit. */
import { ts } from "ts-morph";
import { strength } from "./operators.js";
import { needsParentheses, typeNeedsParentheses } from "./parentheses.js";
import { BROKEN, bare, bareType, isAssignment, isCast, isMember, isOptionalChain, leave } from "./tree.js";

const { SyntaxKind } = ts;
/** Numbers and texts that prettier leaves as they are. */
const PLAIN_NUMBER = /^(?:(?:0|[1-9]\d*)n?|0x[\da-f]+n?|0b[01]+n?|\d+\.\d*[1-9])$/;
const PLAIN_TEXT = /^"(?:[^"\\]|\\[^"'])*"$/;
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** With a line break in it where it takes several lines, whatever the width. */
export function flat(outer: ts.Expression): string {
  const node = bare(outer);
  const text = contents(node);
  return needsParentheses(node) ? `(${text})` : text;
}

function contents(node: ts.Expression): string {
  switch (node.kind) {
    case SyntaxKind.Identifier:
      return (node as ts.Identifier).text;
    case SyntaxKind.ThisKeyword:
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
    case SyntaxKind.NullKeyword:
      return operatorText(node.kind);
    case SyntaxKind.NoSubstitutionTemplateLiteral:
      return ownText(node);
    case SyntaxKind.NumericLiteral:
    case SyntaxKind.BigIntLiteral:
      return plain(node, PLAIN_NUMBER);
    case SyntaxKind.StringLiteral:
      return plain(node, PLAIN_TEXT);
    default:
      return composed(node);
  }
}

function composed(node: ts.Expression): string {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return call(node);
  if (isMember(node)) return member(node);
  if (ts.isBinaryExpression(node)) return binary(node);
  if (ts.isConditionalExpression(node)) return conditional(node);
  if (ts.isTemplateExpression(node)) return template(node);
  if (ts.isPrefixUnaryExpression(node)) return operatorText(node.operator) + flat(node.operand);
  if (ts.isPostfixUnaryExpression(node)) return flat(node.operand) + operatorText(node.operator);
  if (ts.isTypeOfExpression(node)) return `typeof ${flat(node.expression)}`;
  if (isCast(node)) return `${flat(node.expression)} ${ts.isAsExpression(node) ? "as" : "satisfies"} ${flatType(node.type)}`;
  if (ts.isNonNullExpression(node)) return `${flat(node.expression)}!`;
  if (ts.isArrayLiteralExpression(node)) return array(node);
  if (ts.isObjectLiteralExpression(node)) return object(node);
  if (ts.isArrowFunction(node)) return arrow(node);
  if (ts.isSpreadElement(node)) return `...${flat(node.expression)}`;
  return leave("expression");
}

function ownText(node: ts.Node): string {
  const text = node.getSourceFile().text.slice(node.getStart(), node.end);
  return text.includes("\n") ? leave("text over lines") : text;
}

function plain(node: ts.Node, form: RegExp): string {
  const text = ownText(node);
  return form.test(text) ? text : leave("literal");
}

function operatorText(kind: ts.SyntaxKind): string {
  return ts.tokenToString(kind) ?? leave("operator");
}

function member(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): string {
  if (node.expression.kind === SyntaxKind.ParenthesizedExpression && isOptionalChain(bare(node.expression))) leave("optional chain");
  const question = node.questionDotToken === undefined ? "" : "?.";
  if (ts.isElementAccessExpression(node)) return `${flat(node.expression)}${question}[${flat(node.argumentExpression)}]`;
  return `${flat(node.expression)}${question === "" ? "." : question}${node.name.text}`;
}

function call(node: ts.CallExpression | ts.NewExpression): string {
  const args = node.arguments ?? leave("new without arguments");
  if (isLongChain(node)) leave("chain");
  if (isComposition(args)) return BROKEN;
  const types = node.typeArguments === undefined ? "" : `<${node.typeArguments.map(flatType).join(", ")}>`;
  const question = ts.isCallExpression(node) && node.questionDotToken !== undefined ? "?." : "";
  return `${ts.isNewExpression(node) ? "new " : ""}${flat(node.expression)}${question}${types}(${list(args)})`;
}

/** Chains of three calls take several lines where an argument is not simple. */
function isLongChain(node: ts.Expression): boolean {
  let calls = 0;
  for (let link = node; ; link = bare(link.expression)) {
    if (ts.isCallExpression(link)) calls++;
    else if (!isMember(link) && !ts.isNonNullExpression(link)) return calls > 2;
  }
}

/** Calls of which several arguments are functions, or one is a function's result by way of another, take several lines. */
export function isComposition(args: readonly ts.Expression[]): boolean {
  const takesFunction = (arg: ts.Expression): boolean => ts.isCallExpression(arg) && arg.arguments.some(ts.isArrowFunction);
  return args.length > 1 && (args.filter(ts.isArrowFunction).length > 1 || args.map(bare).some(takesFunction));
}

function list(nodes: readonly ts.Expression[]): string {
  return nodes.map(flat).join(", ");
}

function binary(node: ts.BinaryExpression): string {
  const { kind } = node.operatorToken;
  if (!isAssignment(node) && strength(kind) === undefined) leave("operator");
  return `${flat(node.left)} ${operatorText(kind)} ${flat(node.right)}`;
}

function conditional({ condition, whenTrue, whenFalse }: ts.ConditionalExpression): string {
  return `${flat(condition)} ? ${clear(whenTrue)} : ${flat(whenFalse)}`;
}

/** A conditional in parentheses that only make it clear. */
function clear(node: ts.Expression): string {
  return ts.isConditionalExpression(bare(node)) ? `(${flat(node)})` : flat(node);
}

function template(node: ts.TemplateExpression): string {
  const { text } = node.getSourceFile();
  let all = text.slice(node.head.getStart(), node.head.end);
  for (const { expression, literal } of node.templateSpans) {
    all += flat(expression) + text.slice(literal.getStart(), literal.end);
  }
  return all.includes("\n") ? leave("template over lines") : all;
}

function array(node: ts.ArrayLiteralExpression): string {
  const elements = node.elements.map(bare);
  const [first] = elements;
  if (elements.length > 1 && elements.every((element) => element.kind === first?.kind && memberCount(element) > 1)) return BROKEN;
  return `[${list(elements)}]`;
}

function memberCount(node: ts.Expression): number {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length;
  return ts.isObjectLiteralExpression(node) ? node.properties.length : 0;
}

function object(node: ts.ObjectLiteralExpression): string {
  if (node.properties.length === 0) return "{}";
  if (isOpen(node.properties)) return BROKEN;
  return `{ ${node.properties.map(property).join(", ")} }`;
}

/** What begins with a line break behind its brace stays so. */
function isOpen([first]: readonly ts.Node[]): boolean {
  return first?.getFullText().includes("\n") === true;
}

export function property(node: ts.ObjectLiteralElementLike): string {
  if (ts.isSpreadAssignment(node)) return `...${flat(node.expression)}`;
  if (ts.isShorthandPropertyAssignment(node)) return node.name.text;
  return ts.isPropertyAssignment(node) ? `${key(node.name)}: ${flat(node.initializer)}` : leave("member");
}

/** Quotes go from names, unless another one needs them. */
export function key(name: ts.PropertyName): string {
  if (ts.isIdentifier(name)) return name.text;
  return ts.isStringLiteral(name) && !NAME.test(name.text) && !/^\d/.test(name.text) ? plain(name, PLAIN_TEXT) : leave("key");
}

function arrow({ parameters, type, body, modifiers }: ts.ArrowFunction): string {
  if (modifiers !== undefined || ts.isBlock(body)) return leave("function over lines");
  const text = clear(body);
  if (text.startsWith("{")) leave("object that begins a function");
  return `(${flatParameters(parameters)})${annotation(type)} => ${text}`;
}

function annotation(type: ts.TypeNode | undefined): string {
  return type === undefined ? "" : `: ${flatType(type)}`;
}

export function flatParameters(parameters: readonly ts.ParameterDeclaration[]): string {
  return parameters.map(flatParameter).join(", ");
}

export function flatParameter({ name, type, initializer, questionToken, dotDotDotToken, modifiers }: ts.ParameterDeclaration): string {
  if (!ts.isIdentifier(name) || modifiers !== undefined) return leave("parameter");
  const value = initializer === undefined ? "" : ` = ${flat(initializer)}`;
  return `${dotDotDotToken === undefined ? "" : "..."}${name.text}${questionToken === undefined ? "" : "?"}${annotation(type)}${value}`;
}

// Types

export function flatType(outer: ts.TypeNode): string {
  const node = bareType(outer);
  const text = typeContents(node);
  return typeNeedsParentheses(node) ? `(${text})` : text;
}

const KEYWORDS = new Set(["number", "string", "boolean", "bigint", "undefined", "void", "never", "unknown", "object", "this"]);

function typeContents(node: ts.TypeNode): string {
  if (ts.isTypeReferenceNode(node)) return reference(node);
  if (ts.isUnionTypeNode(node)) return node.types.map(flatType).join(" | ");
  if (ts.isIntersectionTypeNode(node)) return node.types.map(flatType).join(" & ");
  if (ts.isArrayTypeNode(node)) return `${flatType(node.elementType)}[]`;
  if (ts.isTypeOperatorNode(node)) return `${operatorText(node.operator)} ${flatType(node.type)}`;
  if (ts.isIndexedAccessTypeNode(node)) return `${flatType(node.objectType)}[${flatType(node.indexType)}]`;
  if (ts.isTupleTypeNode(node)) return `[${node.elements.map(flatType).join(", ")}]`;
  if (ts.isTypeLiteralNode(node)) return objectType(node);
  if (ts.isFunctionTypeNode(node)) return `(${flatParameters(node.parameters)}) => ${flatType(node.type)}`;
  if (ts.isLiteralTypeNode(node)) return contents(bare(node.literal));
  if (ts.isTypeQueryNode(node) && node.typeArguments === undefined) return `typeof ${ownText(node.exprName)}`;
  const text = ownText(node);
  return KEYWORDS.has(text) ? text : leave("type");
}

function reference({ typeName, typeArguments }: ts.TypeReferenceNode): string {
  return ownText(typeName) + (typeArguments === undefined ? "" : `<${typeArguments.map(flatType).join(", ")}>`);
}

function objectType(node: ts.TypeLiteralNode): string {
  if (node.members.length === 0) return "{}";
  if (isOpen(node.members)) return BROKEN;
  return `{ ${node.members.map(signature).join("; ")} }`;
}

/** A property of an interface or an object type. */
export function signature(node: ts.TypeElement): string {
  if (!ts.isPropertySignature(node)) return leave("member of a type");
  const { modifiers, name, questionToken, type } = node;
  return `${modifiers === undefined ? "" : "readonly "}${key(name)}${questionToken === undefined ? "" : "?"}${annotation(type)}`;
}
