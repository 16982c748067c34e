/**
 * Integers of 24 and 48 bits, which DataView lacks. Values are exact numbers; setters take signed and unsigned
 * ones alike and write them modulo the width.
 */

export function getUint24(bytes: DataView, at: number, littleEndian?: boolean): number {
  return littleEndian === true
    ? bytes.getUint16(at, true) + bytes.getUint8(at + 2) * 0x1_0000
    : bytes.getUint8(at) * 0x1_0000 + bytes.getUint16(at + 1);
}

export function getInt24(bytes: DataView, at: number, littleEndian?: boolean): number {
  return littleEndian === true
    ? bytes.getUint16(at, true) + bytes.getInt8(at + 2) * 0x1_0000
    : bytes.getInt8(at) * 0x1_0000 + bytes.getUint16(at + 1);
}

export function getUint48(bytes: DataView, at: number, littleEndian?: boolean): number {
  return littleEndian === true
    ? bytes.getUint32(at, true) + bytes.getUint16(at + 4, true) * 0x1_0000_0000
    : bytes.getUint16(at) * 0x1_0000_0000 + bytes.getUint32(at + 2);
}

export function getInt48(bytes: DataView, at: number, littleEndian?: boolean): number {
  return littleEndian === true
    ? bytes.getUint32(at, true) + bytes.getInt16(at + 4, true) * 0x1_0000_0000
    : bytes.getInt16(at) * 0x1_0000_0000 + bytes.getUint32(at + 2);
}

export function setUint24(bytes: DataView, at: number, value: number, littleEndian?: boolean): void {
  const high = Math.floor(value / 0x1_0000);
  if (littleEndian === true) {
    bytes.setUint16(at, value, true);
    bytes.setUint8(at + 2, high);
  } else {
    bytes.setUint8(at, high);
    bytes.setUint16(at + 1, value);
  }
}

export function setUint48(bytes: DataView, at: number, value: number, littleEndian?: boolean): void {
  const high = Math.floor(value / 0x1_0000_0000);
  if (littleEndian === true) {
    bytes.setUint32(at, value, true);
    bytes.setUint16(at + 4, high, true);
  } else {
    bytes.setUint16(at, high);
    bytes.setUint32(at + 2, value);
  }
}
