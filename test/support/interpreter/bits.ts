/** Bits one by one. Positions are bit numbers: bit 8n to 8n + 7 are in byte n. */

export type BitOrder = "msb" | "lsb";

/** How far to the left of its byte's end the bit at a position stands. */
function shiftOf(position: number, order: BitOrder): number {
  return order === "msb" ? 7 - (position % 8) : position % 8;
}

export function bitAt(bytes: Uint8Array | readonly number[], position: number, order: BitOrder): bigint {
  const byte = bytes[Math.floor(position / 8)] ?? 0;
  return BigInt((byte >> shiftOf(position, order)) & 1);
}

/** The first bit counts most when the most significant bit goes first, least otherwise. */
export function readBits(bytes: Uint8Array | readonly number[], position: number, width: number, order: BitOrder): bigint {
  let value = 0n;
  for (let index = 0; index < width; index++) {
    const bit = bitAt(bytes, position + index, order);
    value += order === "msb" ? bit << BigInt(width - 1 - index) : bit << BigInt(index);
  }
  return value;
}

/** Writes the lowest `width` bits of a value. */
export function writeBits(bytes: number[], position: number, width: number, order: BitOrder, value: bigint): void {
  for (let index = 0; index < width; index++) {
    const bit = (value >> BigInt(order === "msb" ? width - 1 - index : index)) & 1n;
    const place = position + index;
    const at = Math.floor(place / 8);
    const mask = 1 << shiftOf(place, order);
    bytes[at] = bit === 1n ? (bytes[at] ?? 0) | mask : (bytes[at] ?? 0) & ~mask;
  }
}

/** So many bytes of an unsigned integer. */
export function bytesOf(value: bigint, length: number, isLittle: boolean): number[] {
  const bytes: number[] = [];
  for (let index = 0; index < length; index++) bytes.push(Number((value >> BigInt(8 * index)) & 0xffn));
  return isLittle ? bytes : bytes.reverse();
}

export function integerOf(bytes: readonly number[], isLittle: boolean): bigint {
  const mostFirst = isLittle ? [...bytes].reverse() : bytes;
  return mostFirst.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
}

/** The same bits in two's complement. */
export function signedOf(value: bigint, bits: number): bigint {
  const half = 1n << BigInt(bits - 1);
  return value >= half ? value - 2n * half : value;
}
