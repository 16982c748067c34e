/**
 * Internet Control Message Protocol for IPv6 (RFC 4443), with neighbor discovery (RFC 4861) and multicast listener
 * discovery (RFC 2710, RFC 3810, RFC 9777).
 *
 * The checksum covers a pseudo-header. `pseudo_header_sum` is the sum, not folded, of its 16-bit words **without the
 * length**, which is added here: the words of both addresses and the next header value 58.
 */
packet icmpv6(int pseudo_header_sum) {
  type: byte;
  code: byte default(0);
  checksum: uint16 checksum(internet, 0..offset(end), pseudo_header_sum + offset(end));
  classify (type) {
    |1: "DestinationUnreachable" ->
      /** Length of the quoted packet in 64-bit words, where extensions follow it (RFC 4884 section 4.4). */
      length: byte value(sizeof(extensions) == 0 ? 0 : sizeof(original_packet) / 8);
      unused: uint24 default(0);
      /** As much of it as fits into 1280 bytes. */
      original_packet: byte[length == 0 ? remaining() : length * 8];
      extensions: byte[remaining()];
    |2: "PacketTooBig" ->
      mtu: uint32;
      original_packet: byte[remaining()];
    |3: "TimeExceeded" ->
      length: byte value(sizeof(extensions) == 0 ? 0 : sizeof(original_packet) / 8);
      unused: uint24 default(0);
      original_packet: byte[length == 0 ? remaining() : length * 8];
      extensions: byte[remaining()];
    |4: "ParameterProblem" ->
      /** The byte of the original packet where the problem is. */
      pointer: uint32;
      original_packet: byte[remaining()];
    |128: "EchoRequest" ->
      identifier: uint16;
      sequence_number: uint16;
      data: byte[remaining()];
    |129: "EchoReply" ->
      identifier: uint16;
      sequence_number: uint16;
      data: byte[remaining()];
    /** RFC 2710 section 3; of version 2 where it has `sources` (RFC 3810 section 5.1). */
    |130: "MulticastListenerQuery" ->
      /** In milliseconds; from 32768 on as floating point (RFC 3810 section 5.1.3). */
      maximum_response_code: uint16;
      reserved: uint16 default(0);
      /** Zero in a general query. */
      multicast_address: byte[16];
      sources: packet mld_query_sources() when(remaining() > 0);
    |131: "MulticastListenerReport" ->
      maximum_response_delay: uint16 default(0);
      reserved: uint16 default(0);
      multicast_address: byte[16];
    |132: "MulticastListenerDone" ->
      maximum_response_delay: uint16 default(0);
      reserved: uint16 default(0);
      multicast_address: byte[16];
    /** RFC 4861 section 4.1. */
    |133: "RouterSolicitation" ->
      reserved: uint32 default(0);
      options: array to_end of packet ndp_option();
    /** RFC 4861 section 4.2. */
    |134: "RouterAdvertisement" ->
      /** 0: not said here. */
      cur_hop_limit: byte;
      /** M: addresses come from DHCPv6. */
      managed: bit[1] default(0);
      /** O: other configuration comes from DHCPv6. */
      other: bit[1] default(0);
      /** H: mobile IPv6 (RFC 6275). */
      home_agent: bit[1] default(0);
      /** RFC 4191 section 2.2. */
      preference: bit[2] variant { |0b00 => Medium |0b01 -> High |0b11 -> Low };
      /** P: neighbor discovery proxy (RFC 4389). */
      proxy: bit[1] default(0);
      reserved: bit[2] default(0);
      /** In seconds; 0: not a default router. */
      router_lifetime: uint16;
      /** In milliseconds; 0: not said here. */
      reachable_time: uint32 default(0);
      /** In milliseconds; 0: not said here. */
      retrans_timer: uint32 default(0);
      options: array to_end of packet ndp_option();
    /** RFC 4861 section 4.3. */
    |135: "NeighborSolicitation" ->
      reserved: uint32 default(0);
      target_address: byte[16];
      options: array to_end of packet ndp_option();
    /** RFC 4861 section 4.4. */
    |136: "NeighborAdvertisement" ->
      router: bit[1] default(0);
      solicited: bit[1] default(0);
      override: bit[1] default(0);
      reserved: bit[29] default(0);
      target_address: byte[16];
      options: array to_end of packet ndp_option();
    /** RFC 4861 section 4.5. */
    |137: "Redirect" ->
      reserved: uint32 default(0);
      target_address: byte[16];
      destination_address: byte[16];
      options: array to_end of packet ndp_option();
    /** Version 2 (RFC 3810 section 5.2). */
    |143: "MulticastListenerReport2" ->
      reserved: uint16 default(0);
      number_of_records: uint16 value(array_length(records));
      records: array (number_of_records) {
        type: byte variant {
          |1 -> ModeIsInclude
          |2 -> ModeIsExclude
          |3 -> ChangeToInclude
          |4 -> ChangeToExclude
          |5 -> AllowNewSources
          |6 -> BlockOldSources
        };
        /** In 32-bit words. */
        auxiliary_length: byte value(sizeof(auxiliary) / 4);
        number_of_sources: uint16 value(array_length(sources));
        multicast_address: byte[16];
        sources: array (number_of_sources) of byte[16];
        auxiliary: byte[auxiliary_length * 4];
      };
    |_: "Unknown" ->
      data: byte[remaining()];
  };
  end: label;
}

