import { describe, expect, it } from "vitest";
import { reservedWords, tokenize } from "../../../grammar/tokens.js";

const kinds = (text: string): string[] => tokenize(text).tokens.map((token) => `${token.tokenType.name}:${token.image}`);

describe("tokens", () => {
  it.each([
    ["46..1500", ["Integer:46", "DotDot:..", "Integer:1500"]],
    ["5->A", ["Integer:5", "Arrow:->", "Tag:A"]],
    ["a=>b", ["Identifier:a", "DefaultArrow:=>", "Identifier:b"]],
    ["a>=b<<c", ["Identifier:a", ">=:>=", "Identifier:b", "<<:<<", "Identifier:c"]],
    ["a||b|c", ["Identifier:a", "||:||", "Identifier:b", "Pipe:|", "Identifier:c"]],
    ["!a!=b", ["Bang:!", "Identifier:a", "!=:!=", "Identifier:b"]],
    ["a.b..c", ["Identifier:a", "Dot:.", "Identifier:b", "DotDot:..", "Identifier:c"]],
    ["packet packets packet' packet_", ["packet:packet", "Identifier:packets", "Identifier:packet'", "Identifier:packet_"]],
    ["_ __ _a", ["_:_", "Identifier:__", "Identifier:_a"]],
    ["importer import", ["Identifier:importer", "import:import"]],
    ["rR Ab'c", ["Identifier:rR", "Tag:Ab'c"]],
    ["0xFFg 1_000_", ["Integer:0xFFg", "Integer:1_000_"]],
    ['"a\\"b" "c', ['StringText:"a\\"b"', 'UnterminatedString:"c']],
    ['"a\\', ['UnterminatedString:"a\\']],
    ['"a\\\n"b"', ['UnterminatedString:"a\\', 'StringText:"b"']],
  ])("%s", (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it("reserves nine words only", () => {
    expect(reservedWords.map((type) => type.name)).toEqual([
      "packet",
      "variant",
      "classify",
      "array",
      "true",
      "false",
      "when",
      "struct",
      "typedef",
    ]);
  });

  it("keeps comments apart, in order, nested ones whole", () => {
    const { comments, tokens } = tokenize("/* a /* b */ c */ x // d\r\ny /**/ // e\n/* open /* */");
    expect(comments.map((comment) => comment.image)).toEqual(["/* a /* b */ c */", "// d", "/**/", "// e", "/* open /* */"]);
    expect(tokens).toHaveLength(2);
  });

  it("reports runs of strange characters, and goes on", () => {
    const { strays, tokens } = tokenize("a $$# b ü");
    expect(strays.map(({ offset, length }) => [offset, length])).toEqual([
      [2, 3],
      [8, 1],
    ]);
    expect(tokens).toHaveLength(2);
  });
});
