/** Types, from tokens to a tree. */
import type { Scanner } from "../scanner.js";
import {
  type FunctionType,
  type IndexedType,
  type ObjectType,
  type Parameter,
  type Signature,
  type Type,
  type TypeList,
  type TypeName,
  beyond,
} from "../syntax.js";
import { parameters } from "./parameters.js";
import { accept, at, checkNoGap, expect, isOnNewLine, place, placeAll, take, takeLeading, takeName } from "./tokens.js";

const KEYWORDS = new Set("any bigint boolean never null number object string symbol undefined unknown void this true false".split(" "));
const LITERALS = new Set(["true", "false"]);

export function parseType(scanner: Scanner): Type {
  return list(scanner, "union", "|", () => list(scanner, "intersection", "&", () => operatorType(scanner)));
}

function list(scanner: Scanner, kind: "union" | "intersection", operator: string, next: () => Type): Type {
  accept(scanner, operator);
  const first = next();
  if (!at(scanner, operator)) return first;
  const types = [first];
  while (accept(scanner, operator)) types.push(next());
  const node: TypeList = { parent: undefined, role: "value", kind, types };
  placeAll(types, node, "element");
  return node;
}

function operatorType(scanner: Scanner): Type {
  const operator = ["keyof", "readonly", "unique"].find((word) => at(scanner, word));
  if (operator === undefined) return postfixType(scanner);
  take(scanner);
  const type = operatorType(scanner);
  const node: Type = { parent: undefined, role: "value", kind: "typeOperator", operator, type };
  place(type, node, "operand");
  return node;
}

function postfixType(scanner: Scanner): Type {
  let type = primaryType(scanner);
  while (at(scanner, "[") && !scanner.lineBefore) {
    take(scanner);
    type = at(scanner, "]") ? arrayOf(type) : indexed(type, parseType(scanner));
    expect(scanner, "]");
  }
  if (at(scanner, "is") || at(scanner, "extends")) beyond("type");
  return type;
}

function arrayOf(element: Type): Type {
  const node: Type = { parent: undefined, role: "value", kind: "arrayType", element };
  place(element, node, "element");
  return node;
}

function indexed(object: Type, index: Type): Type {
  const node: IndexedType = { parent: undefined, role: "value", kind: "indexedType", object, index };
  place(object, node, "object");
  place(index, node, "index");
  return node;
}

function primaryType(scanner: Scanner): Type {
  const { kind, value } = scanner;
  if (kind === "name") return namedType(scanner);
  if (kind === "string" || kind === "number") return atomType("typeLiteral", take(scanner));
  if (value === "-") {
    take(scanner);
    return atomType("typeLiteral", `-${take(scanner)}`);
  }
  if (value === "{") return objectType(scanner);
  if (value === "[") return tuple(scanner);
  if (value === "(") return isFunctionType(scanner) ? functionType(scanner) : parenthesized(scanner);
  return beyond("type");
}

function atomType(kind: TypeName["kind"], text: string, typeArguments?: readonly Type[]): Type {
  const node: TypeName = { parent: undefined, role: "value", kind, text, typeArguments };
  if (typeArguments !== undefined) placeAll(typeArguments, node, "typeArgument");
  return node;
}

function namedType(scanner: Scanner): Type {
  const name = take(scanner);
  if (name === "typeof") return { parent: undefined, role: "value", kind: "typeof", text: qualified(scanner, takeName(scanner)) };
  if (LITERALS.has(name)) return atomType("typeLiteral", name);
  if (KEYWORDS.has(name)) return atomType("typeKeyword", name);
  if (["infer", "asserts", "abstract", "new", "import"].includes(name)) beyond("type");
  const text = qualified(scanner, name);
  return atomType("typeName", text, typeArguments(scanner));
}

function qualified(scanner: Scanner, name: string): string {
  let text = name;
  while (accept(scanner, ".")) text += `.${takeName(scanner)}`;
  return text;
}

/** `<A, B>`. Closing brackets that stand together are one token to the scanner: they are taken apart. */
export function typeArguments(scanner: Scanner): readonly Type[] | undefined {
  if (!accept(scanner, "<")) return undefined;
  const types = [parseType(scanner)];
  while (accept(scanner, ",")) types.push(parseType(scanner));
  if (!scanner.value.startsWith(">")) beyond("type arguments");
  scanner.reset(scanner.start + 1);
  return types;
}

function tuple(scanner: Scanner): Type {
  take(scanner);
  const elements: Type[] = [];
  while (!at(scanner, "]")) {
    checkNoGap(scanner);
    if (at(scanner, "...")) beyond("rest in a tuple");
    elements.push(parseType(scanner));
    if (at(scanner, ":") || at(scanner, "?")) beyond("names in a tuple");
    if (!accept(scanner, ",")) break;
  }
  expect(scanner, "]");
  const node: Type = { parent: undefined, role: "value", kind: "tuple", elements };
  placeAll(elements, node, "element");
  return node;
}

function objectType(scanner: Scanner): Type {
  take(scanner);
  const open = isOnNewLine(scanner);
  const members = signatures(scanner);
  const node: ObjectType = { parent: undefined, role: "value", kind: "objectType", members, open };
  return node;
}

/** The members of an interface or an object type, up to the closing brace. */
export function signatures(scanner: Scanner): Signature[] {
  const members: Signature[] = [];
  while (!at(scanner, "}")) {
    members.push(signature(scanner));
    if (!accept(scanner, ";") && !at(scanner, "}")) beyond("members without semicolons");
  }
  expect(scanner, "}");
  return members;
}

function signature(scanner: Scanner): Signature {
  const leading = takeLeading(scanner);
  let readonly = false;
  if (at(scanner, "readonly")) {
    take(scanner);
    readonly = true;
  }
  const key = propertyName(scanner);
  const optional = accept(scanner, "?");
  const type = accept(scanner, ":") ? parseType(scanner) : undefined;
  return { comments: leading.comments, blankBefore: leading.blankBefore, kind: "signature", readonly, key, optional, type };
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A key of an object. Quotes that prettier would take off are beyond the subset. */
export function propertyName(scanner: Scanner): string {
  if (scanner.kind === "name") return take(scanner);
  if (scanner.kind === "string") {
    if (IDENTIFIER.test(scanner.value.slice(1, -1)) || /^\d/.test(scanner.value.slice(1))) beyond("quoted key");
    return take(scanner);
  }
  if (scanner.kind === "number") return take(scanner);
  return beyond("key");
}

function parenthesized(scanner: Scanner): Type {
  take(scanner);
  const type = parseType(scanner);
  expect(scanner, ")");
  return type;
}

function isFunctionType(scanner: Scanner): boolean {
  const start = scanner.mark();
  scanner.next();
  let result = at(scanner, ")") || at(scanner, "...");
  if (!result && scanner.kind === "name") {
    scanner.next();
    result = [":", ",", "?"].some((value) => at(scanner, value));
  }
  scanner.reset(start);
  return result;
}

function functionType(scanner: Scanner): Type {
  const own: readonly Parameter[] = parameters(scanner);
  expect(scanner, "=>");
  const returnType = parseType(scanner);
  const node: FunctionType = { parent: undefined, role: "value", kind: "functionType", parameters: own, returnType };
  place(returnType, node, "value");
  return node;
}
