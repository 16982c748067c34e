/** The heads of declarations and loops. */
import { ts } from "ts-morph";
import { flat, flatParameter, flatType } from "./flat.js";
import { leave } from "./tree.js";
import { pad } from "./width.js";

export function modifiers(node: ts.Node): string {
  const all = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return all.map(({ kind }) => `${ts.tokenToString(kind) ?? ""} `).join("");
}

/** A parameter a line. */
export function longHead(parameters: readonly ts.ParameterDeclaration[], columns: number, start: string, end: string): string[] {
  const [first, second] = parameters;
  if (first === undefined || (second === undefined && first.type !== undefined && ts.isTypeLiteralNode(first.type))) return leave("head");
  const lines = parameters.map(
    (parameter) => `${pad(columns + 2)}${flatParameter(parameter)}${parameter.dotDotDotToken === undefined ? "," : ""}`,
  );
  return [`${start}(`, ...lines, `${pad(columns)})${end}`];
}

export function ofHead({ initializer, expression, awaitModifier }: ts.ForOfStatement): string {
  if (awaitModifier !== undefined || !ts.isVariableDeclarationList(initializer)) return leave("loop");
  return `${declarations(initializer)} of ${flat(expression)}`;
}

export function forHead({ initializer, condition, incrementor }: ts.ForStatement): string {
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer) || condition === undefined || incrementor === undefined)
    return leave("loop");
  return `${declarations(initializer)}; ${flat(condition)}; ${flat(incrementor)}`;
}

function declarations(list: ts.VariableDeclarationList): string {
  const { start, initializer } = declaration(list);
  return initializer === undefined ? start : `${start} = ${flat(initializer)}`;
}

/** `const name: Type`, and what it is set to. */
export function declaration(list: ts.VariableDeclarationList): { start: string; initializer: ts.Expression | undefined } {
  const [only, more] = list.declarations;
  if (only === undefined || more !== undefined || !ts.isIdentifier(only.name)) return leave("declarations");
  const type = only.type === undefined ? "" : `: ${flatType(only.type)}`;
  return { start: `${wordOf(list)} ${only.name.text}${type}`, initializer: only.initializer };
}

export function wordOf({ flags }: ts.VariableDeclarationList): string {
  if ((flags & ts.NodeFlags.Const) !== 0) return "const";
  return (flags & ts.NodeFlags.Let) !== 0 ? "let" : leave("declarations");
}
