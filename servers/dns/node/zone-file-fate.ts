/** What becomes of a zone's file that was read beside what is kept of the zone, as people are told. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { ZoneImage } from "../image/image.js";
import { isLater, type ZoneChange } from "../zone/change.js";
import type { Recovery } from "../zone/recovery.js";
import type { FolderNames } from "./folder-names.js";
import { fileNameOf } from "./zone-file-name.js";
import type { ZoneSource } from "./zone-store.js";

/** What was read from a zone's file. */
export interface FileContent {
  readonly image: ZoneImage;
  readonly file: string;
  /** Seconds since 1970. */
  readonly writtenAt: number;
  readonly serial: number;
}

/** Why what is kept does not count any more; undefined where it does, or its snapshot at least. */
export function whyEnded(
  { from, isOver, isFileAhead, changes }: Recovery,
  fits: boolean,
  serial: number,
  kept: number,
): string | undefined {
  if (isOver) return laterText(serial, kept);
  if (from === "snapshot") return undefined;
  if (!fits) return `its serial ${serial} is none that the journal knows`;
  return isFileAhead && changes.length === 0 ? `its serial ${serial} is the one that updates have led to` : undefined;
}

export function laterText(serial: number, kept: number): string {
  return `its serial ${serial} is later than ${kept}, which updates have led to`;
}

export function olderText({ file, serial }: FileContent, kept: number): string {
  return `${file}: warning: serial ${serial} is not later than ${kept}, which updates have led to: what the file says is not in the zone`;
}

/** What is wrong with a file's new content. @param isWhole the change has all records that went or came */
export function complaintsOf({ fromSerial, toSerial, deletions, additions }: ZoneChange, isWhole: boolean, file: string): string[] {
  if (isLater(toSerial, fromSerial)) return [];
  if (toSerial !== fromSerial)
    return [`${file}: warning: the serial goes back, from ${fromSerial} to ${toSerial}: secondaries will not notice`];
  const isSame = isWhole && deletions.length === 1 && additions.length === 1;
  return isSame ? [] : [`${file}: warning: the zone has changed, but its serial has not: secondaries will not notice`];
}

/** Whether anything of a zone is kept in the data directory. */
export function isKept({ file, allowUpdate }: ZoneSource): boolean {
  return file === undefined || (allowUpdate ?? []).length > 0;
}

/** What is in the data directory of a zone that took updates before, and takes none now. */
export function leftOver(source: ZoneSource, dataDirectory: string | undefined, names: FolderNames): string[] {
  if (dataDirectory === undefined || isKept(source)) return [];
  const name = fileNameOf(source.origin);
  const files = [`${name}.zone`, `${name}.journal`].filter((each) => names.mayHave(each)).map((each) => join(dataDirectory, each));
  const why = "the zone takes no updates any more: what they have changed is not in it";
  return files.filter((path) => sizeOf(path) > 0).map((path) => `${path}: warning: ${why}`);
}

/** Nothing where it can't be looked at: the zone does without. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
