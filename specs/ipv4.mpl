/** What an IP packet carries (IANA "protocol-numbers"); IPv6 extension headers included. */
variant ip_protocol {
  |0 -> HopByHop
  |1 -> Icmp
  |2 -> Igmp
  |4 -> IpInIp
  |6 -> Tcp
  |17 -> Udp
  |41 -> Ipv6
  |43 -> Ipv6Routing
  |44 -> Ipv6Fragment
  |47 -> Gre
  |50 -> Esp
  |51 -> AuthenticationHeader
  |58 -> Icmpv6
  |59 -> NoNextHeader
  |60 -> DestinationOptions
  |88 -> Eigrp
  |89 -> Ospf
  |103 -> Pim
  |112 -> Vrrp
  |115 -> L2tp
  |132 -> Sctp
  |135 -> Mobility
  |136 -> UdpLite
  |137 -> MplsInIp
};

/** Explicit congestion notification (RFC 3168 section 5). */
variant ecn {
  |0b00 => NotCapable
  |0b01 -> Capable1
  |0b10 -> Capable0
  |0b11 -> CongestionExperienced
};

/**
 * Internet Protocol, version 4 (RFC 791 section 3.1).
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     +-------+-------+-----------+---+-------------------------------+
 *     |Version|  IHL  |   DSCP    |ECN|          Total Length         |
 *     +-------+-------+-----------+---+-----+-------------------------+
 *     |         Identification        |Flags|      Fragment Offset    |
 *     +---------------+---------------+-----+-------------------------+
 *     |  Time to Live |    Protocol   |         Header Checksum       |
 *     +---------------+---------------+-------------------------------+
 *     |                       Source Address                          |
 *     +---------------------------------------------------------------+
 *     |                    Destination Address                        |
 *     +---------------------------------------------------------------+
 *     |                    Options and padding ...
 *
 * Bytes behind `total_length` (an Ethernet frame's padding) are not part of the packet.
 */
packet ipv4 {
  version: bit[4] const(4);
  /** Internet header length, in 32-bit words. */
  ihl: bit[4] min(5) value(offset(options) / 4);
  /** Differentiated services code point (RFC 2474), once the upper bits of the type of service. */
  dscp: bit[6] default(0);
  ecn: bit[2] variant ecn;
  /** Header and data, in bytes. */
  total_length: uint16 value(offset(data));
  /** What the fragments of one packet share (RFC 6864). */
  identification: uint16 default(0);
  reserved: bit[1] default(0);
  dont_fragment: bit[1] default(0);
  more_fragments: bit[1] default(0);
  /** In units of 8 bytes. */
  fragment_offset: bit[13] default(0);
  time_to_live: byte default(64);
  protocol: byte variant ip_protocol;
  header_checksum: uint16 checksum(internet, 0..offset(options));
  source_address: uint32;
  destination_address: uint32;
  /** Together a multiple of 4 bytes: whoever writes them ends with as many `NoOperation` or `EndOfOptions` as that takes. */
  options: array bytes(ihl * 4 - 20) {
    /** One option (RFC 791 section 3.1; IANA "ip-parameters"): copied flag, class and number make up its type. */
    type: byte;
    classify (type) {
      |0: "EndOfOptions" ->
        /** Up to the end of the header: zeros, unless someone hides something here. */
        padding: byte[remaining()];
      |1: "NoOperation" -> ();
      |7: "RecordRoute" ->
        length: byte min(3) value(3 + sizeof(route));
        /** Where in the option the next address goes, counted from 1; 4 for the first. */
        pointer: byte default(4);
        route: array bytes(length - 3) of uint32;
      |68: "InternetTimestamp" ->
        length: byte min(4) value(4 + sizeof(entries));
        /** Counted from 1; 5 for the first. */
        pointer: byte default(5);
        /** How many hosts found no room. */
        overflow: bit[4] default(0);
        flag: bit[4] variant {
          |0 -> TimestampsOnly
          |1 -> WithAddresses
          |3 -> PrespecifiedAddresses
        };
        /** Timestamps, or pairs of address and timestamp. */
        entries: array bytes(length - 4) of uint32;
      |131: "LooseSourceRoute" ->
        length: byte min(3) value(3 + sizeof(route));
        pointer: byte default(4);
        route: array bytes(length - 3) of uint32;
      |137: "StrictSourceRoute" ->
        length: byte min(3) value(3 + sizeof(route));
        pointer: byte default(4);
        route: array bytes(length - 3) of uint32;
      /** Routers look into the packet (RFC 2113), as IGMP and RSVP ask them to. */
      |148: "RouterAlert" ->
        length: byte const(4);
        alert: uint16 default(0);
      |_: "Unknown" ->
        length: byte min(2) value(2 + sizeof(data));
        data: byte[length - 2];
    };
  };
  data: byte[total_length - ihl * 4];
}

