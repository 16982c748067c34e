/** Seconds since 1900-01-01 00:00 UTC, and a fraction of 2^-32 seconds (RFC 5905 section 6). All zero: not known. */
struct {
  seconds: uint32 default(0);
  fraction: uint32 default(0);
} ntp_timestamp;

/** Seconds, and a fraction of 2^-16 seconds (RFC 5905 section 6). */
struct {
  seconds: uint16 default(0);
  fraction: uint16 default(0);
} ntp_short;

variant ntp_leap {
  |0 => NoWarning
  |1 -> LastMinuteHas61Seconds
  |2 -> LastMinuteHas59Seconds
  |3 -> NotSynchronized
};

/**
 * Network Time Protocol, versions 1 to 4, and SNTP (RFC 5905 section 7.3). Control messages (mode 6) are another packet,
 * `ntp_control`.
 */
packet ntp {
  leap: bit[2] variant ntp_leap;
  version: bit[3] default(4);
  mode: bit[3] max(5) variant {
    |1 -> SymmetricActive
    |2 -> SymmetricPassive
    |3 -> Client
    |4 -> Server
    |5 -> Broadcast
  };
  /** 0: not said, or a kiss-o'-death; 1: primary server; 2 to 15: secondary server; 16: not synchronized. */
  stratum: byte default(0);
  /** Longest interval between messages, log2 seconds. */
  poll: int8 default(0);
  /** Precision of the clock, log2 seconds. */
  precision: int8 default(0);
  /** Round-trip delay to the reference clock. */
  root_delay: ntp_short;
  root_dispersion: ntp_short;
  /** The reference clock's name in ASCII (stratum 1), the server's address (stratum 2 on), a kiss code (stratum 0). */
  reference_id: uint32 default(0);
  /** When the clock was last set. */
  reference_timestamp: ntp_timestamp;
  /** When the request left, by the client's clock. */
  origin_timestamp: ntp_timestamp;
  /** When the request arrived, by the server's clock. */
  receive_timestamp: ntp_timestamp;
  /** When this message left. */
  transmit_timestamp: ntp_timestamp;
  /**
   * Extension fields (RFC 7822), such as those of network time security (RFC 8915). 24 bytes and less are an authentication
   * code instead.
   */
  extensions: array to_end until(remaining() <= 24) {
    type: uint16;
    /** A multiple of 4; type and length included. */
    length: uint16 min(16) value(4 + sizeof(value));
    value: byte[length - 4];
    require (length % 4 == 0) "the length of an NTP extension field is a multiple of 4";
  } when(remaining() > 24);
  /** Message authentication code: none, or a key identifier and a digest; 4 zero bytes are a crypto-NAK. */
  authentication: byte[remaining()];
}

/** NTP control messages (RFC 9327 section 2), as ntpq sends them. */
packet ntp_control {
  leap: bit[2] variant ntp_leap;
  version: bit[3] default(2);
  mode: bit[3] const(6);
  response: bit[1] default(0);
  error: bit[1] default(0);
  more: bit[1] default(0);
  operation: bit[5] variant {
    |1 -> ReadStatus
    |2 -> ReadVariables
    |3 -> WriteVariables
    |4 -> ReadClockVariables
    |5 -> WriteClockVariables
    |6 -> SetTrap
    |7 -> AsynchronousMessage
    |8 -> RuntimeConfiguration
    |9 -> ExportConfiguration
    |10 -> RemoteAddressStatus
    |11 -> OrderedList
    |12 -> RequestNonce
    |31 -> UnsetTrap
  };
  sequence: uint16;
  status: uint16 default(0);
  association_id: uint16 default(0);
  /** Of this fragment, in the whole response. */
  offset: uint16 default(0);
  count: uint16 value(sizeof(data));
  /** ASCII text. */
  data: byte[count];
  /** To a multiple of 4 bytes, then the authentication code, if any. */
  rest: byte[remaining()];
}

// Examples

example ntp "an SNTP client asks"
  "23 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 e9 4f 3c 80 12 34 56 78"
  {
    leap: NoWarning,
    version: 4,
    mode: Client,
    stratum: 0,
    transmit_timestamp_seconds: 0xe94f3c80,
    transmit_timestamp_fraction: 0x12345678,
    authentication: ""
  };

example ntp "a stratum 2 server answers"
  "24 02 06 e7 00 00 02 1c 00 00 04 11 c0 a8 01 fe e9 4f 3a 10 80 00 00 00"
  "e9 4f 3c 80 12 34 56 78 e9 4f 3c 80 20 00 00 00 e9 4f 3c 80 20 01 00 00"
  {
    mode: Server,
    stratum: 2,
    poll: 6,
    precision: -25,
    root_delay_seconds: 0,
    root_delay_fraction: 540,
    reference_id: 0xc0a801fe,
    origin_timestamp_seconds: 0xe94f3c80
  };

example ntp "an MD5 message authentication code"
  "e3 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 01 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"
  { leap: NotSynchronized, authentication: "00000001000102030405060708090a0b0c0d0e0f" };

example ntp "network time security: a unique identifier and a cookie"
  "23 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "01 04 00 24 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13"
  "14 15 16 17 18 19 1a 1b 1c 1d 1e 1f 02 04 00 10 00 01 02 03 04 05 06 07"
  "08 09 0a 0b 04 04 00 28 00 10 00 10 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  {
    extensions: [
      { type: 0x0104, length: 36 },
      { type: 0x0204, length: 16, value: "000102030405060708090a0b" },
      { type: 0x0404, length: 40 }
    ],
    authentication: ""
  };

example ntp "a control message"
  "16 02 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

example ntp "cut off"
  "23 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

example ntp "an extension field of length 8"
  "23 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "01 04 00 08 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00"
  malformed;

example ntp_control "ntpq asks for the variables"
  "16 02 00 01 00 00 00 00 00 00 00 00"
  { version: 2, response: 0, operation: ReadVariables, sequence: 1, count: 0, data: "", rest: "" };

example ntp_control "a text of 5 bytes, padded"
  "16 82 00 01 06 15 00 00 00 00 00 05 61 3d 31 0d 0a 00 00 00"
  { response: 1, status: 0x0615, count: 5, data: "613d310d0a", rest: "000000" };

example ntp_control "less text than count says"
  "16 82 00 01 06 15 00 00 00 00 00 05 61 3d"
  malformed;
