import { describe, expect, it } from "vitest";
import { found } from "./run.js";

async function warnings(params: string, field: string, ...arms: string[]): Promise<string[]> {
  const body = arms.map((arm, index) => `|${arm.replace(/ when|$/, (rest) => `:"A${index}"${rest}`)} -> ();`).join(" ");
  const spec = `packet p (${params}) { k: ${field}; classify (k) { ${body} }; uses: byte[0]; }`;
  return (await found(spec)).map((text) => text.replace(" at ", " ").replaceAll('"', ""));
}

describe("arms", () => {
  it("may have complementary guards", async () => {
    expect(await warnings("bool a", "byte", "1 when (a)", "1 when (!a)")).toEqual([]);
    expect(await warnings("bool a, bool b", "byte", "1 when (a && b)", "1 when (!a)", "1 when (!b && a)")).toEqual([]);
    expect(await warnings("int v", "byte", "1 when (v == 1)", "1 when (v == 2)", "1 when (v > 2)")).toEqual([]);
  });

  it("are compared exactly under guards", async () => {
    expect(await warnings("bool a, bool b", "byte", "1 when (a)", "1 when (!a)", "1 when (b)")).toEqual(["MPL0704 A2"]);
    expect(await warnings("bool a, bool b", "byte", "1 when (a || b)", "1 when (a && b)")).toEqual(["MPL0704 A1"]);
    expect(await warnings("bool a, bool b", "byte", "1 when (a)", "1 when (b)")).toEqual(["MPL0705 A1"]);
    expect(await warnings("int v", "byte", "1 when (v < 3)", "1 when (v >= 3)", "1")).toEqual(["MPL0704 A2"]);
    expect(await warnings("int v", "byte", "1 when (v < 3)", "1 when (v == 2)")).toEqual(["MPL0704 A1"]);
  });

  it("may be special cases of a later one", async () => {
    expect(await warnings("bool a", "byte", "1 when (a)", "1")).toEqual([]);
    expect(await warnings("bool a", "byte", "_ when (a)", "1 when (!a)", "_")).toEqual([]);
  });

  it("that repeat, overlap, or are out of range, are reported", async () => {
    expect(await warnings("bool a", "byte", "1", "2", "1")).toEqual(["MPL0704 A2"]);
    expect(await warnings("bool a", "byte", "1..5", "5..6", "2..3")).toEqual(["MPL0705 A1", "MPL0704 A2"]);
    expect(await warnings("bool a", "bit[3]", "7", "8", "_")).toEqual(["MPL0704 8"]);
    expect(await warnings("bool a", "byte", "1, 2, 1", "3..5, 4")).toEqual(["MPL0704 1", "MPL0704 4"]);
    expect(await warnings("bool a", "bit[1]", "0", "1", "_")).toEqual(["MPL0704 A2"]);
    expect(await warnings("bool a", "boolean", "true", "false")).toEqual([]);
    expect(await warnings("bool a", "int8", "-128..-1", "0..127")).toEqual([]);
  });
});

describe("dissections of one payload", () => {
  const dissect = async (...arms: string[]): Promise<string[]> => {
    const packets = "packet a { t: byte; u: byte; d: byte[remaining()]; } packet b { x: byte; } packet c { y: byte; }";
    return found(`${packets} ${arms.map((text) => `dissect a.d ${text};`).join(" ")}`);
  };

  it("are asked in turn", async () => {
    expect(await dissect("by (t) { |1 -> b() }", "by (t) { |2 -> c() }", "by (u) { |1 -> b() |_ -> c() }")).toEqual([]);
  });

  it("whose arms never match are reported", async () => {
    expect(await dissect("by (t) { |1 -> b() |_ -> c() }", "{ |when (u == 1) -> b() }")).toEqual(["MPL0704 at |when (u == 1) -> b()"]);
    expect(await dissect("by (t) { |1..3 -> b() }", "by (t) { |2 -> c() |4 -> b() }")).toEqual(["MPL0704 at |2 -> c()"]);
    expect(await dissect("{ |when (t == 1) -> b() }", "{ |when (t == 1) -> c() }")).toEqual(["MPL0704 at |when (t == 1) -> c()"]);
  });
});
