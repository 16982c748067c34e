import "ipv4.mpl";

/**
 * Internet Protocol, version 6 (RFC 8200 section 3).
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     +-------+-----------+---+---------------------------------------+
 *     |Version|   DSCP    |ECN|              Flow Label               |
 *     +-------+-----------+---+-------+---------------+---------------+
 *     |         Payload Length        |  Next Header  |   Hop Limit   |
 *     +-------------------------------+---------------+---------------+
 *     |                    Source Address (128 bits)                  |
 *     +---------------------------------------------------------------+
 *     |                 Destination Address (128 bits)                |
 *     +---------------------------------------------------------------+
 *
 * Extension headers are part of `data`: `next_header` says which comes first, each says which comes next, and the
 * packets `ipv6_hop_by_hop`, `ipv6_routing`, `ipv6_fragment`, `ipv6_destination` and `ipv6_authentication` describe them.
 */
packet ipv6 {
  version: bit[4] const(6);
  /** With `ecn`, the traffic class (RFC 8200 section 7). */
  dscp: bit[6] default(0);
  ecn: bit[2] variant ecn;
  flow_label: bit[20] default(0);
  /** What follows these 40 bytes, extension headers included. */
  payload_length: uint16 value(sizeof(data));
  next_header: byte variant ip_protocol;
  hop_limit: byte default(64);
  source_address: byte[16];
  destination_address: byte[16];
  data: byte[payload_length];
}

/**
 * The header alone, whatever follows: what an ICMPv6 error quotes of the packet it is about.
 */
packet ipv6_header {
  version: bit[4] const(6);
  dscp: bit[6] default(0);
  ecn: bit[2] variant ecn;
  flow_label: bit[20] default(0);
  payload_length: uint16;
  next_header: byte variant ip_protocol;
  hop_limit: byte default(64);
  source_address: byte[16];
  destination_address: byte[16];
}

/** One option of a hop-by-hop or destination options header (RFC 8200 section 4.2). */
packet ipv6_option {
  /** The two highest bits say what a node does that does not know it, the third whether it may change on the way. */
  type: byte;
  classify (type) {
    |0: "Pad1" -> ();
    |1: "PadN" ->
      length: byte value(sizeof(padding));
      padding: byte[length];
    /** RFC 2711; MLD and RSVP ask for it. */
    |5: "RouterAlert" ->
      length: byte const(2);
      alert: uint16 variant { |0 -> MulticastListenerDiscovery |1 -> Rsvp |2 -> ActiveNetworks };
    /** RFC 2675: the length of a packet of more than 65535 bytes. */
    |0xc2: "JumboPayload" ->
      length: byte const(4);
      payload_length: uint32 min(65536);
    /** RFC 6275 section 6.3. */
    |0xc9: "HomeAddress" ->
      length: byte const(16);
      home_address: byte[16];
    |_: "Unknown" ->
      length: byte value(sizeof(data));
      data: byte[length];
  };
}

/**
 * Hop-by-hop options (RFC 8200 section 4.3), the first extension header where it is there.
 *
 * `address_sum` goes to the upper layers' checksums: the sum, not folded, of the 16-bit words of the addresses.
 */
packet ipv6_hop_by_hop(int address_sum) {
  next_header: byte variant ip_protocol;
  /** In units of 8 bytes, without the first 8. */
  hdr_ext_len: byte value(offset(options) / 8 - 1);
  /** Together with these two bytes a multiple of 8: whoever writes them fills up with `Pad1` or `PadN`. */
  options: array bytes(hdr_ext_len * 8 + 6) of packet ipv6_option();
  data: byte[remaining()];
}

/** Destination options (RFC 8200 section 4.6). */
packet ipv6_destination(int address_sum) {
  next_header: byte variant ip_protocol;
  /** In units of 8 bytes, without the first 8. */
  hdr_ext_len: byte value(offset(options) / 8 - 1);
  options: array bytes(hdr_ext_len * 8 + 6) of packet ipv6_option();
  data: byte[remaining()];
}

/** A routing header (RFC 8200 section 4.4). */
packet ipv6_routing(int address_sum) {
  next_header: byte variant ip_protocol;
  /** In units of 8 bytes, without the first 8. */
  hdr_ext_len: byte value(offset(route_end) / 8 - 1);
  routing_type: byte;
  /** How many of the listed nodes are still to be visited. */
  segments_left: byte;
  classify (routing_type) {
    /** RFC 2460 section 4.4; deprecated by RFC 5095. */
    |0: "Source" ->
      reserved: uint32 default(0);
      addresses: array bytes(hdr_ext_len * 8) of byte[16];
    /** Mobile IPv6 (RFC 6275 section 6.4). */
    |2: "Mobility" ->
      reserved: uint32 default(0);
      home_address: byte[16];
    /** RFC 8754 section 2. */
    |4: "Segment" ->
      /** Index of the last element of the segment list, and so one less than their number. */
      last_entry: byte value(array_length(segments) - 1);
      flags: byte default(0);
      tag: uint16 default(0);
      /** The last segment of the path first. */
      segments: array (last_entry + 1) of byte[16];
      /** HMAC and padding. */
      tlvs: byte[hdr_ext_len * 8 + 8 - offset(segments)];
    |_: "Unknown" ->
      data_of_type: byte[hdr_ext_len * 8 + 4];
  };
  route_end: label;
  require (offset(route_end) == hdr_ext_len * 8 + 8) "the routing header is not as long as hdr_ext_len says";
  data: byte[remaining()];
}

