/** Eager: everything into plain objects, checked while building. */
import type { Packets } from "../../data.js";
export interface Ipv4 {
  readonly version: number;
  readonly headerLength: number;
  readonly service: number;
  readonly congestion: number;
  readonly totalLength: number;
  readonly identification: number;
  readonly reserved: number;
  readonly dontFragment: number;
  readonly moreFragments: number;
  readonly fragmentOffset: number;
  readonly timeToLive: number;
  readonly protocol: number;
  readonly checksum: number;
  readonly source: number;
  readonly destination: number;
  readonly at: number;
  readonly optionsEnd: number;
  readonly end: number;
}

export function readIpv4(bytes: DataView, at: number, end: number): Ipv4 | undefined {
  if (end - at < 20) return undefined;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return undefined;
  if (end - at < totalLength) return undefined;
  return {
    version: bytes.getUint8(at) >> 4,
    headerLength: bytes.getUint8(at) & 15,
    service: bytes.getUint8(at + 1) >> 2,
    congestion: bytes.getUint8(at + 1) & 3,
    totalLength: bytes.getUint16(at + 2),
    identification: bytes.getUint16(at + 4),
    reserved: bytes.getUint8(at + 6) >> 7,
    dontFragment: (bytes.getUint8(at + 6) >> 6) & 1,
    moreFragments: (bytes.getUint8(at + 6) >> 5) & 1,
    fragmentOffset: bytes.getUint16(at + 6) & 0x1fff,
    timeToLive: bytes.getUint8(at + 8),
    protocol: bytes.getUint8(at + 9),
    checksum: bytes.getUint16(at + 10),
    source: bytes.getUint32(at + 12),
    destination: bytes.getUint32(at + 16),
    at,
    optionsEnd: at + headerLength,
    end: at + totalLength,
  };
}

export interface Tcp {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly dataOffset: number;
  readonly reserved: number;
  readonly congestionWindowReduced: number;
  readonly congestionEcho: number;
  readonly urgent: number;
  readonly acknowledge: number;
  readonly push: number;
  readonly reset: number;
  readonly synchronize: number;
  readonly finish: number;
  readonly window: number;
  readonly checksum: number;
  readonly urgentPointer: number;
  readonly at: number;
  readonly optionsEnd: number;
  readonly end: number;
}

export function readTcp(bytes: DataView, at: number, end: number): Tcp | undefined {
  if (end - at < 20) return undefined;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return undefined;
  if (end - at < headerLength) return undefined;
  return {
    sourcePort: bytes.getUint16(at),
    destinationPort: bytes.getUint16(at + 2),
    sequence: bytes.getUint32(at + 4),
    acknowledgment: bytes.getUint32(at + 8),
    dataOffset: bytes.getUint8(at + 12) >> 4,
    reserved: bytes.getUint8(at + 12) & 15,
    congestionWindowReduced: bytes.getUint8(at + 13) >> 7,
    congestionEcho: (bytes.getUint8(at + 13) >> 6) & 1,
    urgent: (bytes.getUint8(at + 13) >> 5) & 1,
    acknowledge: (bytes.getUint8(at + 13) >> 4) & 1,
    push: (bytes.getUint8(at + 13) >> 3) & 1,
    reset: (bytes.getUint8(at + 13) >> 2) & 1,
    synchronize: (bytes.getUint8(at + 13) >> 1) & 1,
    finish: bytes.getUint8(at + 13) & 1,
    window: bytes.getUint16(at + 14),
    checksum: bytes.getUint16(at + 16),
    urgentPointer: bytes.getUint16(at + 18),
    at,
    optionsEnd: at + headerLength,
    end: end,
  };
}

export function sumShared(packets: Packets): number {
  const { bytes, starts, count } = packets;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    const ip = readIpv4(bytes, at, end);
    if (!ip) continue;
    const tcp = readTcp(bytes, ip.optionsEnd, ip.end);
    if (!tcp) continue;
    const sum =
      ip.version +
      ip.headerLength +
      ip.service +
      ip.congestion +
      ip.totalLength +
      ip.identification +
      ip.reserved +
      ip.dontFragment +
      ip.moreFragments +
      ip.fragmentOffset +
      ip.timeToLive +
      ip.protocol +
      ip.checksum +
      ip.source +
      ip.destination +
      (ip.optionsEnd - ip.at - 20) +
      tcp.sourcePort +
      tcp.destinationPort +
      tcp.sequence +
      tcp.acknowledgment +
      tcp.dataOffset +
      tcp.reserved +
      tcp.congestionWindowReduced +
      tcp.congestionEcho +
      tcp.urgent +
      tcp.acknowledge +
      tcp.push +
      tcp.reset +
      tcp.synchronize +
      tcp.finish +
      tcp.window +
      tcp.checksum +
      tcp.urgentPointer +
      (tcp.optionsEnd - tcp.at - 20) +
      (tcp.end - tcp.optionsEnd);
    total = (total + sum) | 0;
  }
  return total;
}

export function sumSeparate(packets: Packets): number {
  let total = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    const ip = readIpv4(bytes, at, end);
    if (!ip) continue;
    const tcp = readTcp(bytes, ip.optionsEnd, ip.end);
    if (!tcp) continue;
    const sum =
      ip.version +
      ip.headerLength +
      ip.service +
      ip.congestion +
      ip.totalLength +
      ip.identification +
      ip.reserved +
      ip.dontFragment +
      ip.moreFragments +
      ip.fragmentOffset +
      ip.timeToLive +
      ip.protocol +
      ip.checksum +
      ip.source +
      ip.destination +
      (ip.optionsEnd - ip.at - 20) +
      tcp.sourcePort +
      tcp.destinationPort +
      tcp.sequence +
      tcp.acknowledgment +
      tcp.dataOffset +
      tcp.reserved +
      tcp.congestionWindowReduced +
      tcp.congestionEcho +
      tcp.urgent +
      tcp.acknowledge +
      tcp.push +
      tcp.reset +
      tcp.synchronize +
      tcp.finish +
      tcp.window +
      tcp.checksum +
      tcp.urgentPointer +
      (tcp.optionsEnd - tcp.at - 20) +
      (tcp.end - tcp.optionsEnd);
    total = (total + sum) | 0;
  }
  return total;
}
