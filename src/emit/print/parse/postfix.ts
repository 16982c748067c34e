/** What stands behind an expression: members, calls, indexes. */
import type { Scanner } from "../scanner.js";
import { type Call, type Expression, type Index, type Member, type NonNull, beyond } from "../syntax.js";
import { accept, at, checkNoGap, expect, place, placeAll, take, takeName } from "./tokens.js";
import { typeArguments } from "./types.js";

/** Members, calls and so on behind an expression. */
export function chain(scanner: Scanner, first: Expression, calls: boolean): Expression {
  let node = first;
  for (;;) {
    if (scanner.kind !== "punctuator") return node;
    switch (scanner.value) {
      case ".":
        checkNoGap(scanner);
        take(scanner);
        node = member(node, takeName(scanner), false);
        break;
      case "?.":
        node = optional(scanner, node);
        break;
      case "[":
        node = index(scanner, node, false);
        break;
      case "(":
        if (!calls) return node;
        node = call(scanner, node, undefined, false);
        break;
      case "!":
        if (scanner.lineBefore) return node;
        node = nonNull(scanner, node);
        break;
      case "<":
        if (!calls || !isTypeArguments(scanner)) return node;
        node = call(scanner, node, typeArguments(scanner), false);
        break;
      default:
        return node;
    }
  }
}

/** Emitted comparisons have spaces around the operator; type arguments have none. */
export function isTypeArguments(scanner: Scanner): boolean {
  const before = scanner.text.charAt(scanner.start - 1);
  const after = scanner.text.charAt(scanner.end);
  return /[\w$]/.test(before) && /[\w${["']/.test(after);
}

function member(object: Expression, property: string, isOptional: boolean): Expression {
  const node: Member = { parent: undefined, role: "value", kind: "member", object, property, optional: isOptional };
  place(object, node, "object");
  return node;
}

function index(scanner: Scanner, object: Expression, isOptional: boolean): Expression {
  expect(scanner, "[");
  const inner = scanner.grammar.expression(scanner);
  expect(scanner, "]");
  const node: Index = { parent: undefined, role: "value", kind: "index", object, index: inner, optional: isOptional };
  place(object, node, "object");
  place(inner, node, "index");
  return node;
}

function optional(scanner: Scanner, object: Expression): Expression {
  take(scanner);
  if (at(scanner, "[")) return index(scanner, object, true);
  if (at(scanner, "(")) return call(scanner, object, undefined, true);
  return member(object, takeName(scanner), true);
}

function nonNull(scanner: Scanner, expression: Expression): Expression {
  take(scanner);
  const node: NonNull = { parent: undefined, role: "value", kind: "nonNull", expression };
  place(expression, node, "expression");
  return node;
}

/** Callees that prettier treats in ways of their own. */
const SPECIAL = new Set([
  "require",
  "define",
  "describe",
  "it",
  "test",
  "fit",
  "xit",
  "xtest",
  "skip",
  "ftest",
  "xdescribe",
  "fdescribe",
  "Boolean",
]);

function call(scanner: Scanner, callee: Expression, types: Call["typeArguments"], isOptional: boolean): Expression {
  if (callee.kind === "name" && SPECIAL.has(callee.text)) beyond("special callee");
  return callNode("call", callee, types, parseArguments(scanner), isOptional);
}

export function callNode(
  kind: Call["kind"],
  callee: Expression,
  types: Call["typeArguments"],
  args: readonly Expression[],
  isOptional: boolean,
): Expression {
  const node: Call = { parent: undefined, role: "value", kind, callee, typeArguments: types, args, optional: isOptional };
  place(callee, node, "callee");
  placeAll(args, node, "argument");
  if (types !== undefined) placeAll(types, node, "typeArgument");
  return node;
}

export function parseArguments(scanner: Scanner): Expression[] {
  expect(scanner, "(");
  const args: Expression[] = [];
  while (!at(scanner, ")")) {
    checkNoGap(scanner);
    args.push(spreadOr(scanner));
    if (!accept(scanner, ",")) break;
  }
  expect(scanner, ")");
  return args;
}

export function spreadOr(scanner: Scanner): Expression {
  if (!accept(scanner, "...")) return scanner.grammar.expression(scanner);
  const expression = scanner.grammar.expression(scanner);
  const node: Expression = { parent: undefined, role: "value", kind: "spread", expression };
  place(expression, node, "expression");
  return node;
}
