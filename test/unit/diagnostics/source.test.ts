import { describe, expect, it } from "vitest";
import { lineText, positionAt, spanBetween, spanText, type Source } from "../../../src/diagnostics/source.js";

const source: Source = { path: "a.mpl", text: "ab\r\n\tc🎉d\n\nlast" };

describe("positions", () => {
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [4, 2, 1],
    [5, 2, 2],
    [8, 2, 5],
    [10, 3, 1],
    [11, 4, 1],
    [15, 4, 5],
    [99, 4, 5],
    [-1, 1, 1],
  ])("offset %i is %i:%i", (offset, line, column) => {
    expect(positionAt(source, offset)).toEqual({ line, column });
  });

  it("knows the text of a line without its end", () => {
    expect([1, 2, 3, 4, 5].map((line) => lineText(source, line))).toEqual(["ab", "\tc🎉d", "", "last", ""]);
    expect(lineText({ path: "", text: "" }, 1)).toBe("");
  });

  it("takes a lone carriage return for a line break", () => {
    expect(positionAt({ path: "", text: "a\rb" }, 2)).toEqual({ line: 2, column: 1 });
  });

  it("is quick in a long text", () => {
    const long: Source = { path: "long", text: "x\n".repeat(500_000) };
    const started = performance.now();
    for (let offset = 0; offset < 1_000_000; offset += 10) positionAt(long, offset);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(positionAt(long, 999_998)).toEqual({ line: 500_000, column: 1 });
  });

  it("joins spans and reads their text", () => {
    const first = { source, start: 0, end: 2 };
    const last = { source, start: 5, end: 6 };
    expect(spanText(spanBetween(first, last))).toBe("ab\r\n\tc");
    expect(spanText(last)).toBe("c");
  });
});
