/** IPv4 and TCP headers: checked, every field read, over many different packets in one buffer. */
import { tcpOverIpv4, type Packets } from "../data.js";
import type { Ipv4View } from "../../generated/ipv4.js";
import type { TcpView } from "../../generated/tcp.js";
import { loadHeaders } from "../generated.js";
import { inTurns, type Candidate, type Task } from "../harness.js";
import * as limit from "../limits/headers.js";
import * as byWords from "../limits/headersByWords.js";
import * as binaryParser from "../peers/binaryParser.js";
import * as kaitai from "../peers/kaitai.js";
import * as restructure from "../peers/restructure.js";

const BATCH = 512;

/**
 * Both protocols in one function. V8 inlines 920 bytes of bytecode into a function: two views, all of their fields and functions that
 * read them are more, and then it is left to chance which of them are called (docs/decisions/0001).
 */
function sumViews({ bytes, starts, count }: Packets, ip: Ipv4View, tcp: TcpView): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!ip.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || !tcp.bind(bytes, ip.dataStart, ip.dataEnd, 0)) {
      total = (total - 1) | 0;
      continue;
    }
    const header =
      ip.version +
      ip.ihl +
      ip.dscp +
      ip.ecn +
      ip.totalLength +
      ip.identification +
      ip.reserved +
      ip.dontFragment +
      ip.moreFragments +
      ip.fragmentOffset +
      ip.timeToLive +
      ip.protocol +
      ip.headerChecksum +
      ip.sourceAddress +
      ip.destinationAddress +
      (ip.optionsEnd - ip.optionsStart);
    const sum =
      tcp.sourcePort +
      tcp.destinationPort +
      tcp.sequenceNumber +
      tcp.acknowledgmentNumber +
      tcp.dataOffset +
      tcp.reserved +
      tcp.ae +
      tcp.cwr +
      tcp.ece +
      tcp.urg +
      tcp.ack +
      tcp.psh +
      tcp.rst +
      tcp.syn +
      tcp.fin +
      tcp.window +
      tcp.checksum +
      tcp.urgentPointer +
      (tcp.optionsEnd - tcp.optionsStart) +
      (tcp.dataEnd - tcp.dataStart);
    total = (total + header + sum) | 0;
  }
  return total;
}

/** A function for each protocol, as the limit has it. */
function sumEach({ bytes, starts, count }: Packets, ip: Ipv4View, tcp: TcpView): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    total = (total + sumPacket(bytes, starts[index] ?? 0, starts[index + 1] ?? 0, ip, tcp)) | 0;
  }
  return total;
}

function sumPacket(bytes: DataView, at: number, end: number, ip: Ipv4View, tcp: TcpView): number {
  if (!ip.bind(bytes, at, end)) return -1;
  const header =
    ip.version +
    ip.ihl +
    ip.dscp +
    ip.ecn +
    ip.totalLength +
    ip.identification +
    ip.reserved +
    ip.dontFragment +
    ip.moreFragments +
    ip.fragmentOffset +
    ip.timeToLive +
    ip.protocol +
    ip.headerChecksum +
    ip.sourceAddress +
    ip.destinationAddress +
    (ip.optionsEnd - ip.optionsStart);
  return (header + sumSegment(bytes, ip.dataStart, ip.dataEnd, tcp)) | 0;
}

function sumSegment(bytes: DataView, at: number, end: number, tcp: TcpView): number {
  if (!tcp.bind(bytes, at, end, 0)) return -1;
  const sum =
    tcp.sourcePort +
    tcp.destinationPort +
    tcp.sequenceNumber +
    tcp.acknowledgmentNumber +
    tcp.dataOffset +
    tcp.reserved +
    tcp.ae +
    tcp.cwr +
    tcp.ece +
    tcp.urg +
    tcp.ack +
    tcp.psh +
    tcp.rst +
    tcp.syn +
    tcp.fin +
    tcp.window +
    tcp.checksum +
    tcp.urgentPointer +
    (tcp.optionsEnd - tcp.optionsStart) +
    (tcp.dataEnd - tcp.dataStart);
  return sum | 0;
}

export async function headers(): Promise<readonly Task[]> {
  const packets = inTurns(() => tcpOverIpv4(BATCH));
  const { Ipv4View, TcpView } = await loadHeaders();
  const ip = new Ipv4View();
  const tcp = new TcpView();
  const candidates: Candidate[] = [
    { name: "limit", run: () => limit.sumHeaders(packets()) },
    { name: "limit, by words", run: () => byWords.sumHeaders(packets()) },
    { name: "generated views", run: () => sumViews(packets(), ip, tcp) },
    { name: "generated views, two functions", run: () => sumEach(packets(), ip, tcp) },
    { name: "binary-parser", run: () => binaryParser.sumHeaders(packets()) },
    { name: "kaitai", run: () => kaitai.sumHeaders(packets()) },
    // Reads words of bits as one field each, so its sum is another; see peers/restructure.ts.
    { name: "restructure", run: () => restructure.sumHeaders(packets()), ownResult: true },
  ];
  return [{ name: "headers", batch: packets().count, reference: "limit", candidates }];
}
