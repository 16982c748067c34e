/**
 * CRC-32 (of Ethernet, gzip and PNG: ISO-HDLC) and CRC-32C (Castagnoli: iSCSI, SCTP in RFC 3309). Regions are byte
 * offsets `from..to`; the `skipLength` bytes from `skipAt` on (the checksum field) count as zeros, none if `skipAt` is -1.
 * Both polynomials are reflected, start with ones and end inverted. Results are 32-bit unsigned.
 */

const TABLE: Int32Array = /* @__PURE__ */ crcTable(0xedb88320);
const TABLE_C: Int32Array = /* @__PURE__ */ crcTable(0x82f63b78);

/** The remainders of 256 byte values, and behind them of the same followed by one, two and three zero bytes. */
function crcTable(polynomial: number): Int32Array {
  const table = new Int32Array(4 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ ((remainder & 1) === 0 ? 0 : polynomial);
    table[byte] = remainder;
  }
  for (let index = 256; index < table.length; index++) {
    const before = table[index - 256] ?? 0;
    table[index] = (before >>> 8) ^ (table[before & 0xff] ?? 0);
  }
  return table;
}

export function crc32(bytes: DataView, from: number, to: number, skipAt: number = -1, skipLength: number = 0): number {
  return crc(TABLE, bytes, from, to, skipAt, skipLength);
}

export function crc32c(bytes: DataView, from: number, to: number, skipAt: number = -1, skipLength: number = 0): number {
  return crc(TABLE_C, bytes, from, to, skipAt, skipLength);
}

function crc(table: Int32Array, bytes: DataView, from: number, to: number, skipAt: number, skipLength: number): number {
  if (skipAt < 0) return ~update(table, bytes, from, to, -1) >>> 0;
  const skipFrom = Math.min(Math.max(skipAt, from), to);
  const skipTo = Math.min(Math.max(skipAt + skipLength, from), to);
  let remainder = update(table, bytes, from, skipFrom, -1);
  for (let at = skipFrom; at < skipTo; at++) remainder = (remainder >>> 8) ^ (table[remainder & 0xff] ?? 0);
  return ~update(table, bytes, skipTo, to, remainder) >>> 0;
}

/** Four bytes a step, by the four parts of the table. */
function update(table: Int32Array, bytes: DataView, from: number, to: number, start: number): number {
  let remainder = start;
  let at = from;
  for (; at < to - 3; at += 4) {
    const word = remainder ^ bytes.getInt32(at, true);
    remainder =
      (table[768 + (word & 0xff)] ?? 0) ^
      (table[512 + ((word >>> 8) & 0xff)] ?? 0) ^
      (table[256 + ((word >>> 16) & 0xff)] ?? 0) ^
      (table[word >>> 24] ?? 0);
  }
  for (; at < to; at++) remainder = (remainder >>> 8) ^ (table[(remainder ^ bytes.getUint8(at)) & 0xff] ?? 0);
  return remainder;
}
