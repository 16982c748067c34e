/** Texts of records that have a form. */

/** Whether a CAA record's tag can be written: ASCII letters and digits (RFC 8659 section 4.1). */
export function isPropertyTag(tag: Uint8Array): boolean {
  return tag.length > 0 && tag.every((byte) => isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a));
}

/** Whether a text is an address of X.121: the DNIC of four digits, and more of them (RFC 1183 section 3.1). */
export function isPsdnAddress(address: Uint8Array): boolean {
  return address.length >= 4 && address.every(isDigit);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
