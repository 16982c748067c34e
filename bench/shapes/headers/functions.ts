/** Candidate D: free functions over bytes and a start, no class. */
import type { Packets } from "../../data.js";
export function checkIpv4(bytes: DataView, at: number, end: number): number {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  return at + totalLength;
}

export function ipv4Version(bytes: DataView, at: number): number {
  return bytes.getUint8(at) >> 4;
}
export function ipv4HeaderLength(bytes: DataView, at: number): number {
  return bytes.getUint8(at) & 15;
}
export function ipv4Service(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 1) >> 2;
}
export function ipv4Congestion(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 1) & 3;
}
export function ipv4TotalLength(bytes: DataView, at: number): number {
  return bytes.getUint16(at + 2);
}
export function ipv4Identification(bytes: DataView, at: number): number {
  return bytes.getUint16(at + 4);
}
export function ipv4Reserved(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 6) >> 7;
}
export function ipv4DontFragment(bytes: DataView, at: number): number {
  return (bytes.getUint8(at + 6) >> 6) & 1;
}
export function ipv4MoreFragments(bytes: DataView, at: number): number {
  return (bytes.getUint8(at + 6) >> 5) & 1;
}
export function ipv4FragmentOffset(bytes: DataView, at: number): number {
  return bytes.getUint16(at + 6) & 0x1fff;
}
export function ipv4TimeToLive(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 8);
}
export function ipv4Protocol(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 9);
}
export function ipv4Checksum(bytes: DataView, at: number): number {
  return bytes.getUint16(at + 10);
}
export function ipv4Source(bytes: DataView, at: number): number {
  return bytes.getUint32(at + 12);
}
export function ipv4Destination(bytes: DataView, at: number): number {
  return bytes.getUint32(at + 16);
}
export function ipv4OptionsEnd(bytes: DataView, at: number): number {
  return at + (bytes.getUint8(at) & 15) * 4;
}

export function checkTcp(bytes: DataView, at: number, end: number): number {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  return end;
}

export function tcpSourcePort(bytes: DataView, at: number): number {
  return bytes.getUint16(at);
}
export function tcpDestinationPort(bytes: DataView, at: number): number {
  return bytes.getUint16(at + 2);
}
export function tcpSequence(bytes: DataView, at: number): number {
  return bytes.getUint32(at + 4);
}
export function tcpAcknowledgment(bytes: DataView, at: number): number {
  return bytes.getUint32(at + 8);
}
export function tcpDataOffset(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 12) >> 4;
}
export function tcpReserved(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 12) & 15;
}
export function tcpCongestionWindowReduced(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 13) >> 7;
}
export function tcpCongestionEcho(bytes: DataView, at: number): number {
  return (bytes.getUint8(at + 13) >> 6) & 1;
}
export function tcpUrgent(bytes: DataView, at: number): number {
  return (bytes.getUint8(at + 13) >> 5) & 1;
}
export function tcpAcknowledge(bytes: DataView, at: number): number {
  return (bytes.getUint8(at + 13) >> 4) & 1;
}
export function tcpPush(bytes: DataView, at: number): number {
  return (bytes.getUint8(at + 13) >> 3) & 1;
}
export function tcpReset(bytes: DataView, at: number): number {
  return (bytes.getUint8(at + 13) >> 2) & 1;
}
export function tcpSynchronize(bytes: DataView, at: number): number {
  return (bytes.getUint8(at + 13) >> 1) & 1;
}
export function tcpFinish(bytes: DataView, at: number): number {
  return bytes.getUint8(at + 13) & 1;
}
export function tcpWindow(bytes: DataView, at: number): number {
  return bytes.getUint16(at + 14);
}
export function tcpChecksum(bytes: DataView, at: number): number {
  return bytes.getUint16(at + 16);
}
export function tcpUrgentPointer(bytes: DataView, at: number): number {
  return bytes.getUint16(at + 18);
}
export function tcpOptionsEnd(bytes: DataView, at: number): number {
  return at + (bytes.getUint8(at + 12) >> 4) * 4;
}

