/** What no spec can exhaust: structs in structs, and statements in one packet. */
import { expect, it } from "vitest";
import { analysed } from "./run.js";

/** Each struct holds the one before it `times` times. */
function structs(depth: number, times: number): string {
  const inner = (level: number): string => (level === 0 ? "byte" : `s${String(level - 1)}`);
  const fields = (level: number): string => Array.from({ length: times }, (_, index) => `f${String(index)}: ${inner(level)};`).join(" ");
  const all = Array.from({ length: depth }, (_, level) => `struct { ${fields(level)} } s${String(level)};`).join("\n");
  return `${all}\npacket p { a: s${String(depth - 1)}; }\n`;
}

async function codesOf(spec: string): Promise<string[]> {
  return [...new Set((await analysed(spec)).diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code))];
}

it("structs nest so deep and no deeper", async () => {
  expect(await codesOf(structs(64, 1))).toEqual([]);
  expect(await codesOf(structs(65, 1))).toEqual(["MPL0315"]);
});

it("structs that double at each level are cut short", async () => {
  expect(await codesOf(structs(40, 2))).toEqual(["MPL0315"]);
});
