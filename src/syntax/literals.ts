/** From the text of integers and strings to their values, and what is wrong with that text. */

/** More digits than any field holds; conversion takes more than linear time. */
const MAX_INTEGER_LENGTH = 512;

const wellFormed = /^(?:0x[0-9a-f]+(?:_+[0-9a-f]+)*|0o[0-7]+(?:_+[0-7]+)*|0b[01]+(?:_+[01]+)*|[0-9]+(?:_+[0-9]+)*)$/i;

export function isWellFormedInteger(text: string): boolean {
  return text.length <= MAX_INTEGER_LENGTH && wellFormed.test(text);
}

/** Malformed integers, which are reported elsewhere, count as zero. */
export function integerValue(text: string): bigint {
  return isWellFormedInteger(text) ? BigInt(text.replaceAll("_", "").toLowerCase()) : 0n;
}

const escapePattern = /\\(?:x([0-9a-fA-F]{2})|([\s\S]?))/gu;
const simpleEscapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\", '"': '"' };

/** Without the quotes; the closing one is absent from an unterminated string. */
function stringBody(image: string, terminated: boolean): string {
  return terminated ? image.slice(1, -1) : image.slice(1);
}

/** An unknown escape, which is reported elsewhere, counts as one character: it was meant to be one. */
export function stringValue(image: string, terminated: boolean): string {
  return stringBody(image, terminated).replace(escapePattern, (_: string, hex: string | undefined, letter: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return simpleEscapes[letter ?? ""] ?? letter ?? "";
  });
}

/** Where unknown escapes stand in the token's text: offset and length. One that is repeated is told once. */
export function unknownEscapes(image: string, terminated: boolean): readonly { readonly offset: number; readonly length: number }[] {
  const found = new Map<string, { offset: number; length: number }>();
  for (const match of stringBody(image, terminated).matchAll(escapePattern)) {
    const known = match[1] !== undefined || simpleEscapes[match[2] ?? ""] !== undefined;
    if (!known && !found.has(match[0])) found.set(match[0], { offset: match.index + 1, length: match[0].length });
  }
  return [...found.values()];
}
