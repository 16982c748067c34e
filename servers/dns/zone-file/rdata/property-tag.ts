/** Whether a CAA record's tag can be written: ASCII letters and digits (RFC 8659 section 4.1). */
export function isPropertyTag(tag: Uint8Array): boolean {
  return tag.length > 0 && tag.every((byte) => (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a));
}
