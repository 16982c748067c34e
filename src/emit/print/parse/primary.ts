/** What expressions are made of: names, literals, objects, arrays, functions, templates, what stands in parentheses. */
import type { Scanner } from "../scanner.js";
import {
  type Arrow,
  type ArrayLiteral,
  type AtomKind,
  type Expression,
  type ObjectLiteral,
  type Property,
  type Spread,
  type Template,
  beyond,
} from "../syntax.js";
import { parameters } from "./parameters.js";
import { callNode, chain, isTypeArguments, parseArguments, spreadOr } from "./postfix.js";
import { accept, at, checkNoGap, expect, isOnNewLine, place, placeAll, take, takeLeading } from "./tokens.js";
import { parseType, propertyName, typeArguments } from "./types.js";

const NAME_KINDS: ReadonlyMap<string, AtomKind> = new Map([
  ["this", "this"],
  ["true", "boolean"],
  ["false", "boolean"],
  ["null", "null"],
]);
/** Names that start what is not in the subset. */
const BEYOND = new Set("async await class function yield super import let".split(" "));

export function parsePrimary(scanner: Scanner): Expression {
  switch (scanner.kind) {
    case "name":
      return scanner.value === "new" ? newExpression(scanner) : name(scanner);
    case "number":
      return atom(scanner.value.endsWith("n") ? "bigint" : "number", take(scanner));
    case "string":
      return atom("string", take(scanner));
    case "template":
      return template(scanner);
    case "punctuator":
      return bracket(scanner);
    case "end":
      return beyond("end");
  }
}

function atom(kind: AtomKind, text: string): Expression {
  return { parent: undefined, role: "value", kind, text };
}

function name(scanner: Scanner): Expression {
  const text = take(scanner);
  if (BEYOND.has(text) || at(scanner, "=>")) beyond("name");
  return atom(NAME_KINDS.get(text) ?? "name", text);
}

function newExpression(scanner: Scanner): Expression {
  take(scanner);
  const callee = chain(scanner, parsePrimary(scanner), false);
  const types = at(scanner, "<") && isTypeArguments(scanner) ? typeArguments(scanner) : undefined;
  const args = at(scanner, "(") ? parseArguments(scanner) : [];
  return callNode("new", callee, types, args, false);
}

function bracket(scanner: Scanner): Expression {
  switch (scanner.value) {
    case "(":
      return isArrow(scanner) ? arrow(scanner) : parenthesized(scanner);
    case "[":
      return array(scanner);
    case "{":
      return object(scanner);
    default:
      return beyond("punctuator");
  }
}

function parenthesized(scanner: Scanner): Expression {
  take(scanner);
  const expression = scanner.grammar.expression(scanner);
  if (hasOptionalChain(expression)) beyond("optional chain in parentheses");
  expect(scanner, ")");
  return expression;
}

function hasOptionalChain(node: Expression): boolean {
  switch (node.kind) {
    case "member":
    case "index":
      return node.optional || hasOptionalChain(node.object);
    case "call":
      return node.optional || hasOptionalChain(node.callee);
    case "nonNull":
      return hasOptionalChain(node.expression);
    default:
      return false;
  }
}

/** Whether a parenthesis starts parameters. */
function isArrow(scanner: Scanner): boolean {
  const start = scanner.mark();
  const result = looksLikeParameters(scanner);
  scanner.reset(start);
  return result;
}

function looksLikeParameters(scanner: Scanner): boolean {
  scanner.next();
  if (at(scanner, ")") || at(scanner, "...")) return true;
  if (scanner.kind !== "name") return false;
  scanner.next();
  if (scanner.value === ":" || scanner.value === ",") return true;
  if (scanner.value === "=") return beyond("parameter or assignment");
  if (scanner.value === "?") {
    scanner.next();
    return at(scanner, ":") || at(scanner, ",") || at(scanner, ")");
  }
  if (scanner.value !== ")") return false;
  scanner.next();
  return at(scanner, "=>");
}

