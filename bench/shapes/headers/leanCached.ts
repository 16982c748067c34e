/** Candidate A7: as A5, with cached words of bits. */
import type { Packets } from "../../data.js";
export function walkIpv4(bytes: DataView, at: number, end: number, slots: Ipv4View | undefined): number {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (bytes.getUint8(at) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  if (slots) {
    slots.bytes = bytes;
    slots.at = at;
    slots.optionsEnd = at + headerLength;
    slots.bits0 = bytes.getUint8(at);
    slots.bits1 = bytes.getUint8(at + 1);
    slots.bits6 = bytes.getUint16(at + 6);
    return (slots.end = at + totalLength);
  }
  return at + totalLength;
}

export class Ipv4View {
  bytes: DataView = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bits0 = 0;
  bits1 = 0;
  bits6 = 0;

  bind(bytes: DataView, at: number, end: number): boolean {
    return walkIpv4(bytes, at, end, this) >= 0;
  }
  get version(): number {
    return this.bits0 >> 4;
  }
  get headerLength(): number {
    return this.bits0 & 15;
  }
  get service(): number {
    return this.bits1 >> 2;
  }
  get congestion(): number {
    return this.bits1 & 3;
  }
  get totalLength(): number {
    return this.bytes.getUint16(this.at + 2);
  }
  get identification(): number {
    return this.bytes.getUint16(this.at + 4);
  }
  get reserved(): number {
    return this.bits6 >> 15;
  }
  get dontFragment(): number {
    return (this.bits6 >> 14) & 1;
  }
  get moreFragments(): number {
    return (this.bits6 >> 13) & 1;
  }
  get fragmentOffset(): number {
    return this.bits6 & 0x1fff;
  }
  get timeToLive(): number {
    return this.bytes.getUint8(this.at + 8);
  }
  get protocol(): number {
    return this.bytes.getUint8(this.at + 9);
  }
  get checksum(): number {
    return this.bytes.getUint16(this.at + 10);
  }
  get source(): number {
    return this.bytes.getUint32(this.at + 12);
  }
  get destination(): number {
    return this.bytes.getUint32(this.at + 16);
  }
}

export function walkTcp(bytes: DataView, at: number, end: number, slots: TcpView | undefined): number {
  if (end - at < 20) return end - at - 21;
  const headerLength = (bytes.getUint8(at + 12) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  if (slots) {
    slots.bytes = bytes;
    slots.at = at;
    slots.optionsEnd = at + headerLength;
    slots.bits12 = bytes.getUint16(at + 12);
    slots.end = end;
  }
  return end;
}

export class TcpView {
  bytes: DataView = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  optionsEnd = 0;
  bits12 = 0;

  bind(bytes: DataView, at: number, end: number): boolean {
    return walkTcp(bytes, at, end, this) >= 0;
  }
  get sourcePort(): number {
    return this.bytes.getUint16(this.at);
  }
  get destinationPort(): number {
    return this.bytes.getUint16(this.at + 2);
  }
  get sequence(): number {
    return this.bytes.getUint32(this.at + 4);
  }
  get acknowledgment(): number {
    return this.bytes.getUint32(this.at + 8);
  }
  get dataOffset(): number {
    return this.bits12 >> 12;
  }
  get reserved(): number {
    return (this.bits12 >> 8) & 15;
  }
  get congestionWindowReduced(): number {
    return (this.bits12 >> 7) & 1;
  }
  get congestionEcho(): number {
    return (this.bits12 >> 6) & 1;
  }
  get urgent(): number {
    return (this.bits12 >> 5) & 1;
  }
  get acknowledge(): number {
    return (this.bits12 >> 4) & 1;
  }
  get push(): number {
    return (this.bits12 >> 3) & 1;
  }
  get reset(): number {
    return (this.bits12 >> 2) & 1;
  }
  get synchronize(): number {
    return (this.bits12 >> 1) & 1;
  }
  get finish(): number {
    return this.bits12 & 1;
  }
  get window(): number {
    return this.bytes.getUint16(this.at + 14);
  }
  get checksum(): number {
    return this.bytes.getUint16(this.at + 16);
  }
  get urgentPointer(): number {
    return this.bytes.getUint16(this.at + 18);
  }
}

const ipv4View = new Ipv4View();
const tcpView = new TcpView();

export function sumShared(packets: Packets): number {
  const { bytes, starts, count } = packets;
  const ip = ipv4View;
  const tcp = tcpView;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const at = starts[index] ?? 0;
    const end = starts[index + 1] ?? 0;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
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
  }
  return total;
}

export function sumSeparate(packets: Packets): number {
  const ip = ipv4View;
  const tcp = tcpView;
  let total = 0;
  for (const bytes of packets.separate) {
    const at = 0;
    const end = bytes.byteLength;
    if (ip.bind(bytes, at, end)) {
      if (!tcp.bind(bytes, ip.optionsEnd, ip.end)) continue;
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
  }
  return total;
}
