/**
 * Expressions and types in one line. What can't stand in one line, whatever the width, gives a text with a line break in
 * it: that tells the caller to lay it out.
 */
import { needsParentheses, typeNeedsParentheses } from "./parentheses.js";
import type {
  ArrayLiteral,
  Arrow,
  Call,
  Expression,
  FunctionType,
  ObjectLiteral,
  ObjectType,
  Parameter,
  Property,
  Signature,
  Spread,
  Template,
  Type,
} from "./syntax.js";
import { breaksChain, isCompositionOfFunctions } from "./shapes.js";

/** Not to be laid out in one line. */
export const BROKEN = "\n";

export function flat(node: Expression): string {
  const text = bare(node);
  return needsParentheses(node) ? `(${text})` : text;
}

function bare(node: Expression): string {
  switch (node.kind) {
    case "template":
      return template(node);
    case "array":
      return array(node);
    case "object":
      return object(node);
    case "arrow":
      return arrow(node);
    case "call":
    case "new":
      return call(node);
    case "member":
      return flat(node.object) + (node.optional ? "?." : ".") + node.property;
    case "index":
      return `${flat(node.object)}${node.optional ? "?." : ""}[${flat(node.index)}]`;
    case "unary":
      return node.operator + (node.operator.length > 2 ? " " : "") + flat(node.operand);
    case "update":
      return node.prefix ? node.operator + flat(node.operand) : flat(node.operand) + node.operator;
    case "binary":
    case "logical":
    case "assign":
      return `${flat(node.left)} ${node.operator} ${flat(node.right)}`;
    case "conditional":
      return `${flat(node.test)} ? ${branch(node.consequent)} : ${flat(node.alternate)}`;
    case "cast":
      return `${flat(node.expression)} ${node.operator} ${flatType(node.type)}`;
    case "nonNull":
      return `${flat(node.expression)}!`;
    case "spread":
      return `...${flat(node.expression)}`;
    default:
      return node.text;
  }
}

function branch(node: Expression): string {
  return node.kind === "conditional" ? `(${flat(node)})` : flat(node);
}

function template(node: Template): string {
  let text = "`";
  node.chunks.forEach((chunk, index) => {
    const expression = node.expressions[index];
    text += expression === undefined ? chunk : `${chunk}\${${flat(expression)}}`;
  });
  return `${text}\``;
}

function array(node: ArrayLiteral): string {
  if (hasManyMembers(node)) return BROKEN;
  return `[${list(node.elements)}]`;
}

/** Arrays of several objects, or of several arrays, each with more than one member, always take several lines. */
export function hasManyMembers({ elements }: ArrayLiteral): boolean {
  const [first] = elements;
  if (elements.length < 2 || (first?.kind !== "array" && first?.kind !== "object")) return false;
  return elements.every((element) => element.kind === first.kind && memberCount(element) > 1);
}

function memberCount(node: Expression): number {
  return node.kind === "array" ? node.elements.length : node.kind === "object" ? node.members.length : 0;
}

function list(nodes: readonly Expression[]): string {
  let text = "";
  for (const node of nodes) text += text === "" ? flat(node) : `, ${flat(node)}`;
  return text;
}

function object(node: ObjectLiteral): string {
  if (node.members.length === 0) return "{}";
  if (node.open || node.members.some((member) => !isPlain(member))) return BROKEN;
  return `{ ${node.members.map(memberText).join(", ")} }`;
}

function isPlain(member: Property | Spread): boolean {
  return member.kind === "spread" || (member.comments.length === 0 && !member.blankBefore);
}

function memberText(member: Property | Spread): string {
  if (member.kind === "spread") return flat(member);
  return member.value === undefined ? member.key : `${member.key}: ${flat(member.value)}`;
}

function arrow(node: Arrow): string {
  const head = `(${flatParameters(node.parameters)})${annotation(node.returnType)} => `;
  if (node.body.kind === "block") return head + (node.body.statements.length === 0 ? "{}" : BROKEN);
  return head + (node.body.kind === "conditional" ? `(${flat(node.body)})` : flat(node.body));
}

function call(node: Call): string {
  if (isCompositionOfFunctions(node.args) || breaksChain(node)) return BROKEN;
  const types = node.typeArguments === undefined ? "" : `<${node.typeArguments.map(flatType).join(", ")}>`;
  const start = node.kind === "new" ? `new ${flat(node.callee)}` : flat(node.callee);
  return `${start}${node.optional ? "?." : ""}${types}(${list(node.args)})`;
}

function annotation(type: Type | undefined): string {
  return type === undefined ? "" : `: ${flatType(type)}`;
}

export function flatParameters(parameters: readonly Parameter[]): string {
  return parameters.map(flatParameter).join(", ");
}

export function flatParameter({ name, optional, rest, type, initializer }: Parameter): string {
  const value = initializer === undefined ? "" : ` = ${flat(initializer)}`;
  return `${rest ? "..." : ""}${name}${optional ? "?" : ""}${annotation(type)}${value}`;
}

// Types

export function flatType(node: Type): string {
  const text = bareType(node);
  return typeNeedsParentheses(node) ? `(${text})` : text;
}

function bareType(node: Type): string {
  switch (node.kind) {
    case "typeof":
      return `typeof ${node.text}`;
    case "typeOperator":
      return `${node.operator} ${flatType(node.type)}`;
    case "arrayType":
      return `${flatType(node.element)}[]`;
    case "indexedType":
      return `${flatType(node.object)}[${flatType(node.index)}]`;
    case "tuple":
      return `[${node.elements.map(flatType).join(", ")}]`;
    case "union":
      return node.types.map(flatType).join(" | ");
    case "intersection":
      return node.types.map(flatType).join(" & ");
    case "objectType":
      return objectType(node);
    case "functionType":
      return functionType(node);
    default:
      return node.typeArguments === undefined ? node.text : `${node.text}<${node.typeArguments.map(flatType).join(", ")}>`;
  }
}

function functionType(node: FunctionType): string {
  return `(${flatParameters(node.parameters)}) => ${flatType(node.returnType)}`;
}

function objectType(node: ObjectType): string {
  if (node.members.length === 0) return "{}";
  if (node.open || node.members.some(({ comments, blankBefore }) => comments.length > 0 || blankBefore)) return BROKEN;
  return `{ ${node.members.map(flatSignature).join("; ")} }`;
}

export function flatSignature({ readonly, key, optional, type }: Signature): string {
  return `${readonly ? "readonly " : ""}${key}${optional ? "?" : ""}${annotation(type)}`;
}
