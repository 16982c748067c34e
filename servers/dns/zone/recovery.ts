/** What a zone is made of after a start: its file, the snapshot of it that was kept, the journal of what changed since. */
import { isLater, type ZoneChange } from "./change.js";

export interface Recovery {
  readonly from: "file" | "snapshot";
  /** Changes to be made in it. */
  readonly changes: readonly ZoneChange[];
  /** The file is later than all that is kept, which counts no more. */
  readonly isOver: boolean;
  /** The journal says nothing about what the zone is made of: its changes cannot be made. */
  readonly isUnknown: boolean;
  /** The file has a serial that changes have led to: it is taken to have what they changed until then. */
  readonly isFileAhead: boolean;
}

/** No journal, or none that counts. */
const PLAIN = { changes: [], isOver: false, isUnknown: false, isFileAhead: false } as const;

/**
 * The later of file and kept state counts (RFC 1982), since updates were acknowledged.
 *
 * @param file the serial of the zone's file; undefined for a zone that has none
 * @param snapshot the serial of the snapshot; undefined where there is none. One of both there must be
 * @param changes of the journal, each of which begins with the serial that the one before ends with
 */
export function recoveryOf(file: number | undefined, snapshot: number | undefined, changes: readonly ZoneChange[]): Recovery {
  const kept = changes.at(-1)?.toSerial ?? snapshot;
  const from = snapshot === undefined ? "file" : "snapshot";
  if (kept === undefined) return { ...PLAIN, from };
  if (file !== undefined && isLater(file, kept)) return { ...PLAIN, from: "file", isOver: true };
  const base = snapshot ?? file;
  // A snapshot of all that the journal says may have been written before the journal began anew.
  const first = kept === base ? changes.length : changes.findIndex(({ fromSerial }) => fromSerial === base);
  if (first < 0) return { ...PLAIN, from, isUnknown: true };
  return { ...PLAIN, from, changes: changes.slice(first), isFileAhead: from === "file" && first > 0 };
}