/** A fragment header (RFC 8200 section 4.5). */
packet ipv6_fragment(int address_sum) {
  next_header: byte variant ip_protocol;
  reserved: byte default(0);
  /** In units of 8 bytes. */
  fragment_offset: bit[13] default(0);
  reserved_2: bit[2] default(0);
  more_fragments: bit[1] default(0);
  identification: uint32;
  data: byte[remaining()];
}

/** An authentication header (RFC 4302 section 2). */
packet ipv6_authentication(int address_sum) {
  next_header: byte variant ip_protocol;
  /** In units of 4 bytes, without the first 8. */
  payload_length: byte min(1) value(offset(integrity_check_value) / 4 - 2);
  reserved: uint16 default(0);
  security_parameters_index: uint32;
  sequence_number: uint32;
  integrity_check_value: byte[payload_length * 4 - 4];
  data: byte[remaining()];
}

// Examples

example ipv6 "a link-local packet"
  "60 00 00 00 00 04 3a ff fe 80 00 00 00 00 00 00 02 0c 29 ff fe 4f 8e 35"
  "ff 02 00 00 00 00 00 00 00 00 00 01 ff 00 00 01 87 00 00 00"
  {
    version: 6,
    dscp: 0,
    flow_label: 0,
    payload_length: 4,
    next_header: Icmpv6,
    hop_limit: 255,
    source_address: "fe80000000000000020c29fffe4f8e35",
    destination_address: "ff0200000000000000000001ff000001",
    data: "87000000"
  };

example ipv6 "expedited forwarding, ECN, a flow label, nothing else"
  "6b 9a bc de 00 00 3b 40 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"
  {
    dscp: 46,
    ecn: Capable1,
    flow_label: 0xabcde,
    payload_length: 0,
    next_header: NoNextHeader,
    data: ""
  };

example ipv6 "version 4"
  "45 9a bc de 00 00 3b 40 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"
  malformed;

example ipv6 "less data than payload_length"
  "6b 9a bc de 00 04 3b 40 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"
  malformed;

example ipv6_header "of a packet of 1280 bytes"
  "6b 9a bc de 04 d8 3b 40 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"
  { payload_length: 1240 };

example ipv6_header "cut off"
  "6b 9a bc de 00 00 3b 40 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

example ipv6_option "router alert, for multicast listener discovery"
  "05 02 00 00"
  { type: { "$kind": "RouterAlert", alert: MulticastListenerDiscovery } };

example ipv6_option "an option not known here"
  "63 04 00 1e 01 00"
  { type: { "$kind": "Unknown", "$value": 0x63, length: 4, data: "001e0100" } };

example ipv6_option "a jumbo payload that is none" "c2 04 00 00 ff ff" malformed;

example ipv6_hop_by_hop(0) "router alert and padding, before ICMPv6"
  "3a 00 05 02 00 00 01 00 8f 00"
  {
    next_header: Icmpv6,
    hdr_ext_len: 0,
    options: [
      { type: { "$kind": "RouterAlert" } },
      { type: { "$kind": "PadN", length: 0, padding: "" } }
    ],
    data: "8f00"
  };

example ipv6_hop_by_hop(0) "an option reaches beyond the header"
  "3a 00 05 02 00 00 01 04 8f 00 00 00"
  malformed;

example ipv6_destination(0) "padding alone"
  "06 00 01 04 00 00 00 00"
  { next_header: Tcp, options: [{ type: { "$kind": "PadN", padding: "00000000" } }], data: "" };

example ipv6_destination(0) "cut off" "06 01 01 04 00 00 00 00" malformed;

example ipv6_routing(0) "two segments (RFC 8754)"
  "29 04 04 01 01 00 00 00 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"
  "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  {
    next_header: Ipv6,
    hdr_ext_len: 4,
    segments_left: 1,
    routing_type: {
      "$kind": "Segment",
      last_entry: 1,
      segments: ["20010db8000000000000000000000002", "20010db8000000000000000000000001"],
      tlvs: ""
    }
  };

example ipv6_routing(0) "of an unknown type"
  "06 00 fd 00 01 02 03 04"
  {
    next_header: Tcp,
    routing_type: { "$kind": "Unknown", "$value": 253, data_of_type: "01020304" }
  };

example ipv6_routing(0) "mobility, but too long for one address"
  "3b 03 02 01 00 00 00 00 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  "00 00 00 00 00 00 00 00"
  malformed;

example ipv6_fragment(0) "the second fragment"
  "11 00 05 a9 00 00 be ef 01 02"
  {
    next_header: Udp,
    fragment_offset: 181,
    more_fragments: 1,
    identification: 0xbeef,
    data: "0102"
  };

example ipv6_fragment(0) "cut off" "11 00 05 a9 00 00 be" malformed;

example ipv6_authentication(0) "12 bytes of integrity check value"
  "06 04 00 00 00 00 01 00 00 00 00 07 00 01 02 03 04 05 06 07 08 09 0a 0b"
  {
    next_header: Tcp,
    payload_length: 4,
    security_parameters_index: 256,
    sequence_number: 7,
    integrity_check_value: "000102030405060708090a0b"
  };

example ipv6_authentication(0) "no room for the sequence number"
  "06 00 00 00 00 00 01 00"
  malformed;
