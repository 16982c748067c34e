/** Domain names by hand: what the DNS limits share. */

/** Where the name ends; -1 where it is none. Follows pointers, which must lead backwards. */
export function skipName(bytes: DataView, at: number, end: number, base: number): number {
  let position = at;
  let stop = -1;
  let limit = at;
  let length = 1;
  while (position < end) {
    const size = bytes.getUint8(position);
    if (size === 0) return stop < 0 ? position + 1 : stop;
    if (size < 0x40) {
      length += size + 1;
      if (length > 255) return -1;
      position += size + 1;
    } else {
      if (size < 0xc0 || position + 2 > end) return -1;
      if (stop < 0) stop = position + 2;
      const target = base + (bytes.getUint16(position) & 0x3fff);
      if (target >= limit) return -1;
      limit = target;
      position = target;
    }
  }
  return -1;
}

/** Whether the checked name at `at` is `wire`, which is in lower case; ASCII letters compare without regard to case. */
export function isName(bytes: DataView, at: number, base: number, wire: Uint8Array): boolean {
  let position = at;
  let index = 0;
  for (;;) {
    const size = bytes.getUint8(position);
    if (size >= 0xc0) {
      position = base + (bytes.getUint16(position) & 0x3fff);
      continue;
    }
    if (size !== wire[index]) return false;
    if (size === 0) return true;
    position++;
    index++;
    for (const next = position + size; position < next; position++, index++) {
      const byte = bytes.getUint8(position);
      const expected = wire[index] ?? 0;
      if (byte !== expected && (byte < 0x41 || byte > 0x5a || byte + 0x20 !== expected)) return false;
    }
  }
}

/** A checked name as text, without escapes. */
export function nameText(bytes: DataView, at: number, base: number): string {
  const units: number[] = [];
  let position = at;
  for (;;) {
    const size = bytes.getUint8(position);
    if (size >= 0xc0) {
      position = base + (bytes.getUint16(position) & 0x3fff);
      continue;
    }
    if (size === 0) return units.length === 0 ? "." : String.fromCharCode.apply(null, units);
    if (units.length > 0) units.push(0x2e);
    const next = position + 1 + size;
    for (position++; position < next; position++) units.push(bytes.getUint8(position));
  }
}
