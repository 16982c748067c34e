/** DHCP options (RFC 2132; IANA "bootp-dhcp-parameters"): what a client asks for in its parameter request list. */
variant dhcp_option_code {
  |1 -> SubnetMask
  |2 -> TimeOffset
  |3 -> Router
  |4 -> TimeServer
  |6 -> DomainNameServer
  |7 -> LogServer
  |12 -> HostName
  |13 -> BootFileSize
  |15 -> DomainName
  |17 -> RootPath
  |26 -> InterfaceMtu
  |28 -> BroadcastAddress
  |31 -> PerformRouterDiscovery
  |33 -> StaticRoute
  |40 -> NisDomain
  |41 -> NisServers
  |42 -> NtpServers
  |43 -> VendorSpecific
  |44 -> NetBiosNameServer
  |46 -> NetBiosNodeType
  |47 -> NetBiosScope
  |50 -> RequestedAddress
  |51 -> LeaseTime
  |52 -> Overload
  |53 -> MessageType
  |54 -> ServerIdentifier
  |55 -> ParameterRequestList
  |56 -> Message
  |57 -> MaximumMessageSize
  |58 -> RenewalTime
  |59 -> RebindingTime
  |60 -> VendorClass
  |61 -> ClientIdentifier
  |66 -> TftpServerName
  |67 -> BootFileName
  |77 -> UserClass
  |80 -> RapidCommit
  |81 -> ClientFqdn
  |82 -> RelayAgentInformation
  |93 -> ClientArchitecture
  |94 -> ClientNetworkInterface
  |97 -> ClientMachineIdentifier
  |100 -> PosixTimeZone
  |101 -> TzdbTimeZone
  |108 -> Ipv6OnlyPreferred
  |114 -> CaptivePortal
  |116 -> AutoConfigure
  |119 -> DomainSearch
  |121 -> ClasslessStaticRoute
  |150 -> TftpServerAddress
  |252 -> ProxyAutoDiscovery
};

/** RFC 2132 section 9.6, RFC 3203, RFC 4388, RFC 6926. */
variant dhcp_message_type {
  |1 -> Discover
  |2 -> Offer
  |3 -> Request
  |4 -> Decline
  |5 -> Ack
  |6 -> Nak
  |7 -> Release
  |8 -> Inform
  |9 -> ForceRenew
  |10 -> LeaseQuery
  |11 -> LeaseUnassigned
  |12 -> LeaseUnknown
  |13 -> LeaseActive
};

/**
 * Dynamic Host Configuration Protocol (RFC 2131 section 2): a BOOTP message with options.
 */
