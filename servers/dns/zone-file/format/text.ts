/** Bytes as presentation format: names, texts, hexadecimal, base64, base32hex. All of it is printable ASCII. */
import { type DnsName, dnsNameToWire } from "../../../../runtime/types/dns-name.js";

const BACKSLASH = 0x5c;
const QUOTATION_MARK = 0x22;

/** What means something in a zone file, or in a name: `"$().;@\`. */
const SPECIAL: ReadonlySet<number> = /* @__PURE__ */ new Set(Array.from('"$().;@\\', (character) => character.charCodeAt(0)));

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE32HEX = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

function decimalEscape(byte: number): string {
  return `\\${String(byte).padStart(3, "0")}`;
}

/** A name, absolute, with its last dot. */
export function formatName(name: DnsName): string {
  return formatWireName(dnsNameToWire(name));
}

/** A name in wire form without pointers. */
export function formatWireName(wire: Uint8Array): string {
  let text = "";
  let at = 0;
  for (let size = wire[at] ?? 0; size > 0; size = wire[at] ?? 0) {
    for (const byte of wire.subarray(at + 1, at + 1 + size)) text += labelByte(byte);
    text += ".";
    at += 1 + size;
  }
  return text === "" ? "." : text;
}

function labelByte(byte: number): string {
  if (byte <= 0x20 || byte >= 0x7f) return decimalEscape(byte);
  return SPECIAL.has(byte) ? `\\${String.fromCharCode(byte)}` : String.fromCharCode(byte);
}

/** A text in quotes. */
export function formatText(text: Uint8Array): string {
  let out = '"';
  for (const byte of text) out += textByte(byte);
  return `${out}"`;
}

function textByte(byte: number): string {
  if (byte < 0x20 || byte >= 0x7f) return decimalEscape(byte);
  return byte === BACKSLASH || byte === QUOTATION_MARK ? `\\${String.fromCharCode(byte)}` : String.fromCharCode(byte);
}

/** Texts as those of TXT; undefined for none, which has no form. */
export function formatTexts(texts: readonly Uint8Array[]): string | undefined {
  return texts.length === 0 ? undefined : texts.map(formatText).join(" ");
}

/** Names, numbers, and what is text already, with blanks between them. */
export function words(...parts: readonly (DnsName | number | string)[]): string {
  return parts.map((part) => (typeof part === "object" ? formatName(part) : String(part))).join(" ");
}

export function formatBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < digits; digit++) text += BASE64[(bits >> (18 - 6 * digit)) & 0x3f] ?? "";
    text += "=".repeat(4 - digits);
  }
  return text;
}

/** Without padding (RFC 5155 section 3.3). */
export function formatBase32Hex(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (count += 8; count >= 5; count -= 5) text += BASE32HEX[(bits >> (count - 5)) & 0x1f] ?? "";
  }
  return count === 0 ? text : text + (BASE32HEX[(bits << (5 - count)) & 0x1f] ?? "");
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join(".");
}

/** RFC 5952: `::` for the longest run of at least two zero groups, the first of them. */
export function formatIpv6(address: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((address[2 * index] ?? 0) << 8) | (address[2 * index + 1] ?? 0));
  let start = 0;
  let length = 1;
  for (let at = 0; at < groups.length; at++) {
    let end = at;
    while (groups[end] === 0) end++;
    if (end - at > length) [start, length] = [at, end - at];
  }
  const texts = groups.map((group) => group.toString(16));
  return length < 2 ? texts.join(":") : `${texts.slice(0, start).join(":")}::${texts.slice(start + length).join(":")}`;
}

/** Bytes as `00-00-5e-00-53-2a` (RFC 7043 section 3.2). */
export function formatDashed(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("-");
}
