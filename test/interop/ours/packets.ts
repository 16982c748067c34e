/** The generated packets that the comparison reads, each behind the same two functions. */
import type { Failure, PacketShape, Result, Trace } from "../../../runtime/index.js";
import * as arp from "../../../generated/arp.js";
import * as bgp from "../../../generated/bgp.js";
import * as dhcp from "../../../generated/dhcp.js";
import * as dns from "../../../generated/dns/dns.js";
import * as ethernet from "../../../generated/ethernet/ethernet.js";
import * as icmp from "../../../generated/icmp.js";
import * as icmpv6 from "../../../generated/icmpv6.js";
import * as ipv4 from "../../../generated/ipv4.js";
import * as ipv6 from "../../../generated/ipv6.js";
import * as ninep from "../../../generated/ninep.js";
import * as ntp from "../../../generated/ntp.js";
import * as openflow10 from "../../../generated/openflow/openflow10.js";
import * as openflow13 from "../../../generated/openflow/openflow13.js";
import * as kex from "../../../generated/ssh/kex.js";
import * as ssh from "../../../generated/ssh/transport.js";
import * as tcp from "../../../generated/tcp.js";
import * as udp from "../../../generated/udp.js";

/** What packets take from outside; checksums are not verified here, so that their sums are left at 0. */
export interface Parameters {
  readonly length: number;
  readonly method: number;
  readonly addPath: boolean;
}

export interface Packet {
  readonly shape: PacketShape;
  readonly decode: (bytes: DataView, at: number, end: number, parameters: Parameters) => Result<unknown>;
  readonly explain: (bytes: DataView, at: number, end: number, trace: Trace, parameters: Parameters) => Failure | undefined;
}

type Decode = (bytes: DataView, at: number, end: number) => Result<unknown>;
type Explain = (bytes: DataView, at: number, end: number, trace: Trace) => Failure | undefined;
type Limited = (bytes: DataView, at: number, end: number, limits: undefined, trace: Trace) => Failure | undefined;

function plain(shape: PacketShape, decode: Decode, explain: Explain): Packet {
  return { shape, decode, explain };
}

/** For packets with loops, whose budget stands before the trace. */
function limited(shape: PacketShape, decode: Decode, explain: Limited): Packet {
  return { shape, decode, explain: (bytes, at, end, trace) => explain(bytes, at, end, undefined, trace) };
}

type SummedDecode = (bytes: DataView, at: number, end: number, sum: number) => Result<unknown>;

/** For packets that take the sum of a pseudo-header. */
function summed(
  shape: PacketShape,
  decode: SummedDecode,
  explain: (bytes: DataView, at: number, end: number, sum: number, trace: Trace) => Failure | undefined,
): Packet {
  return {
    shape,
    decode: (bytes, at, end) => decode(bytes, at, end, 0),
    explain: (bytes, at, end, trace) => explain(bytes, at, end, 0, trace),
  };
}

function summedAndLimited(
  shape: PacketShape,
  decode: SummedDecode,
  explain: (bytes: DataView, at: number, end: number, sum: number, limits: undefined, trace: Trace) => Failure | undefined,
): Packet {
  return summed(shape, decode, (bytes, at, end, sum, trace) => explain(bytes, at, end, sum, undefined, trace));
}

const LLC: Packet = {
  shape: ethernet.llcShape,
  decode: (bytes, at, end, { length }) => ethernet.decodeLlc(bytes, at, end, length),
  explain: (bytes, at, end, trace, { length }) => ethernet.explainLlc(bytes, at, end, length, trace),
};

const BGP: Packet = {
  shape: bgp.bgpShape,
  decode: (bytes, at, end, { addPath }) => bgp.decodeBgp(bytes, at, end, true, addPath),
  explain: (bytes, at, end, trace, { addPath }) => bgp.explainBgp(bytes, at, end, true, addPath, undefined, trace),
};

