import { describe, expect, it } from "vitest";
import { allCodes, codes, isDiagnosticCode } from "../../../src/diagnostics/codes.js";
import { parse } from "../../../src/syntax/parse.js";

const diagnosticsOf = (text: string): readonly string[] => parse({ path: "main.mpl", text }).diagnostics.map((one) => one.code);

describe("the table of codes", () => {
  it("is closed, and sorted", () => {
    expect(isDiagnosticCode("MPL0101")).toBe(true);
    expect(isDiagnosticCode("MPL0000")).toBe(false);
    expect(isDiagnosticCode("toString")).toBe(false);
    expect([...allCodes].sort()).toEqual(allCodes);
    expect(allCodes.length).toBeGreaterThanOrEqual(55);
  });

  it.each(allCodes)("%s is explained", (code) => {
    expect(code).toMatch(/^MPL\d{4}$/);
    const { title, explanation, severity } = codes[code];
    expect(title).toMatch(/^[^A-Z].*[^.]$/);
    expect(explanation).toMatch(/\.$/);
    expect(["error", "warning"]).toContain(severity);
  });

  it("has no two codes of one title", () => {
    expect(new Set(allCodes.map((code) => codes[code].title)).size).toBe(allCodes.length);
  });

  // What later stages find is tested with them; here all examples parse, and those of syntax give their code.
  it.each(allCodes)("%s has examples that parse", (code) => {
    const { wrong, right, files } = codes[code];
    expect(diagnosticsOf(right)).toEqual([]);
    for (const text of Object.values(files ?? {})) expect(diagnosticsOf(text)).toEqual([]);
    if (wrong === "") return;
    expect(diagnosticsOf(wrong)[0]).toBe(code.startsWith("MPL01") ? code : undefined);
  });
});
