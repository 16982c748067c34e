import { describe, expect, it } from "vitest";
import { editDistance, suggest } from "../../../src/diagnostics/suggest.js";

describe("did you mean", () => {
  it.each([
    ["", "", 0],
    ["abc", "abc", 0],
    ["abc", "", 3],
    ["kitten", "sitting", 3],
    ["legnth", "length", 1],
    ["ab", "ba", 1],
  ])("the distance of %s and %s is %i", (first, second, distance) => {
    expect(editDistance(first, second)).toBe(distance);
    expect(editDistance(second, first)).toBe(distance);
  });

  it.each<[string, string[], string | undefined]>([
    ["legnth", ["offset", "length"], "length"],
    ["Length", ["length"], "length"],
    ["maximun", ["max", "maximum"], "maximum"],
    ["a", ["b", "longer"], undefined],
    ["checksum", ["length", "offset"], undefined],
    ["x", ["x"], undefined],
    ["uint61", ["uint16", "uint64"], "uint16"],
    ["x".repeat(100), ["x".repeat(99)], undefined],
    ["anything", [], undefined],
  ])("%s of %s", (name, candidates, expected) => {
    expect(suggest(name, candidates)).toBe(expected);
  });
});
