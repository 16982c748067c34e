/** The transport layer of SSH (RFC 4253). */

typedef name_list string32;

/**
 * The line with which each side begins (RFC 4253 section 4.2), up to its line feed:
 * `SSH-protoversion-softwareversion SP comments CR LF`. A server may send other lines before it.
 */
packet ssh_identification {
  /** "SSH-" */
  prefix: uint32 const(0x5353_482d);
  /** To the line feed, itself included. */
  text: array until(octet == 0x0a) {
    octet: byte;
  };
}

example ssh_identification "OpenSSH"
  "53 53 48 2d 32 2e 30 2d 4f 70 65 6e 53 53 48 5f 39 2e 32 70 31 20 44 65 62 69 61 6e 2d 32 0d 0a"
  { prefix: 0x5353_482d };
example ssh_identification "no line feed"
  "53 53 48 2d 32 2e 30 2d 4f 70 65 6e 53 53 48 5f 39 2e 32 0d"
  malformed;
example ssh_identification "another protocol" "48 54 54 50 2f 31 2e 30 20 34 30 30 0d 0a" malformed;

/**
 * The packet around every message (RFC 4253 section 6), decrypted. Only the lengths tell the payload from the padding.
 * The length of the MAC depends on the algorithm; it is 0 before the first key exchange.
 */
packet ssh_binary_packet(int mac_length) {
  packet_length: uint32 value(1 + sizeof(payload) + sizeof(random_padding));
  padding_length: byte min(4) value(sizeof(random_padding));
  payload: byte[packet_length - padding_length - 1];
  random_padding: byte[padding_length];
  mac: byte[mac_length];
}

example ssh_binary_packet(0) "NEWKEYS, by OpenSSH"
  "00 00 00 0c 0a 15 00 00 00 00 00 00 00 00 00 00"
  { packet_length: 12, padding_length: 10, payload: "15", mac: "" };
example ssh_binary_packet(4) "a MAC"
  "00 00 00 0c 0a 15 00 00 00 00 00 00 00 00 00 00 01 02 03 04"
  { payload: "15", mac: "01020304" };
example ssh_binary_packet(0) "three bytes of padding" "00 00 00 05 03 15 00 00 00" malformed;
example ssh_binary_packet(0) "more padding than packet"
  "00 00 00 0c 0c 15 00 00 00 00 00 00 00 00 00 00"
  malformed;
example ssh_binary_packet(32) "no MAC" "00 00 00 0c 0a 15 00 00 00 00 00 00 00 00 00 00" malformed;

/** Reason codes of a disconnection (RFC 4253 section 11.1). */
variant ssh_disconnect_reason {
  |1 -> HostNotAllowedToConnect
  |2 -> ProtocolError
  |3 -> KeyExchangeFailed
  |4 -> Reserved
  |5 -> MacError
  |6 -> CompressionError
  |7 -> ServiceNotAvailable
  |8 -> ProtocolVersionNotSupported
  |9 -> HostKeyNotVerifiable
  |10 -> ConnectionLost
  |11 -> ByApplication
  |12 -> TooManyConnections
  |13 -> AuthCancelledByUser
  |14 -> NoMoreAuthMethodsAvailable
  |15 -> IllegalUserName
};

