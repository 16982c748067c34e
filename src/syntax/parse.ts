/** Text to abstract syntax: tokens, concrete tree, tree; every error of the text in one run. */
import { MAX_SYNTAX_ERRORS, parseTokens, type CstNode, type IToken } from "../../grammar/parser.js";
import { tokenize } from "../../grammar/tokens.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Source } from "../diagnostics/source.js";
import type { SpecFile } from "./ast.js";
import { buildItems } from "./build-items.js";
import { attachComments, collectDocs, type CommentsByToken } from "./comments.js";
import { BuildContext } from "./context.js";
import { syntaxErrors } from "./errors.js";
import { lexicalErrors, mergeMarks } from "./lexical.js";
import { nestingError, sizeError } from "./nesting.js";
import { nodes } from "./tree.js";

export interface ParseResult {
  readonly file: SpecFile;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the formatter needs beside the tree: every token and comment, where each stands. */
export interface ConcreteResult extends ParseResult {
  readonly tree: CstNode | undefined;
  readonly tokens: readonly IToken[];
  readonly comments: CommentsByToken;
}

export function parse(source: Source): ParseResult {
  const { file, diagnostics } = parseConcrete(source);
  return { file, diagnostics };
}

export function parseConcrete(source: Source): ConcreteResult {
  const tooLarge = sizeError(source);
  if (tooLarge !== undefined) return rejected(source, [tooLarge]);
  const text = tokenize(source.text);
  const fatal = mergeMarks(source, text);
  const tooDeep = nestingError(source, text.tokens);
  if (tooDeep !== undefined) fatal.push(tooDeep);
  if (fatal.length > 0) return rejected(source, fatal);

  const { tree, errors } = parseTokens(text.tokens);
  const comments = attachComments(source, text.tokens, text.comments);
  const context = new BuildContext(source, collectDocs(source, text.tokens, comments));
  const items = buildItems(context, tree);
  const damaged = nodes(tree, "item").length > items.length || errors.length > MAX_SYNTAX_ERRORS;
  const file: SpecFile = { kind: "file", path: source.path, items, ...(damaged && { damaged }) };
  const diagnostics = [...lexicalErrors(source, text), ...syntaxErrors(source, text, errors), ...context.diagnostics];
  return { file, diagnostics: inOrder(diagnostics), tree, tokens: text.tokens, comments };
}

function rejected(source: Source, diagnostics: readonly Diagnostic[]): ConcreteResult {
  const file: SpecFile = { kind: "file", path: source.path, items: [], damaged: true };
  return { file, diagnostics, tree: undefined, tokens: [], comments: [] };
}

function inOrder(diagnostics: Diagnostic[]): Diagnostic[] {
  const sorted = diagnostics.sort((first, second) => first.span.start - second.span.start);
  return sorted.length > 2 * MAX_SYNTAX_ERRORS ? sorted.slice(0, 2 * MAX_SYNTAX_ERRORS) : sorted;
}
