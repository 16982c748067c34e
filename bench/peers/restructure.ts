/** restructure: the same headers; its bit fields give booleans, its options are bytes. */
import { createRequire } from "node:module";
import type { Packets } from "../data.js";

interface Structure {
  decode(stream: object): Readonly<Record<string, number | Readonly<Record<string, boolean>> | Uint8Array>>;
}
interface Restructure {
  readonly Struct: new (fields: object) => Structure;
  readonly Buffer: new (length: (parent: Readonly<Record<string, number>>) => number) => object;
  readonly DecodeStream: new (buffer: Uint8Array) => object;
  readonly uint8: object;
  readonly uint16be: object;
  readonly uint32be: object;
}

const require = createRequire(import.meta.url);
const r = require("restructure") as Restructure;

const headers = new r.Struct({
  versionIhl: r.uint8,
  service: r.uint8,
  totalLength: r.uint16be,
  identification: r.uint16be,
  fragment: r.uint16be,
  timeToLive: r.uint8,
  protocol: r.uint8,
  headerChecksum: r.uint16be,
  sourceAddress: r.uint32be,
  destinationAddress: r.uint32be,
  ipOptions: new r.Buffer((packet) => ((packet["versionIhl"] ?? 5) & 15) * 4 - 20),
  sourcePort: r.uint16be,
  destinationPort: r.uint16be,
  sequenceNumber: r.uint32be,
  acknowledgmentNumber: r.uint32be,
  flags: r.uint16be,
  window: r.uint16be,
  checksum: r.uint16be,
  urgentPointer: r.uint16be,
  tcpOptions: new r.Buffer((packet) => ((packet["flags"] ?? 0x5000) >> 12) * 4 - 20),
});

/** Parses all packets; adds up the fields as restructure gives them (words of bits are one field). */
export function sumHeaders(packets: Packets): number {
  let total = 0;
  for (const buffer of packets.buffers) {
    const packet = headers.decode(new r.DecodeStream(buffer));
    for (const key in packet) {
      const value = packet[key];
      if (typeof value === "number") total = (total + value) | 0;
    }
  }
  return total;
}
