import { describe, expect, it } from "vitest";
import { counted, describeValue } from "../../../runtime/values.js";

describe("a value in a message", () => {
  it.each<[unknown, string]>([
    [7, "7"],
    [-(2n ** 64n), "-18446744073709551616"],
    ['a "text"', '"a \\"text\\""'],
    [undefined, "undefined"],
    [new Uint8Array(3), "3 bytes"],
    [new Uint8Array(1), "1 byte"],
    [[1, 2], "a list of 2"],
    [{ toString: () => "its own text" }, "its own text"],
  ])("%s", (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  it("is short, and never throws, whatever is given", () => {
    const throwing = {
      toString: (): string => {
        throw new Error("no text");
      },
    };
    const many = Array.from({ length: 1000 }, () => "long");
    for (const value of [
      "x".repeat(1e6),
      "\ud800",
      2n ** 20_000n,
      Object.create(null),
      throwing,
      many,
      new Uint8Array(2 ** 31),
      Symbol("s"),
    ])
      expect(describeValue(value).length).toBeLessThanOrEqual(80);
  });
});

it("one of a thing is singular", () => {
  expect([0, 1, 2n, 1n].map((count) => counted(count, "more byte"))).toEqual([
    "0 more bytes",
    "1 more byte",
    "2 more bytes",
    "1 more byte",
  ]);
});
