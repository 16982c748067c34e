/**
 * Bit fields of up to 53 bits as numbers and of up to 64 as bigints, wherever they start. Bit offsets 0 to 7 count within
 * byte `at`; a field may go on over any number of following bytes.
 *
 * Most significant first: bit 0 is the byte's top bit, and a field's first bit is its most significant. Least
 * significant first (the functions in Lsb): bit 0 is the byte's lowest bit, and a field's first bit is its least
 * significant; what does not fit goes on at the lowest bits of the next byte.
 */

/** @param width 1 to 53 */
export function getBits(bytes: DataView, at: number, bit: number, width: number): number {
  const room = 8 - bit;
  const first = bytes.getUint8(at) & (0xff >> bit);
  if (width <= room) return first >> (room - width);
  let value = first;
  let position = at + 1;
  let left = width - room;
  for (; left >= 8; left -= 8) value = value * 0x100 + bytes.getUint8(position++);
  return left === 0 ? value : value * (1 << left) + (bytes.getUint8(position) >> (8 - left));
}

/** Replaces the field's bits and no others. @param width 1 to 53 @param value 0 to 2^width - 1 */
export function setBits(bytes: DataView, at: number, bit: number, width: number, value: number): void {
  const last = bit + width - 1;
  let left = width;
  let rest = value;
  // From the last byte backwards; `end` is how far the field reaches into the byte.
  let position = at + Math.floor(last / 8);
  for (let end = (last % 8) + 1; left > 0; end = 8, position--) {
    const count = Math.min(left, end);
    const shift = 8 - end;
    const mask = ((1 << count) - 1) << shift;
    const low = rest % (1 << count);
    bytes.setUint8(position, (bytes.getUint8(position) & ~mask) | (low << shift));
    rest = (rest - low) / (1 << count);
    left -= count;
  }
}

/** @param width 1 to 53 */
export function getBitsLsb(bytes: DataView, at: number, bit: number, width: number): number {
  const room = 8 - bit;
  const first = bytes.getUint8(at) >> bit;
  if (width <= room) return first & ((1 << width) - 1);
  let value = first;
  let scale = 1 << room;
  let position = at + 1;
  let left = width - room;
  for (; left >= 8; left -= 8) {
    value += bytes.getUint8(position++) * scale;
    scale *= 0x100;
  }
  return left === 0 ? value : value + (bytes.getUint8(position) & ((1 << left) - 1)) * scale;
}

/** Replaces the field's bits and no others. @param width 1 to 53 @param value 0 to 2^width - 1 */
export function setBitsLsb(bytes: DataView, at: number, bit: number, width: number, value: number): void {
  let left = width;
  let rest = value;
  let position = at;
  for (let start = bit; left > 0; start = 0, position++) {
    const count = Math.min(left, 8 - start);
    const mask = ((1 << count) - 1) << start;
    const low = rest % (1 << count);
    bytes.setUint8(position, (bytes.getUint8(position) & ~mask) | (low << start));
    rest = (rest - low) / (1 << count);
    left -= count;
  }
}

/** @param width 1 to 64 */
export function getBigBits(bytes: DataView, at: number, bit: number, width: number): bigint {
  if (width <= 32) return BigInt(getBits(bytes, at, bit, width));
  const low = bit + width - 32;
  const high = getBits(bytes, at, bit, width - 32);
  return (BigInt(high) << 32n) | BigInt(getBits(bytes, at + Math.floor(low / 8), low % 8, 32));
}

/** Replaces the field's bits and no others. @param width 1 to 64 @param value 0 to 2^width - 1 */
export function setBigBits(bytes: DataView, at: number, bit: number, width: number, value: bigint): void {
  if (width <= 32) {
    setBits(bytes, at, bit, width, Number(value));
    return;
  }
  const low = bit + width - 32;
  setBits(bytes, at, bit, width - 32, Number(value >> 32n));
  setBits(bytes, at + Math.floor(low / 8), low % 8, 32, Number(value & 0xffff_ffffn));
}

/** @param width 1 to 64 */
export function getBigBitsLsb(bytes: DataView, at: number, bit: number, width: number): bigint {
  if (width <= 32) return BigInt(getBitsLsb(bytes, at, bit, width));
  const high = getBitsLsb(bytes, at + 4, bit, width - 32);
  return (BigInt(high) << 32n) | BigInt(getBitsLsb(bytes, at, bit, 32));
}

/** Replaces the field's bits and no others. @param width 1 to 64 @param value 0 to 2^width - 1 */
export function setBigBitsLsb(bytes: DataView, at: number, bit: number, width: number, value: bigint): void {
  if (width <= 32) {
    setBitsLsb(bytes, at, bit, width, Number(value));
    return;
  }
  setBitsLsb(bytes, at, bit, 32, Number(value & 0xffff_ffffn));
  setBitsLsb(bytes, at + 4, bit, width - 32, Number(value >> 32n));
}
