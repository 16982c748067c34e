/** Files that are hardly text: each is told in one or two lines, at its place, and read to its end. */
import { describe, expect, it } from "vitest";
import { complaint, parse } from "./support.js";

const LINES = "a 5 A 10.0.0.1\nb 5 A 10.0.0.2\n";
const TEXTS = ["a.example.com. 5 IN A 10.0.0.1", "b.example.com. 5 IN A 10.0.0.2"];
const BARE = "a carriage return without a line feed: lines end in LF or CRLF";
const NUL = "a NUL byte, as in files that were not written to their end; in a name or a text it is \\000";

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return Uint8Array.from(isBigEndian ? bytes.swap16() : bytes);
}

function firstLine(text: string | Uint8Array): string {
  return complaint(text).split("\n")[0] ?? "";
}

describe("lines", () => {
  it.each([
    ["LF", LINES],
    ["CRLF", LINES.replaceAll("\n", "\r\n")],
    ["CRLF twice", LINES.replaceAll("\n", "\r\r\n")],
    ["nothing, the last", LINES.slice(0, -1)],
    ["CR, the last", LINES.replace(/\n$/u, "\r")],
    ["LF, behind a byte order mark of UTF-8", `\ufeff${LINES}`],
    ["CRLF, with empty ones and comments between them", LINES.replaceAll("\n", " ; x\r\n\r\n")],
  ])("end in %s", (_end, text) => {
    expect(parse(text)).toMatchObject({ texts: TEXTS, rendered: [] });
  });

  it.each([
    ["all", LINES.replaceAll("\n", "\r"), "zone:1:15"],
    ["all, of comments too", `; x\r${LINES}`.replaceAll("\n", "\r"), "zone:1:4"],
  ])("that %s end in CR alone are one problem", (_which, text, place) => {
    expect(firstLine(text)).toBe(`${place}: error: ${BARE}`);
  });

  it("of which one ends in CR alone are read but for that one", () => {
    const { texts, rendered } = parse(`a 5 A 10.0.0.1\nx 5 A 10.0.0.9\ry 5 A 10.0.0.9\r\nb 5 A 10.0.0.2\n`);
    expect(texts).toEqual(TEXTS);
    expect(rendered.map((text) => text.split("\n")[0])).toEqual([`zone:2:15: error: ${BARE}`]);
  });

  it("may be a million bytes long", () => {
    const long = "x".repeat(1_000_000);
    expect(parse(`a 5 A 10.0.0.1 ; ${long}\nb 5 A ${" ".repeat(1_000_000)}10.0.0.2`).texts).toEqual(TEXTS);
    const { texts, rendered } = parse(`a 5 A 10.0.0.1\nx 5 TXT "${long}"\ny 5 TXT ${long}\n${long} 5 A 10.0.0.9\nb 5 A 10.0.0.2`);
    expect(texts).toEqual(TEXTS);
    expect(rendered.map((text) => text.split(":").slice(1, 3).join(":"))).toEqual(["2:9", "3:9", "4:1"]);
    // What is shown of them is short.
    expect(Math.max(...rendered.map((text) => text.length))).toBeLessThan(500);
  });
});

describe("bytes that are no text", () => {
  it.each([
    ["with a mark, little-endian", utf16(`\ufeff${LINES}`, false)],
    ["with a mark, big-endian", utf16(`\ufeff${LINES}`, true)],
  ])("UTF-16 %s", (_which, bytes) => {
    expect(firstLine(bytes)).toBe("zone:1:1: error: the file is in UTF-16: zone files are in ASCII or UTF-8");
  });

  it.each([
    ["little-endian", utf16(LINES, false), 2],
    ["big-endian", utf16(LINES, true), 1],
  ])("UTF-16 without a mark, %s", (_which, bytes, column) => {
    expect(firstLine(bytes)).toBe(`zone:1:${column}: error: the file is in UTF-16, or no text at all: zone files are in ASCII or UTF-8`);
  });

  it.each([
    ["in an owner", "x\0y 5 A 10.0.0.9", "2:2"],
    ["in data", "x 5 A 10.0.0.9\0", "2:15"],
    ["in place of a line", "\0\0\0\0\0", "2:1"],
    ["in parentheses", "x 5 ( A \0 10.0.0.9 )", "2:9"],
  ])("a NUL %s", (_where, line, place) => {
    const { texts, rendered } = parse(`a 5 A 10.0.0.1\n${line}\nb 5 A 10.0.0.2`);
    expect(texts).toEqual(TEXTS);
    expect(rendered.map((text) => text.split("\n")[0])).toEqual([`zone:${place}: error: ${NUL}`]);
  });

  it("NULs in quotes are data, those in comments nothing", () => {
    expect(parse('x 5 TXT "a\0b" ; \0').texts).toEqual(['x.example.com. 5 IN TXT "a\\000b"']);
  });

  it("a file whose end was never written", () => {
    expect(firstLine(`${LINES}${"\0".repeat(5000)}`)).toBe(`zone:3:1: error: ${NUL}`);
  });

  it("in a file that is included, and the other one goes on", () => {
    const { texts, rendered } = parse("a 5 A 10.0.0.1\n$INCLUDE x\nb 5 A 10.0.0.2", { files: { x: "; y\rz 5 A 10.0.0.9\r" } });
    expect(texts).toEqual(TEXTS);
    expect(rendered.map((text) => text.split("\n")[0])).toEqual([`x:1:4: error: ${BARE}`]);
  });
});
