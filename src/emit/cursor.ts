/** Where in the bytes generated code is: a variable (or the start) plus a constant number of bits. */
export interface Cursor {
  /** A variable that holds a byte position. */
  readonly base: string;
  /** Bits behind it. */
  readonly bits: number;
  /** The variable counts bits instead of bytes: an element that begins on any bit. */
  readonly inBits?: true;
}

export function advance(cursor: Cursor, bits: number): Cursor {
  return { ...cursor, bits: cursor.bits + bits };
}

/** The bit of the current byte, 0 to 7. */
export function bitOf(cursor: Cursor): number {
  if (cursor.inBits) throw new Error("the bit is not known before the element is there");
  return cursor.bits % 8;
}

/** Code for the bit of the current byte, 0 to 7. */
export function bitCode(cursor: Cursor): string {
  return cursor.inBits ? `${wrapped(plus(cursor.base, cursor.bits))} % 8` : String(bitOf(cursor));
}

/** Code for the bits from the start of the bytes. */
export function bitPosition(cursor: Cursor): string {
  const bits = `${wrapped(position(cursor))} * 8`;
  return bitOf(cursor) === 0 ? bits : `${bits} + ${bitOf(cursor)}`;
}

function wrapped(code: string): string {
  return code.includes(" ") ? `(${code})` : code;
}

/** Code for the position of the current byte (plus `extra` bytes); of a half-read byte, that byte. */
export function position(cursor: Cursor, extra = 0): string {
  if (cursor.inBits) return plus(`Math.floor(${wrapped(plus(cursor.base, cursor.bits))} / 8)`, extra);
  return plus(cursor.base, Math.floor(cursor.bits / 8) + extra);
}

/** Code for the position after everything read so far: a half-read byte counts. */
export function endPosition(cursor: Cursor): string {
  if (cursor.inBits) return `Math.ceil(${wrapped(plus(cursor.base, cursor.bits))} / 8)`;
  return plus(cursor.base, Math.ceil(cursor.bits / 8));
}

export function plus(base: string, add: number): string {
  if (add === 0) return base;
  return add > 0 ? `${base} + ${add}` : `${base} - ${-add}`;
}

/** Code for the position so many bytes behind the origin; a distance that was taken from there leads back to what it was taken of. */
export function behind(origin: string, distance: string): string {
  if (distance === "0") return origin;
  const [, taken, from] = /^\(([\w$.]+(?: \+ \d+)?) - ([\w$.]+)\)$/.exec(distance) ?? [];
  if (taken !== undefined && from === origin) return taken;
  return `${origin} + ${/^[\w$.]+$/.test(distance) ? distance : `(${distance})`}`;
}

/** Code that is true where a region is none, or not in `origin..end`; undefined where it can't be. Positions found while walking never fall. */
export function notWithin(origin: string, end: string, from: string, to: string): string | undefined {
  const reached = from === origin && /^[\w$.]+(?: \+ \d+)?$/.test(to);
  const tests = [
    ...(from === origin ? [] : [`${from} < ${origin}`]),
    ...(reached ? [] : [`${from} > ${to}`]),
    ...(to === end ? [] : [`${to} > ${end}`]),
  ];
  return tests.length === 0 ? undefined : tests.join(" || ");
}

export function sameCursor(left: Cursor, right: Cursor): boolean {
  return left.base === right.base && left.bits === right.bits && left.inBits === right.inBits;
}
