/** From a frame's first byte to the innermost packet: which packet each payload holds. */
import { type Ethernet, decodeEthernet, decodeVlanTag } from "../../generated/ethernet/ethernet.js";
import { decodeIpv4 } from "../../generated/ipv4.js";
import { decodeIpv6, decodeIpv6HopByHop } from "../../generated/ipv6.js";
import { decodeTcp } from "../../generated/tcp.js";
import { decodeUdp } from "../../generated/udp.js";
import { type Argument, packetNamed } from "./packets.js";

export interface Layer {
  readonly packet: string;
  readonly at: number;
  readonly end: number;
  readonly args: readonly Argument[];
}

export interface Walked {
  readonly layers: readonly Layer[];
  /** A payload that its packet refuses, such as the middle of a TCP stream: it stays bytes of the packet around it. */
  readonly refused: string | undefined;
}

class Walk implements Walked {
  readonly layers: Layer[] = [];
  refused: string | undefined;

  constructor(readonly frame: DataView) {}

  /** The layer is kept if it decodes. */
  take(packet: string, at: number, end: number, ...args: readonly Argument[]): boolean {
    const result = packetNamed(packet).decode(this.frame, at, end, ...args);
    if (result.ok) this.layers.push({ packet, at, end: result.end, args });
    else this.refused = packet;
    return result.ok;
  }

  /** Where a part of the frame that decoding gave back begins. */
  startOf(part: Uint8Array): number {
    return part.byteOffset - this.frame.byteOffset;
  }

  words(at: number, end: number): number {
    let sum = 0;
    for (let place = at; place < end; place += 2) sum += this.frame.getUint16(place);
    return sum;
  }
}

function link(walk: Walk, { type, payload }: Pick<Ethernet, "type" | "payload">): void {
  const at = walk.startOf(payload);
  const end = at + payload.length;
  if (type <= 1500) walk.take("llc", at, end, type);
  else if (type === 0x0800) internet4(walk, at, end);
  else if (type === 0x0806) walk.take("arp", at, end);
  else if (type === 0x86dd) internet6(walk, at, end);
  else if (type === 0x8100 || type === 0x88a8) tag(walk, at, end);
}

function tag(walk: Walk, at: number, end: number): void {
  const decoded = decodeVlanTag(walk.frame, at, end);
  if (walk.take("vlan_tag", at, end) && decoded.ok) link(walk, decoded.value);
}

function internet4(walk: Walk, at: number, end: number): void {
  const decoded = decodeIpv4(walk.frame, at, end);
  if (!walk.take("ipv4", at, end) || !decoded.ok) return;
  const { moreFragments, fragmentOffset, protocol, data } = decoded.value;
  if (moreFragments === 0 && fragmentOffset === 0) transport(walk, protocol, data, walk.words(at + 12, at + 20));
}

function internet6(walk: Walk, at: number, end: number): void {
  const decoded = decodeIpv6(walk.frame, at, end);
  if (walk.take("ipv6", at, end) && decoded.ok) transport(walk, decoded.value.nextHeader, decoded.value.data, walk.words(at + 8, at + 40));
}

function transport(walk: Walk, protocol: number, data: Uint8Array, addressSum: number): void {
  const at = walk.startOf(data);
  const end = at + data.length;
  const sum = addressSum + protocol;
  if (protocol === 0) hopByHop(walk, at, end, addressSum);
  else if (protocol === 44) walk.take("ipv6_fragment", at, end, addressSum);
  else if (protocol === 1) walk.take("icmp", at, end);
  else if (protocol === 58) walk.take("icmpv6", at, end, sum);
  else if (protocol === 17) overUdp(walk, at, end, sum);
  else if (protocol === 6) overTcp(walk, at, end, sum);
}

function hopByHop(walk: Walk, at: number, end: number, addressSum: number): void {
  const decoded = decodeIpv6HopByHop(walk.frame, at, end, addressSum);
  if (!walk.take("ipv6_hop_by_hop", at, end, addressSum) || !decoded.ok) return;
  transport(walk, decoded.value.nextHeader, decoded.value.data, addressSum);
}

function overUdp(walk: Walk, at: number, end: number, sum: number): void {
  const decoded = decodeUdp(walk.frame, at, end, sum);
  if (!walk.take("udp", at, end, sum) || !decoded.ok) return;
  const { sourcePort, destinationPort, data } = decoded.value;
  const start = walk.startOf(data);
  const between = (...ports: readonly number[]): boolean => ports.includes(sourcePort) || ports.includes(destinationPort);
  if (between(53, 5353)) walk.take("dns_message", start, start + data.length);
  else if (between(67, 68)) walk.take("dhcp", start, start + data.length);
  else if (between(123)) walk.take(data.length < 48 ? "ntp_control" : "ntp", start, start + data.length);
}

function overTcp(walk: Walk, at: number, end: number, sum: number): void {
  const decoded = decodeTcp(walk.frame, at, end, sum);
  if (!walk.take("tcp", at, end, sum) || !decoded.ok) return;
  const { sourcePort, destinationPort, data } = decoded.value;
  const start = walk.startOf(data);
  const between = (port: number): boolean => sourcePort === port || destinationPort === port;
  if (between(53) && data.length >= 2) walk.take("dns_tcp_message", start, start + data.length);
  else if (between(564) && data.length >= 7) walk.take("ninep", start, start + data.length);
  else if (between(179) && data.length >= 19) walk.take("bgp", start, start + data.length, true, false);
}

/** An Ethernet frame. */
export function walkFrame(frame: DataView): Walked {
  const walk = new Walk(frame);
  const decoded = decodeEthernet(frame, 0, frame.byteLength);
  if (walk.take("ethernet", 0, frame.byteLength) && decoded.ok) link(walk, decoded.value);
  return walk;
}
