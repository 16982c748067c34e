/** Expressions in words, with the spec's own names. */
import { integerText } from "../ir/hex.js";
import type { Expr, ItemId, Packet, Target } from "../ir/ir.js";
import { itemPlaces } from "./places.js";

const LEVELS: Readonly<Record<string, number>> = {
  "||": 2,
  "&&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "|": 6,
  "^": 7,
  "&": 8,
  "<<": 9,
  ">>": 9,
  "+": 10,
  "-": 10,
  "*": 11,
  "/": 11,
  "%": 11,
};
const NOT = 4;
const UNARY = 12;
const LEAF = 13;
/** Deeper parts are left out of messages. */
const DEEPEST = 12;

interface Text {
  readonly text: string;
  readonly level: number;
}

export function describe(packet: Packet, expr: Expr): string {
  return textOf(packet, expr, 0).text;
}

export function describeTarget(packet: Packet, target: Target): string {
  return nameOf(packet, target[0]);
}

export function nameOf(packet: Packet, id: ItemId | undefined): string {
  const name = id === undefined ? undefined : itemPlaces(packet).get(id)?.name;
  return name === undefined || name === "" ? "this part" : name;
}

function textOf(packet: Packet, expr: Expr, depth: number): Text {
  if (depth > DEEPEST) return leaf("...");
  const inner = (part: Expr, level: number): string => {
    const found = textOf(packet, part, depth + 1);
    return found.level < level ? `(${found.text})` : found.text;
  };
  switch (expr.kind) {
    case "int":
      return { text: integerText(expr.value, expr), level: expr.value < 0n ? UNARY : LEAF };
    case "bool":
      return leaf(expr.value.toString());
    case "string":
      return leaf(JSON.stringify(expr.value));
    case "param":
      return leaf(packet.params[expr.index]?.name ?? "a parameter");
    case "field":
      return leaf(describeTarget(packet, expr.target));
    case "offset":
    case "sizeof":
    case "present":
      return leaf(`${expr.kind}(${describeTarget(packet, expr.target)})`);
    case "arrayLength":
      return leaf(`array_length(${describeTarget(packet, expr.target)})`);
    case "remaining":
      return leaf("remaining()");
    case "internetSum":
      return leaf(`internet_sum(${inner(expr.operand, 0)})`);
    case "not":
      return { text: `!${inner(expr.operand, NOT)}`, level: NOT };
    case "negate":
      return { text: `-${inner(expr.operand, UNARY)}`, level: UNARY };
    case "complement":
      return { text: `~${inner(expr.operand, UNARY)}`, level: UNARY };
    case "boolToInt":
      return textOf(packet, expr.operand, depth + 1);
    case "conditional":
      return { text: `${inner(expr.condition, 2)} ? ${inner(expr.then, 1)} : ${inner(expr.otherwise, 1)}`, level: 1 };
    case "arithmetic":
    case "logic":
    case "compare": {
      const level = LEVELS[expr.operator] ?? 0;
      return { text: `${inner(expr.left, level)} ${expr.operator} ${inner(expr.right, level + 1)}`, level };
    }
  }
}

function leaf(text: string): Text {
  return { text, level: LEAF };
}
