/** The limit: a query's id, flags, name and type, by hand. */
import type { Packets } from "../data.js";
import { isName, skipName } from "./dnsName.js";

/** Checks each message, which must have one question and nothing else, and adds up what a resolver looks at first. */
export function sumQueries(packets: Packets, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    total = (total + readQuery(bytes, at, starts[index + 1] ?? 0, known)) | 0;
  }
  return total;
}

function readQuery(bytes: DataView, at: number, end: number, known: Uint8Array): number {
  if (end - at < 12) return -1;
  const flags = bytes.getUint16(at + 2);
  if (bytes.getUint16(at + 4) !== 1 || bytes.getUint32(at + 6) !== 0 || bytes.getUint16(at + 10) !== 0) return -1;
  const nameEnd = skipName(bytes, at + 12, end, at);
  if (nameEnd < 0 || end - nameEnd < 4) return -1;
  const type = bytes.getUint16(nameEnd);
  return bytes.getUint16(at) + flags + type + (isName(bytes, at + 12, at, known) ? 1 : 0);
}
