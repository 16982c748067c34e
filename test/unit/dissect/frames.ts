/** Ethernet frames with TCP segments in them, their checksums right. */
import { encodeEthernet, Ethertype, sizeOfEthernet } from "../../../generated/ethernet/ethernet.js";
import { encodeIpv4, IpProtocol, sizeOfIpv4 } from "../../../generated/ipv4.js";
import { encodeTcp, sizeOfTcp } from "../../../generated/tcp.js";
import { LINK_ETHERNET, type CapturedFrame } from "../../support/capture/types.js";

const CLIENT = { address: 0xc000_0201, port: 40_000 };
const MAC = Uint8Array.of(2, 0, 0, 0, 0, 1);

interface Segment {
  /** The port of the other side, or of this one. */
  readonly port: number;
  readonly fromServer?: boolean;
  readonly sequenceNumber: number;
  readonly syn?: number;
  readonly data: Uint8Array;
}

function filled(size: number, write: (bytes: DataView) => number): Uint8Array {
  const bytes = new Uint8Array(size);
  if (write(new DataView(bytes.buffer)) !== size) throw new Error("it cannot be encoded");
  return bytes;
}

function wordsOf(address: number): number {
  return (address >>> 16) + (address & 0xffff);
}

export function tcpFrame({ port, fromServer = false, ...segment }: Segment): Uint8Array {
  const server = { address: 0xc000_0202, port };
  const [from, to] = fromServer ? [server, CLIENT] : [CLIENT, server];
  const tcp = { sourcePort: from.port, destinationPort: to.port, window: 65_535, ack: 1, options: [], ...segment };
  const sum = wordsOf(from.address) + wordsOf(to.address) + IpProtocol.Tcp;
  const data = filled(sizeOfTcp(tcp, sum), (bytes) => encodeTcp(tcp, bytes, 0, sum));
  const ipv4 = { protocol: IpProtocol.Tcp, sourceAddress: from.address, destinationAddress: to.address, options: [], data };
  const payload = filled(sizeOfIpv4(ipv4), (bytes) => encodeIpv4(ipv4, bytes, 0));
  const ethernet = { destination: MAC, source: MAC, type: Ethertype.Ipv4, payload };
  return filled(sizeOfEthernet(ethernet), (bytes) => encodeEthernet(ethernet, bytes, 0));
}

export function captured(frames: readonly Uint8Array[]): CapturedFrame[] {
  return frames.map((bytes, index) => ({
    linkType: LINK_ETHERNET,
    nanoseconds: BigInt(index) * 1_000_000n,
    originalLength: bytes.length,
    bytes,
  }));
}
