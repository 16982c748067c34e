/** Statements without others in them. */
import { ts } from "ts-morph";
import { flat, flatType, signature } from "./flat.js";
import { declaration, modifiers, wordOf } from "./heads.js";
import { assigned, operation, overLines } from "./over-lines.js";
import { bare, bareType, isAssignment, isOperation, leave } from "./tree.js";
import { fits, pad } from "./width.js";

/** A statement without others in it. */
export function simple(node: ts.Statement, columns: number, start: string): string[] {
  if (ts.isExpressionStatement(node)) return expressionStatement(bare(node.expression), columns, start);
  if (ts.isReturnStatement(node))
    return node.expression === undefined ? [`${start}return;`] : returned(node.expression, columns, `${start}return `);
  if (ts.isThrowStatement(node)) return returned(node.expression, columns, `${start}throw `);
  if (ts.isVariableStatement(node)) return variable(node, columns, start);
  if (ts.isBreakStatement(node)) return [`${start}break${label(node)};`];
  if (ts.isContinueStatement(node)) return [`${start}continue${label(node)};`];
  if (ts.isTypeAliasDeclaration(node)) return alias(node, start);
  if (ts.isImportDeclaration(node)) return imported(node);
  return leave("statement");
}

function label({ label: name }: ts.BreakOrContinueStatement): string {
  return name === undefined ? "" : ` ${name.text}`;
}

function expressionStatement(node: ts.Expression, columns: number, start: string): string[] {
  if (isAssignment(node)) {
    const operator = ts.tokenToString(node.operatorToken.kind) ?? "";
    if (isAssignment(bare(node.right))) return leave("chain of assignments");
    return assigned(node.right, `${start}${flat(node.left)} ${operator} `, columns, ";");
  }
  if (ts.isCallExpression(node) || ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return overLines(node, start, columns, ";");
  return leave("statement of an expression");
}

function returned(outer: ts.Expression, columns: number, start: string): string[] {
  const line = `${start}${flat(outer)};`;
  if (fits(line) || !isOperation(bare(outer))) return overLines(outer, start, columns, ";");
  return [`${start}(`, ...operation(outer, pad(columns + 2), columns + 2, ""), `${pad(columns)});`];
}

function variable(node: ts.VariableStatement, columns: number, before: string): string[] {
  const { start, initializer } = declaration(node.declarationList);
  const all = `${before}${modifiers(node)}${start}`;
  if (initializer === undefined) return [`${all};`];
  const end = ` = ${noteOf(initializer) === PURE ? `${PURE} ` : ""}`;
  const lines = ts.isObjectLiteralExpression(initializer) && !fits(`${all} = {`) ? longType(node, columns, before) : [all];
  return [...lines.slice(0, -1), ...assigned(initializer, `${lines.at(-1) ?? ""}${end}`, columns, ";")];
}

/** Of an object: a member a line. */
function longType(node: ts.VariableStatement, columns: number, before: string): string[] {
  if (fits(`${before}${modifiers(node)}${declaration(node.declarationList).start} =`)) return leave("long declaration");
  const [only] = node.declarationList.declarations;
  if (only?.type === undefined || !ts.isTypeLiteralNode(only.type) || !ts.isIdentifier(only.name)) return leave("long declaration");
  const members = only.type.members.map((member) => `${pad(columns + 2)}${signature(member)};`);
  return [`${before}${modifiers(node)}${wordOf(node.declarationList)} ${only.name.text}: {`, ...members, `${pad(columns)}}`];
}

/** Tells a bundler that the call behind it may be left out. */
const PURE = "/* @__PURE__ */";

/** Those that are printed: in front of the initializer of a variable, and of its properties. */
export function countKnown(node: ts.Statement): number {
  const initializer = ts.isVariableStatement(node) ? node.declarationList.declarations[0]?.initializer : undefined;
  if (initializer === undefined) return 0;
  const before = noteOf(initializer) === PURE ? 1 : 0;
  return ts.isObjectLiteralExpression(initializer)
    ? before + initializer.properties.filter((property) => noteOf(property) !== "").length
    : before;
}

function noteOf(node: ts.Node): string {
  return node.getFullText().slice(0, node.getLeadingTriviaWidth()).trim();
}

function alias(node: ts.TypeAliasDeclaration, start: string): string[] {
  if (node.typeParameters !== undefined) leave("type parameters");
  const line = `${start}${modifiers(node)}type ${node.name.text} = ${flatType(node.type)};`;
  if (fits(line)) return [line];
  // A name that is looked up stands in the next line; other long types break in ways of their own.
  const lines = [`${start}${modifiers(node)}type ${node.name.text} =`, `  ${flatType(node.type)};`];
  return isLookedUp(node.type) && start === "" && lines.every(fits) ? lines : leave("long type");
}

/** `(typeof x)[...]` */
function isLookedUp(type: ts.TypeNode): boolean {
  return ts.isIndexedAccessTypeNode(type) && ts.isTypeQueryNode(bareType(type.objectType));
}

function imported({ importClause, moduleSpecifier, attributes }: ts.ImportDeclaration): string[] {
  if (importClause?.namedBindings === undefined || importClause.name !== undefined || attributes !== undefined) return leave("import");
  const start = importClause.phaseModifier === undefined ? "import" : "import type";
  const end = ` from ${flat(moduleSpecifier)};`;
  const { namedBindings } = importClause;
  if (ts.isNamespaceImport(namedBindings)) return [`${start} * as ${namedBindings.name.text}${end}`];
  const names = namedBindings.elements.map(specifier);
  const line = `${start} { ${names.join(", ")} }${end}`;
  return fits(line) || names.length === 1 ? [line] : [`${start} {`, ...names.map((name) => `  ${name},`), `}${end}`];
}

function specifier({ isTypeOnly, propertyName, name }: ts.ImportSpecifier): string {
  return `${isTypeOnly ? "type " : ""}${propertyName === undefined ? "" : `${propertyName.text} as `}${name.text}`;
}
