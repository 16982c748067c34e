/** What the runtime's tests share. */
import fc from "fast-check";
import type { CodecModule } from "../../../runtime/codec.js";
import { MALFORMED, missing } from "../../../runtime/codes.js";
import { expect } from "vitest";

/** A DataView that fails the test when it is read or written outside of `low..high`. */
export class GuardedView extends DataView<ArrayBuffer> {
  low = 0;
  high = 0;
  #guard(at: number, length: number): number {
    if (!(at >= this.low && at + length <= this.high)) throw new Error(`touched ${at}+${length}, not in ${this.low}..${this.high}`);
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
  override setUint8(at: number, value: number): void {
    super.setUint8(this.#guard(at, 1), value);
  }
  override setUint16(at: number, value: number, little?: boolean): void {
    super.setUint16(this.#guard(at, 2), value, little);
  }
  override setUint32(at: number, value: number, little?: boolean): void {
    super.setUint32(this.#guard(at, 4), value, little);
  }
  override setBigUint64(at: number, value: bigint, little?: boolean): void {
    super.setBigUint64(this.#guard(at, 8), value, little);
  }
}

/** The bytes at `at` in a larger buffer of 0xa5, guarded from `low` on. */
export function guarded(bytes: Uint8Array, at: number = 8, low: number = at): GuardedView {
  const buffer = new Uint8Array(at + bytes.length + 32).fill(0xa5);
  buffer.set(bytes, at);
  const view = new GuardedView(buffer.buffer);
  view.low = low;
  view.high = at + bytes.length;
  return view;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function bytesOf(view: DataView, start: number, end: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + start, end - start).slice();
}

export const someBytes: fc.Arbitrary<Uint8Array> = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40, max: 12 }));

/** What docs/codecs.md promises, for a codec without state: tests of values and of arbitrary bytes. */
export function checkCodec<Value, Input>(
  codec: CodecModule<Value, Input>,
  inputs: fc.Arbitrary<Input>,
  expected: (input: Input) => unknown,
  bytes: fc.Arbitrary<Uint8Array> = someBytes,
): void {
  fc.assert(
    fc.property(inputs, (input) => {
      const size = codec.size(input, 8);
      expect(size).toBeGreaterThanOrEqual(0);
      for (const poison of [0xa5, 0x5a]) {
        const view = guarded(new Uint8Array(size).fill(poison));
        expect(codec.write(input, view, 8)).toBe(8 + size);
        expect(codec.check(view, 8, 8 + size)).toBe(8 + size);
        const value = codec.read(view, 8, 8 + size);
        expect(value).toEqual(expected(input));
        const json = JSON.parse(JSON.stringify(codec.toJson(value))) as Parameters<typeof codec.fromJson>[0];
        const again = codec.fromJson(json);
        expect(again).toEqual(value);
        expect(codec.equals(value, again as Value)).toBe(true);
        expect(typeof codec.print(value)).toBe("string");
        // Every shorter input asks for more, and never for more than there will be.
        for (let cut = 0; cut < size; cut += size > 64 ? 17 : 1) {
          const more = missing(codec.check(view, 8, 8 + cut));
          expect(more).toBeGreaterThan(0);
          expect(cut + more).toBeLessThanOrEqual(size);
          expect(codec.explain?.(view, 8, 8 + cut)).toMatch(/expected .*; found /);
        }
      }
    }),
  );
  // Each byte is written: both poisons give the same.
  fc.assert(
    fc.property(inputs, (input) => {
      const size = codec.size(input, 0);
      const [a, b] = [new Uint8Array(size).fill(0xa5), new Uint8Array(size).fill(0x5a)];
      codec.write(input, viewOf(a), 0);
      codec.write(input, viewOf(b), 0);
      expect(a).toEqual(b);
    }),
  );
  fc.assert(
    fc.property(bytes, (input) => {
      const view = guarded(input);
      const end = codec.check(view, 8, 8 + input.length);
      if (end < 0) {
        expect(end === MALFORMED || missing(end) > 0).toBe(true);
        expect(codec.explain?.(view, 8, 8 + input.length)).toMatch(/expected .*; found /);
        return;
      }
      expect(end).toBeLessThanOrEqual(8 + input.length);
      const value = codec.read(view, 8, end);
      const size = codec.size(value as unknown as Input, 8);
      expect(size).toBeLessThanOrEqual(end - 8);
      const out = guarded(new Uint8Array(size).fill(0xa5));
      codec.write(value as unknown as Input, out, 8);
      expect(codec.equals(codec.read(out, 8, 8 + size), value)).toBe(true);
    }),
  );
}

const dnsLabel = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 63 }),
  fc.uint8Array({ minLength: 1, maxLength: 5, min: 0x61, max: 0x63 }),
  fc.string({ minLength: 1, maxLength: 8 }).map((text) => new TextEncoder().encode(text)),
);

/** Domain names in wire form without pointers. */
export const wires: fc.Arbitrary<Uint8Array> = fc.array(dnsLabel, { maxLength: 8 }).map((labels) => {
  const wire: number[] = [];
  for (const bytes of labels) {
    if (wire.length + bytes.length + 2 > 255) break;
    wire.push(bytes.length, ...bytes);
  }
  return Uint8Array.from([...wire, 0]);
});
