import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize } from "../../../grammar/tokens.js";
import { format } from "../../../src/syntax/format.js";
import { specText } from "./arbitrary.js";
import { parsed, source, withoutSpans } from "./support.js";

const golden = new URL("../../golden/fmt/", import.meta.url);

function read(name: string): string {
  return readFileSync(new URL(name, golden), "utf8");
}

/** Each comment's lines without their margins. */
function comments(text: string): string[] {
  return tokenize(text).comments.map((comment) =>
    comment.image
      .split(/\r\n?|\n/)
      .map((line) => line.trim())
      .join("\n"),
  );
}

function formatted(text: string): string {
  const result = format(source(text));
  if (result === undefined) throw new Error(`does not parse:\n${text}`);
  return result;
}

describe("golden cases", () => {
  const cases = readdirSync(golden).filter((name) => existsSync(new URL(`${name}/input.mpl`, golden)));

  it.each(cases)("%s", (name) => {
    const expected = read(`${name}/output.mpl`);
    expect(formatted(read(`${name}/input.mpl`))).toBe(expected);
    expect(formatted(expected)).toBe(expected);
  });
});

describe("formatting", () => {
  const options = { numRuns: 300 };

  it("keeps the meaning", () => {
    fc.assert(
      fc.property(specText, (text) => {
        expect(withoutSpans(parsed(formatted(text)))).toEqual(withoutSpans(parsed(text)));
      }),
      options,
    );
  });

  it("keeps every comment, in order", () => {
    fc.assert(
      fc.property(specText, (text) => {
        expect(comments(formatted(text))).toEqual(comments(text));
      }),
      options,
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(specText, (text) => {
        const once = formatted(text);
        expect(formatted(once)).toBe(once);
      }),
      options,
    );
  });

  it("leaves no white space at the end of a line, no tab, and one line break at the end of the text", () => {
    fc.assert(
      fc.property(specText, (text) => {
        const once = formatted(text);
        expect(once).not.toMatch(/[ \t]\n|\r|\n\n\n|^\n/);
        expect(once).toMatch(/[^\n]\n$|^$/);
      }),
      options,
    );
  });

  it("breaks a variant whose line would be longer than 100 columns", () => {
    const line = (length: number): string => {
      const text = "  a: byte variant { |1 -> A |2 -> B } default();";
      return text.replace("()", `(${"b".repeat(length - text.length)})`);
    };
    const packetOf = (body: string): string => `packet p {\n${body}\n}\n`;
    expect(formatted(packetOf(line(100)))).toBe(packetOf(line(100)));
    expect(formatted(packetOf(line(101)))).toContain("variant {\n    |1 -> A\n    |2 -> B\n  } default(");
  });

  it("gives nothing for a text with errors", () => {
    expect(format(source("packet p { a: }"))).toBeUndefined();
    expect(format(source("packet p { a: byte const(0x); }"))).toBeUndefined();
  });
});
