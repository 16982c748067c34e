/** Raw bytes as values: texts that they are compared with, are computed from, or are. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { vectors, type Vectors } from "./support.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const SPEC = `
  packet file { magic: byte[4] const("RIFF"); form: byte[4] default("WAVE"); n: byte value(sizeof(name)); name: byte[n]; }
  packet chunk {
    kind: byte[4];
    classify (kind) {
      |"fmt ": "Format" -> channels: byte;
      |"data", "DATA": "Data" -> content: byte[remaining()];
      |_: "Other" -> rest: byte[remaining()];
    };
  }
  packet tagged { kind: byte[2] variant { |"AB" -> Ab |"CD" => Cd }; list: array to_end of byte[1] variant { |"x" -> X }; }
  packet twice { n: byte value(sizeof(a)); a: byte[n]; b: byte[n] value(a) verify; same: boolean value(a == "hi") verify; }
  packet chosen { a: byte[2]; b: byte[2] value(a) verify; classify (b) { |"hi": "Hi" -> (); |_: "Other" -> c: byte; }; }
  packet utf8 { name: byte[3] const("né"); }
`;

let of: (name: string) => Vectors;
beforeAll(async () => {
  of = await vectors(SPEC);
});

describe("raw bytes", () => {
  it("have constants and defaults", () => {
    expect(of("file").encode({ name: "6162" })).toBe("52 49 46 46 57 41 56 45 02 61 62");
    expect(of("file").encode({ form: "41564920", name: "" })).toBe("52 49 46 46 41 56 49 20 00");
    expect(of("file").encode({ form: "415649", name: "" })).toBeUndefined();
    expect(of("file").decode("52 49 46 46 57 41 56 45 00")).toEqual({ magic: "52494646", form: "57415645", n: 0, name: "" });
    expect(of("file").decode("52 49 46 58 57 41 56 45 00")).toBe("malformed");
    expect(of("utf8").encode({})).toBe("6e c3 a9");
  });

  it("are refused in JSON where a constant is another", () => {
    expect(() => of("file").encode({ magic: "52494658", name: "" })).toThrow(
      'file.magic: expected "RIFF", its only value, found "52494658"',
    );
    expect(of("file").encode({ magic: "52494646", name: "" })).toBe("52 49 46 46 57 41 56 45 00");
    expect(() => of("chunk").encode({ kind: { $kind: "Format", $value: "64617461", channels: 2 } })).toThrow(
      'chunk.kind.$value: expected "fmt ", its only value, found "64617461"',
    );
    expect(() => of("chunk").encode({ kind: "Format" })).toThrow('is one of Format, Data, Other; found "Format"');
  });

  it("choose an arm", () => {
    expect(of("chunk").decode("66 6d 74 20 02")).toEqual({ kind: { $kind: "Format", channels: 2 } });
    expect(of("chunk").decode("44 41 54 41 01 02")).toEqual({ kind: { $kind: "Data", $value: "44415441", content: "0102" } });
    expect(of("chunk").encode({ kind: { $kind: "Format", channels: 2 } })).toBe("66 6d 74 20 02");
    expect(of("chunk").encode({ kind: { $kind: "Data", $value: "64617461", content: "" } })).toBe("64 61 74 61");
    expect(of("chunk").encode({ kind: { $kind: "Data", $value: "666d7420", content: "" } })).toBeUndefined();
    expect(of("chunk").encode({ kind: { $kind: "Other", $value: "4c495354", rest: "00" } })).toBe("4c 49 53 54 00");
    expect(of("chunk").encode({ kind: { $kind: "Other", $value: "4c4953", rest: "00" } })).toBeUndefined();
  });

  it("have names for values", () => {
    expect(of("tagged").decode("41 42 78 79")).toEqual({ kind: "Ab", list: ["X", "79"] });
    expect(of("tagged").encode({ list: ["X", "79", "78"] })).toBe("43 44 78 79 78");
    expect(of("tagged").encode({ kind: "4546", list: [] })).toBe("45 46");
    expect(of("tagged").encode({ kind: "45", list: [] })).toBeUndefined();
  });

  it("are computed and compared", () => {
    expect(of("twice").encode({ a: "6869" })).toBe("02 68 69 68 69 01");
    expect(of("twice").decode("01 68 68 00")).toEqual({ n: 1, a: "68", b: "68", same: false });
    expect(of("twice").decode("01 68 69 00")).toBe("malformed");
    expect(of("twice").decode("02 68 69 68 69 00")).toBe("malformed");
  });

  it("are what they are computed from, whatever arm is chosen", () => {
    expect(of("chosen").encode({ a: "6869", b: { $kind: "Hi" } })).toBe("68 69 68 69");
    expect(of("chosen").encode({ a: "6161", b: { $kind: "Hi" } })).toBeUndefined();
    expect(of("chosen").encode({ a: "6161", b: { $kind: "Other", c: 1 } })).toBe("61 61 61 61 01");
  });
});
