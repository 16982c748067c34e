/**
 * Comparing many names with one that is known beforehand: a server's zone, a resolver's own query (RFC 4343: ASCII letters' case
 * does not count). The known name is kept as words of four bytes, so that most names take a handful of reads.
 */
import { equalsName } from "./dns-wire.js";

/** A name prepared for {@link isKnownName}. */
export class KnownName {
  /** Wire form without pointers. */
  readonly wire: Uint8Array;
  /** Bytes of the wire form; 0 where there are no words. */
  readonly size: number;
  /**
   * Three numbers a word: where it starts, the bits of its letters' case, which are set in what it is compared with, and the
   * word itself in lower case. The last one ends with the name, and so may overlap the one before. Names of less than four
   * bytes have none.
   */
  readonly words: Int32Array;
  /** Of `words`: V8 gets a field faster than the length of an array. */
  readonly wordsLength: number;

  /** Takes a name's wire form without pointers, whole: see dnsNameToWire. It is copied. */
  constructor(wire: Uint8Array) {
    this.wire = wire.slice();
    this.words = wordsOf(wire);
    this.wordsLength = this.words.length;
    this.size = this.wordsLength === 0 ? 0 : wire.length;
  }
}

function wordsOf(wire: Uint8Array): Int32Array {
  const bytes = new DataView(wire.buffer, wire.byteOffset, wire.byteLength);
  const words: number[] = [];
  for (let start = 0; start < wire.length && wire.length >= 4; start += 4) {
    const at = Math.min(start, wire.length - 4);
    const letters = caseBits(bytes, at);
    words.push(at, letters, bytes.getInt32(at) | letters);
  }
  return Int32Array.from(words);
}

/** 0x20 in each of the four bytes that is an ASCII letter. */
function caseBits(bytes: DataView, at: number): number {
  let bits = 0;
  for (let index = 0; index < 4; index++) {
    const byte = bytes.getUint8(at + index) | 0x20;
    bits = (bits << 8) | (byte >= 0x61 && byte <= 0x7a ? 0x20 : 0);
  }
  return bits;
}

/**
 * Whether the name encoded in `at..end`, which checkName accepted, is the known one; `base` is what its pointers count from.
 */
export function isKnownName(bytes: DataView, at: number, end: number, base: number, known: KnownName): boolean {
  // Without pointers both have the same bytes, length bytes too: those are below 64, so none is a letter.
  if (end - at === known.size) {
    const words = known.words;
    let word = 0;
    while ((bytes.getInt32(at + (words[word] ?? 0)) | (words[word + 1] ?? 0)) === words[word + 2]) {
      word += 3;
      if (word === known.wordsLength) return true;
    }
  }
  return (known.wordsLength === 0 || endsInPointer(bytes, at, end)) && equalsName(bytes, at, base, known.wire, end);
}

/** Or in a label whose last byte but one looks like a pointer's. */
function endsInPointer(bytes: DataView, at: number, end: number): boolean {
  return end - at > 1 && bytes.getUint8(end - 2) >= 0xc0;
}
