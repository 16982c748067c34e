/** What a zone's file includes. */
import { readFileSync } from "node:fs";
import { messageOf } from "./message-of.js";

/** A file's bytes, or why it can't be read. */
export function includeFile(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    return messageOf(error);
  }
}
