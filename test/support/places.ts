/** Bytes in a larger buffer, with poison around them. */

export const MARGIN = 7;

/** The poison on both sides, and where nothing was written. */
export interface Place {
  readonly view: DataView<ArrayBuffer>;
  readonly at: number;
  readonly end: number;
}

/** A copy of the bytes in the middle of a buffer. */
export function placed(bytes: Uint8Array, poison: number = 0xa5): Place {
  const buffer = new Uint8Array(MARGIN + bytes.length + MARGIN).fill(poison);
  buffer.set(bytes, MARGIN);
  return { view: new DataView(buffer.buffer), at: MARGIN, end: MARGIN + bytes.length };
}

/** Room for so many bytes, poisoned inside and around. The DataView is exactly as long as the room, its buffer longer. */
export function room(size: number, poison: number): DataView<ArrayBuffer> {
  return new DataView(new Uint8Array(MARGIN + size + MARGIN).fill(poison).buffer, MARGIN, size);
}

export function isUntouched(view: DataView, from: number, to: number, poison: number): boolean {
  const bytes = new Uint8Array(view.buffer);
  const [start, end] = [view.byteOffset + from, view.byteOffset + to];
  return bytes.every((byte, index) => (index >= start && index < end) || byte === poison);
}

export function contents(view: DataView, from: number, to: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + from, to - from).slice();
}

/** A DataView that refuses to be read outside `low..high`. Windows on its buffer are out of its reach. */
export class GuardedView extends DataView<ArrayBuffer> {
  low = 0;
  high = 0;

  #guard(at: number, length: number): number {
    if (!(at >= this.low && at + length <= this.high))
      throw new Error(`read ${String(at)}+${String(length)}, not in ${String(this.low)}..${String(this.high)}`);
    return at;
  }
  override getUint8(at: number): number {
    return super.getUint8(this.#guard(at, 1));
  }
  override getInt8(at: number): number {
    return super.getInt8(this.#guard(at, 1));
  }
  override getUint16(at: number, little?: boolean): number {
    return super.getUint16(this.#guard(at, 2), little);
  }
  override getInt16(at: number, little?: boolean): number {
    return super.getInt16(this.#guard(at, 2), little);
  }
  override getUint32(at: number, little?: boolean): number {
    return super.getUint32(this.#guard(at, 4), little);
  }
  override getInt32(at: number, little?: boolean): number {
    return super.getInt32(this.#guard(at, 4), little);
  }
  override getBigUint64(at: number, little?: boolean): bigint {
    return super.getBigUint64(this.#guard(at, 8), little);
  }
  override getBigInt64(at: number, little?: boolean): bigint {
    return super.getBigInt64(this.#guard(at, 8), little);
  }
  override getFloat32(at: number, little?: boolean): number {
    return super.getFloat32(this.#guard(at, 4), little);
  }
  override getFloat64(at: number, little?: boolean): number {
    return super.getFloat64(this.#guard(at, 8), little);
  }
}

/** The bytes in a larger buffer, where nothing else may be read. */
export function guarded(bytes: Uint8Array): Place {
  const { view, at, end } = placed(bytes);
  const guard = new GuardedView(view.buffer);
  guard.low = at;
  guard.high = end;
  return { view: guard, at, end };
}
