import { type Fields, PAYLOAD, type Tables, under } from "./table.js";

const IPV4_HEADER: Fields = {
  version: "ip.version",
  ihl: "ip.hdr_len",
  dscp: "ip.dsfield.dscp",
  ecn: "ip.dsfield.ecn",
  total_length: "ip.len",
  identification: "ip.id",
  reserved: "ip.flags.rb",
  dont_fragment: "ip.flags.df",
  more_fragments: "ip.flags.mf",
  fragment_offset: "ip.frag_offset",
  time_to_live: "ip.ttl",
  protocol: "ip.proto",
  header_checksum: "ip.checksum",
  source_address: "ip.src",
  destination_address: "ip.dst",
};

const IPV6_HEADER: Fields = {
  version: "ipv6.version",
  dscp: "ipv6.tclass.dscp",
  ecn: "ipv6.tclass.ecn",
  flow_label: "ipv6.flow",
  payload_length: "ipv6.plen",
  next_header: "ipv6.nxt",
  hop_limit: "ipv6.hlim",
  source_address: "ipv6.src",
  destination_address: "ipv6.dst",
};

export const INTERNET: Tables = {
  ipv4: {
    protocol: "ipv4",
    fields: {
      ...IPV4_HEADER,
      ...under("options[].type", {
        "": ["ip.opt.type", "ip.options.nop", "ip.options.eol"],
        ".InternetTimestamp.length": "ip.opt.len",
        ".InternetTimestamp.pointer": "ip.opt.ptr",
        ".InternetTimestamp.overflow": "ip.opt.overflow",
        ".InternetTimestamp.flag": "ip.opt.flag",
        ".InternetTimestamp.entries[]": ["ip.opt.time_stamp", "ip.opt.time_stamp_addr"],
        ".RecordRoute.length": "ip.opt.len",
        ".RecordRoute.pointer": "ip.opt.ptr",
        ".RecordRoute.route[]": ["ip.rec_rt", "ip.empty_rt"],
      }),
      data: PAYLOAD,
    },
  },
  /** Quoted by ICMP errors. */
  ipv4_header: { protocol: "ipv4 quoted", fields: IPV4_HEADER },
  ipv6: { protocol: "ipv6", fields: { ...IPV6_HEADER, data: PAYLOAD } },
  ipv6_header: { protocol: "ipv6 quoted", fields: IPV6_HEADER },
  ipv6_hop_by_hop: {
    protocol: "ipv6 hop-by-hop",
    fields: {
      next_header: "ipv6.hopopts.nxt",
      hdr_ext_len: "ipv6.hopopts.len",
      ...under("options[].type", {
        "": "ipv6.opt.type",
        ".PadN.length": "ipv6.opt.length",
        ".PadN.padding": "ipv6.opt.padn",
        ".RouterAlert.length": "ipv6.opt.length",
        ".RouterAlert.alert": "ipv6.opt.router_alert",
      }),
      data: PAYLOAD,
    },
  },
  ipv6_fragment: {
    protocol: "ipv6 fragment",
    fields: {
      next_header: "ipv6.fraghdr.nxt",
      reserved: "ipv6.fraghdr.reserved_octet",
      fragment_offset: "ipv6.fraghdr.offset",
      reserved_2: "ipv6.fraghdr.reserved_bits",
      more_fragments: "ipv6.fraghdr.more",
      identification: "ipv6.fraghdr.ident",
      data: PAYLOAD,
    },
  },
};
