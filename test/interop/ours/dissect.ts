/**
 * From a frame down to the application, by the generated packets. Which payload holds which packet is decided here a second
 * time, by hand, so that the comparison does not rest on the dissection under test.
 */
import type { DissectedFrame, DissectedLayer, DissectionFailure } from "../../support/capture/types.js";
import { overUdp } from "./applications.js";
import { flowKey } from "./flows.js";
import { readLayer } from "./layer.js";
import type { PacketName, Parameters } from "./packets.js";
import { type StreamState, newStreamState, tcpApplication } from "./streams.js";

export interface Walk {
  readonly frame: Uint8Array;
  readonly state: StreamState;
  readonly layers: DissectedLayer[];
  readonly failures: DissectionFailure[];
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Reads a packet and keeps it; undefined, and a failure kept, where it is malformed. */
export function take(walk: Walk, packet: PacketName, place: Place, parameters: Partial<Parameters> = {}): DissectedLayer | undefined {
  const result = readLayer(packet, walk.frame, place.start, place.end, parameters);
  if ("failure" in result) {
    walk.failures.push(result.failure);
    return undefined;
  }
  walk.layers.push(result.layer);
  return result.layer;
}

function placeOf(layer: DissectedLayer, path: RegExp): Place | undefined {
  return layer.fields.find((field) => path.test(field.path));
}

function word(walk: Walk, at: number): number {
  return ((walk.frame[at] ?? 0) << 8) | (walk.frame[at + 1] ?? 0);
}

function ethertype(walk: Walk, type: number, place: Place): void {
  if (type <= 1500) take(walk, "llc", place, { length: type });
  if (type === 0x0800) ipv4(walk, place);
  if (type === 0x0806) take(walk, "arp", place);
  if (type === 0x86dd) ipv6(walk, place);
  if ([0x8100, 0x88a8].includes(type)) tagged(walk, "vlan_tag", place, 2);
}

function tagged(walk: Walk, packet: PacketName, place: Place, typeOffset: number): void {
  const held = take(walk, packet, place);
  const payload = held && placeOf(held, /^payload$/);
  if (payload) ethertype(walk, word(walk, place.start + typeOffset), payload);
}

function ipv4(walk: Walk, place: Place): void {
  const held = take(walk, "ipv4", place);
  const data = held && placeOf(held, /^data$/);
  const fragment = (word(walk, place.start + 6) & 0x3fff) !== 0;
  if (data && !fragment) transport(walk, walk.frame[place.start + 9] ?? 0, data);
}

function ipv6(walk: Walk, place: Place): void {
  const held = take(walk, "ipv6", place);
  const data = held && placeOf(held, /^data$/);
  if (data) transport(walk, walk.frame[place.start + 6] ?? 0, data);
}

function extension(walk: Walk, packet: PacketName, place: Place): void {
  const held = take(walk, packet, place);
  const data = held && placeOf(held, /^data$/);
  const fragment = packet === "ipv6_fragment" && (word(walk, place.start + 2) & 0xfff9) !== 0;
  if (data && !fragment) transport(walk, walk.frame[place.start] ?? 0, data);
}

function transport(walk: Walk, protocol: number, place: Place): void {
  if (protocol === 0) extension(walk, "ipv6_hop_by_hop", place);
  if (protocol === 44) extension(walk, "ipv6_fragment", place);
  if (protocol === 1) icmp(walk, "icmp", "ipv4_header", place);
  if (protocol === 58) icmp(walk, "icmpv6", "ipv6_header", place);
  if (protocol === 17) udp(walk, place);
  if (protocol === 6) tcp(walk, place);
}

function icmp(walk: Walk, packet: PacketName, quoted: PacketName, place: Place): void {
  const held = take(walk, packet, place);
  const original = held && placeOf(held, /original_(datagram|packet)$/);
  if (original) take(walk, quoted, original);
}

function udp(walk: Walk, place: Place): void {
  const held = take(walk, "udp", place);
  const data = held && placeOf(held, /^data$/);
  const packet = data && overUdp(word(walk, place.start), word(walk, place.start + 2));
  if (data && packet && data.end > data.start) take(walk, packet, data);
}

function tcp(walk: Walk, place: Place): void {
  const held = take(walk, "tcp", place);
  const data = held && placeOf(held, /^data$/);
  if (held === undefined || data === undefined) return;
  const ports: readonly [number, number] = [word(walk, place.start), word(walk, place.start + 2)];
  const view = new DataView(walk.frame.buffer, walk.frame.byteOffset);
  const synchronize = ((walk.frame[place.start + 13] ?? 0) & 2) !== 0;
  const flow = flowKey(addresses(walk), ports);
  tcpApplication(walk, ports, {
    flow,
    sequence: view.getUint32(place.start + 4),
    synchronize,
    bytes: walk.frame,
    start: data.start,
    end: data.end,
  });
}

/** Both addresses of the innermost IP packet. */
function addresses(walk: Walk): Uint8Array {
  const packet = walk.layers.findLast((layer) => layer.packet === "ipv4" || layer.packet === "ipv6");
  if (packet === undefined) return new Uint8Array();
  const [first, last] = packet.packet === "ipv4" ? [12, 20] : [8, 40];
  return walk.frame.subarray(packet.start + first, packet.start + last);
}

/** A dissector of one capture: it keeps in mind where the messages of each TCP stream begin. */
export function newDissector(): (frame: Uint8Array) => DissectedFrame {
  const state = newStreamState();
  return (frame) => {
    const walk: Walk = { frame, state, layers: [], failures: [] };
    tagged(walk, "ethernet", { start: 0, end: frame.length }, 12);
    return { layers: walk.layers, failures: walk.failures };
  };
}
