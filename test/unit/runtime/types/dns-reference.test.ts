/** The fast functions over names in wire form against a plain reading of RFC 1035 sections 3.1, 4.1.4 and 5.1. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MALFORMED, needMore } from "../../../../runtime/codes.js";
import { formatName } from "../../../../runtime/types/dns-text.js";
import { isKnownName, KnownName } from "../../../../runtime/types/dns-known.js";
import { checkNameIn, NameSource } from "../../../../runtime/types/dns-source.js";
import { checkName, equalsName } from "../../../../runtime/types/dns-wire.js";
import { guarded, type GuardedView } from "../support.js";

interface Reading {
  /** What checkName returns. */
  readonly code: number;
  readonly labels: readonly (readonly number[])[];
}
const refused = (code: number): Reading => ({ code, labels: [] });

/** Reads piece by piece: the name's own bytes, then what each pointer leads to, which must end before the piece before it starts. */
function readPlainly(bytes: DataView, at: number, end: number, base: number): Reading {
  const labels: number[][] = [];
  let [start, limit, stop, pointers] = [at, end, -1, 0];
  for (let position = at; ;) {
    const short = (missing: number): Reading => refused(stop < 0 ? needMore(missing) : MALFORMED);
    if (position >= limit) return short(position - limit + 1);
    const size = bytes.getUint8(position);
    if (size === 0) return { code: stop < 0 ? position + 1 : stop, labels };
    if (size > 63) {
      if (size < 0xc0) return refused(MALFORMED);
      if (position + 2 > limit) return short(1);
      const target = base + bytes.getUint16(position) - 0xc000;
      if (++pointers > 127 || target < 0 || target >= start) return refused(MALFORMED);
      if (stop < 0) stop = position + 2;
      [limit, start, position] = [start, target, target];
      continue;
    }
    const inside = Math.max(0, Math.min(size, limit - position - 1));
    const label = Array.from({ length: inside }, (_, index) => bytes.getUint8(position + 1 + index));
    labels.push([...label, ...new Array<number>(size - inside).fill(0)]);
    if (wireOf(labels).length > 255) return refused(MALFORMED);
    position += 1 + size;
  }
}

function wireOf(labels: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([...labels.flatMap((label) => [label.length, ...label]), 0]);
}

function textOf(labels: readonly (readonly number[])[]): string {
  const byte = (value: number): string => {
    const character = String.fromCharCode(value);
    if (character === "." || character === "\\") return `\\${character}`;
    return /[!-~]/.test(character) ? character : `\\${String(value).padStart(3, "0")}`;
  };
  return labels.length === 0 ? "." : labels.map((label) => label.map(byte).join("")).join(".");
}

const changeCase = (byte: number): number => (/[a-z]/i.test(String.fromCharCode(byte)) ? byte ^ 0x20 : byte);

