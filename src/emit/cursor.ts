/** Where in the bytes generated code is: a variable (or the start) plus a constant number of bits. */
export interface Cursor {
  /** A variable that holds a byte position. */
  readonly base: string;
  /** Bits behind it. */
  readonly bits: number;
}

export function advance(cursor: Cursor, bits: number): Cursor {
  return { base: cursor.base, bits: cursor.bits + bits };
}

/** The bit of the current byte, 0 to 7. */
export function bitOf(cursor: Cursor): number {
  return cursor.bits % 8;
}

/** Code for the position of the current byte (plus `extra` bytes); of a half-read byte, that byte. */
export function position(cursor: Cursor, extra = 0): string {
  return plus(cursor.base, Math.floor(cursor.bits / 8) + extra);
}

/** Code for the position after everything read so far: a half-read byte counts. */
export function endPosition(cursor: Cursor): string {
  return plus(cursor.base, Math.ceil(cursor.bits / 8));
}

export function plus(base: string, add: number): string {
  if (add === 0) return base;
  return add > 0 ? `${base} + ${add}` : `${base} - ${-add}`;
}

export function sameCursor(left: Cursor, right: Cursor): boolean {
  return left.base === right.base && left.bits === right.bits;
}