/** What version 2 adds to a multicast listener query (RFC 3810 section 5.1). */
packet mld_query_sources {
  reserved: bit[4] default(0);
  /** S: routers do not update their timers. */
  suppress: bit[1] default(0);
  robustness: bit[3];
  /** Querier's query interval code: in seconds; from 128 on as floating point (RFC 3810 section 5.1.9). */
  query_interval_code: byte;
  number_of_sources: uint16 value(array_length(addresses));
  addresses: array (number_of_sources) of byte[16];
}

/** One option of neighbor discovery (RFC 4861 section 4.6). */
packet ndp_option {
  type: byte;
  /** In units of 8 bytes, type and length included. */
  length: byte min(1) value(offset(end) / 8);
  classify (type) {
    |1: "SourceLinkLayerAddress" ->
      address: byte[length * 8 - 2];
    |2: "TargetLinkLayerAddress" ->
      address: byte[length * 8 - 2];
    |3: "PrefixInformation" ->
      prefix_length: byte max(128);
      on_link: bit[1] default(0);
      autonomous: bit[1] default(0);
      /** RFC 6275 section 7.2. */
      router_address: bit[1] default(0);
      reserved: bit[5] default(0);
      /** In seconds; 0xffffffff is for ever. */
      valid_lifetime: uint32;
      preferred_lifetime: uint32;
      reserved_2: uint32 default(0);
      prefix: byte[16];
    |4: "RedirectedHeader" ->
      reserved: uint16 default(0);
      reserved_2: uint32 default(0);
      original_packet: byte[length * 8 - 8];
    |5: "Mtu" ->
      reserved: uint16 default(0);
      mtu: uint32;
    /** RFC 3971 section 5.3.2. */
    |14: "Nonce" ->
      nonce: byte[length * 8 - 2];
    /** RFC 4191 section 2.3. */
    |24: "RouteInformation" ->
      prefix_length: byte max(128);
      reserved: bit[3] default(0);
      preference: bit[2] variant { |0b00 => Medium |0b01 -> High |0b11 -> Low };
      reserved_2: bit[3] default(0);
      route_lifetime: uint32;
      /** None, 8 or 16 bytes, as many as the prefix takes. */
      prefix: byte[length * 8 - 8];
    /** RFC 8106 section 5.1. */
    |25: "RecursiveDnsServer" ->
      reserved: uint16 default(0);
      lifetime: uint32;
      addresses: array bytes(length * 8 - 8) of byte[16];
    /** RFC 8106 section 5.2: domain names, then zeros. */
    |31: "DnsSearchList" ->
      reserved: uint16 default(0);
      lifetime: uint32;
      domain_names: byte[length * 8 - 8];
    /** RFC 8910 section 2.3: a URI, then zeros. */
    |37: "CaptivePortal" ->
      uri: byte[length * 8 - 2];
    /** RFC 8781 section 4. */
    |38: "Pref64" ->
      /** In units of 8 seconds. */
      scaled_lifetime: bit[13];
      prefix_length_code: bit[3] variant {
        |0 -> Length96
        |1 -> Length64
        |2 -> Length56
        |3 -> Length48
        |4 -> Length40
        |5 -> Length32
      };
      prefix: byte[12];
    |_: "Unknown" ->
      data: byte[length * 8 - 2];
  };
  end: label;
  require (offset(end) == length * 8) "the option is not as long as its length says";
}

// Examples

example icmpv6(0x4b54d) "who has fe80::1"
  "87 00 0c 7a 00 00 00 00 fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01"
  "01 01 00 0c 29 4f 8e 35"
  {
    type: {
      "$kind": "NeighborSolicitation",
      target_address: "fe800000000000000000000000000001",
      options: [{ type: { "$kind": "SourceLinkLayerAddress", address: "000c294f8e35" }, length: 1 }]
    }
  };

