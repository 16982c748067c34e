/** The style: for each production, where its lines break and which of its tokens touch. */
import type { CstNode, IToken } from "../../grammar/parser.js";
import type { Gaps } from "./format-gaps.js";
import { node, nodes, onlyNode, optionalNode, token, tokens } from "./tree.js";

type Rule = (gaps: Gaps, cst: CstNode, depth: number) => void;

/** Children that stand one level deeper than their parent. */
const deeper: ReadonlySet<string> = new Set([
  "block>statements",
  "classify>arm",
  "arm>statements",
  "cases>case",
  "dissect>dissectArm",
  "object>entry",
  "list>value",
  "example>value",
]);

export function applyRules(gaps: Gaps, cst: CstNode, depth = 0): void {
  rules[cst.name]?.(gaps, cst, depth);
  for (const name of Object.keys(cst.children)) {
    const childDepth = deeper.has(`${cst.name}>${name}`) ? depth + 1 : depth;
    for (const child of nodes(cst, name)) applyRules(gaps, child, childDepth);
  }
}

const rules: Readonly<Record<string, Rule>> = {
  spec: (gaps, cst) => {
    let previousIsLarge = false;
    nodes(cst, "item").forEach((item, index) => {
      const isLarge = largeItems.has(onlyNode(item)?.name ?? "");
      gaps.line(gaps.index(item), 0, index === 0 ? "open" : undefined, index > 0 && (isLarge || previousIsLarge));
      previousIsLarge = isLarge;
    });
  },
  packet: touchingParenthesis,
  example: (gaps, cst, depth) => {
    touchingParenthesis(gaps, cst);
    breakExample(gaps, cst, depth);
  },
  codec: touchingGroup,
  block: (gaps, cst, depth) => gaps.line(gaps.index(token(cst, "RightBrace")), depth, "close"),
  statements: (gaps, cst, depth) => {
    const parts = nodes(cst, "statement");
    if (isEmptyArm(gaps, parts)) return;
    parts.forEach((statement, index) => gaps.line(gaps.index(statement), depth, index === 0 ? "open" : undefined));
  },
  classify: (gaps, cst, depth) => {
    nodes(cst, "arm").forEach((arm, index) => gaps.line(gaps.index(arm), depth + 1, index === 0 ? "open" : undefined));
    gaps.line(gaps.index(token(cst, "RightBrace")), depth, "close");
  },
  arm: (gaps, cst) => {
    touchNext(gaps, token(cst, "Pipe"));
    touch(gaps, tokens(cst, "Colon"));
  },
  dissect: (gaps, cst, depth) => {
    const arms = nodes(cst, "dissectArm");
    arms.forEach((arm, index) => gaps.line(gaps.index(arm), depth + 1, index === 0 ? "open" : undefined));
    const close = gaps.index(token(cst, "RightBrace"));
    if (arms.length > 0) gaps.line(close, depth, "close");
  },
  dissectArm: (gaps, cst, depth) => {
    touchNext(gaps, token(cst, "Pipe"));
    const group = { first: gaps.index(cst), last: gaps.lastIndex(cst), alwaysBroken: false };
    for (const word of tokens(cst, "else")) gaps.soft(gaps.index(word), depth + 1, group, "space");
  },
  path: (gaps, cst) => {
    for (const dot of tokens(cst, "Dot")) touchBoth(gaps, dot);
  },
  named: (gaps, cst) => touch(gaps, tokens(cst, "Colon")),
  entry: (gaps, cst) => touch(gaps, tokens(cst, "Colon")),
  fieldType: (gaps, cst) => touch(gaps, tokens(cst, "LeftBracket")),
  extent: (gaps, cst) => {
    if (gaps.index(cst) !== gaps.index(optionalNode(cst, "group") ?? cst)) touchingGroup(gaps, cst);
  },
  nested: (gaps, cst) => touch(gaps, [token(node(cst, "arguments"), "LeftParen")]),
  simpleAttribute: touchingGroup,
  attribute: (gaps, cst) => {
    for (const clause of nodes(cst, "boundedClause")) touchingGroup(gaps, clause);
  },
  endianClause: touchingParenthesis,
  bitorderClause: touchingParenthesis,
  checksum: touchingParenthesis,
  call: touchingParenthesis,
  arguments: touchingParenthesis,
  operand: touchingPrefixes,
  patternOperand: touchingPrefixes,
  expression: (gaps, cst) => touchRanges(gaps, tokens(cst, "BinaryOperator")),
  pattern: (gaps, cst) => touchRanges(gaps, tokens(cst, "PatternOperator")),
  constant: (gaps, cst) => {
    for (const minus of tokens(cst, "Minus")) touchNext(gaps, minus);
  },
  cases: (gaps, cst, depth) => {
    const cases = nodes(cst, "case");
    breakable(
      gaps,
      cst,
      cases.map((part) => gaps.index(part)),
      depth,
      "space",
    );
    for (const part of cases) touchNext(gaps, token(part, "Pipe"));
  },
  object: (gaps, cst, depth) =>
    breakable(
      gaps,
      cst,
      nodes(cst, "entry").map((entry) => gaps.index(entry)),
      depth,
      "space",
    ),
  list: (gaps, cst, depth) =>
    breakable(
      gaps,
      cst,
      nodes(cst, "value").map((value) => gaps.index(value)),
      depth,
      "tight",
    ),
};