packet dhcp {
  op: byte variant { |1 -> BootRequest |2 -> BootReply };
  htype: byte default(1);
  /** How much of `chaddr` is the hardware address. */
  hlen: byte max(16) default(6);
  hops: byte default(0);
  /** Chosen by the client, at random. */
  xid: uint32;
  /** Since the client began to ask. */
  secs: uint16 default(0);
  /** The client can't yet receive unicast: answer by broadcast. */
  broadcast: bit[1] default(0);
  reserved: bit[15] default(0);
  /** The client's address, where it has one and answers to it. */
  ciaddr: uint32 default(0);
  /** "Your" address: what the server offers or assigns. */
  yiaddr: uint32 default(0);
  /** The next server to boot from. */
  siaddr: uint32 default(0);
  /** The relay agent's address. */
  giaddr: uint32 default(0);
  /** The client's hardware address, then zeros. */
  chaddr: byte[16];
  /** The server's name, zero-terminated, or options (52, "Overload"). */
  sname: byte[64];
  /** The boot file's name, zero-terminated, or options (52, "Overload"). */
  file: byte[128];
  /** RFC 2131 section 3. */
  magic_cookie: uint32 const(0x63825363);
  options: array to_end until(code == 255) {
    /** RFC 2132, and others as named. */
    code: byte;
    classify (code) {
      |0: "Pad" -> ();
      |1: "SubnetMask" ->
        length: byte const(4);
        mask: uint32;
      |2: "TimeOffset" ->
        length: byte const(4);
        /** In seconds east of UTC. */
        seconds: int32;
      |3: "Router" ->
        length: byte value(sizeof(addresses));
        addresses: array bytes(length) of uint32;
      |4: "TimeServer" ->
        length: byte value(sizeof(addresses));
        addresses: array bytes(length) of uint32;
      |6: "DomainNameServer" ->
        length: byte value(sizeof(addresses));
        addresses: array bytes(length) of uint32;
      |12: "HostName" ->
        name: string8;
      |15: "DomainName" ->
        name: string8;
      |26: "InterfaceMtu" ->
        length: byte const(2);
        mtu: uint16;
      |28: "BroadcastAddress" ->
        length: byte const(4);
        address: uint32;
      |42: "NtpServers" ->
        length: byte value(sizeof(addresses));
        addresses: array bytes(length) of uint32;
      |43: "VendorSpecific" ->
        length: byte value(sizeof(data));
        data: byte[length];
      |50: "RequestedAddress" ->
        length: byte const(4);
        address: uint32;
      |51: "LeaseTime" ->
        length: byte const(4);
        /** 0xffffffff is for ever. */
        seconds: uint32;
      |52: "Overload" ->
        length: byte const(1);
        /** The named fields hold options too. */
        fields: byte variant { |1 -> File |2 -> Sname |3 -> Both };
      |53: "MessageType" ->
        length: byte const(1);
        message_type: byte variant dhcp_message_type;
      |54: "ServerIdentifier" ->
        length: byte const(4);
        address: uint32;
      |55: "ParameterRequestList" ->
        length: byte value(sizeof(codes));
        codes: array bytes(length) of byte variant dhcp_option_code;
      |56: "Message" ->
        text: string8;
      |57: "MaximumMessageSize" ->
        length: byte const(2);
        size: uint16;
      |58: "RenewalTime" ->
        length: byte const(4);
        seconds: uint32;
      |59: "RebindingTime" ->
        length: byte const(4);
        seconds: uint32;
      |60: "VendorClass" ->
        identifier: string8;
      /** A hardware type and address, or type 0 and anything (RFC 2132 section 9.14), or type 255, IAID and DUID (RFC 4361). */
      |61: "ClientIdentifier" ->
        length: byte min(1) value(1 + sizeof(identifier));
        type: byte;
        identifier: byte[length - 1];
      |66: "TftpServerName" ->
        name: string8;
      |67: "BootFileName" ->
        name: string8;
      /** RFC 4039. */
      |80: "RapidCommit" ->
        length: byte const(0);
      /** RFC 4702 section 2. */
      |81: "ClientFqdn" ->
        length: byte min(3) value(3 + sizeof(domain_name));
        reserved: bit[4] default(0);
        no_server_update: bit[1] default(0);
        /** The name is in wire form, not ASCII. */
        encoded: bit[1] default(0);
        override: bit[1] default(0);
        server_update: bit[1] default(0);
        rcode_1: byte default(0);
        rcode_2: byte default(0);
        domain_name: byte[length - 3];
      /** RFC 3046. */
      |82: "RelayAgentInformation" ->
        length: byte value(sizeof(suboptions));
        suboptions: array bytes(length) {
          code: byte variant {
            |1 -> CircuitId
            |2 -> RemoteId
            |5 -> LinkSelection
            |6 -> SubscriberId
            |11 -> ServerIdentifierOverride
          };
          length: byte value(sizeof(data));
          data: byte[length];
        };
      /** RFC 4578 section 2.1. */
      |93: "ClientArchitecture" ->
        length: byte value(sizeof(architectures));
        architectures: array bytes(length) of uint16;
      /** RFC 4578 section 2.3. */
      |97: "ClientMachineIdentifier" ->
        length: byte min(1) value(1 + sizeof(identifier));
        type: byte default(0);
        identifier: byte[length - 1];
      /** RFC 8925 section 3.1. */
      |108: "Ipv6OnlyPreferred" ->
        length: byte const(4);
        /** For so long the client does without IPv4. */
        seconds: uint32;
      /** RFC 8910 section 2.1. */
      |114: "CaptivePortal" ->
        uri: string8;
      /** RFC 3397: domain names, compressed within the option. */
      |119: "DomainSearch" ->
        length: byte value(sizeof(names));
        names: byte[length];
      /** RFC 3442. */
      |121: "ClasslessStaticRoute" ->
        length: byte value(sizeof(routes));
        routes: array bytes(length) {
          prefix_length: byte;
          classify (prefix_length) {
            |0..32: "Prefix" ->
              /** Only as many bytes of it as the prefix takes. */
              destination: byte[(prefix_length + 7) / 8];
          };
          router: uint32;
        };
      |255: "End" -> ();
      |_: "Unknown" ->
        length: byte value(sizeof(data));
        data: byte[length];
    };
  };
  /** Behind the last option, to the 300 bytes that BOOTP relays expect. */
  padding: byte[remaining()];
}

