import "../ethernet/ethernet.mpl";

/** What the packets of a capture begin with (tcpdump.org "Link-layer header types"). */
variant link_type {
  /** BSD loopback: the address family in the capturing machine's byte order. */
  |0 -> Null
  |1 -> Ethernet
  |9 -> Ppp
  /** IPv4 or IPv6, as the first 4 bits say. */
  |101 -> Raw
  |105 -> Ieee80211
  |108 -> Loop
  |113 -> LinuxSll
  |127 -> Ieee80211Radiotap
  |187 -> BluetoothHci
  |189 -> LinuxUsb
  |192 -> Ppi
  |195 -> Ieee802154
  |228 -> Ipv4
  |229 -> Ipv6
  |276 -> LinuxSll2
};

/** The first 4 bytes of a capture, read as a big-endian number: byte order, and unit of the time stamps' fraction. */
variant pcap_magic {
  |0xa1b2c3d4 -> BigMicroseconds
  |0xd4c3b2a1 -> LittleMicroseconds
  |0xa1b23c4d -> BigNanoseconds
  |0x4d3cb2a1 -> LittleNanoseconds
};

/**
 * The header of a capture file (draft-ietf-opsawg-pcap section 4). Behind it stand `pcap_record`s in the same byte order.
 */
packet pcap_file_header endian(little when magic == LittleMicroseconds || magic == LittleNanoseconds) {
  magic: uint32 endian(big) variant pcap_magic;
  require (magic == BigMicroseconds || magic == LittleMicroseconds || magic == BigNanoseconds || magic == LittleNanoseconds) "this is not a pcap file";
  version_major: uint16 default(2);
  version_minor: uint16 default(4);
  /** Once the time zone; 0. */
  reserved_1: int32 default(0);
  /** Once the time stamps' accuracy; 0. */
  reserved_2: uint32 default(0);
  /** How much of a packet is kept at most. */
  snap_length: uint32 default(262144);
  /** A `link_type` in the lower 16 bits; in the upper ones the frame check sequence's length, if that is told. */
  network: uint32;
}

/**
 * One captured packet (draft-ietf-opsawg-pcap section 5).
 *
 * `little_endian` as the file header's magic says; `link_type` is the lower 16 bits of its `network` and only says what
 * `data` holds.
 */
packet pcap_record(bool little_endian, int link_type) endian(little when little_endian) {
  /** Since 1970-01-01 00:00 UTC. */
  seconds: uint32;
  /** Micro- or nanoseconds, as the file header's magic says. */
  fraction: uint32;
  captured_length: uint32 value(sizeof(data));
  /** What the packet's length was before it was cut to `data`. */
  original_length: uint32;
  data: byte[captured_length];
}

/** A whole capture: for files that fit into memory, all at once. */
packet pcap_file endian(little when magic == LittleMicroseconds || magic == LittleNanoseconds) {
  magic: uint32 endian(big) variant pcap_magic;
  require (magic == BigMicroseconds || magic == LittleMicroseconds || magic == BigNanoseconds || magic == LittleNanoseconds) "this is not a pcap file";
  version_major: uint16 default(2);
  version_minor: uint16 default(4);
  reserved_1: int32 default(0);
  reserved_2: uint32 default(0);
  snap_length: uint32 default(262144);
  network: uint32;
  records: array to_end of packet pcap_record(magic == LittleMicroseconds || magic == LittleNanoseconds, network & 0xffff);
}

/** What a capture on all of Linux's interfaces has instead of an Ethernet header (link type 113). */
packet linux_sll {
  packet_type: uint16 variant {
    |0 -> ToUs
    |1 -> Broadcast
    |2 -> Multicast
    |3 -> ToOthers
    |4 -> FromUs
  };
  /** ARPHRD_ value of the device: 1 is Ethernet, 772 the loopback device. */
  hardware_type: uint16;
  /** How much of `address` is one. */
  address_length: uint16;
  /** The sender's. */
  address: byte[8];
  protocol: uint16 variant ethertype;
  payload: byte[remaining()];
}

