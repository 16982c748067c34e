/** Hex as people write and tools print it, to bytes. No file access. */
import { readDump } from "./hex-dump.js";

export type HexResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: string };

/** What is passed over: comments, an offset with its colon at a line's start, the text that hex dumps repeat in bars. */
const PASSED_OVER = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|#[^\n]*|^[ \t]*[0-9a-fA-F]{4,16}:(?=\s)|\|[^|\n]*\|[ \t]*$/gm;

/** The same length, so that places stay true. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function failure(text: string, offset: number, message: string): HexResult {
  const before = text.slice(0, offset).split("\n");
  return { ok: false, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

/** Digits in pairs; white space, `0x`, `\x`, commas, semicolons, colons and comments may stand between them. Or a dump. */
export function parseHexText(text: string): HexResult {
  const dump = readDump(text);
  if (dump !== undefined && "problem" in dump) return { ok: false, ...dump.problem };
  return parsePairs((dump?.text ?? text).replace(PASSED_OVER, blank));
}

function parsePairs(plain: string): HexResult {
  const bytes: number[] = [];
  const word = /(?:0[xX]|\\x)?([0-9a-fA-F]+)|[\s,;:]+/gy;
  for (let at = 0; at < plain.length; at = word.lastIndex) {
    word.lastIndex = at;
    const match = word.exec(plain);
    if (match === null) return failure(plain, at, `${JSON.stringify(plain.charAt(at))} is no hex digit`);
    const digits = match[1] ?? "";
    const strange = /[g-zG-Z]/.exec(plain.charAt(word.lastIndex));
    if (strange !== null) return failure(plain, word.lastIndex, `"${strange[0]}" is no hex digit`);
    if (digits.length % 2 !== 0) return failure(plain, at, `"${digits.slice(0, 40)}" has an odd number of digits: each byte takes two`);
    for (let index = 0; index < digits.length; index += 2) bytes.push(Number.parseInt(digits.slice(index, index + 2), 16));
  }
  return { ok: true, bytes: Uint8Array.from(bytes) };
}

/** All in one line. */
export function hexLine(bytes: Uint8Array): string {
  return `${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ")}\n`;
}

/** 16 bytes a line. */
export function formatHex(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) lines.push(hexLine(bytes.subarray(at, at + 16)));
  return lines.join("");
}
