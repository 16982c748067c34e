/** Statements, from tokens to a tree. */
import type { Scanner } from "../scanner.js";
import { PLACEHOLDER } from "../placeholder.js";
import { type Block, type Case, type Expression, type Leading, type Statement, type Variable, beyond } from "../syntax.js";
import { declaration } from "./declarations.js";
import { parseExpression } from "./expressions.js";
import { startsWithObject } from "./primary.js";
import { accept, at, expect, rooted, take, takeLeading, takeName } from "./tokens.js";
import { variable } from "./variable.js";

const NO_LEADING: Leading = { comments: [], blankBefore: false };

export function parseStatement(scanner: Scanner): Statement {
  const leading = takeLeading(scanner);
  if (scanner.kind === "punctuator" && scanner.value === "{") return { ...parseBlock(scanner), ...leading };
  if (scanner.kind === "string") return beyond("directive");
  return (scanner.kind === "name" ? keyword(scanner, leading) : undefined) ?? expressionStatement(scanner, leading);
}

export function parseBlock(scanner: Scanner): Block {
  expect(scanner, "{");
  const statements: Statement[] = [];
  while (!at(scanner, "}")) statements.push(parseStatement(scanner));
  expect(scanner, "}");
  return { ...NO_LEADING, kind: "block", statements };
}

function keyword(scanner: Scanner, leading: Leading): Statement | undefined {
  switch (scanner.value) {
    case "const":
    case "let":
      return variable(scanner, leading, "");
    case "return":
    case "throw":
      return returned(scanner, leading, scanner.value);
    case "if":
      return conditional(scanner, leading);
    case "for":
      return loop(scanner, leading);
    case "while":
      return whileLoop(scanner, leading);
    case "switch":
      return switched(scanner, leading);
    case "break":
    case "continue":
      return jump(scanner, leading);
    case "do":
      return doWhile(scanner, leading);
    case "try":
    case "async":
    case "declare":
    case "abstract":
    case "enum":
    case "namespace":
    case "debugger":
    case "var":
      return beyond("statement");
    default:
      return declaration(scanner, leading) ?? labeled(scanner, leading);
  }
}

function expressionStatement(scanner: Scanner, leading: Leading): Statement {
  if (scanner.value.startsWith(PLACEHOLDER)) return placeholder(scanner, leading);
  const expression = parseExpression(scanner);
  expect(scanner, ";");
  if (startsWithObject(expression)) beyond("statement that starts with an object");
  return rooted(
    { comments: leading.comments, blankBefore: leading.blankBefore, kind: "expressionStatement", expression },
    expression,
    "expression",
  );
}

function placeholder(scanner: Scanner, leading: Leading): Statement {
  const index = Number(take(scanner).slice(PLACEHOLDER.length));
  expect(scanner, ";");
  return { comments: leading.comments, blankBefore: leading.blankBefore, kind: "placeholder", index };
}

function returned(scanner: Scanner, leading: Leading, kind: "return" | "throw"): Statement {
  take(scanner);
  const value = at(scanner, ";") ? undefined : parseExpression(scanner);
  expect(scanner, ";");
  return rooted({ comments: leading.comments, blankBefore: leading.blankBefore, kind, value }, value, "argument");
}

function head(scanner: Scanner): Expression {
  take(scanner);
  expect(scanner, "(");
  const test = parseExpression(scanner);
  expect(scanner, ")");
  return test;
}

function conditional(scanner: Scanner, leading: Leading): Statement {
  const test = head(scanner);
  const consequent = bodyOf(scanner);
  const alternate = accept(scanner, "else") ? bodyOf(scanner) : undefined;
  return rooted({ comments: leading.comments, blankBefore: leading.blankBefore, kind: "if", test, consequent, alternate }, test, "test");
}

