/** Statements to lines. Most fit in one: they are written without making a document of them. */
import { commentLines } from "./comments.js";
import { type Doc, group, indent, line } from "./doc/doc.js";
import { render } from "./doc/render.js";
import { BROKEN, flat, flatParameters, flatSignature, flatType } from "./flat.js";
import {
  caseDoc,
  endOfDoDoc,
  fieldDoc,
  ifDoc,
  importDoc,
  memberOfTypeDoc,
  methodDoc,
  statementDoc,
  subjectDoc,
} from "./layout/statements.js";
import { printLines } from "./lines.js";
import { parse } from "./parse/parse.js";
import { LineMemo } from "./line-memo.js";
import { PRINT_WIDTH } from "./shapes.js";
import {
  type Block,
  type Case,
  type ClassField,
  type Comment,
  type DoWhile,
  type Expression,
  type If,
  type Leading,
  type Method,
  type Parameter,
  type Signature,
  type Statement,
  type Switch,
  type Type,
  beyond,
} from "./syntax.js";
import { flatStatement } from "./texts.js";

const PADS = Array.from({ length: 60 }, (_, columns) => " ".repeat(columns));

function pad(columns: number): string {
  return PADS[columns] ?? " ".repeat(columns);
}

/** The bodies that placeholders stand for, and what is known of their lines. */
export interface Bodies {
  readonly bodies: readonly (readonly string[])[];
  readonly memo: LineMemo;
}

/** One statement with the comments in front of it. */
export function writeStatement(node: Statement, bodies: Bodies = NO_BODIES): string {
  const lines = new Lines(bodies);
  lines.statement(node, 0);
  return lines.all.join("\n");
}

const NO_BODIES: Bodies = { bodies: [], memo: new LineMemo() };

class Lines {
  readonly all: string[] = [];

  constructor(readonly bodies: Bodies) {}

