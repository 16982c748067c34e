/** By hand, with a DataView; options are not looked at. The reference for the shapes (limits/headers.ts checks options too). */
import type { Packets } from "../../data.js";

/** Checks both headers of every packet and adds up every field of them. */
export function sumShared(packets: Packets): number {
  const { bytes, starts, count } = packets;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    if (end - at < 20) continue;
    const first = bytes.getUint8(at);
    const ipHeader = (first & 15) * 4;
    const totalLength = bytes.getUint16(at + 2);
    if (first >> 4 !== 4 || ipHeader < 20 || totalLength < ipHeader || totalLength > end - at) continue;
    const service = bytes.getUint8(at + 1);
    const fragment = bytes.getUint16(at + 6);
    const ip =
      (first >> 4) +
      (first & 15) +
      (service >> 2) +
      (service & 3) +
      totalLength +
      bytes.getUint16(at + 4) +
      ((fragment >> 15) & 1) +
      ((fragment >> 14) & 1) +
      ((fragment >> 13) & 1) +
      (fragment & 0x1fff) +
      bytes.getUint8(at + 8) +
      bytes.getUint8(at + 9) +
      bytes.getUint16(at + 10) +
      bytes.getUint32(at + 12) +
      bytes.getUint32(at + 16) +
      (ipHeader - 20);

    const segment = at + ipHeader;
    const segmentEnd = at + totalLength;
    if (segmentEnd - segment < 20) continue;
    const word = bytes.getUint16(segment + 12);
    const tcpHeader = (word >> 12) * 4;
    if (tcpHeader < 20 || tcpHeader > segmentEnd - segment) continue;
    const tcp =
      bytes.getUint16(segment) +
      bytes.getUint16(segment + 2) +
      bytes.getUint32(segment + 4) +
      bytes.getUint32(segment + 8) +
      (word >> 12) +
      ((word >> 8) & 15) +
      ((word >> 7) & 1) +
      ((word >> 6) & 1) +
      ((word >> 5) & 1) +
      ((word >> 4) & 1) +
      ((word >> 3) & 1) +
      ((word >> 2) & 1) +
      ((word >> 1) & 1) +
      (word & 1) +
      bytes.getUint16(segment + 14) +
      bytes.getUint16(segment + 16) +
      bytes.getUint16(segment + 18) +
      (tcpHeader - 20) +
      (segmentEnd - segment - tcpHeader);
    total = (total + ip + tcp) | 0;
  }
  return total;
}

/** The same over packets in memory of their own. */
export function sumSeparate(packets: Packets): number {
  let total = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    if (end - at < 20) continue;
    const first = bytes.getUint8(at);
    const ipHeader = (first & 15) * 4;
    const totalLength = bytes.getUint16(at + 2);
    if (first >> 4 !== 4 || ipHeader < 20 || totalLength < ipHeader || totalLength > end - at) continue;
    const service = bytes.getUint8(at + 1);
    const fragment = bytes.getUint16(at + 6);
    const ip =
      (first >> 4) +
      (first & 15) +
      (service >> 2) +
      (service & 3) +
      totalLength +
      bytes.getUint16(at + 4) +
      ((fragment >> 15) & 1) +
      ((fragment >> 14) & 1) +
      ((fragment >> 13) & 1) +
      (fragment & 0x1fff) +
      bytes.getUint8(at + 8) +
      bytes.getUint8(at + 9) +
      bytes.getUint16(at + 10) +
      bytes.getUint32(at + 12) +
      bytes.getUint32(at + 16) +
      (ipHeader - 20);

    const segment = at + ipHeader;
    const segmentEnd = at + totalLength;
    if (segmentEnd - segment < 20) continue;
    const word = bytes.getUint16(segment + 12);
    const tcpHeader = (word >> 12) * 4;
    if (tcpHeader < 20 || tcpHeader > segmentEnd - segment) continue;
    const tcp =
      bytes.getUint16(segment) +
      bytes.getUint16(segment + 2) +
      bytes.getUint32(segment + 4) +
      bytes.getUint32(segment + 8) +
      (word >> 12) +
      ((word >> 8) & 15) +
      ((word >> 7) & 1) +
      ((word >> 6) & 1) +
      ((word >> 5) & 1) +
      ((word >> 4) & 1) +
      ((word >> 3) & 1) +
      ((word >> 2) & 1) +
      ((word >> 1) & 1) +
      (word & 1) +
      bytes.getUint16(segment + 14) +
      bytes.getUint16(segment + 16) +
      bytes.getUint16(segment + 18) +
      (tcpHeader - 20) +
      (segmentEnd - segment - tcpHeader);
    total = (total + ip + tcp) | 0;
  }
  return total;
}