/** A statement under another's head: nothing stands before it that prettier would keep. */
function bodyOf(scanner: Scanner): Statement {
  if (scanner.comments.length > 0 || at(scanner, ";")) beyond("body");
  return { ...parseStatement(scanner), ...NO_LEADING };
}

function whileLoop(scanner: Scanner, leading: Leading): Statement {
  const test = head(scanner);
  return rooted({ comments: leading.comments, blankBefore: leading.blankBefore, kind: "while", test, body: bodyOf(scanner) }, test, "test");
}

function doWhile(scanner: Scanner, leading: Leading): Statement {
  take(scanner);
  const body = parseBlock(scanner);
  if (!at(scanner, "while")) beyond("do");
  const test = head(scanner);
  expect(scanner, ";");
  return rooted({ comments: leading.comments, blankBefore: leading.blankBefore, kind: "doWhile", body, test }, test, "test");
}

function loop(scanner: Scanner, leading: Leading): Statement {
  take(scanner);
  expect(scanner, "(");
  const isVariable = at(scanner, "const") || at(scanner, "let");
  if (!isVariable && !at(scanner, ";")) beyond("initializer of a loop");
  const initializer = isVariable ? variable(scanner, NO_LEADING, "", "") : undefined;
  if (initializer !== undefined && at(scanner, "of")) return forOf(scanner, leading, initializer);
  expect(scanner, ";");
  const test = at(scanner, ";") ? undefined : parseExpression(scanner);
  expect(scanner, ";");
  const update = at(scanner, ")") ? undefined : parseExpression(scanner);
  expect(scanner, ")");
  const node: Statement = {
    comments: leading.comments,
    blankBefore: leading.blankBefore,
    kind: "for",
    initializer,
    test,
    update,
    body: bodyOf(scanner),
  };
  return rooted(rooted(node, test, "test"), update, "value");
}

function forOf(scanner: Scanner, leading: Leading, variable: Variable): Statement {
  if (variable.type !== undefined || variable.initializer !== undefined) beyond("variable of a loop");
  take(scanner);
  const right = parseExpression(scanner);
  expect(scanner, ")");
  const left = `${variable.keyword} ${variable.name}`;
  return rooted(
    { comments: leading.comments, blankBefore: leading.blankBefore, kind: "forOf", left, right, body: bodyOf(scanner) },
    right,
    "right",
  );
}

function switched(scanner: Scanner, leading: Leading): Statement {
  const subject = head(scanner);
  expect(scanner, "{");
  const cases: Case[] = [];
  while (!at(scanner, "}")) cases.push(oneCase(scanner));
  expect(scanner, "}");
  return rooted({ comments: leading.comments, blankBefore: leading.blankBefore, kind: "switch", subject, cases }, subject, "test");
}

function oneCase(scanner: Scanner): Case {
  const leading = takeLeading(scanner);
  const isDefault = accept(scanner, "default");
  if (!isDefault) expect(scanner, "case");
  const test = isDefault ? undefined : parseExpression(scanner);
  expect(scanner, ":");
  const statements: Statement[] = [];
  while (!at(scanner, "case") && !at(scanner, "default") && !at(scanner, "}")) statements.push(parseStatement(scanner));
  return rooted({ comments: leading.comments, blankBefore: leading.blankBefore, kind: "case", test, statements }, test, "test");
}

function jump(scanner: Scanner, leading: Leading): Statement {
  const word = take(scanner);
  const text = at(scanner, ";") ? word : `${word} ${takeName(scanner)}`;
  expect(scanner, ";");
  return { comments: leading.comments, blankBefore: leading.blankBefore, kind: "jump", text };
}

/** A name with a colon behind it. */
function labeled(scanner: Scanner, leading: Leading): Statement | undefined {
  if (scanner.text.charAt(scanner.end) !== ":") return undefined;
  const label = take(scanner);
  expect(scanner, ":");
  return { comments: leading.comments, blankBefore: leading.blankBefore, kind: "labeled", label, body: bodyOf(scanner) };
}