// Examples

example dhcp "discover, filled up to 300 bytes"
  "01 01 06 00 3d 1d 0c 2b 00 00 80 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 0c 29 4f 8e 35 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 63 82 53 63"
  "35 01 01 3d 07 01 00 0c 29 4f 8e 35 0c 05 70 72 6f 62 65 37 05 01 03 06"
  "0f 79 ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00"
  {
    op: BootRequest,
    htype: 1,
    hlen: 6,
    xid: 0x3d1d0c2b,
    broadcast: 1,
    ciaddr: 0,
    chaddr: "000c294f8e3500000000000000000000",
    options: [
      { code: { "$kind": "MessageType", message_type: Discover } },
      { code: { "$kind": "ClientIdentifier", length: 7, type: 1, identifier: "000c294f8e35" } },
      { code: { "$kind": "HostName", name: "probe" } },
      {
        code: {
          "$kind": "ParameterRequestList",
          length: 5,
          codes: [SubnetMask, Router, DomainNameServer, DomainName, ClasslessStaticRoute]
        }
      },
      { code: { "$kind": "End" } }
    ]
  };

example dhcp "ack, with static routes, relay information, an unknown option, pads"
  "02 01 06 00 3d 1d 0c 2b 00 00 00 00 00 00 00 00 c0 a8 01 0a c0 a8 01 01"
  "00 00 00 00 00 0c 29 4f 8e 35 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 63 82 53 63"
  "35 01 05 36 04 c0 a8 01 01 33 04 00 01 51 80 01 04 ff ff ff 00 03 04 c0"
  "a8 01 01 06 08 c0 a8 01 01 08 08 08 08 79 0d 18 0a 00 01 c0 a8 01 02 00"
  "c0 a8 01 01 52 06 01 04 00 00 00 01 e0 02 ab cd 00 00 ff"
  {
    op: BootReply,
    yiaddr: 0xc0a8010a,
    siaddr: 0xc0a80101,
    options: [
      { code: { "$kind": "MessageType", message_type: Ack } },
      { code: { "$kind": "ServerIdentifier", address: 0xc0a80101 } },
      { code: { "$kind": "LeaseTime", seconds: 86400 } },
      { code: { "$kind": "SubnetMask", mask: 0xffffff00 } },
      { code: { "$kind": "Router", addresses: [0xc0a80101] } },
      { code: { "$kind": "DomainNameServer", addresses: [0xc0a80101, 0x08080808] } },
      {
        code: {
          "$kind": "ClasslessStaticRoute",
          routes: [
            {
              prefix_length: { "$kind": "Prefix", "$value": 24, destination: "0a0001" },
              router: 0xc0a80102
            },
            {
              prefix_length: { "$kind": "Prefix", "$value": 0, destination: "" },
              router: 0xc0a80101
            }
          ]
        }
      },
      {
        code: {
          "$kind": "RelayAgentInformation",
          suboptions: [{ code: CircuitId, length: 4, data: "00000001" }]
        }
      },
      { code: { "$kind": "Unknown", "$value": 224, length: 2, data: "abcd" } },
      { code: { "$kind": "Pad" } },
      { code: { "$kind": "Pad" } },
      { code: { "$kind": "End" } }
    ],
    padding: ""
  };

example dhcp "an option that reaches beyond the message"
  "02 01 06 00 3d 1d 0c 2b 00 00 00 00 00 00 00 00 c0 a8 01 0a c0 a8 01 01"
  "00 00 00 00 00 0c 29 4f 8e 35 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 63 82 53 63"
  "35 01 05 0c 09 61"
  malformed;

example dhcp "BOOTP without the magic cookie"
  "02 01 06 00 3d 1d 0c 2b 00 00 00 00 00 00 00 00 c0 a8 01 0a c0 a8 01 01"
  "00 00 00 00 00 0c 29 4f 8e 35 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "ff"
  malformed;
