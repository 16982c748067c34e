import "pcap.mpl";

/**
 * The first 12 bytes of a section: enough to find out its byte order, which the length in front of it is already in. The
 * blocks of the section, this one included, are then `pcapng_block(byte_order_magic == Little)`.
 */
packet pcapng_section_start {
  block_type: uint32 const(0x0a0d0d0a);
  /** In the section's byte order. */
  block_total_length: byte[4];
  byte_order_magic: uint32 variant { |0x1a2b3c4d -> Big |0x4d3c2b1a -> Little };
  require (byte_order_magic == Big || byte_order_magic == Little) "neither byte order of a pcapng section";
}

/**
 * One block of a capture file (draft-ietf-opsawg-pcapng section 3.1): type, length, body, and the length again.
 *
 * Blocks follow one another; a section header block begins a new section, which may be in another byte order.
 */
packet pcapng_block(bool little_endian) endian(little when little_endian) {
  block_type: uint32;
  /** Of the whole block, a multiple of 4. */
  block_total_length: uint32 min(12) value(offset(block_total_length_again));
  require (block_total_length % 4 == 0) "the length of a block is a multiple of 4";
  classify (block_type) {
    /** Section 4.1. */
    |0x0a0d0d0a: "SectionHeader" ->
      byte_order_magic: uint32 const(0x1a2b3c4d);
      major_version: uint16 default(1);
      minor_version: uint16 default(0);
      /** Of the section without this block; -1 is not known. */
      section_length: int64 default(-1);
      options: array bytes(block_total_length - 4 - offset(section_length)) of packet pcapng_option(little_endian);
    /** Section 4.2. The first of a section is interface 0. */
    |1: "InterfaceDescription" ->
      link_type: uint16 variant link_type;
      reserved: uint16 default(0);
      /** 0: no limit. */
      snap_length: uint32 default(0);
      options: array bytes(block_total_length - 4 - offset(snap_length)) of packet pcapng_option(little_endian);
    /** Section 4.4: a packet of interface 0, without a time; it is cut off at that interface's snap length. */
    |3: "SimplePacket" ->
      original_length: uint32;
      /** With padding to a multiple of 4 bytes. */
      data: byte[block_total_length - 16];
    /** Section 4.5. */
    |4: "NameResolution" ->
      records: array to_end until(type == 0) {
        type: uint16;
        length: uint16 value(offset(value_end) - offset(length));
        classify (type) {
          |0: "End" -> ();
          /** An IPv4 address, then zero-terminated names. */
          |1: "Ipv4" ->
            address: uint32 endian(big);
            names: byte[length - 4];
          |2: "Ipv6" ->
            address: byte[16];
            names: byte[length - 16];
          |_: "Unknown" ->
            value: byte[length];
        };
        value_end: label;
        require (offset(value_end) - offset(length) == length) "the record is not as long as its length says";
        padding: byte[(4 - length % 4) % 4];
      };
      options: array bytes(block_total_length - 4 - offset(records)) of packet pcapng_option(little_endian);
    /** Section 4.6. */
    |5: "InterfaceStatistics" ->
      interface_id: uint32;
      timestamp_high: uint32;
      timestamp_low: uint32;
      options: array bytes(block_total_length - 4 - offset(timestamp_low)) of packet pcapng_option(little_endian);
    /** Section 4.3. */
    |6: "EnhancedPacket" ->
      interface_id: uint32;
      /** In units that the interface's option 9 says, microseconds without one, since 1970-01-01 00:00 UTC. */
      timestamp_high: uint32;
      timestamp_low: uint32;
      captured_length: uint32 value(sizeof(data));
      /** What the packet's length was before it was cut to `data`. */
      original_length: uint32;
      data: byte[captured_length];
      /** To a multiple of 4 bytes, as everywhere in this format. */
      padding: byte[(4 - captured_length % 4) % 4];
      options: array bytes(block_total_length - 4 - offset(padding)) of packet pcapng_option(little_endian);
    /** Blocks of other kinds: decryption secrets (10), custom (0xbad), the systemd journal (9), and what is yet to come. */
    |_: "Unknown" ->
      body: byte[block_total_length - 12];
  };
  block_total_length_again: uint32 value(block_total_length) verify;
}

/**
 * One option (section 3.5). Codes below 10 mean the same everywhere or depend on the block; 0 ends the list, 1 is a comment.
 */
packet pcapng_option(bool little_endian) endian(little when little_endian) {
  code: uint16;
  length: uint16 value(sizeof(value));
  value: byte[length];
  padding: byte[(4 - length % 4) % 4];
}

/** All blocks of one section, or of a file whose sections have one byte order. */
packet pcapng_section(bool little_endian) {
  blocks: array to_end of packet pcapng_block(little_endian);
}

// Examples

example pcapng_section_start "little-endian"
  "0a 0d 0d 0a 28 00 00 00 4d 3c 2b 1a"
  { block_total_length: "28000000", byte_order_magic: Little };

example pcapng_section_start "a pcap file"
  "d4 c3 b2 a1 02 00 04 00 00 00 00 00 00 00 00 00 00 00 04 00 01 00 00 00"
  malformed;

example pcapng_block(true) "section header"
  "0a 0d 0d 0a 28 00 00 00 4d 3c 2b 1a 01 00 00 00 ff ff ff ff ff ff ff ff"
  "04 00 04 00 6d 70 6c 63 00 00 00 00 28 00 00 00"
  {
    block_type: {
      "$kind": "SectionHeader",
      byte_order_magic: 0x1a2b3c4d,
      major_version: 1,
      minor_version: 0,
      section_length: -1,
      options: [{ code: 4, length: 4, value: "6d706c63" }, { code: 0, length: 0, value: "" }]
    }
  };

