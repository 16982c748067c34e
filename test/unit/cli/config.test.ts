import { describe, expect, test } from "vitest";
import { defaultConfig, parseConfig } from "../../../src/cli/config.js";
import { Problem } from "../../../src/cli/problem.js";

function messageOf(text: string): string {
  try {
    parseConfig("mplc.config.json", text);
  } catch (error) {
    if (error instanceof Problem) return `${error.message}|${error.help ?? ""}|${error.exitCode.toString()}`;
    throw error;
  }
  return "accepted";
}

describe("mplc.config.json", () => {
  test("an empty object is the defaults", () => {
    expect(parseConfig("mplc.config.json", "{}")).toEqual(defaultConfig);
  });

  test("every setting can be set", () => {
    const settings = { source: ["a", "b"], out: "o", runtime: "./r", importExtension: ".ts", byteOrder: "caller", codecs: { x: "./x.ts" } };
    expect(parseConfig("c", JSON.stringify(settings))).toEqual(settings);
  });

  test("one source needs no list", () => {
    expect(parseConfig("c", '{ "source": "mine" }').source).toEqual(["mine"]);
  });

  test.each([
    ['{\n  "outt": "x"\n}', "mplc.config.json:2:3: there is no setting `outt`|the settings are source, out,"],
    ['{\n\n  "byteOrder": "middle" }', 'mplc.config.json:3:3: `byteOrder` must be one of "big", "little", "caller", and it is "middle"'],
    ['{ "source": [] }', "`source` must be a path or a list of paths"],
    ['{ "source": [1] }', "`source` must be a string that is not empty, and it is 1"],
    ['{ "codecs": { "x": 1 } }', "mplc.config.json:1:15: `codecs.x` must be the path of a module"],
    ["[]", "must be one JSON object"],
    ["{ nonsense", "this is not JSON"],
  ])("%j is refused, and it is said where", (text, message) => {
    expect(messageOf(text)).toContain(message);
    expect(messageOf(text)).toMatch(/\|2$/);
  });
});
