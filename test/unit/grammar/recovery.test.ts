import { CstParser } from "chevrotain";
import { describe, expect, it } from "vitest";
import { MAX_SYNTAX_ERRORS, parseTokens, type CstNode } from "../../../grammar/parser.js";
import { tokenize } from "../../../grammar/tokens.js";

function parse(text: string): ReturnType<typeof parseTokens> {
  return parseTokens(tokenize(text).tokens);
}

/** The nodes of a rule, and how many of them failed. */
function count(tree: CstNode, rule: string): { all: number; failed: number } {
  const found: CstNode[] = [];
  const visit = (node: CstNode): void => {
    if (node.name === rule) found.push(node);
    for (const child of Object.values(node.children).flat()) if ("children" in child) visit(child);
  };
  visit(tree);
  return { all: found.length, failed: found.filter((node) => node.recoveredNode === true).length };
}

describe("recovery", () => {
  it.each([
    "findReSyncTokenType",
    "isInCurrentRuleReSyncSet",
    "reSyncTo",
    "shouldInRepetitionRecoveryBeTried",
    "getFollowsForInRuleRecovery",
    "canRecoverWithSingleTokenInsertion",
    "canRecoverWithSingleTokenDeletion",
  ])("overrides `%s`, which Chevrotain still has", (method) => {
    expect(method in CstParser.prototype).toBe(true);
  });

  it("ends a broken statement at its semicolon, whatever braces it opened", () => {
    const { tree, errors } = parse("packet p { a: : x; b: array 3 { c: byte; }; d: byte; }");
    expect(errors).toHaveLength(2);
    expect(count(tree, "statement")).toEqual({ all: 3, failed: 2 });
  });

  it("ends a broken arm at the next arm", () => {
    const { tree, errors } = parse('packet p { classify (a) { |* : "A" -> b: byte; |2: "B" -> c: byte | d; e: byte; |3: "C" -> (); }; }');
    expect(errors).toHaveLength(2);
    expect(count(tree, "arm")).toEqual({ all: 3, failed: 1 });
    expect(count(tree, "statement")).toEqual({ all: 4, failed: 1 });
  });

  it("ends a broken case at the next case", () => {
    const { tree, errors } = parse("variant v { |1 -> a |2 -> B |3 C |4 -> D };");
    expect(errors).toHaveLength(2);
    expect(count(tree, "case")).toEqual({ all: 4, failed: 2 });
  });

  it("ends a broken declaration at the next one", () => {
    const { tree, errors } = parse(
      "packet 1 { a: packet b(); }\nstruct x; typedef a byte; variant { |1 -> A }; import 3; packet p { a: byte; }",
    );
    expect(errors).toHaveLength(4);
    expect(count(tree, "item")).toEqual({ all: 6, failed: 4 });
  });

  it("closes a packet where the next one begins", () => {
    const { tree, errors } = parse("packet p { a: byte;\npacket q { b: packet p(); }\nstruct { a: byte;\n} s;");
    expect(errors).toHaveLength(1);
    expect(count(tree, "packet")).toEqual({ all: 2, failed: 0 });
  });

  it("is the same whatever was parsed before", () => {
    const text = "packet p { a: byte variant { |1 -> A; b: byte; }";
    const first = parse(text).errors.map((error) => error.token.startOffset);
    parse("packet p { a: bounded(1) { { { {");
    expect(parse(text).errors.map((error) => error.token.startOffset)).toEqual(first);
  });

  it("gives up after many errors", () => {
    expect(parse("packet ".repeat(5000)).errors.length).toBeLessThanOrEqual(MAX_SYNTAX_ERRORS + 2);
    expect(parse(`packet p { ${"a: ;".repeat(5000)} }`).errors.length).toBeLessThanOrEqual(MAX_SYNTAX_ERRORS + 5);
  });
});
