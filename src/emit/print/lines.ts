/**
 * A function's body, line by line. The emitter writes a statement, or the head of one, a line, and most lines come again
 * and again: each is parsed once, and from then on it is a look into a map. What doesn't fit is laid out as a tree.
 */
import type { Doc } from "./doc/doc.js";
import { render } from "./doc/render.js";
import { BROKEN, flat } from "./flat.js";
import { caseDoc, endOfDoDoc, ifDoc, statementDoc, subjectDoc } from "./layout/statements.js";
import { parse } from "./parse/parse.js";
import type { LineMemo } from "./line-memo.js";
import { PRINT_WIDTH } from "./shapes.js";
import { BeyondSubset, type Statement, beyond } from "./syntax.js";
import { flatHead, flatStatement } from "./texts.js";

/** What a line is to the lines around it. */
export type Line =
  | { readonly kind: "simple"; readonly text: string; readonly statement: Statement }
  | { readonly kind: "open"; readonly text: string; readonly statement: Statement }
  | { readonly kind: "middle"; readonly text: string; readonly statement: Statement | undefined }
  | {
      readonly kind: "case";
      readonly text: string;
      readonly statement: Statement;
      readonly statements: readonly Statement[];
      readonly block: boolean;
    }
  | { readonly kind: "close"; readonly text: string; readonly statement: Statement | undefined }
  | { readonly kind: "unknown" };

const CLOSE: Line = { kind: "close", text: "}", statement: undefined };
const UNKNOWN: Line = { kind: "unknown" };
type Level = "block" | "switch" | "case" | "do";

export type WriteStatement = (statement: Statement, columns: number) => string;

/** The printed lines; undefined where they are not of the kind that is understood. */
export function printLines(lines: readonly string[], columns: number, memo: LineMemo, write: WriteStatement): string[] | undefined {
  const printer = new LinePrinter(columns, write);
  for (const text of lines) if (!printer.line(lineOf(text, memo))) return undefined;
  return printer.done;
}

class LinePrinter {
  readonly #out: string[] = [];
  readonly #levels: Level[] = [];
  /** The last line opened a block: prettier has ways of its own with empty ones. */
  #opened = false;

  constructor(
    private columns: number,
    readonly write: WriteStatement,
  ) {}

  get done(): string[] | undefined {
    return this.#levels.length === 0 ? this.#out : undefined;
  }

  line(line: Line): boolean {
    const wasOpened = this.#opened;
    this.#opened = line.kind === "open" || line.kind === "middle" || (line.kind === "case" && line.block);
    switch (line.kind) {
      case "simple":
        return this.#isPlace() && this.#simple(line.statement, line.text);
      case "open":
        return this.#isPlace() && this.#open(line.text, line.statement);
      case "middle":
        return !wasOpened && this.#middle(line.text, line.statement);
      case "case":
        return this.#case(line);
      case "close":
        return !wasOpened && this.#close(line.text, line.statement);
      case "unknown":
        return false;
    }
  }

  /** Between the cases of a switch, nothing else stands. */
  #isPlace(): boolean {
    return this.#levels.at(-1) !== "switch";
  }

  #simple(statement: Statement, text: string): boolean {
    if (this.#fits(text)) this.#push(text);
    else this.#out.push(this.write(statement, this.columns));
    return true;
  }

  #open(text: string, statement: Statement): boolean {
    this.#head(text, () => headDoc(statement));
    this.#enter(statement.kind === "switch" ? "switch" : statement.kind === "doWhile" ? "do" : "block");
    return true;
  }

  #head(text: string, doc: () => Doc): void {
    if (this.#fits(text)) this.#push(text);
    else this.#push(render(doc(), this.columns, () => "{"));
  }

  #middle(text: string, statement: Statement | undefined): boolean {
    if (!this.#leave("block")) return false;
    this.#head(text, () => (statement?.kind === "if" ? ["} else ", ifDoc(statement.test, statement.consequent)] : beyond("else")));
    this.#enter("block");
    return true;
  }

  #case({ text, statement, statements, block }: Extract<Line, { kind: "case" }>): boolean {
    if (this.#levels.at(-1) === "case") this.#leave("case");
    if (this.#levels.at(-1) !== "switch" || statement.kind !== "switch") return false;
    const [only] = statement.cases;
    this.#head(text, () => caseDoc(only?.test, block && statements[0]?.kind === "block" ? statements[0] : undefined));
    this.#enter(block ? "block" : "case");
    return block || statements.every((inner) => this.#simple(inner, flatStatement(inner) ?? BROKEN));
  }

  #close(text: string, statement: Statement | undefined): boolean {
    if (this.#levels.at(-1) === "case") this.#leave("case");
    const level = this.#levels.at(-1);
    if (level === undefined || (level === "do") !== (statement !== undefined) || !this.#leave(level)) return false;
    this.#head(text, () => (statement?.kind === "doWhile" ? endOfDoDoc(statement.test) : beyond("close")));
    return true;
  }

  #enter(level: Level): void {
    this.#levels.push(level);
    this.columns += 2;
  }

  #leave(level: Level): boolean {
    if (this.#levels.pop() !== level) return false;
    this.columns -= 2;
    return true;
  }

  #fits(text: string): boolean {
    return this.columns + text.length <= PRINT_WIDTH && !text.includes(BROKEN);
  }

  #push(text: string): void {
    this.#out.push(" ".repeat(this.columns) + text);
  }
}