/** Names one after the other, some ending in a pointer to where an earlier one or a label of it starts. */
const messages = fc
  .array(
    fc.record({
      labels: fc.array(
        fc.oneof(
          { weight: 6, arbitrary: fc.array(fc.integer({ min: 0x61, max: 0x7a }), { minLength: 1, maxLength: 12 }) },
          { weight: 1, arbitrary: fc.array(fc.nat(255), { minLength: 1, maxLength: 4 }) },
          {
            weight: 1,
            arbitrary: fc.array(fc.constantFrom(0x2e, 0x5c, 0x2f, 0x20, 0x21, 0x22, 0x7e, 0x7f, 0x80, 0xff), {
              minLength: 1,
              maxLength: 9,
            }),
          },
          { weight: 1, arbitrary: fc.array(fc.constant(0x78), { minLength: 55, maxLength: 63 }) },
        ),
        { maxLength: 6 },
      ),
      pointer: fc.option(fc.nat(1000)),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((names) => {
    const bytes: number[] = [];
    const starts: number[] = [];
    for (const { labels, pointer } of names) {
      const targets = [...starts];
      for (const label of labels) {
        starts.push(bytes.length);
        bytes.push(label.length, ...label);
      }
      if (labels.length === 0) starts.push(bytes.length);
      const target = pointer === null ? undefined : targets[pointer % Math.max(1, targets.length)];
      if (target === undefined) bytes.push(0);
      else bytes.push(0xc0 | (target >> 8), target & 0xff);
    }
    return { bytes: Uint8Array.from(bytes), starts };
  });
const damage = fc.array(fc.tuple(fc.nat(2000), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x3f, 0x40, 0x80, 0xc0))), { maxLength: 3 });

function compareAll(bytes: Uint8Array, at: number, cut: number, base: number): void {
  const view = guarded(bytes, 8, 0);
  const end = Math.max(8 + at, view.high - cut);
  const expected = readPlainly(view, 8 + at, end, 8 + base);
  expect(checkName(view, 8 + at, end, 8 + base)).toBe(expected.code);
  if (expected.code < 0) return;
  const wire = wireOf(expected.labels);
  expect(formatName(view, 8 + at, 8 + base)).toBe(textOf(expected.labels));
  expect(equalsName(view, 8 + at, 8 + base, wire)).toBe(true);
  expect(equalsName(view, 8 + at, 8 + base, wireOf(expected.labels.map((label) => label.map(changeCase))))).toBe(true);
  // Cut off it is no name, unless the last label ends in a zero byte: then nothing but its length tells.
  if (wire.at(-2) !== 0) expect(equalsName(view, 8 + at, 8 + base, wire.subarray(0, -1))).toBe(false);
  for (let index = 0; index < wire.length; index += 1 + (wire.length >> 3)) {
    const other = wire.slice();
    other[index] = (other[index] ?? 0) ^ (index % 3 === 0 ? 1 : 0x80);
    expect(equalsName(view, 8 + at, 8 + base, other)).toBe(false);
  }
  compareKnown(view, 8 + at, expected.code, 8 + base, wire);
}

/** Functions that are told where the name ends read nothing behind it, nor before it if it has no pointer. */
function compareKnown(view: GuardedView, at: number, end: number, base: number, wire: Uint8Array): void {
  const { low, high } = view;
  view.high = end;
  if (end - at === wire.length) view.low = at;
  expect(equalsName(view, at, base, wire, end)).toBe(true);
  expect(isKnownName(view, at, end, base, new KnownName(wire))).toBe(true);
  expect(isKnownName(view, at, end, base, new KnownName(wire.map(changeCase)))).toBe(true);
  for (let index = 0; index < wire.length; index += 1 + (wire.length >> 3)) {
    const other = wire.slice();
    other[index] = (other[index] ?? 0) ^ (index % 3 === 0 ? 1 : 0x80);
    expect(isKnownName(view, at, end, base, new KnownName(other))).toBe(false);
  }
  for (const other of [
    Uint8Array.of(0),
    Uint8Array.of(1, 0x61, 0),
    Uint8Array.of(2, 0x61, 0x62, 0),
    Uint8Array.of(...wire.subarray(0, -1), 1, 0x61, 0),
  ])
    expect(isKnownName(view, at, end, base, new KnownName(other))).toBe(equalsName(view, at, base, other, end));
  [view.low, view.high] = [low, high];
}

/** All names of a message, one behind the other, as a decoder has them: what they share changes nothing. */
function compareInOrder(bytes: Uint8Array, base: number): void {
  const view = guarded(bytes, 8, 0);
  const source = new NameSource(view, 8 + base);
  for (let at = 8; at <= view.high;) {
    const expected = readPlainly(view, at, view.high, 8 + base);
    expect(checkNameIn(view, at, view.high, source)).toBe(expected.code);
    if (expected.code >= 0) expect(source.text(at)).toBe(textOf(expected.labels));
    at = Math.max(expected.code, at + 1);
  }
}

describe("names that share what is known of their message", () => {
  it("are the names that they are alone, in messages whole and damaged", () => {
    fc.assert(
      fc.property(messages, damage, fc.integer({ min: -1, max: 1 }), ({ bytes }, changes, base) => {
        compareInOrder(bytes, 0);
        const damaged = bytes.slice();
        for (const [index, value] of changes) damaged[index % damaged.length] = value;
        compareInOrder(damaged, base);
      }),
      { numRuns: 300 },
    );
  });
  it("are the same on any bytes", () => {
    const byte = fc.oneof(fc.nat(255), fc.nat(12), fc.constantFrom(0, 0, 1, 1, 2, 0xbf, 0xc0, 0xc0, 0xc0, 0xff));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 40 }), fc.integer({ min: -3, max: 12 }), (bytes, base) => {
        compareInOrder(Uint8Array.from(bytes), base);
      }),
      { numRuns: 5000 },
    );
  });
  it("follow as many pointers, and are as long", () => {
    const chain = Uint8Array.from({ length: 1 + 2 * 200 }, (_, index) =>
      index % 2 === 1 ? 0xc0 + ((index - 3) >> 8) : Math.max(0, index - 3),
    );
    chain.set([0, 0xc0, 0]);
    compareInOrder(chain, 0);
    // Each name is a label of `size` before the name before it.
    for (const size of [1, 2, 20, 63]) {
      const names: number[] = [0];
      for (let last = 0; names.length < 300 * (size + 3);) {
        const next = names.length;
        names.push(size, ...new Array<number>(size).fill(0x61), 0xc0 + (last >> 8), last & 0xff);
        last = next;
      }
      compareInOrder(Uint8Array.from(names), 0);
    }
  });
  it("count what stands behind a pointer into the middle of a name", () => {
    const label = (size: number): number[] => [size, ...new Array<number>(size).fill(0x61)];
    const names = [label(63), label(63), label(63), [0]];
    for (let size = 58; size <= 63; size++) {
      for (let times = 0; times < 2; times++) names.push(label(63), label(size), [0xc0, 64]);
    }
    compareInOrder(Uint8Array.from(names.flat()), 0);
  });
  it("are not taken for places that only a number below a pointer's would name", () => {
    compareInOrder(Uint8Array.of(1, 0x61, 0, 0xbf, 0xfd, 1, 0x62, 0xbf, 0xfd), 3);
  });
  it("keep eight texts, however many there are", () => {
    const wire = Uint8Array.from(Array.from({ length: 20 }, (_, index) => [1, 0x61 + index, 0]).flat());
    const source = new NameSource(new DataView(wire.buffer), 0);
    for (let round = 0; round < 2; round++) {
      for (let index = 0; index < 20; index++) expect(source.text(3 * index)).toBe(String.fromCharCode(0x61 + index));
    }
    expect(source.texts?.count).toBe(8);
  });
});

