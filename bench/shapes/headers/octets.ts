/** Candidate A over a Uint8Array, whose elements are combined by shifts. */
import type { Packets } from "../../data.js";
export function walkIpv4(bytes: Uint8Array, at: number, end: number, slots: Ipv4View | undefined): number {
  if (end - at < 20) return end - at - 21;
  const headerLength = ((bytes[at] ?? 0) & 15) * 4;
  const totalLength = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  if ((bytes[at] ?? 0) >> 4 !== 4 || headerLength < 20 || totalLength < headerLength) return -1;
  if (end - at < totalLength) return end - at - totalLength - 1;
  if (slots !== undefined) slots.optionsEnd = at + headerLength;
  return at + totalLength;
}

export class Ipv4View {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  optionsEnd = 0;

  bind(bytes: Uint8Array, at: number, end: number): boolean {
    this.bytes = bytes;
    this.at = at;
    this.end = walkIpv4(bytes, at, end, this);
    return this.end >= 0;
  }
  get version(): number {
    return (this.bytes[this.at] ?? 0) >> 4;
  }
  get headerLength(): number {
    return (this.bytes[this.at] ?? 0) & 15;
  }
  get service(): number {
    return (this.bytes[this.at + 1] ?? 0) >> 2;
  }
  get congestion(): number {
    return (this.bytes[this.at + 1] ?? 0) & 3;
  }
  get totalLength(): number {
    return ((this.bytes[this.at + 2] ?? 0) << 8) | (this.bytes[this.at + 3] ?? 0);
  }
  get identification(): number {
    return ((this.bytes[this.at + 4] ?? 0) << 8) | (this.bytes[this.at + 5] ?? 0);
  }
  get reserved(): number {
    return (this.bytes[this.at + 6] ?? 0) >> 7;
  }
  get dontFragment(): number {
    return ((this.bytes[this.at + 6] ?? 0) >> 6) & 1;
  }
  get moreFragments(): number {
    return ((this.bytes[this.at + 6] ?? 0) >> 5) & 1;
  }
  get fragmentOffset(): number {
    return (((this.bytes[this.at + 6] ?? 0) << 8) | (this.bytes[this.at + 7] ?? 0)) & 0x1fff;
  }
  get timeToLive(): number {
    return this.bytes[this.at + 8] ?? 0;
  }
  get protocol(): number {
    return this.bytes[this.at + 9] ?? 0;
  }
  get checksum(): number {
    return ((this.bytes[this.at + 10] ?? 0) << 8) | (this.bytes[this.at + 11] ?? 0);
  }
  get source(): number {
    return (
      (((this.bytes[this.at + 12] ?? 0) << 24) |
        ((this.bytes[this.at + 13] ?? 0) << 16) |
        ((this.bytes[this.at + 14] ?? 0) << 8) |
        (this.bytes[this.at + 15] ?? 0)) >>>
      0
    );
  }
  get destination(): number {
    return (
      (((this.bytes[this.at + 16] ?? 0) << 24) |
        ((this.bytes[this.at + 17] ?? 0) << 16) |
        ((this.bytes[this.at + 18] ?? 0) << 8) |
        (this.bytes[this.at + 19] ?? 0)) >>>
      0
    );
  }
}

export function walkTcp(bytes: Uint8Array, at: number, end: number, slots: TcpView | undefined): number {
  if (end - at < 20) return end - at - 21;
  const headerLength = ((bytes[at + 12] ?? 0) >> 4) * 4;
  if (headerLength < 20) return -1;
  if (end - at < headerLength) return end - at - headerLength - 1;
  if (slots !== undefined) slots.optionsEnd = at + headerLength;
  return end;
}

export class TcpView {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  optionsEnd = 0;

  bind(bytes: Uint8Array, at: number, end: number): boolean {
    this.bytes = bytes;
    this.at = at;
    this.end = walkTcp(bytes, at, end, this);
    return this.end >= 0;
  }
  get sourcePort(): number {
    return ((this.bytes[this.at] ?? 0) << 8) | (this.bytes[this.at + 1] ?? 0);
  }
  get destinationPort(): number {
    return ((this.bytes[this.at + 2] ?? 0) << 8) | (this.bytes[this.at + 3] ?? 0);
  }
  get sequence(): number {
    return (
      (((this.bytes[this.at + 4] ?? 0) << 24) |
        ((this.bytes[this.at + 5] ?? 0) << 16) |
        ((this.bytes[this.at + 6] ?? 0) << 8) |
        (this.bytes[this.at + 7] ?? 0)) >>>
      0
    );
  }
  get acknowledgment(): number {
    return (
      (((this.bytes[this.at + 8] ?? 0) << 24) |
        ((this.bytes[this.at + 9] ?? 0) << 16) |
        ((this.bytes[this.at + 10] ?? 0) << 8) |
        (this.bytes[this.at + 11] ?? 0)) >>>
      0
    );
  }
  get dataOffset(): number {
    return (this.bytes[this.at + 12] ?? 0) >> 4;
  }
  get reserved(): number {
    return (this.bytes[this.at + 12] ?? 0) & 15;
  }
  get congestionWindowReduced(): number {
    return (this.bytes[this.at + 13] ?? 0) >> 7;
  }
  get congestionEcho(): number {
    return ((this.bytes[this.at + 13] ?? 0) >> 6) & 1;
  }
  get urgent(): number {
    return ((this.bytes[this.at + 13] ?? 0) >> 5) & 1;
  }
  get acknowledge(): number {
    return ((this.bytes[this.at + 13] ?? 0) >> 4) & 1;
  }
  get push(): number {
    return ((this.bytes[this.at + 13] ?? 0) >> 3) & 1;
  }
  get reset(): number {
    return ((this.bytes[this.at + 13] ?? 0) >> 2) & 1;
  }
  get synchronize(): number {
    return ((this.bytes[this.at + 13] ?? 0) >> 1) & 1;
  }
  get finish(): number {
    return (this.bytes[this.at + 13] ?? 0) & 1;
  }
  get window(): number {
    return ((this.bytes[this.at + 14] ?? 0) << 8) | (this.bytes[this.at + 15] ?? 0);
  }
  get checksum(): number {
    return ((this.bytes[this.at + 16] ?? 0) << 8) | (this.bytes[this.at + 17] ?? 0);
  }
  get urgentPointer(): number {
    return ((this.bytes[this.at + 18] ?? 0) << 8) | (this.bytes[this.at + 19] ?? 0);
  }
}

const ipv4View = new Ipv4View();
const tcpView = new TcpView();

export function sumShared(packets: Packets): number {
  const { octets: bytes, starts, count } = packets;
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
