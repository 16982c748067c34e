/** A zone's journal as bytes: entries of specs/dns/journal.mpl, one after the other. */
import { decodeDnsJournalEntry, encodeDnsJournalEntry, sizeOfDnsJournalEntry } from "../../../generated/dns/journal.js";
import type { ZoneChange } from "./change.js";

/** Our own files: what was written is read, however long. */
const LIMITS = { depth: 1, elements: 0x7fff_ffff };

/** An entry's bytes. */
export function encodeChange({ fromSerial, toSerial, deletions, additions }: ZoneChange): Uint8Array {
  const value = { fromSerial, toSerial, deletions, additions };
  const bytes = new Uint8Array(sizeOfDnsJournalEntry(value));
  if (encodeDnsJournalEntry(value, new DataView(bytes.buffer), 0) < 0) throw new RangeError("a change that has no encoding");
  return bytes;
}

export interface JournalContents {
  readonly changes: readonly ZoneChange[];
  /** Where the last whole entry ends: what is behind was never acknowledged, or is damaged. */
  readonly end: number;
}

/** Reads entries up to the first that is cut off, damaged, or does not begin with the serial that the one before ends with. */
export function decodeJournal(bytes: Uint8Array): JournalContents {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const changes: ZoneChange[] = [];
  let at = 0;
  while (at < bytes.length) {
    const entry = decodeDnsJournalEntry(view, at, bytes.length, at, LIMITS);
    const last = changes.at(-1);
    if (!entry.ok || (last !== undefined && last.toSerial !== entry.value.fromSerial)) break;
    changes.push(entry.value);
    at = entry.end;
  }
  return { changes, end: at };
}

/** The start of an entry: "DNJ1". */
const MAGIC = [0x44, 0x4e, 0x4a, 0x31];

/** Whether there is a whole entry somewhere behind the end of what could be read: then it is not only the last one that was cut off. */
export function hasLaterEntry(bytes: Uint8Array, end: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.indexOf(MAGIC[0] ?? 0, end + 1); at >= 0; at = bytes.indexOf(MAGIC[0] ?? 0, at + 1)) {
    if (!MAGIC.every((byte, index) => bytes[at + index] === byte)) continue;
    if (decodeDnsJournalEntry(view, at, bytes.length, at, LIMITS).ok) return true;
  }
  return false;
}
