/** Declarations and statements, line by line. What the printer can't lay out is kept as a leftover, for prettier. */
import { ts } from "ts-morph";
import { commentLines, countComments, leaveRest } from "./comments.js";
import { flat, flatParameters, flatType, key, signature } from "./flat.js";
import { forHead, longHead, modifiers, ofHead } from "./heads.js";
import type { Leftover, LeftoverPlace } from "./leftovers.js";
import { assigned, tested, unionLines } from "./over-lines.js";
import { countKnown, simple } from "./simple.js";
import { bareType, leave, LeftToPrettier } from "./tree.js";
import { fits, pad } from "./width.js";

export type Line = string | Leftover;

export class Writer {
  readonly lines: Line[] = [];
  readonly #text: string;

  constructor(source: ts.SourceFile) {
    this.#text = source.text;
  }

  /** Statements of a block: an empty line between them stays. */
  statements(nodes: readonly ts.Statement[], columns: number): void {
    this.#each(nodes, columns, "statement", (node) => {
      this.#statement(node, columns);
    });
  }

  #each<T extends ts.Node>(nodes: readonly T[], columns: number, place: LeftoverPlace, write: (node: T) => void): void {
    for (const [index, node] of nodes.entries()) {
      this.#before(node, index, columns);
      this.#written(node, columns, place, write);
    }
  }

  /** An empty line, and comments. */
  #before(node: ts.Node, index: number, columns: number): void {
    const before = this.#text.slice(node.pos, node.getStart());
    if (index > 0 && /^\s*\n\s*\n/.test(before)) this.lines.push("");
    for (const line of commentLines(this.#text, node.pos, node.getStart())) this.lines.push(line === "" ? "" : pad(columns) + line);
  }

  #written<T extends ts.Node>(node: T, columns: number, place: LeftoverPlace, write: (node: T) => void): void {
    const first = this.lines.length;
    try {
      write(node);
    } catch (error) {
      if (!(error instanceof LeftToPrettier)) throw error;
      this.lines.length = first;
      this.lines.push({ text: this.#text.slice(node.getStart(), node.end), columns, place, why: error.message });
    }
  }

  #push(lines: readonly string[]): void {
    for (const line of lines) this.#line(line);
  }

  /** Comments within a line have ways of their own. */
  #leaveComments(from: number, to: number): void {
    if (countComments(this.#text.slice(from, to)) > 0) leave("comment");
  }

  #statement(node: ts.Statement, columns: number, start = pad(columns)): void {
    if (ts.isBlock(node)) return this.#block(node, start, columns);
    if (ts.isIfStatement(node)) return this.#if(node, columns, start);
    if (ts.isSwitchStatement(node)) return this.#switch(node, columns, start);
    if (ts.isIterationStatement(node, false)) return this.#loop(node, columns, start);
    if (ts.isTryStatement(node)) return this.#try(node, columns, start);
    if (ts.isLabeledStatement(node)) return this.#statement(node.statement, columns, `${start}${node.label.text}: `);
    if (ts.isFunctionDeclaration(node)) return this.#function(node, columns, `${modifiers(node)}function ${node.name?.text ?? ""}`);
    if (ts.isClassDeclaration(node)) return this.#class(node, columns);
    if (ts.isInterfaceDeclaration(node)) return this.#interface(node, columns);
    if (countComments(this.#text.slice(node.getStart(), node.end)) !== countKnown(node)) leave("comment");
    this.#push(simple(node, columns, start));
  }

  // Blocks

  #block(block: ts.Block, start: string, columns: number, end = "}"): void {
    const { statements } = block;
    const last = statements.at(-1);
    if (last === undefined) leave("empty block");
    leaveRest(this.#text, last.end, block.end - 1);
    this.lines.push(`${start}{`);
    this.statements(statements, columns + 2);
    this.lines.push(pad(columns) + end);
  }

  /** Lines that end in the brace of a block, and the block. */
  #headed(head: readonly string[], block: ts.Block, columns: number): void {
    const last = head.at(-1) ?? "";
    if (!fits(last)) leave("long head");
    this.#push(head.slice(0, -1));
    this.#block(block, last.slice(0, -1), columns);
  }

  #if(node: ts.IfStatement, columns: number, start: string): void {
    const { expression, thenStatement, elseStatement } = node;
    this.#leaveComments(expression.pos, expression.end);
    if (!ts.isBlock(thenStatement)) return this.#clauses(node, columns, start);
    this.#headed(tested(expression, `${start}if (`, columns, ") {"), thenStatement, columns);
    if (elseStatement === undefined) return;
    this.#leaveComments(thenStatement.end, elseStatement.getStart());
    const close = `${pad(columns)}} else `;
    this.lines.pop();
    if (ts.isIfStatement(elseStatement)) this.#if(elseStatement, columns, close);
    else if (ts.isBlock(elseStatement)) this.#block(elseStatement, close, columns);
    else leave("else");
  }

  /** Statements without braces: `else` begins a line. */
  #clauses({ expression, thenStatement, elseStatement }: ts.IfStatement, columns: number, start: string): void {
    this.#clause(`${start}if (${flat(expression)})`, thenStatement, columns, () => tested(expression, `${start}if (`, columns, ")"));
    if (elseStatement === undefined) return;
    this.#leaveComments(thenStatement.end, elseStatement.getStart());
    const begun = `${pad(columns)}else`;
    if (ts.isIfStatement(elseStatement)) this.#if(elseStatement, columns, `${begun} `);
    else if (ts.isBlock(elseStatement)) this.#block(elseStatement, `${begun} `, columns);
    else this.#clause(begun, elseStatement, columns, () => [begun]);
  }

  /** In the line of what it hangs on, or indented in the next. */
  #clause(head: string, statement: ts.Statement, columns: number, broken: () => readonly string[]): void {
    this.#leaveComments(statement.pos, statement.end);
    const [text = "", more] = simple(statement, 0, "");
    const line = `${head} ${text}`;
    if (more === undefined && fits(line)) return void this.lines.push(line);
    this.#push([...broken(), ...simple(statement, columns + 2, pad(columns + 2))]);
  }

  #loop(node: ts.IterationStatement, columns: number, start: string): void {
    const body = ts.isBlock(node.statement) ? node.statement : leave("loop without braces");
    this.#leaveComments(node.getStart(), body.getStart());
    if (ts.isDoStatement(node)) {
      this.#leaveComments(body.end, node.end);
      this.#block(body, `${start}do `, columns);
      this.lines.pop();
      this.#push(tested(node.expression, `${pad(columns)}} while (`, columns, ");"));
    } else if (ts.isWhileStatement(node)) {
      this.#headed(tested(node.expression, `${start}while (`, columns, ") {"), body, columns);
    } else {
      this.#headed(
        [`${start}for (${ts.isForOfStatement(node) ? ofHead(node) : ts.isForStatement(node) ? forHead(node) : leave("loop")}) {`],
        body,
        columns,
      );
    }
  }

  #try({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, columns: number, start: string): void {
    if (catchClause === undefined || catchClause.variableDeclaration !== undefined || finallyBlock !== undefined) return leave("try");
    this.#leaveComments(tryBlock.pos, tryBlock.getStart());
    this.#leaveComments(tryBlock.end, catchClause.block.getStart());
    this.#block(tryBlock, `${start}try `, columns);
    this.lines.pop();
    this.#block(catchClause.block, `${pad(columns)}} catch `, columns);
  }

  #switch(node: ts.SwitchStatement, columns: number, start: string): void {
    const { clauses } = node.caseBlock;
    this.#leaveComments(node.expression.pos, node.expression.end);
    const head = `${start}switch (${flat(node.expression)}) {`;
    if (!fits(head) || clauses.length === 0) leave("switch");
    this.lines.push(head);
    leaveRest(this.#text, clauses.end, node.end - 1);
    for (const [index, clause] of clauses.entries()) {
      this.#before(clause, index, columns + 2);
      this.#case(clause, columns + 2);
    }
    this.lines.push(`${pad(columns)}}`);
  }

  #case(clause: ts.CaseOrDefaultClause, columns: number): void {
    const head = pad(columns) + (ts.isCaseClause(clause) ? `case ${flat(clause.expression)}:` : "default:");
    const [first, second] = clause.statements;
    this.#leaveComments(clause.getStart(), first?.getStart() ?? clause.end);
    if (!fits(`${head} {`)) leave("case");
    if (first !== undefined && ts.isBlock(first) && second === undefined) return this.#block(first, `${head} `, columns);
    this.lines.push(head);
    this.statements(clause.statements, columns + 2);
  }

  // Declarations

  #function(node: ts.FunctionDeclaration | ts.AccessorDeclaration | ts.MethodDeclaration, columns: number, name: string): void {
    const { body, parameters, type } = node;
    if (body === undefined || node.typeParameters !== undefined || node.asteriskToken !== undefined) return leave("function");
    this.#leaveComments(node.getStart(), body.getStart());
    const result = type === undefined ? "" : `: ${flatType(type)}`;
    const line = `${pad(columns)}${name}(${flatParameters(parameters)})${result} {`;
    if (fits(line)) return this.#headed([line], body, columns);
    // Of one parameter and an object, the object breaks.
    if (parameters.length === 1 && type !== undefined && ts.isTypeLiteralNode(bareType(type))) leave("long result");
    if (parameters.length > 0) this.#headed(longHead(parameters, columns, `${pad(columns)}${name}`, `${result} {`), body, columns);
    else this.#headed([`${pad(columns)}${name}():`, ...unionLines(type, columns + 2, " {")], body, columns);
  }

  #class(node: ts.ClassDeclaration, columns: number): void {
    if (node.heritageClauses !== undefined || node.typeParameters !== undefined || node.members.length === 0) leave("class");
    leaveRest(this.#text, node.members.end, node.end - 1);
    this.lines.push(`${pad(columns)}${modifiers(node)}class ${node.name?.text ?? leave("class without a name")} {`);
    this.#each(node.members, columns + 2, "class member", (member) => {
      this.#classMember(member, columns + 2);
    });
    this.lines.push(`${pad(columns)}}`);
  }

  #classMember(member: ts.ClassElement, columns: number): void {
    const name = `${modifiers(member)}${member.name === undefined || !ts.isIdentifier(member.name) ? leave("member") : member.name.text}`;
    if (ts.isMethodDeclaration(member)) return this.#function(member, columns, name);
    if (ts.isGetAccessor(member)) return this.#function(member, columns, `get ${name}`);
    if (!ts.isPropertyDeclaration(member) || member.questionToken !== undefined) return leave("member");
    this.#leaveComments(member.getStart(), member.end);
    const start = `${pad(columns)}${name}${member.type === undefined ? "" : `: ${flatType(member.type)}`}`;
    if (member.initializer === undefined) this.#line(`${start};`);
    else this.#push(assigned(member.initializer, `${start} = `, columns, ";"));
  }

  #interface(node: ts.InterfaceDeclaration, columns: number): void {
    if (node.heritageClauses !== undefined || node.typeParameters !== undefined) leave("interface");
    leaveRest(this.#text, node.members.end, node.end - 1);
    const head = `${pad(columns)}${modifiers(node)}interface ${node.name.text} {`;
    if (node.members.length === 0) return void this.lines.push(`${head}}`);
    this.lines.push(head);
    this.#each(node.members, columns + 2, "type member", (member) => {
      this.#typeMember(member, columns + 2);
    });
    this.lines.push(`${pad(columns)}}`);
  }

  #typeMember(member: ts.TypeElement, columns: number): void {
    this.#leaveComments(member.getStart(), member.end);
    const line = `${pad(columns)}${signature(member)};`;
    if (fits(line) || !ts.isPropertySignature(member)) return this.#line(line);
    const name = `${modifiers(member)}${key(member.name)}${member.questionToken === undefined ? "" : "?"}`;
    this.#push([`${pad(columns)}${name}:`, ...unionLines(member.type, columns + 2, ";")]);
  }

  /** Where prettier goes beyond the width, so it shall; but for a template in a line of its own. */
  #line(line: string): void {
    if (!fits(line) && !/^ *`[^\n]*`,$/.test(line)) leave("long line");
    this.lines.push(line);
  }
}
