/** ICMP for both versions of IP, with neighbour discovery and multicast listener discovery. */
import { type Fields, PAYLOAD, type Tables, under } from "./table.js";

const ICMP_ECHO: Fields = { ".identifier": "icmp.ident", ".sequence_number": "icmp.seq", ".data": ["data.data", "icmp.data_time"] };
const ICMPV6_ECHO: Fields = {
  ".identifier": "icmpv6.echo.identifier",
  ".sequence_number": "icmpv6.echo.sequence_number",
  ".data": "data.data",
};
const MLD: Fields = {
  ".maximum_response_delay": "icmpv6.mld.maximum_response_delay",
  ".reserved": "icmpv6.reserved",
  ".multicast_address": "icmpv6.mld.multicast_address",
};

const PREFIX_INFORMATION: Fields = {
  ".prefix_length": "icmpv6.opt.prefix.length",
  ".on_link": "icmpv6.opt.prefix.flag.l",
  ".autonomous": "icmpv6.opt.prefix.flag.a",
  ".router_address": "icmpv6.opt.prefix.flag.r",
  ".reserved": "icmpv6.opt.prefix.flag.reserved",
  ".valid_lifetime": "icmpv6.opt.prefix.valid_lifetime",
  ".preferred_lifetime": "icmpv6.opt.prefix.preferred_lifetime",
  ".reserved_2": "icmpv6.opt.reserved",
  ".prefix": "icmpv6.opt.prefix",
};

const NDP_OPTION: Fields = {
  ".options[].type": "icmpv6.opt.type",
  ".options[].length": "icmpv6.opt.length",
  ...under(".options[].type", {
    ".SourceLinkLayerAddress.address": "icmpv6.opt.linkaddr",
    ".TargetLinkLayerAddress.address": "icmpv6.opt.linkaddr",
    ...under(".PrefixInformation", PREFIX_INFORMATION),
    ".Mtu.reserved": "icmpv6.opt.reserved",
    ".Mtu.mtu": "icmpv6.opt.mtu",
    ".Nonce.nonce": "icmpv6.opt.nonce",
    ".RecursiveDnsServer.reserved": "icmpv6.opt.reserved",
    ".RecursiveDnsServer.lifetime": "icmpv6.opt.rdnss.lifetime",
    ".RecursiveDnsServer.addresses[]": "icmpv6.opt.rdnss",
    ".DnsSearchList.reserved": "icmpv6.opt.reserved",
    ".DnsSearchList.lifetime": "icmpv6.opt.dnssl.lifetime",
    ".DnsSearchList.domain_names": ["icmpv6.opt.dnssl", "icmpv6.opt.padding"],
  }),
};

const ROUTER_ADVERTISEMENT: Fields = {
  ".cur_hop_limit": "icmpv6.nd.ra.cur_hop_limit",
  ".managed": "icmpv6.nd.ra.flag.m",
  ".other": "icmpv6.nd.ra.flag.o",
  ".home_agent": "icmpv6.nd.ra.flag.h",
  ".preference": "icmpv6.nd.ra.flag.prf",
  ".proxy": "icmpv6.nd.ra.flag.p",
  ".reserved": "icmpv6.nd.ra.flag.rsv",
  ".router_lifetime": "icmpv6.nd.ra.router_lifetime",
  ".reachable_time": "icmpv6.nd.ra.reachable_time",
  ".retrans_timer": "icmpv6.nd.ra.retrans_timer",
  ...NDP_OPTION,
};

const NEIGHBOR_ADVERTISEMENT: Fields = {
  ".router": "icmpv6.nd.na.flag.r",
  ".solicited": "icmpv6.nd.na.flag.s",
  ".override": "icmpv6.nd.na.flag.o",
  ".reserved": "icmpv6.nd.na.flag.rsv",
  ".target_address": "icmpv6.nd.na.target_address",
  ...NDP_OPTION,
};

const LISTENER_REPORT_2: Fields = {
  ".reserved": "icmpv6.reserved",
  ".number_of_records": "icmpv6.mldr.nb_mcast_records",
  ...under(".records[]", {
    ".type": "icmpv6.mldr.mar.record_type",
    ".auxiliary_length": "icmpv6.mldr.mar.aux_data_len",
    ".number_of_sources": "icmpv6.mldr.mar.nb_sources",
    ".multicast_address": "icmpv6.mldr.mar.multicast_address",
    ".sources[]": "icmpv6.mldr.mar.source_address",
  }),
};

export const CONTROL: Tables = {
  icmp: {
    protocol: "icmp",
    fields: {
      type: "icmp.type",
      code: "icmp.code",
      checksum: "icmp.checksum",
      ...under("type.EchoRequest", ICMP_ECHO),
      ...under("type.EchoReply", ICMP_ECHO),
      ...under("type.DestinationUnreachable", {
        ".unused": "icmp.unused",
        ".length": ["icmp.unused", "icmp.length"],
        ".next_hop_mtu": ["icmp.mtu", "icmp.unused"],
        ".original_datagram": PAYLOAD,
      }),
      ...under("type.Redirect", { ".gateway_address": "icmp.redir_gw", ".original_datagram": PAYLOAD }),
      ...under("type.TimeExceeded", {
        ".unused": "icmp.unused",
        ".length": ["icmp.unused", "icmp.length"],
        ".unused_2": "icmp.unused",
        ".original_datagram": PAYLOAD,
      }),
    },
  },
  icmpv6: {
    protocol: "icmpv6",
    fields: {
      type: "icmpv6.type",
      code: "icmpv6.code",
      checksum: "icmpv6.checksum",
      ...under("type.EchoRequest", ICMPV6_ECHO),
      ...under("type.EchoReply", ICMPV6_ECHO),
      ...under("type.MulticastListenerReport", MLD),
      ...under("type.MulticastListenerDone", MLD),
      ...under("type.MulticastListenerReport2", LISTENER_REPORT_2),
      ...under("type.RouterSolicitation", { ".reserved": "icmpv6.reserved", ...NDP_OPTION }),
      ...under("type.RouterAdvertisement", ROUTER_ADVERTISEMENT),
      ...under("type.NeighborSolicitation", {
        ".reserved": "icmpv6.reserved",
        ".target_address": "icmpv6.nd.ns.target_address",
        ...NDP_OPTION,
      }),
      ...under("type.NeighborAdvertisement", NEIGHBOR_ADVERTISEMENT),
      ...under("type.MulticastListenerQuery", {
        ".maximum_response_code": "icmpv6.mld.maximum_response_code",
        ".reserved": "icmpv6.reserved",
        ".multicast_address": "icmpv6.mld.multicast_address",
      }),
      ...under("type.Redirect", {
        ".reserved": "icmpv6.reserved",
        ".target_address": "icmpv6.rd.ta",
        ".destination_address": "icmpv6.rd.da",
        ...NDP_OPTION,
      }),
      ...under("type.PacketTooBig", { ".mtu": "icmpv6.mtu", ".original_packet": PAYLOAD }),
      ...under("type.DestinationUnreachable", { ".length": "icmpv6.reserved", ".unused": "icmpv6.reserved", ".original_packet": PAYLOAD }),
      ...under("type.TimeExceeded", { ".length": "icmpv6.reserved", ".unused": "icmpv6.reserved", ".original_packet": PAYLOAD }),
    },
  },
};
