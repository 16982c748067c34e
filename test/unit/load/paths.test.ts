import { describe, expect, it } from "vitest";
import { joinPath, normalisePath, specName } from "../../../src/load/paths.js";

describe("paths", () => {
  it.each([
    ["./a/../b.mpl", "b.mpl"],
    ["../a.mpl", "../a.mpl"],
    ["a/../../b.mpl", "../b.mpl"],
    ["/a/../../b.mpl", "/b.mpl"],
    ["a\\b.mpl", "a/b.mpl"],
  ])("normalises %s", (path, normal) => expect(normalisePath(path)).toBe(normal));

  it.each([
    ["x/y.mpl", "z.mpl", "x/z.mpl"],
    ["x/y.mpl", "../z.mpl", "z.mpl"],
    ["y.mpl", "/abs/z.mpl", "/abs/z.mpl"],
  ])("joins %s and %s", (from, path, joined) => expect(joinPath(from, path)).toBe(joined));

  it("names a file by its base", () => expect(specName("a/b/rR.mpl")).toBe("rR"));
});