function arrow(scanner: Scanner): Expression {
  const own = parameters(scanner);
  const returnType = accept(scanner, ":") ? parseType(scanner) : undefined;
  expect(scanner, "=>");
  if (at(scanner, "{"))
    return { parent: undefined, role: "value", kind: "arrow", parameters: own, returnType, body: scanner.grammar.block(scanner) };
  const body = scanner.grammar.expression(scanner);
  if (body.kind === "arrow" || body.kind === "assign" || (body.kind !== "object" && startsWithObject(body)))
    beyond("body of an arrow function");
  const node: Arrow = { parent: undefined, role: "value", kind: "arrow", parameters: own, returnType, body };
  place(body, node, "body");
  if (returnType !== undefined) place(returnType, node, "value");
  return node;
}

/** Prettier sets such objects into parentheses of their own. */
export function startsWithObject(node: Expression): boolean {
  switch (node.kind) {
    case "object":
      return true;
    case "binary":
    case "logical":
    case "assign":
      return startsWithObject(node.left);
    case "member":
    case "index":
      return startsWithObject(node.object);
    case "call":
      return startsWithObject(node.callee);
    case "conditional":
      return startsWithObject(node.test);
    case "cast":
    case "nonNull":
      return startsWithObject(node.expression);
    case "update":
      return !node.prefix && startsWithObject(node.operand);
    default:
      return false;
  }
}

function array(scanner: Scanner): Expression {
  take(scanner);
  const elements: Expression[] = [];
  while (!at(scanner, "]")) {
    checkNoGap(scanner);
    elements.push(spreadOr(scanner));
    if (!accept(scanner, ",")) break;
  }
  expect(scanner, "]");
  const node: ArrayLiteral = { parent: undefined, role: "value", kind: "array", elements };
  placeAll(elements, node, "element");
  return node;
}

function object(scanner: Scanner): Expression {
  take(scanner);
  const open = isOnNewLine(scanner);
  const members: (Property | Spread)[] = [];
  while (!at(scanner, "}")) {
    members.push(property(scanner));
    if (!accept(scanner, ",")) break;
  }
  expect(scanner, "}");
  const node: ObjectLiteral = { parent: undefined, role: "value", kind: "object", members, open };
  placeAll(members, node, "element");
  return node;
}

function property(scanner: Scanner): Property | Spread {
  if (at(scanner, "...")) {
    checkNoGap(scanner);
    const spread = spreadOr(scanner);
    return spread.kind === "spread" ? spread : beyond("spread");
  }
  const leading = takeLeading(scanner);
  const isName = scanner.kind === "name";
  const key = propertyName(scanner);
  const isShort = isName && (at(scanner, ",") || at(scanner, "}"));
  if (!isShort) expect(scanner, ":");
  const value = isShort ? undefined : scanner.grammar.expression(scanner);
  const node: Property = {
    parent: undefined,
    role: "value",
    comments: leading.comments,
    blankBefore: leading.blankBefore,
    kind: "property",
    key,
    value,
  };
  if (value !== undefined) place(value, node, "value");
  return node;
}

function template(scanner: Scanner): Expression {
  if (scanner.comments.length > 0) beyond("comment");
  const start = scanner.end;
  const chunks: string[] = [];
  const expressions: Expression[] = [];
  for (;;) {
    const chunk = scanner.chunk();
    chunks.push(chunk.text);
    if (chunk.last) break;
    scanner.next();
    expressions.push(scanner.grammar.expression(scanner));
    if (!at(scanner, "}") || scanner.comments.length > 0) beyond("template");
  }
  if (scanner.text.slice(start, scanner.end).includes("\n")) beyond("template over lines");
  scanner.next();
  const node: Template = { parent: undefined, role: "value", kind: "template", chunks, expressions };
  placeAll(expressions, node, "expression");
  return node;
}