example pcapng_block(false) "section header, big-endian"
  "0a 0d 0d 0a 00 00 00 28 1a 2b 3c 4d 00 01 00 00 ff ff ff ff ff ff ff ff"
  "00 04 00 04 6d 70 6c 63 00 00 00 00 00 00 00 28"
  { block_total_length: 40, block_type: { "$kind": "SectionHeader", section_length: -1 } };

example pcapng_block(true) "interface description"
  "01 00 00 00 28 00 00 00 01 00 00 00 00 00 04 00 02 00 04 00 65 74 68 30"
  "09 00 01 00 09 00 00 00 00 00 00 00 28 00 00 00"
  {
    block_type: {
      "$kind": "InterfaceDescription",
      link_type: Ethernet,
      snap_length: 262144,
      options: [{ code: 2, value: "65746830" }, { code: 9, length: 1, value: "09" }, { code: 0 }]
    }
  };

example pcapng_block(true) "enhanced packet: 5 bytes, padded"
  "06 00 00 00 28 00 00 00 00 00 00 00 1b 0a 06 00 5f 4e 3d 2c 05 00 00 00"
  "3c 00 00 00 de ad be ef 01 00 00 00 28 00 00 00"
  {
    block_total_length: 40,
    block_type: {
      "$kind": "EnhancedPacket",
      captured_length: 5,
      original_length: 60,
      data: "deadbeef01",
      padding: "000000",
      options: []
    },
    block_total_length_again: 40
  };

example pcapng_block(true) "simple packet"
  "03 00 00 00 14 00 00 00 04 00 00 00 de ad be ef 14 00 00 00"
  { block_type: { "$kind": "SimplePacket", original_length: 4, data: "deadbeef" } };

example pcapng_block(true) "name resolution: 192.0.2.1 is ns.example"
  "04 00 00 00 24 00 00 00 01 00 0f 00 c0 00 02 01 6e 73 2e 65 78 61 6d 70"
  "6c 65 00 00 00 00 00 00 24 00 00 00"
  {
    block_type: {
      "$kind": "NameResolution",
      records: [
        {
          type: { "$kind": "Ipv4", address: 0xc0000201, names: "6e732e6578616d706c6500" },
          length: 15,
          padding: "00"
        },
        { type: { "$kind": "End" }, length: 0, padding: "" }
      ],
      options: []
    }
  };

example pcapng_block(true) "interface statistics: 100 packets"
  "05 00 00 00 28 00 00 00 00 00 00 00 1b 0a 06 00 5f 4e 3d 2c 04 00 08 00"
  "64 00 00 00 00 00 00 00 00 00 00 00 28 00 00 00"
  {
    block_type: {
      "$kind": "InterfaceStatistics",
      interface_id: 0,
      options: [{ code: 4, value: "6400000000000000" }, { code: 0 }]
    }
  };

example pcapng_block(true) "a block not known here"
  "ad 0b 00 00 10 00 00 00 01 02 03 04 10 00 00 00"
  { block_type: { "$kind": "Unknown", "$value": 0xbad, body: "01020304" } };

example pcapng_block(true) "the two lengths differ"
  "06 00 00 00 28 00 00 00 00 00 00 00 1b 0a 06 00 5f 4e 3d 2c 05 00 00 00"
  "3c 00 00 00 de ad be ef 01 00 00 00 24 00 00 00"
  malformed;

example pcapng_block(true) "a packet that reaches beyond its block"
  "06 00 00 00 28 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 09 00 00 00"
  "09 00 00 00 de ad be ef 01 00 00 00 28 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

example pcapng_block(true) "a section header in the other byte order"
  "0a 0d 0d 0a 00 00 00 28 1a 2b 3c 4d 00 01 00 00 ff ff ff ff ff ff ff ff"
  "00 04 00 04 6d 70 6c 63 00 00 00 00 00 00 00 28"
  malformed;

example pcapng_option(true) "a comment of 5 bytes, padded"
  "01 00 05 00 68 65 6c 6c 6f 00 00 00"
  { code: 1, length: 5, value: "68656c6c6f", padding: "000000" };

example pcapng_option(true) "cut off in its padding" "01 00 05 00 68 65 6c 6c 6f 00 00" malformed;

example pcapng_section(true) "a section header, an interface, a packet"
  "0a 0d 0d 0a 28 00 00 00 4d 3c 2b 1a 01 00 00 00 ff ff ff ff ff ff ff ff"
  "04 00 04 00 6d 70 6c 63 00 00 00 00 28 00 00 00 01 00 00 00 14 00 00 00"
  "01 00 00 00 00 00 00 00 14 00 00 00 06 00 00 00 28 00 00 00 00 00 00 00"
  "1b 0a 06 00 5f 4e 3d 2c 05 00 00 00 3c 00 00 00 de ad be ef 01 00 00 00"
  "28 00 00 00"
  {
    blocks: [
      { block_type: { "$kind": "SectionHeader" } },
      { block_type: { "$kind": "InterfaceDescription", link_type: Ethernet } },
      { block_type: { "$kind": "EnhancedPacket", data: "deadbeef01" } }
    ]
  };

example pcapng_section(true) "the last block is cut off"
  "0a 0d 0d 0a 28 00 00 00 4d 3c 2b 1a 01 00 00 00 ff ff ff ff ff ff ff ff"
  "04 00 04 00 6d 70 6c 63 00 00 00 00 28 00 00 00 01 00 00 00 14 00 00 00"
  "01 00 00 00 00 00 00 00 14 00 00 00 06 00 00 00 28 00 00 00 00 00 00 00"
  "1b 0a 06 00 5f 4e 3d 2c 05 00 00 00 3c 00 00 00 de ad be ef 01 00 00 00"
  "28 00 00"
  malformed;
