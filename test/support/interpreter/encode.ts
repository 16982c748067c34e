/**
 * Encodes by guessing: writes the value with guesses for all that is computed, computes it from what was written, and
 * starts again until nothing changes. The bytes are right if decoding them gives back exactly what was meant, so that
 * every check is made by the decoder alone.
 */
import type { PacketIndex, Program } from "../../../src/ir/ir.js";
import { decode, type DecodeOptions } from "./decode.js";
import { Encoder, type Guesses } from "./encoder.js";
import { Impossible, Malformed } from "./failure.js";
import type { Observer } from "./scope.js";
import { isAsIntended, sameBytes, type Intended, type Value } from "./values.js";

/** More than any sound packet's computed fields depend on each other. */
const MOST_ROUNDS = 100;

export function encode(
  program: Program,
  packet: PacketIndex,
  value: Value,
  args: readonly (bigint | boolean)[],
  options: DecodeOptions = {},
): Uint8Array | undefined {
  try {
    const { bytes, intended } = settled(program, packet, value, args, options.observer);
    const decoded = decode(program, packet, bytes, 0, bytes.length, args, options);
    return decoded.ok && decoded.end === bytes.length && isAsIntended(decoded.value, intended) ? bytes : undefined;
  } catch (error) {
    if (error instanceof Impossible || error instanceof Malformed) return undefined;
    throw error;
  }
}

/** Encoding what decoding gives writes the same bytes: those of the packet, not what follows it. */
export function isCanonical(
  program: Program,
  packet: PacketIndex,
  bytes: Uint8Array,
  args: readonly (bigint | boolean)[],
  options: DecodeOptions = {},
): boolean {
  const decoded = decode(program, packet, bytes, 0, bytes.length, args, options);
  if (!decoded.ok) return false;
  const again = encode(program, packet, decoded.value, args, options);
  return again !== undefined && sameBytes(again, bytes.subarray(0, decoded.end));
}

interface Settled {
  readonly bytes: Uint8Array;
  readonly intended: Intended;
}

function settled(
  program: Program,
  packet: PacketIndex,
  value: Value,
  args: readonly (bigint | boolean)[],
  observer: Observer | undefined,
): Settled {
  let guesses: Guesses = new Map();
  let isLast = false;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const encoder = new Encoder(program, guesses, isLast ? observer : undefined);
    const intended = encoder.whole(packet, value, args);
    const computed = encoder.compute();
    if (isLast) return { bytes: Uint8Array.from(encoder.bytes), intended };
    isLast = isSettled(guesses, computed);
    guesses = computed;
  }
  throw new Impossible("the computed fields never settle");
}

/** What cannot be computed in the end makes the value impossible. */
function isSettled(before: Guesses, after: Guesses): boolean {
  for (const [path, guess] of after) {
    const known = before.get(path);
    const isSame = known instanceof Uint8Array && guess instanceof Uint8Array ? sameBytes(known, guess) : known === guess;
    if (!before.has(path) || !isSame) return false;
  }
  if ([...after.values()].includes(undefined)) throw new Impossible("a value cannot be computed");
  return true;
}