example icmpv6(0x3b5ca) "fe80::1 is a router at 00:50:56:c0:00:08"
  "88 00 8a 75 e0 00 00 00 fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01"
  "02 01 00 50 56 c0 00 08"
  { type: { "$kind": "NeighborAdvertisement", router: 1, solicited: 1, override: 1 } };

example icmpv6(0x1fdbe) "router advertisement: MTU, prefix, name server"
  "86 00 e0 72 40 40 07 08 00 00 00 00 00 00 00 00 05 01 00 00 00 00 05 dc"
  "03 04 40 c0 00 01 51 80 00 00 38 40 00 00 00 00 20 01 0d b8 00 00 00 01"
  "00 00 00 00 00 00 00 00 19 03 00 00 00 00 07 08 20 01 0d b8 00 00 00 00"
  "00 00 00 00 00 00 00 53"
  {
    type: {
      "$kind": "RouterAdvertisement",
      cur_hop_limit: 64,
      managed: 0,
      other: 1,
      preference: Medium,
      router_lifetime: 1800,
      options: [
        { type: { "$kind": "Mtu", mtu: 1500 } },
        {
          type: {
            "$kind": "PrefixInformation",
            prefix_length: 64,
            on_link: 1,
            autonomous: 1,
            valid_lifetime: 86400,
            preferred_lifetime: 14400,
            prefix: "20010db8000000010000000000000000"
          },
          length: 4
        },
        {
          type: {
            "$kind": "RecursiveDnsServer",
            lifetime: 1800,
            addresses: ["20010db8000000000000000000000053"]
          },
          length: 3
        }
      ]
    }
  };

example icmpv6(0x5baf) "echo request"
  "80 00 86 80 be ef 00 03 70 69 6e 67"
  { type: { "$kind": "EchoRequest", identifier: 0xbeef, sequence_number: 3, data: "70696e67" } };

example icmpv6(0x3b661) "multicast listener report, version 2"
  "8f 00 29 f4 00 00 00 01 04 00 00 00 ff 02 00 00 00 00 00 00 00 00 00 01"
  "ff 4f 8e 35"
  {
    type: {
      "$kind": "MulticastListenerReport2",
      number_of_records: 1,
      records: [
        {
          type: ChangeToExclude,
          number_of_sources: 0,
          multicast_address: "ff0200000000000000000001ff4f8e35",
          sources: []
        }
      ]
    }
  };

example icmpv6(0x1fdbe) "general query, version 2"
  "82 00 56 96 27 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "02 7d 00 00"
  {
    type: {
      "$kind": "MulticastListenerQuery",
      maximum_response_code: 10000,
      sources: { robustness: 2, query_interval_code: 125, addresses: [] }
    }
  };

example icmpv6(0x1fdbe) "general query, version 1"
  "82 00 59 17 27 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  { type: { "$kind": "MulticastListenerQuery", maximum_response_code: 10000 } };

example icmpv6(0x5cab) "packet too big"
  "02 00 dc 7d 00 00 05 78 6b 9a bc de 00 00 3b 40 20 01 0d b8 00 00 00 00"
  "00 00 00 00 00 00 00 01 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"
  { type: { "$kind": "PacketTooBig", mtu: 1400 } };

example icmpv6(0x3b64d) "router solicitation without options"
  "85 00 c4 a6 00 00 00 00"
  { type: { "$kind": "RouterSolicitation", options: [] } };

example icmpv6(0) "an option of length 0"
  "85 00 00 00 00 00 00 00 01 00 00 0c 29 4f 8e 35"
  malformed;

example icmpv6(0) "solicitation without target" "87 00 00 00 00 00 00 00 fe 80" malformed;

example mld_query_sources "one source"
  "0a 7d 00 01 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  {
    suppress: 1,
    robustness: 2,
    number_of_sources: 1,
    addresses: ["20010db8000000000000000000000001"]
  };

example mld_query_sources "cut off"
  "0a 7d 00 02 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  malformed;

example ndp_option "NAT64 prefix 64:ff9b::/96 (RFC 8781)"
  "26 02 07 08 00 64 ff 9b 00 00 00 00 00 00 00 00"
  {
    type: {
      "$kind": "Pref64",
      scaled_lifetime: 225,
      prefix_length_code: Length96,
      prefix: "0064ff9b0000000000000000"
    },
    length: 2
  };

example ndp_option "an option not known here"
  "fd 01 01 02 03 04 05 06"
  { type: { "$kind": "Unknown", "$value": 253, data: "010203040506" }, length: 1 };

example ndp_option "an MTU that is too long"
  "05 02 00 00 00 00 05 dc 00 00 00 00 00 00 00 00"
  malformed;

example ndp_option "cut off" "03 04 40 c0" malformed;