const DNS: Packet = {
  shape: dns.dnsMessageShape,
  decode: (bytes, at, end) => dns.decodeDnsMessage(bytes, at, end),
  explain: (bytes, at, end, trace) => dns.explainDnsMessage(bytes, at, end, undefined, undefined, trace),
};

const SSH_BINARY: Packet = {
  shape: ssh.sshBinaryPacketShape,
  decode: (bytes, at, end) => ssh.decodeSshBinaryPacket(bytes, at, end, 0),
  explain: (bytes, at, end, trace) => ssh.explainSshBinaryPacket(bytes, at, end, 0, trace),
};

const SSH_KEX: Packet = {
  shape: kex.sshKexShape,
  decode: (bytes, at, end, { method }) => kex.decodeSshKex(bytes, at, end, method),
  explain: (bytes, at, end, trace, { method }) => kex.explainSshKex(bytes, at, end, method, trace),
};

/** By their names in the specs. */
export const PACKETS = {
  ethernet: plain(ethernet.ethernetShape, ethernet.decodeEthernet, ethernet.explainEthernet),
  vlan_tag: plain(ethernet.vlanTagShape, ethernet.decodeVlanTag, ethernet.explainVlanTag),
  llc: LLC,
  arp: plain(arp.arpShape, arp.decodeArp, arp.explainArp),
  ipv4: plain(ipv4.ipv4Shape, ipv4.decodeIpv4, ipv4.explainIpv4),
  ipv4_header: plain(ipv4.ipv4HeaderShape, ipv4.decodeIpv4Header, ipv4.explainIpv4Header),
  ipv6: plain(ipv6.ipv6Shape, ipv6.decodeIpv6, ipv6.explainIpv6),
  ipv6_header: plain(ipv6.ipv6HeaderShape, ipv6.decodeIpv6Header, ipv6.explainIpv6Header),
  ipv6_hop_by_hop: summedAndLimited(ipv6.ipv6HopByHopShape, ipv6.decodeIpv6HopByHop, ipv6.explainIpv6HopByHop),
  ipv6_fragment: summed(ipv6.ipv6FragmentShape, ipv6.decodeIpv6Fragment, ipv6.explainIpv6Fragment),
  icmp: limited(icmp.icmpShape, icmp.decodeIcmp, icmp.explainIcmp),
  icmpv6: summedAndLimited(icmpv6.icmpv6Shape, icmpv6.decodeIcmpv6, icmpv6.explainIcmpv6),
  udp: summed(udp.udpShape, udp.decodeUdp, udp.explainUdp),
  tcp: summed(tcp.tcpShape, tcp.decodeTcp, tcp.explainTcp),
  dhcp: limited(dhcp.dhcpShape, dhcp.decodeDhcp, dhcp.explainDhcp),
  ntp: limited(ntp.ntpShape, ntp.decodeNtp, ntp.explainNtp),
  bgp: BGP,
  dns_message: DNS,
  dns_tcp_message: plain(dns.dnsTcpMessageShape, dns.decodeDnsTcpMessage, dns.explainDnsTcpMessage),
  ssh_identification: limited(ssh.sshIdentificationShape, ssh.decodeSshIdentification, ssh.explainSshIdentification),
  ssh_binary_packet: SSH_BINARY,
  ssh_transport: limited(ssh.sshTransportShape, ssh.decodeSshTransport, ssh.explainSshTransport),
  ssh_kex: SSH_KEX,
  ninep: limited(ninep.ninepShape, ninep.decodeNinep, ninep.explainNinep),
  openflow10: limited(openflow10.openflow10Shape, openflow10.decodeOpenflow10, openflow10.explainOpenflow10),
  openflow13: limited(openflow13.openflow13Shape, openflow13.decodeOpenflow13, openflow13.explainOpenflow13),
} satisfies Readonly<Record<string, Packet>>;

export type PacketName = keyof typeof PACKETS;
