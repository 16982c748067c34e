import { describe, expect, it } from "vitest";
import { allCodes, codes } from "../../../src/diagnostics/codes.js";
import { analysed } from "./run.js";

const checked = allCodes.filter((code) => code >= "MPL0200" && code < "MPL1000");

describe.each(checked)("%s", (code) => {
  const { wrong, right, files = {} } = codes[code];

  it.skipIf(wrong === "")("is the first diagnostic of its wrong example", async () => {
    const { diagnostics } = await analysed(wrong, files);
    expect(diagnostics.map((diagnostic) => diagnostic.code)[0]).toBe(code);
  });

  it("is mended in its right example", async () => {
    const { diagnostics } = await analysed(right, files);
    expect(diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`)).toEqual([]);
  });
});
