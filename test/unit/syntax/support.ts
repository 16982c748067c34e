import type { Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { positionAt, type Source } from "../../../src/diagnostics/source.js";
import type { Expr, FieldStatement, PacketItem, SpecFile, Statement } from "../../../src/syntax/ast.js";
import { parse } from "../../../src/syntax/parse.js";

export function source(text: string): Source {
  return { path: "test.mpl", text };
}

/** The tree as plain data without places, for comparison. */
export function withoutSpans(value: unknown): unknown {
  const json = JSON.stringify(value, (key, inner: unknown) => {
    if (key === "span") return undefined;
    return typeof inner === "bigint" ? `${inner}n` : inner;
  });
  return JSON.parse(json);
}

/** Like `2:10 MPL0108 message`. */
export function summary(diagnostic: Diagnostic): string {
  const { line, column } = positionAt(diagnostic.span.source, diagnostic.span.start);
  return `${line}:${column} ${diagnostic.code} ${diagnostic.message}`;
}

export function problems(text: string): string[] {
  return parse(source(text)).diagnostics.map(summary);
}

/** The tree of a text that has no errors. */
export function parsed(text: string): SpecFile {
  const { file, diagnostics } = parse(source(text));
  if (diagnostics.length > 0) throw new Error(diagnostics.map(summary).join("\n"));
  return file;
}

export function packet(text: string): PacketItem {
  const item = parsed(text).items.find((candidate) => candidate.kind === "packet");
  if (item?.kind !== "packet") throw new Error("no packet");
  return item;
}

export function statements(body: string): readonly Statement[] {
  return packet(`packet p {\n${body}\n}`).body;
}

export function statement(text: string): Statement {
  const [first] = statements(text);
  if (first === undefined) throw new Error("no statement");
  return first;
}

export function field(text: string): FieldStatement {
  const found = statement(text);
  if (found.kind !== "field") throw new Error(`a ${found.kind}`);
  return found;
}

export function expression(text: string): Expr {
  const argument = field(`a: byte[${text}];`).type.argument;
  if (argument === undefined) throw new Error("no expression");
  return argument;
}

/** With parentheses around every operator. */
export function grouped(expr: Expr): string {
  switch (expr.kind) {
    case "int":
    case "tag":
      return expr.text;
    case "bool":
      return String(expr.value);
    case "string":
      return JSON.stringify(expr.value);
    case "name":
      return expr.name;
    case "call":
      return `${expr.function.text}(${expr.argument?.text ?? ""})`;
    case "group":
      return grouped(expr.inner);
    case "unary":
      return `(${expr.operator}${grouped(expr.operand)})`;
    case "binary":
      return `(${grouped(expr.left)} ${expr.operator} ${grouped(expr.right)})`;
    case "conditional":
      return `(${grouped(expr.condition)} ? ${grouped(expr.then)} : ${grouped(expr.otherwise)})`;
  }
}