/** Messages 1 to 29 and the local extensions from 192 (RFC 4250 section 4.1.1). */
packet ssh_transport {
  message: byte;
  classify (message) {
    /** RFC 4253 section 11.1 */
    |1: "Disconnect" ->
      reason_code: uint32 variant ssh_disconnect_reason;
      description: string32;
      language_tag: string32;
    /** RFC 4253 section 11.2 */
    |2: "Ignore" ->
      data: string32;
    /** RFC 4253 section 11.4 */
    |3: "Unimplemented" ->
      packet_sequence_number: uint32;
    /** RFC 4253 section 11.3 */
    |4: "Debug" ->
      always_display: boolean;
      message_text: string32;
      language_tag: string32;
    /** RFC 4253 section 10 */
    |5: "ServiceRequest" ->
      service_name: string32;
    /** RFC 4253 section 10 */
    |6: "ServiceAccept" ->
      service_name: string32;
    /** Extension negotiation (RFC 8308 section 2.3), such as server-sig-algs. */
    |7: "ExtInfo" ->
      nr_extensions: uint32 value(array_length(extensions));
      extensions: array (nr_extensions) {
        extension_name: string32;
        extension_value: string32;
      };
    /** RFC 8308 section 3.2 */
    |8: "NewCompress" -> ();
    /** Algorithm negotiation (RFC 4253 section 7.1): each list in order of preference. */
    |20: "KexInit" ->
      cookie: byte[16];
      kex_algorithms: name_list;
      server_host_key_algorithms: name_list;
      encryption_algorithms_client_to_server: name_list;
      encryption_algorithms_server_to_client: name_list;
      mac_algorithms_client_to_server: name_list;
      mac_algorithms_server_to_client: name_list;
      compression_algorithms_client_to_server: name_list;
      compression_algorithms_server_to_client: name_list;
      languages_client_to_server: name_list;
      languages_server_to_client: name_list;
      first_kex_packet_follows: boolean;
      /** For future extension. */
      reserved: uint32 default(0);
    /** RFC 4253 section 7.3 */
    |21: "NewKeys" -> ();
    /** OpenSSH's ping@openssh.com (PROTOCOL section 1.9). */
    |192: "Ping" ->
      data: string32;
    /** OpenSSH's answer to Ping (PROTOCOL section 1.9). */
    |193: "Pong" ->
      data: string32;
    /** To be answered with Unimplemented (RFC 4253 section 11.4). */
    |_: "Unknown" ->
      payload: byte[remaining()];
  };
}