/** The same, with the interface (link type 276). */
packet linux_sll2 {
  protocol: uint16 variant ethertype;
  reserved: uint16 default(0);
  interface_index: uint32;
  hardware_type: uint16;
  packet_type: byte variant {
    |0 -> ToUs
    |1 -> Broadcast
    |2 -> Multicast
    |3 -> ToOthers
    |4 -> FromUs
  };
  address_length: byte;
  address: byte[8];
  payload: byte[remaining()];
}

// Examples

example pcap_file_header "as tcpdump writes it today"
  "d4 c3 b2 a1 02 00 04 00 00 00 00 00 00 00 00 00 00 00 04 00 01 00 00 00"
  {
    magic: LittleMicroseconds,
    version_major: 2,
    version_minor: 4,
    snap_length: 262144,
    network: 1
  };

example pcap_file_header "big-endian, nanoseconds"
  "a1 b2 3c 4d 00 02 00 04 00 00 00 00 00 00 00 00 00 04 00 00 00 00 00 71"
  { magic: BigNanoseconds, version_major: 2, snap_length: 262144, network: 113 };

example pcap_file_header "a pcapng file"
  "0a 0d 0d 0a 1c 00 00 00 4d 3c 2b 1a 01 00 00 00 ff ff ff ff ff ff ff ff"
  malformed;

example pcap_record(true, 1) "4 bytes of a longer packet"
  "00 f1 53 65 40 e2 01 00 04 00 00 00 dc 05 00 00 de ad be ef"
  {
    seconds: 1700000000,
    fraction: 123456,
    captured_length: 4,
    original_length: 1500,
    data: "deadbeef"
  };

example pcap_record(false, 1) "the same, big-endian"
  "65 53 f1 00 00 01 e2 40 00 00 00 04 00 00 05 dc de ad be ef"
  { seconds: 1700000000, captured_length: 4, original_length: 1500 };

example pcap_record(true, 1) "the same, read in the wrong byte order"
  "65 53 f1 00 00 01 e2 40 00 00 00 04 00 00 05 dc de ad be ef"
  malformed;

example pcap_file "two packets"
  "d4 c3 b2 a1 02 00 04 00 00 00 00 00 00 00 00 00 00 00 04 00 01 00 00 00"
  "00 f1 53 65 40 e2 01 00 04 00 00 00 dc 05 00 00 de ad be ef 00 f1 53 65"
  "40 e2 01 00 04 00 00 00 dc 05 00 00 de ad be ef"
  { magic: LittleMicroseconds, records: [{ original_length: 1500 }, { data: "deadbeef" }] };

example pcap_file "the second packet is cut off"
  "d4 c3 b2 a1 02 00 04 00 00 00 00 00 00 00 00 00 00 00 04 00 01 00 00 00"
  "00 f1 53 65 40 e2 01 00 04 00 00 00 dc 05 00 00 de ad be ef 00 f1 53 65"
  "40 e2 01 00 04 00 00 00 dc 05 00 00 de ad be"
  malformed;

example linux_sll "IPv4 to us"
  "00 00 00 01 00 06 00 50 56 c0 00 08 00 00 08 00 45 00"
  {
    packet_type: ToUs,
    hardware_type: 1,
    address_length: 6,
    address: "005056c000080000",
    protocol: Ipv4,
    payload: "4500"
  };

example linux_sll "cut off" "00 00 00 01 00 06 00 50 56 c0 00 08 00 00 08" malformed;

example linux_sll2 "ARP from us on interface 2"
  "08 06 00 00 00 00 00 02 00 01 04 06 00 0c 29 4f 8e 35 00 00 00 01"
  { protocol: Arp, interface_index: 2, packet_type: FromUs, payload: "0001" };

example linux_sll2 "cut off" "08 06 00 00 00 00 00 02 00 01 04 06" malformed;
