/** What stands at the top of a module: imports, functions, classes, interfaces, types. */
import type { Scanner } from "../scanner.js";
import {
  type Alias,
  type ClassField,
  type Import,
  type Leading,
  type Method,
  type Parameter,
  type Signature,
  type Statement,
  type Type,
  beyond,
} from "../syntax.js";
import { parseExpression } from "./expressions.js";
import { parameters } from "./parameters.js";
import { accept, at, expect, place, rooted, take, takeLeading, takeName } from "./tokens.js";
import { parseType, propertyName, signatures } from "./types.js";
import { variable } from "./variable.js";

export function declaration(scanner: Scanner, leading: Leading): Statement | undefined {
  if (at(scanner, "import")) return importDeclaration(scanner, leading, "import");
  if (at(scanner, "export")) return exported(scanner, leading);
  return declared(scanner, leading, "");
}

function exported(scanner: Scanner, leading: Leading): Statement {
  take(scanner);
  if (at(scanner, "{")) return importDeclaration(scanner, leading, "export");
  if (at(scanner, "const") || at(scanner, "let")) return variable(scanner, leading, "export ");
  return declared(scanner, leading, "export ") ?? beyond("export");
}

function declared(scanner: Scanner, leading: Leading, prefix: string): Statement | undefined {
  switch (scanner.value) {
    case "function":
      return functionDeclaration(scanner, leading, prefix);
    case "class":
      return classDeclaration(scanner, leading, prefix);
    case "interface":
      return interfaceDeclaration(scanner, leading, prefix);
    case "type":
      return alias(scanner, leading, prefix);
    default:
      return undefined;
  }
}

function headOf(scanner: Scanner, prefix: string): string {
  const head = `${prefix}${take(scanner)} ${takeName(scanner)}`;
  if (at(scanner, "<") || at(scanner, "extends") || at(scanner, "implements")) beyond("type parameters or heritage");
  return head;
}

function functionDeclaration(scanner: Scanner, leading: Leading, prefix: string): Statement {
  const head = headOf(scanner, prefix);
  const { own, returnType } = signature(scanner);
  return rooted(
    {
      comments: leading.comments,
      blankBefore: leading.blankBefore,
      kind: "function",
      head,
      parameters: own,
      returnType,
      body: scanner.grammar.block(scanner),
    },
    returnType,
    "value",
  );
}

function signature(scanner: Scanner): { own: Parameter[]; returnType: Type | undefined } {
  const own = parameters(scanner);
  return { own, returnType: accept(scanner, ":") ? parseType(scanner) : undefined };
}

function classDeclaration(scanner: Scanner, leading: Leading, prefix: string): Statement {
  const head = headOf(scanner, prefix);
  expect(scanner, "{");
  const members: (ClassField | Method)[] = [];
  while (!at(scanner, "}")) members.push(member(scanner));
  expect(scanner, "}");
  return { comments: leading.comments, blankBefore: leading.blankBefore, kind: "class", head, members };
}

const MODIFIERS = new Set(["private", "protected", "public", "static", "readonly", "override"]);
const AFTER_NAME = new Set(["(", ":", "=", ";", "?"]);

function member(scanner: Scanner): ClassField | Method {
  const leading = takeLeading(scanner);
  const words = [propertyName(scanner)];
  while (!AFTER_NAME.has(scanner.value)) {
    const last = words.at(-1) ?? "";
    if (!MODIFIERS.has(last) && last !== "get" && last !== "set") beyond("member of a class");
    words.push(propertyName(scanner));
  }
  const name = words.join(" ");
  if (!at(scanner, "(")) return field(scanner, leading, name);
  if (name === "constructor") beyond("constructor");
  const { own, returnType } = signature(scanner);
  const node: Method = {
    comments: leading.comments,
    blankBefore: leading.blankBefore,
    kind: "method",
    name,
    parameters: own,
    returnType,
    body: scanner.grammar.block(scanner),
  };
  return node;
}

function field(scanner: Scanner, leading: Leading, name: string): ClassField {
  if (at(scanner, "?")) beyond("optional field");
  const type = accept(scanner, ":") ? parseType(scanner) : undefined;
  const initializer = accept(scanner, "=") ? parseExpression(scanner) : undefined;
  expect(scanner, ";");
  const node: ClassField = { comments: leading.comments, blankBefore: leading.blankBefore, kind: "field", name, type, initializer };
  return rooted(rooted(node, type, "value"), initializer, "initializer");
}

function interfaceDeclaration(scanner: Scanner, leading: Leading, prefix: string): Statement {
  const head = headOf(scanner, prefix);
  expect(scanner, "{");
  const members: Signature[] = signatures(scanner);
  return { comments: leading.comments, blankBefore: leading.blankBefore, kind: "interface", head, members };
}

function alias(scanner: Scanner, leading: Leading, prefix: string): Statement | undefined {
  const start = scanner.mark();
  scanner.next();
  const isAlias = scanner.kind === "name";
  scanner.reset(start);
  if (!isAlias) return undefined;
  const head = headOf(scanner, prefix);
  expect(scanner, "=");
  const type = parseType(scanner);
  expect(scanner, ";");
  const node: Alias = { comments: leading.comments, blankBefore: leading.blankBefore, kind: "alias", head, type };
  place(type, node, "value");
  return node;
}

function importDeclaration(scanner: Scanner, leading: Leading, word: Import["keyword"]): Statement {
  let keyword = word;
  if (word === "import") {
    take(scanner);
    if (accept(scanner, "type")) keyword += " type";
  }
  const namespace = accept(scanner, "*") ? namespaceName(scanner) : undefined;
  const names = namespace === undefined ? specifiers(scanner) : [];
  const source = accept(scanner, "from") ? stringOf(scanner) : undefined;
  if (source === undefined && word === "import") beyond("import");
  expect(scanner, ";");
  return { comments: leading.comments, blankBefore: leading.blankBefore, kind: "import", keyword, namespace, names, source };
}

function namespaceName(scanner: Scanner): string {
  expect(scanner, "as");
  return `* as ${takeName(scanner)}`;
}

function stringOf(scanner: Scanner): string {
  return scanner.kind === "string" ? take(scanner) : beyond("module");
}

function specifiers(scanner: Scanner): string[] {
  expect(scanner, "{");
  const names: string[] = [];
  while (!at(scanner, "}")) {
    const words = [takeName(scanner)];
    while (scanner.kind === "name") words.push(takeName(scanner));
    names.push(words.join(" "));
    if (!accept(scanner, ",")) break;
  }
  expect(scanner, "}");
  if (names.length === 0) beyond("import of nothing");
  return names;
}
