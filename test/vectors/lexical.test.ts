/** LANGUAGE.md part 1, "Lexical": what each token means, seen in bytes. */
import { beforeAll, expect, it, vi } from "vitest";
import { vectors, type Vectors } from "./support.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

let of: (name: string) => Vectors;
beforeAll(async () => {
  of = await vectors(`
    /* comments /* nest */ so this is still one */ // and this ends with the line
    packet integers { /** a stray doc comment is a comment */
      a: byte const(17); b: byte const(0x11); c: byte const(0X1_1); d: byte const(0o21); e: byte const(0b1_0001); f: uint16 const(1_000);
    }
    packet range { a: uint16; classify (a) { |46..1500: "Length" -> (); |_: "Other" -> (); }; }
    packet names { a': byte; _b: byte; checksum: byte; value: byte; offset: byte; size: byte; name: byte; options: byte; version: byte;
      target: byte; signal: byte; time: byte; min: byte; import: byte; label: byte; bytes: byte; }
    packet texts { a: string8 const("a\\"\\\\\\n\\r\\t\\x00\\xff"); }
  `);
});

it("integers are the same in every base, underscores or not", () => {
  // 17 = 0x11 = 0o21 = 0b10001; 1000 = 0x03e8.
  expect(of("integers").encode({})).toBe("11 11 11 11 11 03 e8");
});

it("a range has both of its ends", () => {
  // 46 = 0x002e and 1500 = 0x05dc are in; 45 and 1501 are not. `46..1500` is no float.
  const kind = (hex: string): unknown => (of("range").decode(hex) as { a: { $kind: string } }).a.$kind;
  expect(["00 2d", "00 2e", "05 dc", "05 dd"].map(kind)).toEqual(["Other", "Length", "Length", "Other"]);
});

it("the names of published specs, and part 2's words, are names of fields", () => {
  const fields = "a' _b checksum value offset size name options version target signal time min import label bytes".split(" ");
  const value = Object.fromEntries(fields.map((name, index) => [name, index]));
  const hex = fields.map((_, index) => index.toString(16).padStart(2, "0")).join(" ");
  expect(of("names").encode(value)).toBe(hex);
  expect(of("names").decode(hex)).toEqual(value);
});

it("escapes in strings are bytes, other characters UTF-8", () => {
  // a " \ LF CR TAB 00, then \xff, which is U+00FF or the byte: strings match by their UTF-8 bytes, c3 bf.
  expect(of("texts").encode({})).toBe("09 61 22 5c 0a 0d 09 00 c3 bf");
});
