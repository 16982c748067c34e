/** Names of zones as names of files: whoever chose the zone's name, no other file can be meant. */
import { canonicalKeyName } from "../security/tsig-keys.js";

const SAFE = /[a-z0-9_-]/;

/** A zone's name as part of a file's name: lower case, and each byte that might mean something as `%` and its number. The root is `%2e`. */
export function fileNameOf(origin: string): string {
  const text = origin.toLowerCase().replace(/(?<!\\)\.$/, "") || ".";
  const bytes = new TextEncoder().encode(text);
  let name = "";
  for (const [index, byte] of bytes.entries()) {
    const character = String.fromCharCode(byte);
    // A dot is plain within a name, but never first: that would hide the file, or name a folder.
    const isPlain = SAFE.test(character) || (character === "." && index > 0 && index < bytes.length - 1 && bytes[index - 1] !== byte);
    name += isPlain ? character : `%${byte.toString(16).padStart(2, "0")}`;
  }
  return name;
}

/** A zone's name as it is compared: lower case, without the last dot, each escape written in one way. */
export function canonicalOrigin(origin: string): string {
  return canonicalKeyName(origin) ?? origin;
}
