/** Which lists are checked by a loop that reads kind and length at once: those in which nothing else is to be checked. */
import { describe, expect, it, vi } from "vitest";
import { compileTexts } from "../../support/compiled.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const UNKNOWN = '|_: "Unknown" -> length: byte min(2) value(2 + sizeof(data)); data: byte[length - 2];';

async function readsAtOnce(arms: string, { before = "id: uint16;", array = "bytes(n)", kind = "byte" } = {}): Promise<boolean> {
  const text = `packet p { ${before} n: byte value(sizeof(options)); options: array ${array} { kind: ${kind}; classify (kind) { ${arms} }; }; }`;
  const { modules } = await compileTexts({ "p.mpl": text });
  expect(modules.length).toBe(1);
  return modules.some((module) => module.text.includes("const head = word >>> 16"));
}

describe("lists of options are read by words", () => {
  it.each([
    ["options of any length", UNKNOWN],
    ["options of one length, and of one byte", `|1: "Nothing" -> (); |2: "Size" -> length: byte const(4); size: uint16; ${UNKNOWN}`],
    ["an option that goes on to the end", `|0: "End" -> padding: byte[remaining()]; ${UNKNOWN}`],
    [
      "lengths of the data alone",
      '|7: "One" -> length: byte const(1); one: byte; |_: "Unknown" -> length: byte value(sizeof(data)); data: byte[length];',
    ],
  ])("%s", async (_, arms) => {
    expect(await readsAtOnce(arms)).toBe(true);
  });
});

describe("other lists are walked element by element", () => {
  it.each([
    ["a value that is bounded", `|3: "Shift" -> length: byte const(3); shift: byte max(14); ${UNKNOWN}`],
    [
      "a constant in an element of an array",
      `|3: "Blocks" -> length: byte min(2) value(2 + sizeof(blocks)); blocks: array bytes(length - 2) of byte const(1); ${UNKNOWN}`,
    ],
    ["lengths that count different parts", `|3: "Data" -> length: byte value(sizeof(own)); own: byte[length]; ${UNKNOWN}`],
    ["a length that is of no kind", `|3: "Pair" -> first: byte; second: byte; ${UNKNOWN}`],
    ["a length of two bytes", `|3: "Long" -> length: uint16 const(4); own: byte; ${UNKNOWN}`],
    ["a guard", `|3: "Three" when (kind > 2) -> length: byte const(2); ${UNKNOWN}`],
    ["a range of kinds", `|3..5: "Some" -> length: byte const(2); ${UNKNOWN}`],
    ["unknown kinds refused", '|3: "Three" -> length: byte const(2); |4: "Four" -> length: byte const(3); own: byte;'],
    [
      "unknown kinds shorter than known ones",
      `|3: "Three" -> length: byte value(2 + sizeof(own)); own: byte[length - 2]; |_: "Unknown" -> length: byte min(4) value(2 + sizeof(data)); data: byte[length - 2];`,
    ],
  ])("%s", async (_, arms) => {
    expect(await readsAtOnce(arms)).toBe(false);
  });

  it("fewer than three bytes before the list: four bytes are read at once, up to its end", async () => {
    expect(await readsAtOnce(UNKNOWN, { before: "" })).toBe(false);
    expect(await readsAtOnce(UNKNOWN, { before: "id: byte;" })).toBe(false);
  });

  it("lists that tell how much is missing", async () => {
    expect(await readsAtOnce(UNKNOWN, { array: "to_end" })).toBe(false);
  });

  it("kinds of two bytes", async () => {
    expect(await readsAtOnce(UNKNOWN, { kind: "uint16" })).toBe(false);
  });
});
