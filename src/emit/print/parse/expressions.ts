/** Expressions: operators by precedence (Pratt), then what stands behind a primary. */
import { precedence } from "../precedence.js";
import type { Scanner } from "../scanner.js";
import { type Assign, type Binary, type Cast, type Conditional, type Expression, type Unary, type Update, beyond } from "../syntax.js";
import { chain } from "./postfix.js";
import { parsePrimary } from "./primary.js";
import { at, expect, place, take } from "./tokens.js";
import { parseType } from "./types.js";

const ASSIGNMENTS = new Set("= += -= *= /= %= &= |= ^= **= <<= >>= >>>= &&= ||= ??=".split(" "));
const UNARY = new Set(["!", "-", "+", "~", "typeof", "void", "delete"]);
const CAST_PRECEDENCE = 8;

export function parseExpression(scanner: Scanner): Expression {
  const left = conditional(scanner);
  if (scanner.kind !== "punctuator" || !ASSIGNMENTS.has(scanner.value)) return left;
  const operator = take(scanner);
  const right = parseExpression(scanner);
  const node: Assign = { parent: undefined, role: "value", kind: "assign", operator, left, right };
  place(left, node, "left");
  place(right, node, "right");
  return node;
}

function conditional(scanner: Scanner): Expression {
  const test = binary(scanner, 0);
  if (!at(scanner, "?")) return test;
  take(scanner);
  const consequent = parseExpression(scanner);
  expect(scanner, ":");
  const alternate = parseExpression(scanner);
  const node: Conditional = { parent: undefined, role: "value", kind: "conditional", test, consequent, alternate };
  place(test, node, "test");
  place(consequent, node, "consequent");
  place(alternate, node, "alternate");
  return node;
}

function binary(scanner: Scanner, least: number): Expression {
  let left = unary(scanner);
  for (;;) {
    const operator = scanner.value;
    if (scanner.kind === "string" || scanner.kind === "number") return left;
    if (operator === "as" || operator === "satisfies") {
      if (least > CAST_PRECEDENCE || scanner.kind !== "name") return left;
      left = cast(scanner, left);
      continue;
    }
    const strength = precedence(operator);
    if (strength === undefined || strength < least) return left;
    if (operator === "in" || operator === "instanceof") beyond("operator");
    take(scanner);
    const right = binary(scanner, operator === "**" ? strength : strength + 1);
    left = binaryNode(operator, left, right);
  }
}

/** Logical chains lean to the left, wherever their parentheses stood: prettier sees them so. */
function binaryNode(operator: string, left: Expression, right: Expression): Expression {
  const kind = operator === "&&" || operator === "||" || operator === "??" ? "logical" : "binary";
  if (kind === "logical" && right.kind === "logical" && right.operator === operator) {
    return binaryNode(operator, binaryNode(operator, left, right.left), right.right);
  }
  const node: Binary = { parent: undefined, role: "value", kind, operator, left, right };
  place(left, node, "left");
  place(right, node, "right");
  return node;
}

function cast(scanner: Scanner, expression: Expression): Expression {
  const operator = take(scanner);
  const type = at(scanner, "const") ? constType(scanner) : parseType(scanner);
  const node: Cast = { parent: undefined, role: "value", kind: "cast", operator, expression, type };
  place(expression, node, "expression");
  place(type, node, "value");
  return node;
}

function constType(scanner: Scanner): Cast["type"] {
  return { parent: undefined, role: "value", kind: "typeName", text: take(scanner), typeArguments: undefined };
}

function unary(scanner: Scanner): Expression {
  const { value, kind } = scanner;
  if (kind !== "punctuator" && kind !== "name") return postfix(scanner);
  if (value === "++" || value === "--") {
    take(scanner);
    return update(value, true, unary(scanner));
  }
  if (!UNARY.has(value)) return postfix(scanner);
  take(scanner);
  const operand = unary(scanner);
  const node: Unary = { parent: undefined, role: "value", kind: "unary", operator: value, operand };
  place(operand, node, "operand");
  return node;
}

function update(operator: string, prefix: boolean, operand: Expression): Expression {
  const node: Update = { parent: undefined, role: "value", kind: "update", operator, prefix, operand };
  place(operand, node, "operand");
  return node;
}

function postfix(scanner: Scanner): Expression {
  const expression = chain(scanner, parsePrimary(scanner), true);
  if ((at(scanner, "++") || at(scanner, "--")) && !scanner.lineBefore) return update(take(scanner), false, expression);
  return expression;
}