example ssh_transport "key exchange, by the server of OpenSSH 9.2"
  "14 29 9e b7 29 c3 7b a7 2a dd 51 35 f9 15 9a 49 1f 00 00 01 3d 73 6e 74 72 75 70 37 36 31 78 32"
  "35 35 31 39 2d 73 68 61 35 31 32 2c 73 6e 74 72 75 70 37 36 31 78 32 35 35 31 39 2d 73 68 61 35"
  "31 32 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 63 75 72 76 65 32 35 35 31 39 2d 73 68 61 32 35 36"
  "2c 63 75 72 76 65 32 35 35 31 39 2d 73 68 61 32 35 36 40 6c 69 62 73 73 68 2e 6f 72 67 2c 65 63"
  "64 68 2d 73 68 61 32 2d 6e 69 73 74 70 32 35 36 2c 65 63 64 68 2d 73 68 61 32 2d 6e 69 73 74 70"
  "33 38 34 2c 65 63 64 68 2d 73 68 61 32 2d 6e 69 73 74 70 35 32 31 2c 64 69 66 66 69 65 2d 68 65"
  "6c 6c 6d 61 6e 2d 67 72 6f 75 70 2d 65 78 63 68 61 6e 67 65 2d 73 68 61 32 35 36 2c 64 69 66 66"
  "69 65 2d 68 65 6c 6c 6d 61 6e 2d 67 72 6f 75 70 31 36 2d 73 68 61 35 31 32 2c 64 69 66 66 69 65"
  "2d 68 65 6c 6c 6d 61 6e 2d 67 72 6f 75 70 31 38 2d 73 68 61 35 31 32 2c 64 69 66 66 69 65 2d 68"
  "65 6c 6c 6d 61 6e 2d 67 72 6f 75 70 31 34 2d 73 68 61 32 35 36 2c 6b 65 78 2d 73 74 72 69 63 74"
  "2d 73 2d 76 30 30 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 0b 73 73 68 2d 65 64 32 35 35 31"
  "39 00 00 00 6c 63 68 61 63 68 61 32 30 2d 70 6f 6c 79 31 33 30 35 40 6f 70 65 6e 73 73 68 2e 63"
  "6f 6d 2c 61 65 73 31 32 38 2d 63 74 72 2c 61 65 73 31 39 32 2d 63 74 72 2c 61 65 73 32 35 36 2d"
  "63 74 72 2c 61 65 73 31 32 38 2d 67 63 6d 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 61 65 73 32 35"
  "36 2d 67 63 6d 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 6c 63 68 61 63 68 61 32 30 2d 70 6f"
  "6c 79 31 33 30 35 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 61 65 73 31 32 38 2d 63 74 72 2c 61 65"
  "73 31 39 32 2d 63 74 72 2c 61 65 73 32 35 36 2d 63 74 72 2c 61 65 73 31 32 38 2d 67 63 6d 40 6f"
  "70 65 6e 73 73 68 2e 63 6f 6d 2c 61 65 73 32 35 36 2d 67 63 6d 40 6f 70 65 6e 73 73 68 2e 63 6f"
  "6d 00 00 00 d5 75 6d 61 63 2d 36 34 2d 65 74 6d 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 75 6d 61"
  "63 2d 31 32 38 2d 65 74 6d 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 68 6d 61 63 2d 73 68 61 32 2d"
  "32 35 36 2d 65 74 6d 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 68 6d 61 63 2d 73 68 61 32 2d 35 31"
  "32 2d 65 74 6d 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 68 6d 61 63 2d 73 68 61 31 2d 65 74 6d 40"
  "6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 75 6d 61 63 2d 36 34 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c"
  "75 6d 61 63 2d 31 32 38 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 68 6d 61 63 2d 73 68 61 32 2d 32"
  "35 36 2c 68 6d 61 63 2d 73 68 61 32 2d 35 31 32 2c 68 6d 61 63 2d 73 68 61 31 00 00 00 d5 75 6d"
  "61 63 2d 36 34 2d 65 74 6d 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 75 6d 61 63 2d 31 32 38 2d 65"
  "74 6d 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 68 6d 61 63 2d 73 68 61 32 2d 32 35 36 2d 65 74 6d"
  "40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 68 6d 61 63 2d 73 68 61 32 2d 35 31 32 2d 65 74 6d 40 6f"
  "70 65 6e 73 73 68 2e 63 6f 6d 2c 68 6d 61 63 2d 73 68 61 31 2d 65 74 6d 40 6f 70 65 6e 73 73 68"
  "2e 63 6f 6d 2c 75 6d 61 63 2d 36 34 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 75 6d 61 63 2d 31 32"
  "38 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 68 6d 61 63 2d 73 68 61 32 2d 32 35 36 2c 68 6d 61 63"
  "2d 73 68 61 32 2d 35 31 32 2c 68 6d 61 63 2d 73 68 61 31 00 00 00 15 6e 6f 6e 65 2c 7a 6c 69 62"
  "40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 15 6e 6f 6e 65 2c 7a 6c 69 62 40 6f 70 65 6e 73 73"
  "68 2e 63 6f 6d 00 00 00 00 00 00 00 00 00 00 00 00 00"
  {
    message: {
      "$kind": "KexInit",
      cookie: "299eb729c37ba72add5135f9159a491f",
      kex_algorithms: "sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256,kex-strict-s-v00@openssh.com",
      server_host_key_algorithms: "ssh-ed25519",
      encryption_algorithms_client_to_server: "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com",
      compression_algorithms_server_to_client: "none,zlib@openssh.com",
      languages_client_to_server: "",
      first_kex_packet_follows: false,
      reserved: 0
    }
  };
example ssh_transport "new keys" "15" { message: { "$kind": "NewKeys" } };
example ssh_transport "service request"
  "05 00 00 00 0c 73 73 68 2d 75 73 65 72 61 75 74 68"
  { message: { "$kind": "ServiceRequest", service_name: "ssh-userauth" } };
example ssh_transport "service accept, by OpenSSH"
  "06 00 00 00 0c 73 73 68 2d 75 73 65 72 61 75 74 68"
  { message: { "$kind": "ServiceAccept", service_name: "ssh-userauth" } };