describe("names, as a plain reading has them", () => {
  it("compressed, whole and damaged", () => {
    fc.assert(
      fc.property(messages, damage, fc.nat(3), fc.integer({ min: -1, max: 1 }), ({ bytes, starts }, changes, cut, base) => {
        for (const start of starts) compareAll(bytes, start, 0, 0);
        const damaged = bytes.slice();
        for (const [index, value] of changes) damaged[index % damaged.length] = value;
        for (const start of starts.slice(-6)) compareAll(damaged, start, cut, base);
      }),
      { numRuns: 150 },
    );
  });
  it("of every length", () => {
    for (let length = 1; length <= 253; length++) {
      const labels = Array.from({ length: Math.ceil((length + 1) / 64) }, (_, index) =>
        Array.from({ length: Math.min(63, length - 64 * index) }, (_, byte) => 0x61 + ((index + byte) % 26)),
      ).filter((label) => label.length > 0);
      compareAll(wireOf(labels), 0, 0, 0);
    }
  });
  it("of every byte in every place of a label", () => {
    for (let byte = 0; byte < 0x100; byte++) {
      for (let size = 1; size <= 9; size++) {
        for (let place = 0; place < size; place++) {
          const label = new Array<number>(size).fill(0x21);
          label[place] = byte;
          const view = new DataView(wireOf([label, label]).buffer);
          expect(formatName(view, 0, 0)).toBe(textOf([label, label]));
        }
      }
    }
  });
  it("compares letters, and nothing else, without regard to case", () => {
    for (let a = 0; a < 0x100; a++) {
      const view = new DataView(Uint8Array.of(1, a, 0).buffer);
      const equal = Array.from({ length: 0x100 }, (_, b) => b).filter((b) => equalsName(view, 0, 0, Uint8Array.of(1, b, 0)));
      expect(new Set(equal)).toEqual(new Set([a, changeCase(a)]));
      const long = new DataView(Uint8Array.of(4, 0x2d, a, 0x2d, 0x2d, 0).buffer);
      const known = Array.from({ length: 0x100 }, (_, b) => b).filter((b) =>
        isKnownName(long, 0, 6, 0, new KnownName(Uint8Array.of(4, 0x2d, b, 0x2d, 0x2d, 0))),
      );
      expect(new Set(known)).toEqual(new Set([a, changeCase(a)]));
    }
  });
  it("is not equal to what is no name, whatever its pointers lead to", () => {
    // Into its own label; and past the end of what the pointer leads to.
    const own = Uint8Array.of(3, 2, 0x61, 0x62, 0xc0, 1, 0);
    const on = Uint8Array.of(1, 0x61, 0xc0, 0);
    expect(equalsName(new DataView(own.buffer), 0, 0, Uint8Array.of(3, 2, 0x61, 0x62, 2, 0x61, 0x62, 0))).toBe(false);
    expect(equalsName(new DataView(on.buffer), 2, 0, Uint8Array.of(1, 0x61, 0))).toBe(false);
  });
});
