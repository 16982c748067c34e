/** How many bytes a text has in UTF-8. */
export function textLength(text: string): bigint {
  let length = 0n;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1n : code < 0x800 ? 2n : code < 0x10000 ? 3n : 4n;
  }
  return length;
}