example ssh_transport "extensions, by OpenSSH"
  "07 00 00 00 02 00 00 00 0f 73 65 72 76 65 72 2d 73 69 67 2d 61 6c 67 73 00 00 00 db 73 73 68 2d"
  "65 64 32 35 35 31 39 2c 73 6b 2d 73 73 68 2d 65 64 32 35 35 31 39 40 6f 70 65 6e 73 73 68 2e 63"
  "6f 6d 2c 65 63 64 73 61 2d 73 68 61 32 2d 6e 69 73 74 70 32 35 36 2c 65 63 64 73 61 2d 73 68 61"
  "32 2d 6e 69 73 74 70 33 38 34 2c 65 63 64 73 61 2d 73 68 61 32 2d 6e 69 73 74 70 35 32 31 2c 73"
  "6b 2d 65 63 64 73 61 2d 73 68 61 32 2d 6e 69 73 74 70 32 35 36 40 6f 70 65 6e 73 73 68 2e 63 6f"
  "6d 2c 77 65 62 61 75 74 68 6e 2d 73 6b 2d 65 63 64 73 61 2d 73 68 61 32 2d 6e 69 73 74 70 32 35"
  "36 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 2c 73 73 68 2d 64 73 73 2c 73 73 68 2d 72 73 61 2c 72 73"
  "61 2d 73 68 61 32 2d 32 35 36 2c 72 73 61 2d 73 68 61 32 2d 35 31 32 00 00 00 1f 70 75 62 6c 69"
  "63 6b 65 79 2d 68 6f 73 74 62 6f 75 6e 64 40 6f 70 65 6e 73 73 68 2e 63 6f 6d 00 00 00 01 30"
  {
    message: {
      "$kind": "ExtInfo",
      nr_extensions: 2,
      extensions: [
        { extension_name: "server-sig-algs" },
        { extension_name: "publickey-hostbound@openssh.com", extension_value: "0" }
      ]
    }
  };
example ssh_transport "disconnection, by the client of OpenSSH"
  "01 00 00 00 0b 00 00 00 14 64 69 73 63 6f 6e 6e 65 63 74 65 64 20 62 79 20 75 73 65 72 00 00 00"
  "00"
  {
    message: {
      "$kind": "Disconnect",
      reason_code: ByApplication,
      description: "disconnected by user",
      language_tag: ""
    }
  };
example ssh_transport "ignore" "02 00 00 00 00" { message: { "$kind": "Ignore", data: "" } };
example ssh_transport "debug, by OpenSSH"
  "04 00 00 00 00 5c 2f 74 6d 70 2f 70 65 5f 73 73 68 2f 61 75 74 68 3a 31 3a 20 6b 65 79 20 6f 70"
  "74 69 6f 6e 73 3a 20 61 67 65 6e 74 2d 66 6f 72 77 61 72 64 69 6e 67 20 70 6f 72 74 2d 66 6f 72"
  "77 61 72 64 69 6e 67 20 70 74 79 20 75 73 65 72 2d 72 63 20 78 31 31 2d 66 6f 72 77 61 72 64 69"
  "6e 67 00 00 00 00"
  { message: { "$kind": "Debug", always_display: false, language_tag: "" } };
example ssh_transport "unimplemented"
  "03 00 00 00 05"
  { message: { "$kind": "Unimplemented", packet_sequence_number: 5 } };
example ssh_transport "ping (OpenSSH 9.5)"
  "c0 00 00 00 02 68 69"
  { message: { "$kind": "Ping", data: "hi" } };
example ssh_transport "a message that is not known"
  "c8 01 02 03"
  { message: { "$kind": "Unknown", "$value": 200, payload: "010203" } };
example ssh_transport "a list that goes on behind the message"
  "14 29 9e b7 29 c3 7b a7 2a dd 51 35 f9 15 9a 49 1f 00 00 01 00 73 6e 74 72 75 70 37 36 31 78 32"
  "35 35 31 39 2d 73 68 61"
  malformed;
example ssh_transport "no cookie" "14 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00" malformed;
example ssh_transport "fewer extensions than it says"
  "07 00 00 00 02 00 00 00 0f 73 65 72 76 65 72 2d 73 69 67 2d 61 6c 67 73 00 00 00 0b 73 73 68 2d"
  "65 64 32 35 35 31 39"
  malformed;
