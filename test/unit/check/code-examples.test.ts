import { describe, expect, it } from "vitest";
import { allCodes, codes } from "../../../src/diagnostics/codes.js";
import { analysed } from "./run.js";

const checked = allCodes.filter((code) => code >= "MPL0200" && code < "MPL1000");

const shown = checked.filter((code) => codes[code].wrong !== "");

it("limits, and what takes several given files, have no short example: other tests reach them", () => {
  expect(allCodes.filter((code) => codes[code].wrong === "")).toEqual(["MPL0106", "MPL0114", "MPL0202", "MPL0204", "MPL0205", "MPL0315"]);
});

describe.each(shown)("%s", (code) => {
  const { wrong, files = {} } = codes[code];

  it("is the first diagnostic of its wrong example", async () => {
    const { diagnostics } = await analysed(wrong, files);
    expect(diagnostics.map((diagnostic) => diagnostic.code)[0]).toBe(code);
  });
});

describe.each(checked)("%s", (code) => {
  const { right, files = {} } = codes[code];

  it("is mended in its right example", async () => {
    const { diagnostics } = await analysed(right, files);
    expect(diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`)).toEqual([]);
  });
});
