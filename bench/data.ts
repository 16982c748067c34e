/**
 * Many different packets, all in one buffer one after another as in a receive ring, made by a deterministic generator.
 * Shapes follow traffic: most segments carry timestamps, some are SYNs with a full set of options, a few IPv4 headers
 * have options.
 */
import { Random } from "./random.js";

/** Packet i lies at starts[i] .. starts[i + 1] of `bytes`. */
export interface Packets {
  readonly count: number;
  readonly bytes: DataView;
  readonly octets: Uint8Array;
  readonly starts: Int32Array;
  /** Each packet alone, in memory of its own. */
  readonly separate: readonly DataView[];
  /** The same as Buffers, for the libraries that want one. */
  readonly buffers: readonly Buffer[];
}

export function packPackets(list: readonly Uint8Array[]): Packets {
  const starts = new Int32Array(list.length + 1);
  list.forEach((packet, index) => (starts[index + 1] = (starts[index] ?? 0) + packet.length));
  const octets = new Uint8Array(starts[list.length] ?? 0);
  list.forEach((packet, index) => octets.set(packet, starts[index] ?? 0));
  return {
    count: list.length,
    bytes: new DataView(octets.buffer),
    octets,
    starts,
    separate: list.map((packet) => new DataView(packet.slice().buffer)),
    buffers: list.map((packet) => Buffer.from(packet)),
  };
}

export function tcpOverIpv4(count: number, seed = 1): Packets {
  const random = new Random(seed);
  return packPackets(Array.from({ length: count }, () => tcpPacket(random)));
}

const synOptions = [2, 4, 5, 0xb4, 4, 2, 8, 10, 1, 2, 3, 4, 0, 0, 0, 0, 1, 3, 3, 7] as const;
const timestampOptions = [1, 1, 8, 10, 9, 8, 7, 6, 5, 4, 3, 2] as const;
const sackOptions = [...timestampOptions, 1, 1, 5, 10, 0, 1, 2, 3, 0, 1, 2, 99] as const;
const routerAlert = [0x94, 4, 0, 0] as const;

function tcpOptions(random: Random): readonly number[] {
  const kind = random.below(100);
  if (kind < 12) return synOptions;
  if (kind < 75) return timestampOptions;
  if (kind < 82) return sackOptions;
  return [];
}

function tcpPacket(random: Random): Uint8Array {
  const ipOptions: readonly number[] = random.chance(5) ? routerAlert : [];
  const options = tcpOptions(random);
  const syn = options === synOptions;
  const payload = syn ? 0 : random.pick([0, 0, 0, 16, 48, 120, 536]);
  const ipHeader = 20 + ipOptions.length;
  const total = ipHeader + 20 + options.length + payload;
  const octets = new Uint8Array(total);
  const bytes = new DataView(octets.buffer);
  bytes.setUint8(0, 0x40 | (ipHeader >> 2));
  bytes.setUint8(1, random.pick([0, 0, 0x10, 0xb8]));
  bytes.setUint16(2, total);
  bytes.setUint16(4, random.below(65536));
  bytes.setUint16(6, 0x4000);
  bytes.setUint8(8, random.pick([64, 63, 57, 128, 117]));
  bytes.setUint8(9, 6);
  bytes.setUint32(12, 0x0a000000 + random.below(0xffff));
  bytes.setUint32(16, random.below(0xffffffff));
  octets.set(ipOptions, 20);
  bytes.setUint16(10, internetChecksum(bytes, 0, ipHeader));
  bytes.setUint16(ipHeader, random.pick([443, 80, 22, 1024 + random.below(60000)]));
  bytes.setUint16(ipHeader + 2, 1024 + random.below(60000));
  bytes.setUint32(ipHeader + 4, random.below(0xffffffff));
  bytes.setUint32(ipHeader + 8, random.below(0xffffffff));
  bytes.setUint8(ipHeader + 12, ((20 + options.length) >> 2) << 4);
  bytes.setUint8(ipHeader + 13, syn ? 0x02 : random.pick([0x10, 0x10, 0x18, 0x11]));
  bytes.setUint16(ipHeader + 14, random.below(65536));
  bytes.setUint16(ipHeader + 16, random.below(65536));
  octets.set(options, ipHeader + 20);
  for (let index = ipHeader + 20 + options.length; index < total; index++) octets[index] = random.below(256);
  return octets;
}

function internetChecksum(bytes: DataView, at: number, end: number): number {
  let sum = 0;
  for (let index = at; index < end; index += 2) sum += bytes.getUint16(index);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
