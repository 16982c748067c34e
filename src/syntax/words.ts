/** How tokens and productions are called when we speak to people. */
import type { IToken } from "../../grammar/parser.js";
import * as t from "../../grammar/tokens.js";
import { printable } from "./lexical.js";

const signs: Readonly<Record<string, string>> = {
  LeftBrace: "{",
  RightBrace: "}",
  LeftParen: "(",
  RightParen: ")",
  LeftBracket: "[",
  RightBracket: "]",
  Semicolon: ";",
  Colon: ":",
  Comma: ",",
  Arrow: "->",
  Question: "?",
  Pipe: "|",
  DotDot: "..",
  Dot: ".",
};

const tokenKinds: Readonly<Record<string, string>> = {
  Name: "a name",
  Tag: "a tag (a name that begins with an upper-case letter)",
  StringText: "a string",
  Integer: "an integer",
  EOF: "a declaration",
};

/** The text of a sign, for a fix; nothing for tokens that have many texts. */
export function signText(tokenName: string): string | undefined {
  return signs[tokenName];
}

export function expectedToken(tokenName: string): string {
  return tokenKinds[tokenName] ?? `\`${signs[tokenName] ?? tokenName}\``;
}

/** What a token is in its production, where its kind alone says too little. */
const expectedTokens: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  arm: { StringText: 'the arm\'s name in quotes, as in `|1: "Name" ->`' },
  require: { StringText: "a message in quotes" },
  import: { StringText: "the path of a file in quotes" },
  codec: { StringText: "the path of a module in quotes" },
  example: { StringText: "a title, then the bytes in hexadecimal, both in quotes" },
};

export function expectedIn(rule: string, tokenName: string): string | undefined {
  return expectedTokens[rule]?.[tokenName];
}

const expectedByRule: Readonly<Record<string, string>> = {
  operand: "an expression",
  expression: "an operator",
  literal: "an expression",
  patternOperand: "an integer, a string, `true`, `false`, a tag or a constant in parentheses",
  constant: "an integer, a string, `true`, `false` or a tag",
  pattern: "a pattern: an integer, a string, `true`, `false`, a tag or `_`",
  patterns: "a pattern: an integer, a string, `true`, `false`, a tag or `_`",
  named: "a type, `array`, `packet` or `bounded`",
  array: "`{` or `of` after the array's extent",
  extent: "the array's extent: `(count)`, `bytes(length)`, `to_end` or `until(condition)`",
  variantClause: "`{` or the name of a variant",
  cases: "`|` and a first case",
  classify: "`|` and a first arm",
  case: "`->` or `=>` before the tag",
  statement: "a statement",
  stray: "a statement",
  attribute: "an attribute",
  value: "a value",
  entry: "the name of a field",
  path: "the name of a field or arm",
  dissectArm: "a pattern, `when` or `_`",
  example: "a value or `malformed`",
  item: "a declaration",
  packet: "a parameter: `bool` or `int` and a name",
};

export function expectedRule(rule: string): string {
  return expectedByRule[rule] ?? "something else";
}

/** What a missing sign should have ended or followed. */
const subjects: Readonly<Record<string, string>> = {
  named: "the field",
  param: "the parameter",
  typedef: "the typedef",
  struct: "the struct",
  variantItem: "the variant",
  import: "the import",
  codec: "the codec",
  packet: "the packet's name",
  dissect: "the dissection",
  example: "the example",
  classify: "the classify",
  require: "the requirement",
  unit: "the parentheses",
  fieldType: "the size",
  group: "the expression",
  call: "the argument",
  arguments: "the arguments",
  arm: "the arm",
  case: "the case",
  entry: "the name",
};

export function subjectOf(rule: string): string | undefined {
  return subjects[rule];
}

/** What a token is, in a sentence that goes on "found ...". */
export function foundToken(token: IToken): string {
  if (token.tokenType.name === "EOF") return "the end of the file";
  if (t.reservedWords.includes(token.tokenType)) return `the reserved word \`${token.image}\``;
  const image = token.image.length > 24 ? `${token.image.slice(0, 24)}…` : token.image;
  if (t.isToken(token, t.StringText)) return `the string ${printable(image)}`;
  return `\`${image}\``;
}
