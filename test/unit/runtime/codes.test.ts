import { describe, expect, it } from "vitest";
import * as runtime from "../../../runtime/index.js";

describe("codes", () => {
  it("tells positions, malformed and missing bytes apart", () => {
    expect(runtime.needMore(1)).toBe(-2);
    expect(runtime.missing(runtime.needMore(7))).toBe(7);
    for (const code of [0, 12, runtime.MALFORMED]) expect(runtime.missing(code)).toBe(0);
  });
});

describe("version", () => {
  it("accepts this runtime only, and says what to do", () => {
    expect(() => runtime.requireRuntime(runtime.RUNTIME_MAJOR)).not.toThrow();
    expect(() => runtime.requireRuntime(runtime.RUNTIME_MAJOR + 1)).toThrow(/mplc build/);
    expect(() => runtime.requireRuntime(0)).toThrow(/mplc build/);
  });
});

describe("failures", () => {
  const bytes = new DataView(Uint8Array.from({ length: 40 }, (_, index) => index).buffer);
  const failure: runtime.Failure = {
    code: -1,
    problem: "malformed",
    path: "ipv4.ihl",
    at: 20,
    bit: 4,
    expected: "a value from 5 to 15",
    found: "4",
    spec: "specs/ipv4.mpl:12:3",
  };
  it("are rendered with a caret under the byte", () => {
    expect(runtime.renderFailure(failure, bytes)).toBe(
      [
        "ipv4.ihl: malformed",
        "  at:       byte 20, bit 4",
        "  expected: a value from 5 to 15",
        "  found:    4",
        "  spec:     specs/ipv4.mpl:12:3",
        "  000c: 0c 0d 0e 0f 10 11 12 13 14 15 16 17 18 19 1a 1b",
        "                                ^^",
      ].join("\n"),
    );
  });
  it("point at the end, the start, and nowhere", () => {
    for (const at of [0, 39, 40]) {
      const [row, caret] = runtime
        .renderFailure({ ...failure, at }, bytes)
        .split("\n")
        .slice(-2);
      const shown = row?.slice(caret?.indexOf("^"), (caret?.indexOf("^") ?? 0) + 2);
      expect(shown).toBe(at === 40 ? "" : at.toString(16).padStart(2, "0"));
    }
    for (const at of [-1, 41, NaN]) expect(runtime.renderFailure({ ...failure, at }, bytes)).not.toContain("^");
    expect(runtime.renderFailure({ ...failure, at: 0 }, new DataView(new ArrayBuffer(0)))).toContain("^^");
    expect(runtime.renderFailure(failure)).not.toContain("^");
  });
  it("say how much is missing", () => {
    expect(runtime.renderFailure({ ...failure, problem: "truncated", missing: 1 })).toContain("truncated, at least 1 more byte needed");
    expect(runtime.renderFailure({ ...failure, problem: "room", missing: 3 })).toContain("too little room, at least 3 more bytes needed");
  });
});

describe("traces", () => {
  it("keep which bytes belong to which field", () => {
    const trace = new runtime.TraceList();
    trace.field("udp.source_port", 0, 2, 0, 16);
    trace.field("udp.length", 2, 4, 0, 16);
    trace.field("udp.empty", 4, 4, 0, 0);
    expect(trace.fieldAt(3)?.path).toBe("udp.length");
    expect(trace.fieldAt(4)).toBeUndefined();
  });
});
