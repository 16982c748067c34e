/**
 * Transmission Control Protocol (RFC 9293 section 3.1).
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     +-------------------------------+-------------------------------+
 *     |          Source Port          |       Destination Port        |
 *     +-------------------------------+-------------------------------+
 *     |                        Sequence Number                        |
 *     +---------------------------------------------------------------+
 *     |                    Acknowledgment Number                      |
 *     +-------+-----+-+-+-+-+-+-+-+-+-+-------------------------------+
 *     | Data  |Rsrv |A|C|E|U|A|P|R|S|F|                               |
 *     | Offset|     |E|W|C|R|C|S|S|Y|I|            Window             |
 *     |       |     | |R|E|G|K|H|T|N|N|                               |
 *     +-------+-----+-+-+-+-+-+-+-+-+-+-------------------------------+
 *     |           Checksum            |         Urgent Pointer        |
 *     +-------------------------------+-------------------------------+
 *     |                    Options and padding ...
 *
 * The segment reaches to the end of what the IP packet holds. `pseudo_header_sum` is as for UDP: the sum, not folded, of
 * the 16-bit words of both addresses and the protocol number 6, **without the length**, which is added here; 0 where the
 * checksum does not matter.
 */
packet tcp(int pseudo_header_sum) {
  source_port: uint16;
  destination_port: uint16;
  sequence_number: uint32;
  /** What the sender expects next; without meaning unless `ack` is set. */
  acknowledgment_number: uint32 default(0);
  /** Where the data begin, in 32-bit words. */
  data_offset: bit[4] min(5) value(offset(options) / 4);
  reserved: bit[3] default(0);
  /** Accurate ECN (RFC 9768); the nonce sum of RFC 3540 before. */
  ae: bit[1] default(0);
  /** Congestion window reduced (RFC 3168). */
  cwr: bit[1] default(0);
  /** ECN echo (RFC 3168). */
  ece: bit[1] default(0);
  urg: bit[1] default(0);
  ack: bit[1] default(0);
  psh: bit[1] default(0);
  rst: bit[1] default(0);
  syn: bit[1] default(0);
  fin: bit[1] default(0);
  /** Not scaled: to be shifted by what the peer's `WindowScale` said, except in a SYN (RFC 7323 section 2.2). */
  window: uint16;
  checksum: uint16 checksum(internet, 0..offset(data), pseudo_header_sum + offset(data));
  urgent_pointer: uint16 default(0);
  /** Together a multiple of 4 bytes: whoever writes them fills up with `NoOperation` or `EndOfOptions`. */
  options: array bytes(data_offset * 4 - 20) {
    /** One option (RFC 9293 section 3.2; IANA "tcp-parameters"). */
    kind: byte;
    classify (kind) {
      |0: "EndOfOptions" ->
        /** Up to the data. */
        padding: byte[remaining()];
      |1: "NoOperation" -> ();
      |2: "MaximumSegmentSize" ->
        length: byte const(4);
        maximum_segment_size: uint16;
      /** RFC 7323 section 2. */
      |3: "WindowScale" ->
        length: byte const(3);
        /** More than 14 counts as 14. */
        shift_count: byte;
      /** RFC 2018 section 2. */
      |4: "SackPermitted" ->
        length: byte const(2);
      /** RFC 2018 section 3: what arrived beyond the acknowledgment number; duplicates as RFC 2883 says. */
      |5: "Sack" ->
        length: byte min(2) value(2 + sizeof(blocks));
        blocks: array bytes(length - 2) {
          left_edge: uint32;
          right_edge: uint32;
        };
      /** RFC 7323 section 3. */
      |8: "Timestamps" ->
        length: byte const(10);
        value: uint32;
        echo_reply: uint32 default(0);
      /** RFC 7413 section 4.1.1: a cookie, or the request for one where it is empty. */
      |34: "FastOpen" ->
        length: byte min(2) value(2 + sizeof(cookie));
        cookie: byte[length - 2];
      |_: "Unknown" ->
        length: byte min(2) value(2 + sizeof(data));
        data: byte[length - 2];
    };
  };
  data: byte[remaining()];
}

// Examples

example tcp(0x18361) "SYN of Linux"
  "c0 00 00 50 3c 4b 5a 69 00 00 00 00 a0 02 fa f0 2e 48 00 00 02 04 05 b4"
  "04 02 08 0a 11 22 33 44 00 00 00 00 01 03 03 07"
  {
    source_port: 49152,
    destination_port: 80,
    sequence_number: 0x3c4b5a69,
    acknowledgment_number: 0,
    data_offset: 10,
    ack: 0,
    syn: 1,
    fin: 0,
    window: 64240,
    urgent_pointer: 0,
    options: [
      { kind: { "$kind": "MaximumSegmentSize", maximum_segment_size: 1460 } },
      { kind: { "$kind": "SackPermitted" } },
      { kind: { "$kind": "Timestamps", value: 0x11223344, echo_reply: 0 } },
      { kind: { "$kind": "NoOperation" } },
      { kind: { "$kind": "WindowScale", shift_count: 7 } }
    ],
    data: ""
  };

example tcp(0x1409) "selective acknowledgment"
  "00 50 9c 40 00 00 00 01 00 00 03 e8 80 10 01 f5 af c4 00 00 01 01 05 0a"
  "00 00 07 d0 00 00 0b b8"
  {
    data_offset: 8,
    ack: 1,
    psh: 0,
    options: [
      { kind: { "$kind": "NoOperation" } },
      { kind: { "$kind": "NoOperation" } },
      { kind: { "$kind": "Sack", length: 10, blocks: [{ left_edge: 2000, right_edge: 3000 }] } }
    ]
  };

example tcp(0x1409) "data, ECN"
  "00 50 9c 40 00 00 00 01 00 00 03 e8 50 d8 01 f5 38 c5 00 00 48 54 54 50"
  "2f 31 2e 31 20 32 30 30 20 4f 4b 0d 0a"
  {
    data_offset: 5,
    cwr: 1,
    ece: 1,
    ack: 1,
    psh: 1,
    options: [],
    data: "485454502f312e3120323030204f4b0d0a"
  };

example tcp(0x1409) "an unknown option, end of options, padding"
  "00 50 9c 40 00 00 00 01 00 00 03 e8 70 10 01 f5 ca 22 00 00 fd 04 12 34"
  "00 00 00 00"
  {
    data_offset: 7,
    options: [
      { kind: { "$kind": "Unknown", "$value": 253, length: 4, data: "1234" } },
      { kind: { "$kind": "EndOfOptions", padding: "000000" } }
    ],
    data: ""
  };

example tcp(0) "the header is longer than the segment"
  "c0 00 00 50 00 00 00 01 00 00 00 00 60 02 fa f0 00 00 00 00"
  malformed;

example tcp(0) "a data offset of 4"
  "c0 00 00 50 00 00 00 01 00 00 00 00 40 02 fa f0 00 00 00 00"
  malformed;

example tcp(0) "an option that reaches beyond the header"
  "c0 00 00 50 00 00 00 01 00 00 00 00 60 02 fa f0 00 00 00 00 02 08 05 b4"
  malformed;

example tcp(0) "an option of length 0"
  "c0 00 00 50 00 00 00 01 00 00 00 00 60 02 fa f0 00 00 00 00 fe 00 05 b4"
  malformed;
