/** Why a destination is unreachable (RFC 792, RFC 1122, RFC 1812). */
variant icmp_unreachable {
  |0 -> Network
  |1 -> Host
  |2 -> Protocol
  |3 -> Port
  |4 -> FragmentationNeeded
  |5 -> SourceRouteFailed
  |6 -> NetworkUnknown
  |7 -> HostUnknown
  |8 -> SourceHostIsolated
  |9 -> NetworkProhibited
  |10 -> HostProhibited
  |11 -> NetworkTypeOfService
  |12 -> HostTypeOfService
  |13 -> CommunicationProhibited
  |14 -> HostPrecedenceViolation
  |15 -> PrecedenceCutoff
};

/**
 * Internet Control Message Protocol (RFC 792). `code` refines the type: for `DestinationUnreachable` see
 * `icmp_unreachable`.
 *
 * An error quotes the packet that it is about: its header (`ipv4_header`) and at least 8 bytes of its data. Where the
 * error has extensions (RFC 4884 section 4: MPLS labels, interfaces), they follow the quotation, which is then padded to
 * at least 128 bytes.
 */
packet icmp {
  type: byte;
  code: byte default(0);
  checksum: uint16 checksum(internet, 0..offset(end));
  classify (type) {
    |0: "EchoReply" ->
      identifier: uint16;
      sequence_number: uint16;
      data: byte[remaining()];
    |3: "DestinationUnreachable" ->
      unused: byte default(0);
      /** Length of the quoted packet in 32-bit words, where extensions follow it (RFC 4884 section 4.1). */
      length: byte value(sizeof(extensions) == 0 ? 0 : sizeof(original_datagram) / 4);
      /** Where `code` is 4, fragmentation needed (RFC 1191 section 4); otherwise 0. */
      next_hop_mtu: uint16 default(0);
      original_datagram: byte[length == 0 ? remaining() : length * 4];
      extensions: byte[remaining()];
    /** Deprecated by RFC 6633. */
    |4: "SourceQuench" ->
      unused: uint32 default(0);
      original_datagram: byte[remaining()];
    |5: "Redirect" ->
      gateway_address: uint32;
      original_datagram: byte[remaining()];
    |8: "EchoRequest" ->
      identifier: uint16;
      sequence_number: uint16;
      data: byte[remaining()];
    /** RFC 1256 section 3. */
    |9: "RouterAdvertisement" ->
      number_of_addresses: byte value(array_length(routers));
      address_entry_size: byte const(2);
      /** In seconds. */
      lifetime: uint16;
      routers: array (number_of_addresses) {
        address: uint32;
        preference: int32;
      };
    |10: "RouterSolicitation" ->
      reserved: uint32 default(0);
    |11: "TimeExceeded" ->
      unused: byte default(0);
      length: byte value(sizeof(extensions) == 0 ? 0 : sizeof(original_datagram) / 4);
      unused_2: uint16 default(0);
      original_datagram: byte[length == 0 ? remaining() : length * 4];
      extensions: byte[remaining()];
    |12: "ParameterProblem" ->
      /** The byte of the original packet where the problem is. */
      pointer: byte;
      length: byte value(sizeof(extensions) == 0 ? 0 : sizeof(original_datagram) / 4);
      unused: uint16 default(0);
      original_datagram: byte[length == 0 ? remaining() : length * 4];
      extensions: byte[remaining()];
    /** Times in milliseconds since midnight UT. */
    |13: "TimestampRequest" ->
      identifier: uint16;
      sequence_number: uint16;
      originate_timestamp: uint32;
      receive_timestamp: uint32 default(0);
      transmit_timestamp: uint32 default(0);
    |14: "TimestampReply" ->
      identifier: uint16;
      sequence_number: uint16;
      originate_timestamp: uint32;
      receive_timestamp: uint32;
      transmit_timestamp: uint32;
    /** RFC 950 appendix I. */
    |17: "AddressMaskRequest" ->
      identifier: uint16;
      sequence_number: uint16;
      address_mask: uint32 default(0);
    |18: "AddressMaskReply" ->
      identifier: uint16;
      sequence_number: uint16;
      address_mask: uint32;
    /** PROBE (RFC 8335 section 2). */
    |42: "ExtendedEchoRequest" ->
      identifier: uint16;
      sequence_number: byte;
      reserved: bit[7] default(0);
      local: bit[1];
      extensions: byte[remaining()];
    |43: "ExtendedEchoReply" ->
      identifier: uint16;
      sequence_number: byte;
      state: bit[3];
      reserved: bit[2] default(0);
      active: bit[1];
      ipv4: bit[1];
      ipv6: bit[1];
    |_: "Unknown" ->
      data: byte[remaining()];
  };
  end: label;
}

// Examples

example icmp "echo request, as Windows sends it"
  "08 00 3b 27 12 34 00 01 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70"
  "71 72 73 74 75 76 77 61 62 63 64 65 66 67 68 69"
  { type: { "$kind": "EchoRequest", identifier: 0x1234, sequence_number: 1 }, code: 0 };

example icmp "echo reply"
  "00 00 29 04 12 34 00 01 61 62 63 64"
  { type: { "$kind": "EchoReply", identifier: 0x1234, sequence_number: 1, data: "61626364" } };

example icmp "fragmentation needed, with the MTU (RFC 1191)"
  "03 04 31 86 00 00 05 78 45 00 05 dc 00 07 40 00 3f 11 6a 08 0a 00 00 01"
  "c0 00 02 01 c0 00 00 35 05 c8 00 00"
  {
    type: { "$kind": "DestinationUnreachable", length: 0, next_hop_mtu: 1400, extensions: "" },
    code: 4
  };

example icmp "time exceeded, with an MPLS label stack (RFC 4884, RFC 4950)"
  "0b 00 2e e2 00 20 00 00 45 00 05 dc 00 07 40 00 3f 11 6a 08 0a 00 00 01"
  "c0 00 02 01 c0 00 00 35 05 c8 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 20 00 fa 0c 00 08 01 01"
  "03 e8 e1 01"
  { type: { "$kind": "TimeExceeded", length: 32, extensions: "2000fa0c0008010103e8e101" } };

example icmp "redirect"
  "05 01 2a 03 0a 00 00 fe 45 00 05 dc 00 07 40 00 3f 11 6a 08 0a 00 00 01"
  "c0 00 02 01 c0 00 00 35 05 c8 00 00"
  { type: { "$kind": "Redirect", gateway_address: 0x0a0000fe }, code: 1 };

example icmp "timestamp request"
  "0d 00 30 32 00 01 00 02 02 26 c0 a4 00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "TimestampRequest",
      identifier: 1,
      sequence_number: 2,
      originate_timestamp: 36094116
    }
  };

example icmp "router advertisement (RFC 1256)"
  "09 00 e4 f4 01 02 07 08 0a 00 00 01 00 00 00 00"
  {
    type: {
      "$kind": "RouterAdvertisement",
      number_of_addresses: 1,
      lifetime: 1800,
      routers: [{ address: 0x0a000001, preference: 0 }]
    }
  };

example icmp "a type not known here"
  "28 00 d5 fb 00 01 02 03"
  { type: { "$kind": "Unknown", "$value": 40, data: "00010203" } };

example icmp "an echo request without sequence number" "08 00 f7 ff 00 00" malformed;

example icmp "the quoted packet is shorter than length says"
  "0b 00 f4 df 00 20 00 00 45 00 00 1c"
  malformed;
