import { describe, expect, it } from "vitest";
import { report } from "../../../src/diagnostics/diagnostic.js";
import { diagnosticJson } from "../../../src/diagnostics/json.js";
import { renderAll, renderDiagnostic, type Palette } from "../../../src/diagnostics/render.js";
import type { Source, Span } from "../../../src/diagnostics/source.js";

function span(text: string, of: string, path = "a.mpl"): Span {
  const start = text.indexOf(of);
  return { source: { path, text }, start, end: start + of.length };
}

const lines = (...parts: readonly string[]): string => parts.join("\n");

describe("rendering", () => {
  it("shows place, message, frame, label, related places, notes, help and fix", () => {
    const text = "packet p {\n  a: byte;\n  a: uint16;\n}\n";
    const first = span(text, "a: byte");
    const second = span(text, "a: uint16");
    const diagnostic = report("MPL0109", second, "`a` is declared twice", {
      label: "again",
      related: [{ span: first, message: "first here" }],
      notes: ["names are unique"],
      help: "rename one",
      fix: { span: { ...second, end: second.start + 1 }, replacement: "b" },
    });
    expect(renderDiagnostic(diagnostic)).toBe(
      lines(
        "a.mpl:3:3: error MPL0109: `a` is declared twice",
        "  3 |   a: uint16;",
        "    |   ^^^^^^^^^ again",
        "a.mpl:2:3: first here",
        "  2 |   a: byte;",
        "    |   ^^^^^^^",
        "  note: names are unique",
        "  help: rename one",
        "  fix: replace `a` by `b`",
      ),
    );
  });

  it("takes the code's title for its message", () => {
    expect(renderDiagnostic(report("MPL0102", span("/*", "/*")))).toContain("error MPL0102: comment without an end");
  });

  it("shows an empty span as one caret, at the end of the text too", () => {
    const source: Source = { path: "a.mpl", text: "packet p {" };
    const end = { source, start: 10, end: 10 };
    expect(renderDiagnostic(report("MPL0113", end, "open", { fix: { span: end, replacement: " }" } }))).toBe(
      lines("a.mpl:1:11: error MPL0113: open", "  1 | packet p {", "    |           ^", "  fix: insert `}`"),
    );
  });

  it("shows spans of several lines, and cuts long ones", () => {
    const text = Array.from({ length: 12 }, (_, index) => `  line ${index + 1};`).join("\n");
    const short = { source: { path: "a.mpl", text }, start: text.indexOf("line 9"), end: text.indexOf("10;") + 2 };
    expect(renderDiagnostic(report("MPL0109", short, "two"))).toBe(
      lines("a.mpl:9:3: error MPL0109: two", "   9 |   line 9;", "     |   ^^^^^^^", "  10 |   line 10;", "     |   ^^^^^^^"),
    );
    const long = { ...short, start: 2, end: text.length };
    expect(renderDiagnostic(report("MPL0109", long, "all"))).toBe(
      lines(
        "a.mpl:1:3: error MPL0109: all",
        "   1 |   line 1;",
        "     |   ^^^^^^^",
        "   2 |   line 2;",
        "     |   ^^^^^^^",
        "   3 |   line 3;",
        "     |   ^^^^^^^",
        "     | ...",
        "  12 |   line 12;",
        "     |   ^^^^^^^^",
      ),
    );
  });

  it("expands tabs, measures wide and combining characters, and hides control characters", () => {
    const tabs = "\ta:\tbyte;";
    expect(renderDiagnostic(report("MPL0109", span(tabs, "byte"), "m"))).toContain("\n  1 |     a:  byte;\n    |         ^^^^");
    const wide = '"漢字🎉e\u0301" x';
    expect(renderDiagnostic(report("MPL0109", span(wide, "x"), "m"))).toContain(`\n    | ${" ".repeat(10)}^`);
    const control = "a\u001b[31m\u202e x";
    const shown = renderDiagnostic(report("MPL0109", span(control, "x"), "m"));
    expect(shown).toContain("a\ufffd[31m\ufffd x");
    expect(shown).not.toContain("\u001b");
  });

  it("shows a part of a long line", () => {
    const text = `${"a".repeat(5000)} here ${"b".repeat(5000)}`;
    const [, line = "", carets = ""] = renderDiagnostic(report("MPL0109", span(text, "here"), "m")).split("\n");
    expect(line.length).toBeLessThan(140);
    expect(line.indexOf("here")).toBe(carets.indexOf("^^^^"));
    expect(line).toMatch(/\| …a+ here b+…$/);
    const all = renderDiagnostic(report("MPL0109", { ...span(text, "here"), start: 0, end: text.length }, "m")).split("\n");
    expect(all[2]?.length).toBeLessThan(140);
  });

  it("colours by the palette that it is given", () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const palette: Palette = { error: tag("e"), warning: tag("w"), strong: tag("s"), faint: tag("f"), note: tag("n") };
    const shown = renderDiagnostic(report("MPL0109", span("x", "x"), "m", { help: "h" }), palette);
    expect(shown).toBe(lines("a.mpl:1:1: <e>error MPL0109:</e> <s>m</s>", "  <f>1 |</f> x", "  <f>  |</f> <e>^</e>", "  <n>help:</n> h"));
  });

  it("parts diagnostics by an empty line", () => {
    const one = report("MPL0109", span("x", "x"), "m");
    expect(renderAll([one, one]).split("\n\n")).toHaveLength(2);
    expect(renderAll([])).toBe("");
  });
});

describe("the machine form", () => {
  it("has lines, columns and offsets", () => {
    const text = "a\n\t🎉b";
    const place = span(text, "b");
    const json = diagnosticJson(
      report("MPL0109", place, "m", { related: [{ span: place, message: "r" }], fix: { span: place, replacement: "c" } }),
    );
    const range = { path: "a.mpl", start: { line: 2, column: 4, offset: 5 }, end: { line: 2, column: 5, offset: 6 } };
    expect(json).toEqual({
      code: "MPL0109",
      severity: "error",
      message: "m",
      range,
      related: [{ range, message: "r" }],
      notes: [],
      fix: { range, replacement: "c" },
    });
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });
});
