/**
 * SipHash-2-4, a keyed hash of 64 bits for short inputs, as server cookies need it (RFC 9018 section 4.4). The package `siphash`
 * gives the same results and is what the tests compare with; it makes objects for each number, and takes about ten times as long.
 */

/** The words that the key is mixed with at the start: of each 64 bits the upper half, then the lower. */
const START = [0x736f6d65, 0x70736575, 0x646f7261, 0x6e646f6d, 0x6c796765, 0x6e657261, 0x74656462, 0x79746573] as const;
const KEY_SIZE = 16;
const BLOCK_SIZE = 8;
const COMPRESSION_ROUNDS = 2;
const FINAL_ROUNDS = 4;

/** One key, ready to hash with. */
export class SipHash {
  readonly #start = new Int32Array(8);

  /** Takes the key's 16 bytes; they are copied. */
  constructor(key: Uint8Array) {
    if (key.length !== KEY_SIZE) throw new RangeError(`a key of SipHash has ${KEY_SIZE} bytes, not ${key.length}`);
    for (const [index, word] of START.entries()) {
      // The key's first word of 64 bits goes into v0 and v2, its second one into v1 and v3; both are little-endian.
      const at = (index & 2) === 0 ? 0 : BLOCK_SIZE;
      this.#start[index] = word ^ wordAt(key, at + ((index & 1) === 0 ? 4 : 0), at + BLOCK_SIZE);
    }
  }

  /**
   * Hashes `at..end` and writes the result, little-endian, to the 8 bytes at `outAt`. Allocates nothing. One function, and the state
   * in local variables: V8 keeps these in registers, which makes it five times as fast as one over an array.
   */
  hash(bytes: Uint8Array, at: number, end: number, out: Uint8Array, outAt: number): void {
    const start = this.#start;
    let v0 = start[0] ?? 0;
    let low0 = start[1] ?? 0;
    let v1 = start[2] ?? 0;
    let low1 = start[3] ?? 0;
    let v2 = start[4] ?? 0;
    let low2 = start[5] ?? 0;
    let v3 = start[6] ?? 0;
    let low3 = start[7] ?? 0;
    // The last block is the one that holds the length; one more stands for the rounds at the end.
    const lastBlock = at + ((end - at) & ~(BLOCK_SIZE - 1));
    for (let block = at; block <= lastBlock + BLOCK_SIZE; block += BLOCK_SIZE) {
      const isFinal = block > lastBlock;
      const high = isFinal ? 0 : wordAt(bytes, block + 4, end) | (block === lastBlock ? (end - at) << 24 : 0);
      const low = isFinal ? 0 : wordAt(bytes, block, end);
      if (isFinal) low2 ^= 0xff;
      v3 ^= high;
      low3 ^= low;
      for (let round = isFinal ? FINAL_ROUNDS : COMPRESSION_ROUNDS; round > 0; round--) {
        let sum = (low0 + low1) | 0;
        v0 = (v0 + v1 + (sum >>> 0 < low1 >>> 0 ? 1 : 0)) | 0;
        low0 = sum;
        let old = v1;
        v1 = ((v1 << 13) | (low1 >>> 19)) ^ v0;
        low1 = ((low1 << 13) | (old >>> 19)) ^ low0;
        old = v0;
        v0 = low0;
        low0 = old;

        sum = (low2 + low3) | 0;
        v2 = (v2 + v3 + (sum >>> 0 < low3 >>> 0 ? 1 : 0)) | 0;
        low2 = sum;
        old = v3;
        v3 = ((v3 << 16) | (low3 >>> 16)) ^ v2;
        low3 = ((low3 << 16) | (old >>> 16)) ^ low2;

        sum = (low0 + low3) | 0;
        v0 = (v0 + v3 + (sum >>> 0 < low3 >>> 0 ? 1 : 0)) | 0;
        low0 = sum;
        old = v3;
        v3 = ((v3 << 21) | (low3 >>> 11)) ^ v0;
        low3 = ((low3 << 21) | (old >>> 11)) ^ low0;

        sum = (low2 + low1) | 0;
        v2 = (v2 + v1 + (sum >>> 0 < low1 >>> 0 ? 1 : 0)) | 0;
        low2 = sum;
        old = v1;
        v1 = ((v1 << 17) | (low1 >>> 15)) ^ v2;
        low1 = ((low1 << 17) | (old >>> 15)) ^ low2;
        old = v2;
        v2 = low2;
        low2 = old;
      }
      v0 ^= high;
      low0 ^= low;
    }
    writeWord(out, outAt, low0 ^ low1 ^ low2 ^ low3);
    writeWord(out, outAt + 4, v0 ^ v1 ^ v2 ^ v3);
  }
}

/** The 32 bits at `at`, little-endian; zeros stand for what is not before `end`. */
function wordAt(bytes: Uint8Array, at: number, end: number): number {
  if (end - at >= 4) return byte(bytes, at) | (byte(bytes, at + 1) << 8) | (byte(bytes, at + 2) << 16) | (byte(bytes, at + 3) << 24);
  let value = 0;
  for (let index = at; index < end; index++) value |= byte(bytes, index) << (8 * (index - at));
  return value;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function writeWord(out: Uint8Array, at: number, value: number): void {
  out[at] = value;
  out[at + 1] = value >>> 8;
  out[at + 2] = value >>> 16;
  out[at + 3] = value >>> 24;
}