  readonly #bodyText = (block: Block, columns: number): string => {
    if (block.statements.length === 0) return "{}";
    const lines = new Lines(this.bodies);
    lines.statements(block.statements, columns + 2);
    return `{\n${lines.all.join("\n")}\n${pad(columns)}}`;
  };

  statements(nodes: readonly Statement[], columns: number): void {
    nodes.forEach((node, index) => {
      this.#gap(node, index);
      this.statement(node, columns);
    });
  }

  statement(node: Statement, columns: number): void {
    this.#comments(node.comments, columns);
    switch (node.kind) {
      case "if":
        return this.#if(node, columns, "");
      case "while":
        return this.#loop(node, columns, () => `while (${flat(node.test)})`);
      case "doWhile":
        return this.#doWhile(node, columns);
      case "forOf":
        return this.#loop(node, columns, () => `for (${node.left} of ${flat(node.right)})`);
      case "switch":
        return this.#switch(node, columns);
      case "block":
        return this.#block(pad(columns), node, columns);
      case "placeholder":
        return this.#placeholder(node.index, columns);
      case "labeled":
        return this.#labeled(node.label, node.body, columns);
      case "function":
        return this.#function(node.head, node, columns, () => statementDoc(node));
      case "class":
        return this.#members(node.head, node.members, columns, (member) => this.#classMember(member, columns + 2));
      case "interface":
        return this.#members(node.head, node.members, columns, (member) => this.#typeMember(member, columns + 2));
      default:
        return this.#fit(flatStatement(node), columns, () => docOf(node));
    }
  }

  #placeholder(index: number, columns: number): void {
    const source = this.bodies.bodies[index] ?? [];
    const printed = printLines(source, columns, this.bodies.memo, (statement, at) => this.#written(statement, at));
    if (printed === undefined) this.statements(parse(source.join("\n")), columns);
    else for (const line of printed) this.all.push(line);
  }

  #written(statement: Statement, columns: number): string {
    const lines = new Lines(this.bodies);
    lines.statement(statement, columns);
    return lines.all.join("\n");
  }

  /** The text, where it fits in a line, else the document's layout. */
  #fit(text: string | undefined, columns: number, doc: () => Doc, prefix = ""): void {
    if (text !== undefined && columns + text.length <= PRINT_WIDTH && !text.includes(BROKEN)) this.all.push(pad(columns) + text);
    else this.all.push(pad(columns) + render(prefix === "" ? doc() : [prefix, doc()], columns, this.#bodyText));
  }

  #gap({ blankBefore }: Leading, index: number): void {
    if (blankBefore && index > 0) this.all.push("");
  }

  #comments(comments: readonly Comment[], columns: number): void {
    for (const comment of comments) {
      for (const line of commentLines(comment)) this.all.push(line === "" ? "" : pad(columns) + line);
      if (comment.blankAfter) this.all.push("");
    }
  }

  /** A brace behind what is already there, statements, a brace. */
  #block(start: string, { statements }: Block, columns: number): void {
    this.all.push(`${start}{`);
    this.statements(statements, columns + 2);
    this.all.push(`${pad(columns)}}`);
  }

  #if(node: If, columns: number, prefix: string): void {
    const { test, consequent, alternate } = node;
    const head = `${prefix}if (${flat(test)})`;
    if (consequent.kind === "block") this.#headed(head, consequent, columns, () => ifDoc(test, consequent), prefix);
    else this.#fit(this.#clause(head, consequent), columns, () => ifDoc(test, consequent), prefix);
    if (alternate !== undefined) this.#else(alternate, consequent.kind === "block", columns);
  }

  #clause(head: string, body: Statement): string | undefined {
    const text = flatStatement(body);
    return text === undefined ? undefined : `${head} ${text}`;
  }

  #headed(head: string, block: Block, columns: number, doc: () => Doc, prefix = ""): void {
    const isFit = columns + head.length + 2 <= PRINT_WIDTH && !head.includes(BROKEN);
    if (isFit) this.#block(`${pad(columns)}${head} `, block, columns);
    else this.#fit(undefined, columns, doc, prefix);
  }

  /** Behind a block, in the line of its brace. */
  #else(alternate: Statement, afterBlock: boolean, columns: number): void {
    const start = afterBlock ? `${(this.all.pop() ?? "").trimStart()} else` : "else";
    if (alternate.kind === "if") this.#if(alternate, columns, `${start} `);
    else if (alternate.kind === "block") this.#block(`${pad(columns)}${start} `, alternate, columns);
    else this.#fit(this.#clause(start, alternate), columns, () => group(indent([line, statementDoc(alternate)])), start);
  }

  #loop(node: Extract<Statement, { kind: "while" | "forOf" }>, columns: number, head: () => string): void {
    const { body } = node;
    if (body.kind === "block" && body.statements.length > 0) this.#headed(head(), body, columns, () => statementDoc(node));
    else this.#fit(body.kind === "block" ? `${head()} {}` : this.#clause(head(), body), columns, () => statementDoc(node));
  }

  #doWhile({ body, test }: DoWhile, columns: number): void {
    if (body.statements.length === 0) beyond("empty block");
    this.#block(`${pad(columns)}do `, body, columns);
    this.all.pop();
    this.#fit(`} while (${flat(test)});`, columns, () => endOfDoDoc(test));
  }

  #switch({ subject, cases }: Switch, columns: number): void {
    const head = `switch (${flat(subject)}) {`;
    if (columns + head.length <= PRINT_WIDTH && !head.includes(BROKEN)) this.all.push(pad(columns) + head);
    else this.all.push(`${pad(columns)}${render([subjectDoc(subject), " {"], columns, this.#bodyText)}`);
    cases.forEach((node, index) => {
      this.#gap(node, index);
      this.#case(node, columns + 2);
    });
    this.all.push(`${pad(columns)}}`);
  }

  #case({ comments, test, statements }: Case, columns: number): void {
    this.#comments(comments, columns);
    const head = test === undefined ? "default:" : `case ${flat(test)}:`;
    const block = onlyBlock(statements);
    const isFit = columns + head.length + 2 <= PRINT_WIDTH && !head.includes(BROKEN);
    if (!isFit) return this.#longCase(test, statements, block, columns);
    if (block !== undefined) return this.#block(`${pad(columns)}${head} `, block, columns);
    this.all.push(pad(columns) + head);
    this.statements(statements, columns + 2);
  }

  #longCase(test: Expression | undefined, statements: readonly Statement[], block: Block | undefined, columns: number): void {
    this.#fit(undefined, columns, () => caseDoc(test, block));
    if (block === undefined) this.statements(statements, columns + 2);
  }

  #labeled(label: string, body: Statement, columns: number): void {
    const first = this.all.length;
    this.statement(body, columns);
    const text = this.all[first] ?? "";
    const line = `${pad(columns)}${label}: ${text.slice(columns)}`;
    if (text.includes("\n") || line.length > PRINT_WIDTH) beyond("long head");
    this.all[first] = line;
  }

  #function(
    head: string,
    node: { parameters: readonly Parameter[]; returnType: Type | undefined; body: Block },
    columns: number,
    doc: () => Doc,
  ): void {
    const type = node.returnType === undefined ? "" : `: ${flatType(node.returnType)}`;
    const text = `${head}(${flatParameters(node.parameters)})${type}`;
    if (node.body.statements.length > 0) this.#headed(text, node.body, columns, doc);
    else this.#fit(`${text} {}`, columns, doc);
  }

  #members<T extends Leading>(head: string, members: readonly T[], columns: number, write: (member: T) => void): void {
    if (members.length === 0) return void this.all.push(`${pad(columns)}${head} {}`);
    this.all.push(`${pad(columns)}${head} {`);
    members.forEach((member, index) => {
      this.#gap(member, index);
      this.#comments(member.comments, columns + 2);
      write(member);
    });
    this.all.push(`${pad(columns)}}`);
  }

  #classMember(member: ClassField | Method, columns: number): void {
    if (member.kind === "method") return this.#function(member.name, member, columns, () => methodDoc(member));
    const { name, type, initializer } = member;
    const value = initializer === undefined ? "" : ` = ${flat(initializer)}`;
    this.#fit(`${name}${type === undefined ? "" : `: ${flatType(type)}`}${value};`, columns, () => fieldDoc(name, type, initializer));
  }

  #typeMember(member: Signature, columns: number): void {
    this.#fit(`${flatSignature(member)};`, columns, () => memberOfTypeDoc(member));
  }
}

/** The only statement of a case, where it is a block: its brace stands behind the colon. */
function onlyBlock([first, second]: readonly Statement[]): Block | undefined {
  return first?.kind === "block" && second === undefined && first.comments.length === 0 ? first : undefined;
}

function docOf(node: Statement): Doc {
  return node.kind === "import" && node.namespace === undefined ? importDoc(node.keyword, node.names, node.source) : statementDoc(node);
}
