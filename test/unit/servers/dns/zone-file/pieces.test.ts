/** The small functions, against other implementations where there are some. */
import fc from "fast-check";
import { isIPv4, isIPv6 } from "node:net";
import { describe, expect, it } from "vitest";
import { hexDigit, readIpv4, readIpv6 } from "../../../../../servers/dns/zone-file/addresses.js";
import { Base64Decoder, HexDecoder, readBase32Hex } from "../../../../../servers/dns/zone-file/base-encodings.js";
import { formatBase32Hex, formatBase64, formatIpv6 } from "../../../../../servers/dns/zone-file/format/text.js";
import { readDecimal, readSeconds } from "../../../../../servers/dns/zone-file/numbers.js";
import { nearest } from "../../../../../servers/dns/zone-file/spelling.js";
import { formatTime } from "../../../../../servers/dns/zone-file/time.js";
import { TYPES } from "../../../../../servers/dns/zone-file/type-names.js";
import { bytesOf, texts } from "./support.js";

const ipv4 = (text: string): number => readIpv4(bytesOf(text), 0, text.length);
const ipv6 = (text: string): string | undefined => {
  const out = new Uint8Array(16);
  return readIpv6(bytesOf(text), 0, text.length, out) ? Buffer.from(out).toString("hex") : undefined;
};

describe("addresses", () => {
  it("of IPv4 are what Node takes", () => {
    expect(ipv4("192.0.2.1")).toBe(0xc0000201);
    expect(ipv4("255.255.255.255")).toBe(0xffffffff);
    const part = fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constantFrom("", "00", "01", "x", "1000"));
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 5 }), (parts) => {
        const text = parts.join(".");
        expect(ipv4(text) >= 0).toBe(isIPv4(text));
      }),
    );
  });

  it("of IPv6 are what Node takes", () => {
    expect(ipv6("2001:db8::192.0.2.33")).toBe("20010db80000000000000000c0000221");
    const piece = fc.constantFrom(":", "::", "1", "ffff", "0", "abcd", "12345", "1.2.3.4", "g", ".");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 17 }), (pieces) => {
        const text = pieces.join("");
        expect(ipv6(text) !== undefined, text).toBe(isIPv6(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("of IPv6 are read back as they are written, shortest form", () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const bytes = Uint8Array.from(groups.flatMap((value) => [value >> 8, value & 0xff]));
        const text = formatIpv6(bytes);
        expect(ipv6(text)).toBe(Buffer.from(bytes).toString("hex"));
        expect(new URL(`http://[${text}]/`).hostname).toBe(`[${text}]`);
      }),
    );
  });
});

describe("base64, base32hex and hexadecimal", () => {
  const bytes = fc.uint8Array({ maxLength: 40 });

  it("base64 is Node's, in tokens of any lengths", () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.integer({ min: 1, max: 9 })), (data, cuts) => {
        const text = Buffer.from(data).toString("base64");
        expect(formatBase64(data)).toBe(text);
        const decoder = new Base64Decoder();
        const out = new Uint8Array(64);
        let filled = 0;
        let start = 0;
        for (const cut of [...cuts, text.length]) {
          const stop = Math.min(text.length, start + cut);
          filled = decoder.take(bytesOf(text), start, stop, out, filled);
          start = stop;
        }
        expect(decoder.finish()).toBe(true);
        expect(out.subarray(0, filled)).toEqual(data);
      }),
    );
  });

  it("base64 that is not canonical is refused", () => {
    for (const text of ["A", "AA", "AAA", "AA=", "AB==", "AAB=", "A===", "====", "AA==AA==", "AA=A", "A A!", "AAAA="]) {
      const decoder = new Base64Decoder();
      const out = new Uint8Array(16);
      const end = decoder.take(bytesOf(text), 0, text.length, out, 0);
      expect(end >= 0 && decoder.finish(), text).toBe(false);
    }
  });

  it("hexadecimal is Node's", () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const text = Buffer.from(data).toString("hex");
        const decoder = new HexDecoder();
        const out = new Uint8Array(64);
        const half = decoder.take(bytesOf(text), 0, Math.min(3, text.length), out, 0);
        const end = decoder.take(bytesOf(text), Math.min(3, text.length), text.length, out, half);
        expect([decoder.finish(), out.subarray(0, end)]).toEqual([true, data]);
      }),
    );
    expect(Array.from("09afAFg/:@`G").map((character) => hexDigit(character.charCodeAt(0)))).toEqual([
      0, 9, 10, 15, 10, 15, -1, -1, -1, -1, -1, -1,
    ]);
  });

  it("base32hex: RFC 4648 section 10, without padding", () => {
    const vectors = ["", "CO", "CPNG", "CPNMU", "CPNMUOG", "CPNMUOJ1", "CPNMUOJ1E8"];
    for (const [length, text] of vectors.entries()) {
      const data = bytesOf("foobar".slice(0, length));
      expect(formatBase32Hex(data)).toBe(text);
      const out = new Uint8Array(16);
      expect(readBase32Hex(bytesOf(text.toLowerCase()), 0, text.length, out)).toBe(length);
      expect(out.subarray(0, length)).toEqual(data);
    }
    const out = new Uint8Array(16);
    for (const text of ["C", "CP1", "CPN", "W0", "CO=", "CPNMU1"]) expect(readBase32Hex(bytesOf(text), 0, text.length, out), text).toBe(-1);
  });
});

describe("numbers", () => {
  it("are decimal, and bounded", () => {
    const decimal = (text: string, most: number): number => readDecimal(bytesOf(text), 0, text.length, most);
    expect(["0", "007", "255", "256", "", "-1", "+1", "1e1", "1.0", "9".repeat(400)].map((text) => decimal(text, 255))).toEqual([
      0, 7, 255, -1, -1, -1, -1, -1, -1, -1,
    ]);
    expect(decimal("4294967295", 0xffff_ffff)).toBe(4_294_967_295);
  });

  it("of seconds have units", () => {
    const seconds = (text: string): number => readSeconds(bytesOf(text), 0, text.length);
    expect(["90", "1m30s", "1W1D", "1s1s", "0h"].map(seconds)).toEqual([90, 90, 691_200, 2, 0]);
    expect(["", "m", "1m30", "1y", "1mm", "4294967296", "7102w", "1".repeat(50), `${"1".repeat(30)}s`].map(seconds)).toEqual(
      Array(9).fill(-1),
    );
  });
});

describe("times", () => {
  it("are those of the calendar", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (time) => {
        const text = formatTime(time);
        expect(text).toMatch(/^\d{14}$/u);
        expect(texts(`x RRSIG A 1 1 1 ${text} ${String(time)} 1 . AA==`)).toEqual([
          `x.example.com. 3600 IN RRSIG A 1 1 1 ${text} ${text} 1 . AA==`,
        ]);
      }),
    );
  });
});

describe("what was meant", () => {
  it.each([
    ["CNMAE", "CNAME"],
    ["cnam", "CNAME"],
    ["MXX", "MX"],
    ["TXTT", "TXT"],
    ["DNSKY", "DNSKEY"],
    ["hello", undefined],
    ["example.com", undefined],
    ["x".repeat(1000), undefined],
    ["", undefined],
  ])("%s is %s", (text, meant) => {
    expect(nearest(text, TYPES.names)).toBe(meant);
  });
});
