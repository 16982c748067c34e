/** Zone files, as they are read from a disk: whole, and nothing that has no end or that nobody may ever write. */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats } from "node:fs";
import { open } from "node:fs/promises";

/** A named pipe would be waited for until somebody writes to it. */
const HOW = constants.O_RDONLY | constants.O_NONBLOCK;

/** A file's bytes. Throws where it is none, can't be read, or changes meanwhile. */
export function readWholeFileSync(path: string): Uint8Array {
  const descriptor = openSync(path, HOW);
  try {
    const before = fileOf(fstatSync(descriptor));
    return wholeOf(readFileSync(descriptor), before, fstatSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The same of a file that takes less time to read than it takes Node to hand it to another thread; nothing is read of a larger one.
 *
 * @param most bytes
 */
export function readSmallFileSync(path: string, most: number): { readonly stats: Stats; readonly bytes: Uint8Array | undefined } {
  const descriptor = openSync(path, HOW);
  try {
    const stats = fileOf(fstatSync(descriptor));
    return { stats, bytes: stats.size > most ? undefined : wholeOf(readAll(descriptor, stats.size), stats, fstatSync(descriptor)) };
  } finally {
    closeSync(descriptor);
  }
}

/** What there is, up to a size. */
function readAll(descriptor: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let count = -1; count !== 0 && at < size; at += count) count = readSync(descriptor, bytes, at, size - at, null);
  return bytes.subarray(0, at);
}

/** As readWholeFileSync. Rejects. */
export async function readWholeFile(path: string): Promise<Uint8Array> {
  const file = await open(path, HOW);
  try {
    const before = fileOf(await file.stat());
    return wholeOf(await file.readFile(), before, await file.stat());
  } finally {
    await file.close();
  }
}

function fileOf(stats: Stats): Stats {
  if (stats.isFile()) return stats;
  if (stats.isDirectory()) throw new Error("this is a directory, not a file");
  throw new Error(stats.isFIFO() ? "this is a named pipe, not a file" : "this is a device, not a file");
}

/** Somebody may be writing it: half of a zone may look like a whole one. */
function wholeOf(bytes: Uint8Array, before: Stats, after: Stats): Uint8Array {
  if (after.size !== bytes.length || after.mtimeMs !== before.mtimeMs) throw new Error("it was changed while it was read");
  return bytes;
}
