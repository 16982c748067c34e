/** Source text to statements. */
import { type Grammar, Scanner } from "../scanner.js";
import type { Statement } from "../syntax.js";
import { parseExpression } from "./expressions.js";
import { parseBlock, parseStatement } from "./statements.js";
import { parseType } from "./types.js";

const GRAMMAR: Grammar = { expression: parseExpression, type: parseType, block: parseBlock };

/** @throws BeyondSubset */
export function parse(text: string): Statement[] {
  const scanner = new Scanner(text, GRAMMAR);
  const statements: Statement[] = [];
  while (scanner.kind !== "end") statements.push(parseStatement(scanner));
  if (scanner.comments.length > 0) scanner.mark();
  return statements;
}