const largeItems: ReadonlySet<string> = new Set(["packet", "struct", "variantItem", "dissect"]);

/** `-> ();` stays on the arm's line. */
function isEmptyArm(gaps: Gaps, parts: readonly CstNode[]): boolean {
  const [first] = parts;
  if (first === undefined || parts.length > 1 || optionalNode(first, "unit") === undefined) return false;
  return gaps.tokens[gaps.index(first) - 1]?.image === "->";
}

function touch(gaps: Gaps, at: readonly IToken[]): void {
  for (const one of at) gaps.tight(gaps.index(one));
}

function touchNext(gaps: Gaps, at: IToken): void {
  gaps.tight(gaps.index(at) + 1);
}

function touchBoth(gaps: Gaps, at: IToken): void {
  touch(gaps, [at]);
  touchNext(gaps, at);
}

function touchRanges(gaps: Gaps, operators: readonly IToken[]): void {
  for (const operator of operators) if (operator.image === "..") touchBoth(gaps, operator);
}

function touchingPrefixes(gaps: Gaps, cst: CstNode): void {
  for (const prefix of tokens(cst, "UnaryOperator")) touchNext(gaps, prefix);
}

function touchingParenthesis(gaps: Gaps, cst: CstNode): void {
  touch(gaps, tokens(cst, "LeftParen"));
}

function touchingGroup(gaps: Gaps, cst: CstNode): void {
  for (const group of nodes(cst, "group")) touchingParenthesis(gaps, group);
}

/** Between brackets: parts on one line where they fit, otherwise each on its own. */
function breakable(gaps: Gaps, cst: CstNode, parts: readonly number[], depth: number, edges: "tight" | "space"): void {
  const last = gaps.lastIndex(cst);
  if (parts.length === 0) {
    gaps.tight(last);
    return;
  }
  const group = { first: gaps.index(cst), last, alwaysBroken: false };
  parts.forEach((part, index) => gaps.soft(part, depth + 1, group, index === 0 ? edges : "space", index === 0 ? "open" : undefined));
  gaps.soft(last, depth, group, edges, "close");
}

/** Hex is written in several strings in order to comment on its parts, so they keep lines of their own. */
function breakExample(gaps: Gaps, cst: CstNode, depth: number): void {
  const [, ...hex] = tokens(cst, "StringText");
  const tail = [...tokens(cst, "noncanonical"), ...tokens(cst, "malformed"), ...nodes(cst, "value")];
  const group = { first: gaps.index(cst), last: gaps.lastIndex(cst), alwaysBroken: hex.length > 1 };
  for (const part of [...hex, ...tail.slice(0, 1)]) gaps.soft(gaps.index(part), depth + 1, group, "space");
}
