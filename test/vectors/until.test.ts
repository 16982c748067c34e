/** Arrays of scalars that end themselves: the array's name is the element's in `until`. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { packetsOf } from "../support/compiled.js";
import { differenceOf } from "../support/differential.js";
import { Random } from "../support/random.js";
import { vectors, type Vectors } from "./support.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const SPEC = `
  packet text { octets: array until (octets == 0) of byte; rest: byte[remaining()]; }
  packet wide { stop: uint64; list: array to_end until (list == stop) of uint64; }
  packet words { words: array until (words == "end") of string8; n: byte; }
  packet flags { more: array until (!more) of boolean; }
  packet lengths { text: array until (sizeof(text) == 1 || offset(text) > 6) of string8; }
  packet ends { list: array to_end until (list == 7) of byte max(9); more: byte[remaining()]; }
  packet parts { list: array until (8 / list > 4) of byte; }
  packet groups { list: array until (8 % octet == 2) { octet: byte; }; }
  packet inside { n: byte value(array_length(l)); l: array (n) { a: array until (a == 1) of byte variant { |1 -> One }; b: byte; }; }
`;

let of: (name: string) => Vectors;
beforeAll(async () => {
  of = await vectors(SPEC);
});

describe("until, over a scalar", () => {
  it("ends behind the first element for which it holds", () => {
    expect(of("text").decode("61 62 00 63")).toEqual({ octets: [0x61, 0x62, 0], rest: "63" });
    expect(of("text").decode("61 62")).toBe("needs 1");
    expect(of("words").decode("01 61 03 65 6e 64 05")).toEqual({ words: ["a", "end"], n: 5 });
    expect(of("lengths").decode("01 61 00")).toEqual({ text: ["a", ""] });
  });

  it("is checked when encoding", () => {
    expect(of("text").encode({ octets: [1, 0], rest: "00" })).toBe("01 00 00");
    expect(of("text").encode({ octets: [1], rest: "" })).toBeUndefined();
    expect(of("text").encode({ octets: [0, 0], rest: "" })).toBeUndefined();
    expect(of("wide").encode({ stop: "7", list: ["1"] })).toBe("00 00 00 00 00 00 00 07 00 00 00 00 00 00 00 01");
    expect(of("inside").encode({ l: [{ a: [2, "One"], b: 3 }] })).toBe("01 02 01 03");
  });

  it("is malformed, and has no encoding, where it cannot be computed", () => {
    expect(of("parts").decode("09 00 01")).toBe("malformed");
    expect(of("parts").decode("09 01")).toEqual({ list: [9, 1] });
    expect(of("parts").encode({ list: [0, 1] })).toBeUndefined();
    expect(of("groups").decode("09 00 03")).toBe("malformed");
    expect(of("groups").encode({ list: [{ octet: 0 }, { octet: 3 }] })).toBeUndefined();
  });

  it("agrees with the interpreter", { timeout: 60_000 }, async () => {
    for (const packet of await packetsOf(SPEC)) {
      expect(differenceOf(packet, new Random(3), { values: 100, inputs: 200 })).toBeUndefined();
    }
  });
});
