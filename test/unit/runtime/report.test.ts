import { describe, expect, it } from "vitest";
import { Report } from "../../../runtime/report.js";

function codecFailure(why: string, code = -1, inPart = false): { expected: string; found: string; problem: string; missing?: number } {
  const report = new Report("specs/p.mpl");
  report.codec("p.name", 4, code, "cstring", why, "2:3", inPart);
  const { failure } = report;
  if (failure === undefined) throw new Error("no failure was reported");
  return failure;
}

describe("why a custom type refused its bytes", () => {
  it("is told on two lines where it says what it expected and what it found", () => {
    expect(codecFailure("expected a zero byte; found none in 3 bytes")).toMatchObject({
      problem: "malformed",
      expected: "a cstring: a zero byte",
      found: "none in 3 bytes",
    });
  });

  it("is told as it is otherwise", () => {
    expect(codecFailure("no zero byte")).toMatchObject({ expected: "a cstring", found: "no zero byte" });
  });

  it("says how much is missing, unless its part is at its end", () => {
    expect(codecFailure("expected more; found the end", -3)).toMatchObject({ problem: "truncated", missing: 2, code: -3 });
    expect(codecFailure("expected more; found the end", -3, true)).toMatchObject({ problem: "malformed", code: -1 });
  });
});