export function sumShared(packets: Packets): number {
  const { bytes, starts, count } = packets;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    const ipEnd = checkIpv4(bytes, at, end);
    if (ipEnd < 0) continue;
    const segment = ipv4OptionsEnd(bytes, at);
    if (checkTcp(bytes, segment, ipEnd) < 0) continue;
    const optionsEnd = tcpOptionsEnd(bytes, segment);
    const sum =
      ipv4Version(bytes, at) +
      ipv4HeaderLength(bytes, at) +
      ipv4Service(bytes, at) +
      ipv4Congestion(bytes, at) +
      ipv4TotalLength(bytes, at) +
      ipv4Identification(bytes, at) +
      ipv4Reserved(bytes, at) +
      ipv4DontFragment(bytes, at) +
      ipv4MoreFragments(bytes, at) +
      ipv4FragmentOffset(bytes, at) +
      ipv4TimeToLive(bytes, at) +
      ipv4Protocol(bytes, at) +
      ipv4Checksum(bytes, at) +
      ipv4Source(bytes, at) +
      ipv4Destination(bytes, at) +
      (segment - at - 20) +
      tcpSourcePort(bytes, segment) +
      tcpDestinationPort(bytes, segment) +
      tcpSequence(bytes, segment) +
      tcpAcknowledgment(bytes, segment) +
      tcpDataOffset(bytes, segment) +
      tcpReserved(bytes, segment) +
      tcpCongestionWindowReduced(bytes, segment) +
      tcpCongestionEcho(bytes, segment) +
      tcpUrgent(bytes, segment) +
      tcpAcknowledge(bytes, segment) +
      tcpPush(bytes, segment) +
      tcpReset(bytes, segment) +
      tcpSynchronize(bytes, segment) +
      tcpFinish(bytes, segment) +
      tcpWindow(bytes, segment) +
      tcpChecksum(bytes, segment) +
      tcpUrgentPointer(bytes, segment) +
      (optionsEnd - segment - 20) +
      (ipEnd - optionsEnd);
    total = (total + sum) | 0;
  }
  return total;
}

export function sumSeparate(packets: Packets): number {
  let total = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    const ipEnd = checkIpv4(bytes, at, end);
    if (ipEnd < 0) continue;
    const segment = ipv4OptionsEnd(bytes, at);
    if (checkTcp(bytes, segment, ipEnd) < 0) continue;
    const optionsEnd = tcpOptionsEnd(bytes, segment);
    const sum =
      ipv4Version(bytes, at) +
      ipv4HeaderLength(bytes, at) +
      ipv4Service(bytes, at) +
      ipv4Congestion(bytes, at) +
      ipv4TotalLength(bytes, at) +
      ipv4Identification(bytes, at) +
      ipv4Reserved(bytes, at) +
      ipv4DontFragment(bytes, at) +
      ipv4MoreFragments(bytes, at) +
      ipv4FragmentOffset(bytes, at) +
      ipv4TimeToLive(bytes, at) +
      ipv4Protocol(bytes, at) +
      ipv4Checksum(bytes, at) +
      ipv4Source(bytes, at) +
      ipv4Destination(bytes, at) +
      (segment - at - 20) +
      tcpSourcePort(bytes, segment) +
      tcpDestinationPort(bytes, segment) +
      tcpSequence(bytes, segment) +
      tcpAcknowledgment(bytes, segment) +
      tcpDataOffset(bytes, segment) +
      tcpReserved(bytes, segment) +
      tcpCongestionWindowReduced(bytes, segment) +
      tcpCongestionEcho(bytes, segment) +
      tcpUrgent(bytes, segment) +
      tcpAcknowledge(bytes, segment) +
      tcpPush(bytes, segment) +
      tcpReset(bytes, segment) +
      tcpSynchronize(bytes, segment) +
      tcpFinish(bytes, segment) +
      tcpWindow(bytes, segment) +
      tcpChecksum(bytes, segment) +
      tcpUrgentPointer(bytes, segment) +
      (optionsEnd - segment - 20) +
      (ipEnd - optionsEnd);
    total = (total + sum) | 0;
  }
  return total;
}
