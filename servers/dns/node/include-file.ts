/** What a zone's file includes. */
import { messageOf } from "./message-of.js";
import { readWholeFileSync } from "./whole-file.js";

/** A file's bytes, or why it can't be read. */
export function includeFile(path: string): Uint8Array | string {
  try {
    return readWholeFileSync(path);
  } catch (error) {
    return messageOf(error);
  }
}
