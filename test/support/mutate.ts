/** Bytes that are nearly right. */
import type { Random } from "./random.js";

export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let result = bytes;
  for (
    let count = random.weighted([
      [6, 1],
      [3, 2],
      [1, 5],
    ]);
    count > 0;
    count--
  )
    result = mutatedOnce(result, random);
  return result;
}

function mutatedOnce(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const copy = bytes.slice();
  return random.weighted<() => Uint8Array>([
    [
      5,
      () =>
        changed(
          copy,
          Math.min(at, bytes.length - 1),
          random.weighted([
            [3, random.below(9)],
            [2, random.below(256)],
            [1, 255],
          ]),
        ),
    ],
    [3, () => changed(copy, Math.min(at, bytes.length - 1), (bytes[at] ?? 0) ^ (1 << random.below(8)))],
    [2, () => changed(copy, Math.min(at, bytes.length - 1), ((bytes[at] ?? 0) + random.pick([1, 255])) & 255)],
    [1, () => Uint8Array.from([...bytes.subarray(0, at), ...random.bytes(random.between(1, 3), 9), ...bytes.subarray(at)])],
    [1, () => Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + random.between(1, 3))])],
    [1, () => bytes.slice(0, at)],
  ])();
}

function changed(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  if (bytes.length > 0) bytes[at] = byte;
  return bytes;
}