/**
 * The header alone, whatever follows: what an ICMP error quotes of the packet it is about (`data` there is cut off, so
 * that `total_length` says more than there is).
 */
packet ipv4_header {
  version: bit[4] const(4);
  ihl: bit[4] min(5) value(offset(options) / 4);
  dscp: bit[6] default(0);
  ecn: bit[2] variant ecn;
  /** Header and data, in bytes: the header does not know its data, so the caller gives it. */
  total_length: uint16;
  identification: uint16 default(0);
  reserved: bit[1] default(0);
  dont_fragment: bit[1] default(0);
  more_fragments: bit[1] default(0);
  fragment_offset: bit[13] default(0);
  time_to_live: byte default(64);
  protocol: byte variant ip_protocol;
  header_checksum: uint16 checksum(internet, 0..offset(options));
  source_address: uint32;
  destination_address: uint32;
  options: byte[ihl * 4 - 20] align(32);
}

// Examples

example ipv4 "a UDP packet of two bytes"
  "45 00 00 16 00 00 40 00 40 11 b8 be c0 a8 00 01 c0 a8 00 c7 68 69"
  {
    version: 4,
    ihl: 5,
    ecn: NotCapable,
    total_length: 22,
    identification: 0,
    dont_fragment: 1,
    time_to_live: 64,
    protocol: Udp,
    source_address: 0xc0a80001,
    destination_address: 0xc0a800c7,
    options: [],
    data: "6869"
  };

example ipv4 "IGMPv3 report with a router alert (RFC 3376 section 4)"
  "46 c0 00 28 00 00 40 00 01 02 f9 f8 0a 00 00 01 e0 00 00 16 94 04 00 00"
  "22 00 f9 02 00 00 00 01 04 00 00 00 e0 00 00 fb"
  {
    ihl: 6,
    dscp: 48,
    total_length: 40,
    protocol: Igmp,
    options: [{ type: { "$kind": "RouterAlert", alert: 0 } }]
  };

example ipv4 "record route, end of options, the first of several fragments, ECN"
  "47 02 00 1c be ef 20 00 40 01 7a e6 0a 00 00 01 0a 00 00 02 07 07 04 00"
  "00 00 00 00"
  {
    ihl: 7,
    ecn: Capable0,
    more_fragments: 1,
    fragment_offset: 0,
    protocol: Icmp,
    options: [
      { type: { "$kind": "RecordRoute", length: 7, pointer: 4, route: [0] } },
      { type: { "$kind": "EndOfOptions", padding: "" } }
    ],
    data: ""
  };

example ipv4 "version 6" "60 00 00 73 00 00 40 00 40 11 b8 61 c0 a8 00 01 c0 a8 00 c7" malformed;

example ipv4 "the total length is shorter than the header"
  "45 00 00 13 00 00 40 00 40 11 b8 61 c0 a8 00 01 c0 a8 00 c7"
  malformed;

example ipv4 "an option of length 0"
  "46 00 00 18 00 00 00 00 40 11 00 00 0a 00 00 01 0a 00 00 02 83 00 00 00"
  malformed;

example ipv4_header "of a packet of 115 bytes"
  "45 00 00 73 00 00 40 00 40 11 b8 61 c0 a8 00 01 c0 a8 00 c7"
  { total_length: 115, dont_fragment: 1, protocol: Udp, header_checksum: 0xb861, options: "" };

example ipv4_header "a header of 16 bytes"
  "44 00 00 73 00 00 40 00 40 11 b8 61 c0 a8 00 01 c0 a8 00 c7"
  malformed;
