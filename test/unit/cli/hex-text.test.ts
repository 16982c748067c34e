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
    ["2001:0db8", "20010db8"],
  ])("%j", (text, hex) => {
    expect(hexOf(text)).toBe(hex);
  });

  test.each([
    ["01 2", '1:4: "2" has an odd number of digits: each byte takes two'],
    ["01\n02 zz", '2:4: "z" is no hex digit'],
    ["10 0g 00", '1:5: "g" is no hex digit'],
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

describe("dumps", () => {
  const bytes = "d4c3b2a1020004000000000000000000" + "ffff0000010000002fa5026bdc330500" + "6e0000006162";

  test.each([
    [
      "hexdump -C",
      `00000000  d4 c3 b2 a1 02 00 04 00  00 00 00 00 00 00 00 00  |................|
00000010  ff ff 00 00 01 00 00 00  2f a5 02 6b dc 33 05 00  |......../..k.3..|
00000020  6e 00 00 00 61 62                                 |n...ab|
00000026
`,
    ],
    [
      "od -A x -t x1",
      `000000 d4 c3 b2 a1 02 00 04 00 00 00 00 00 00 00 00 00
000010 ff ff 00 00 01 00 00 00 2f a5 02 6b dc 33 05 00
000020 6e 00 00 00 61 62
000026
`,
    ],
    [
      "xxd",
      `00000000: d4c3 b2a1 0200 0400 0000 0000 0000 0000  ................
00000010: ffff 0000 0100 0000 2fa5 026b dc33 0500  ab..cd../..k.3..
00000020: 6e00 0000 6162                           ab00ab
`,
    ],
    [
      "tcpdump -X",
      `\t0x0000:  d4c3 b2a1 0200 0400 0000 0000 0000 0000  ................
\t0x0010:  ffff 0000 0100 0000 2fa5 026b dc33 0500  ......../..k.3..
\t0x0020:  6e00 0000 6162                           n...ab
`,
    ],
  ])("of %s", (_, text) => {
    expect(hexOf(text)).toBe(bytes);
    expect(hexOf(text.replaceAll("\n", "\r\n"))).toBe(bytes);
  });

  test("what stands for lines left out is refused, and so are words of two bytes", () => {
    const zeros = "00 ".repeat(16).trim();
    expect(hexOf(`00000000  ${zeros}  |................|\n*\n00000040\n`)).toMatch(/^2:1: "\*" stands for lines that were left out/);
    expect(hexOf("0000000 c3d4 a1b2\n0000004\n")).toMatch(/^1:1: these are words of two bytes/);
  });

  test("a mistake in one is told", () => {
    expect(hexOf("0000: 45 00 zz\n")).toBe('1:13: "z" is no hex digit');
    expect(hexOf("0000: 45 0\n")).toBe('1:10: "0" has an odd number of digits: each byte takes two');
  });

  test("data that look like offsets are data", () => {
    expect(hexOf("45000014 0001\n4500 0014")).toBe("45000014000145000014");
    expect(hexOf("0000 0010")).toBe("00000010");
  });
});
