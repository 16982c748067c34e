import "ethernet/ethernet.mpl";

/** Hardware address spaces (RFC 826, RFC 5494; IANA "arp-parameters"). */
variant arp_hardware {
  |1 -> Ethernet
  |6 -> Ieee802
  |15 -> FrameRelay
  |24 -> Ieee1394
  |27 -> Eui64
  |32 -> InfiniBand
};

variant arp_operation {
  |1 -> Request
  |2 -> Reply
  |3 -> ReverseRequest
  |4 -> ReverseReply
  |8 -> InverseRequest
  |9 -> InverseReply
};

/** Address resolution for any pair of address families (RFC 826). */
packet arp {
  hardware_type: uint16 variant arp_hardware;
  protocol_type: uint16 variant ethertype;
  hardware_length: byte value(sizeof(sender_hardware_address));
  protocol_length: byte value(sizeof(sender_protocol_address));
  operation: uint16 variant arp_operation;
  sender_hardware_address: byte[hardware_length];
  sender_protocol_address: byte[protocol_length];
  /** Not known, and so anything, in a request. */
  target_hardware_address: byte[hardware_length];
  target_protocol_address: byte[protocol_length];
}

/** Address resolution for IPv4 on Ethernet alone: 28 bytes, every field at a fixed place. */
packet arp_ipv4 {
  hardware_type: uint16 const(1);
  protocol_type: uint16 const(0x0800);
  hardware_length: byte const(6);
  protocol_length: byte const(4);
  operation: uint16 variant arp_operation;
  sender_hardware_address: byte[6];
  sender_protocol_address: uint32;
  target_hardware_address: byte[6];
  target_protocol_address: uint32;
}

example arp "who has 192.168.1.1, tell 192.168.1.10"
  "00 01 08 00 06 04 00 01 00 0c 29 4f 8e 35 c0 a8 01 0a 00 00 00 00 00 00 c0 a8 01 01"
  {
    hardware_type: Ethernet,
    protocol_type: Ipv4,
    hardware_length: 6,
    protocol_length: 4,
    operation: Request
  };
example arp "a target address is missing"
  "00 01 08 00 06 04 00 01 00 0c 29 4f 8e 35 c0 a8 01 0a 00 00 00 00 00 00"
  malformed;

example arp_ipv4 "192.168.1.1 is at 00:50:56:c0:00:08"
  "00 01 08 00 06 04 00 02 00 50 56 c0 00 08 c0 a8 01 01 00 0c 29 4f 8e 35 c0 a8 01 0a"
  { operation: Reply, sender_protocol_address: 0xc0a80101, target_protocol_address: 0xc0a8010a };
example arp_ipv4 "addresses of another length"
  "00 01 08 00 08 04 00 01 00 0c 29 4f 8e 35 c0 a8 01 0a 00 00 00 00 00 00 c0 a8 01 01"
  malformed;