function headDoc(statement: Statement): Doc {
  switch (statement.kind) {
    case "if":
      return ifDoc(statement.test, statement.consequent);
    case "switch":
      return [subjectDoc(statement.subject), " {"];
    default:
      return statementDoc(statement);
  }
}

// What a line is

function lineOf(text: string, memo: LineMemo): Line {
  if (text === "}") return CLOSE;
  const known = memo.get(text);
  if (known !== undefined) return known;
  const line = understand(text);
  memo.set(text, line);
  return line;
}

function understand(text: string): Line {
  try {
    if (text.startsWith("case ") || text.startsWith("default:")) return understandCase(text);
    if (text.startsWith("}")) return understandMiddle(text);
    return text.endsWith("{") ? understandOpen(text) : understandSimple(text);
  } catch (error) {
    if (error instanceof BeyondSubset) return UNKNOWN;
    throw error;
  }
}

/** One statement, and nothing before or behind it. */
function single(text: string): Statement {
  const [statement, more] = parse(text);
  if (statement === undefined || more !== undefined || statement.comments.length > 0) return beyond("line");
  return statement;
}

function understandSimple(text: string): Line {
  const statement = single(text);
  const code = flatStatement(statement);
  return code === undefined ? UNKNOWN : { kind: "simple", text: code, statement };
}

/** The block gets a statement of its own, so that its braces are laid out as they will be. */
function understandOpen(text: string): Line {
  const inner = text.startsWith("switch") ? "" : "_;";
  const statement = single(`${text}${inner}}${text === "do {" ? " while (_);" : ""}`);
  return { kind: "open", text: flatHead(statement) ?? beyond("head"), statement };
}

function understandMiddle(text: string): Line {
  if (text.startsWith("} while")) return understandEndOfDo(text);
  const statement = single(`if (_) {${text}_;}`);
  const alternate = statement.kind === "if" ? statement.alternate : undefined;
  if (alternate?.kind === "block") return { kind: "middle", text: "} else {", statement: undefined };
  if (alternate?.kind !== "if" || alternate.alternate !== undefined) return UNKNOWN;
  return { kind: "middle", text: `} else ${flatHead(alternate) ?? beyond("head")}`, statement: alternate };
}

function understandEndOfDo(text: string): Line {
  const statement = single(`do {_;${text}`);
  if (statement.kind !== "doWhile") return UNKNOWN;
  return { kind: "close", text: `} while (${flat(statement.test)});`, statement };
}

function understandCase(text: string): Line {
  const isBlock = text.endsWith("{");
  const statement = single(`switch (_) {${text}${isBlock ? "_;}" : ""}}`);
  const [only, more] = statement.kind === "switch" ? statement.cases : [];
  if (only === undefined || more !== undefined) return UNKNOWN;
  const { statements } = only;
  if (isBlock !== (statements.length === 1 && statements[0]?.kind === "block")) return UNKNOWN;
  if (!isBlock && statements.some((inner) => flatStatement(inner) === undefined)) return UNKNOWN;
  return { kind: "case", text: flatHead(only) ?? beyond("head"), statement, statements, block: isBlock };
}
