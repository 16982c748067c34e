/** How the data of one type is read. */
import type { Fields } from "../fields.js";
import type { RecordData } from "../types.js";

/** Reads the fields up to the record's end, or fails. What it gives may be the same object each time. */
export type Reader = (fields: Fields) => RecordData;

/** Readers by type; each zone has its own, whose objects are used again and again. */
export type Readers = Readonly<Record<number, () => Reader>>;

/** A reader that keeps nothing. */
export function plain(reader: Reader): () => Reader {
  return () => reader;
}

export const BYTE = 0xff;
export const UINT16 = 0xffff;
export const UINT32 = 0xffff_ffff;
