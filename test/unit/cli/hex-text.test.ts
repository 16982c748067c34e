import { describe, expect, test } from "vitest";
import { toHex } from "../../../runtime/bytes.js";
import { formatHex, parseHexText } from "../../../src/cli/packets/hex-text.js";

function hexOf(text: string): string {
  const result = parseHexText(text);
  return result.ok ? toHex(result.bytes) : `${result.line.toString()}:${result.column.toString()}: ${result.message}`;
}

describe("hex as people write it", () => {
  test.each([
    ["", ""],
    ["01 02\n0A", "01020a"],
    ["0x01, 0x02; 0XfF", "0102ff"],
    ["\\x01\\x02", "0102"],
    ["01:02:03", "010203"],
    ["01 02 // three four\n/* five\nsix */ 07 # eight", "010207"],
    ["0000: 45 00 00 14\n0010: ff", "45000014ff"],
    ["00000000: 4500  |E.|", "4500"],
  ])("%j", (text, hex) => {
    expect(hexOf(text)).toBe(hex);
  });

  test.each([
    ["01 2", '1:4: "2" has an odd number of digits: each byte takes two'],
    ["01\n02 zz", '2:4: "z" is no hex digit'],
  ])("%j is refused", (text, message) => {
    expect(hexOf(text)).toBe(message);
  });

  test("what is printed can be read", () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, index) => index * 5);
    expect(hexOf(formatHex(bytes))).toBe(toHex(bytes));
    expect(
      formatHex(bytes)
        .split("\n")
        .map((line) => line.length),
    ).toEqual([47, 47, 23, 0]);
  });
});
