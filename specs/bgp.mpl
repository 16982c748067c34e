/** Address families (IANA "address-family-numbers"). */
variant bgp_afi { |1 -> Ipv4 |2 -> Ipv6 |25 -> L2vpn |16388 -> LinkState };

/** Subsequent address families (IANA "safi-namespace"). */
variant bgp_safi {
  |1 -> Unicast
  |2 -> Multicast
  |4 -> Labeled
  |65 -> Vpls
  |70 -> Evpn
  |71 -> LinkState
  |128 -> MplsVpn
  |132 -> RouteTarget
  |133 -> FlowSpecification
};

/** RFC 4271 section 4.5, RFC 5492, RFC 7313. */
variant bgp_error {
  |1 -> MessageHeader
  |2 -> Open
  |3 -> Update
  |4 -> HoldTimerExpired
  |5 -> FiniteStateMachine
  |6 -> Cease
  |7 -> RouteRefresh
};

/**
 * Border Gateway Protocol 4 (RFC 4271 section 4): one message; a TCP stream holds one behind the other.
 *
 * What the two speakers agreed on in their OPEN messages decides the layout of their UPDATE messages:
 * `four_octet_as`: AS numbers in AS_PATH and AGGREGATOR take 4 bytes (RFC 6793); `add_path`: prefixes are preceded by path
 * identifiers (RFC 7911).
 */
packet bgp(bool four_octet_as, bool add_path) {
  /** All ones (RFC 4271 section 4.1). */
  marker: array (4) of uint32 const(0xffff_ffff);
  /** Of the whole message; more than 4096 only as agreed (RFC 8654). */
  length: uint16 min(19) value(offset(end));
  type: byte;
  classify (type) {
    /** RFC 4271 section 4.2. */
    |1: "Open" ->
      version: byte default(4);
      /** 23456 where the number takes more than 2 bytes and is in the capability `FourOctetAs`. */
      my_autonomous_system: uint16;
      /** In seconds: 0, or at least 3. */
      hold_time: uint16;
      bgp_identifier: uint32;
      optional_parameters_length: byte value(sizeof(optional_parameters));
      optional_parameters: array bytes(optional_parameters_length) {
        type: byte;
        length: byte value(offset(parameter_end) - offset(length));
        classify (type) {
          /** RFC 5492 section 4. */
          |2: "Capabilities" ->
            capabilities: array bytes(length) of packet bgp_capability();
          |_: "Unknown" ->
            data: byte[length];
        };
        parameter_end: label;
      };
    /** RFC 4271 section 4.3. */
    |2: "Update" ->
      withdrawn_routes_length: uint16 value(sizeof(withdrawn_routes));
      withdrawn_routes: array bytes(withdrawn_routes_length) of packet bgp_ipv4_prefix(add_path);
      path_attributes_length: uint16 value(sizeof(path_attributes));
      path_attributes: array bytes(path_attributes_length) of packet bgp_attribute(four_octet_as, add_path);
      /** Network layer reachability information: what can be reached by this path. */
      nlri: array bytes(length - offset(path_attributes)) of packet bgp_ipv4_prefix(add_path);
    /** RFC 4271 section 4.5. */
    |3: "Notification" ->
      error_code: byte variant bgp_error;
      error_subcode: byte default(0);
      data: byte[length - offset(error_subcode)];
    /** RFC 4271 section 4.4: the header alone. */
    |4: "KeepAlive" -> ();
    /** RFC 2918; `subtype` as of RFC 7313. */
    |5: "RouteRefresh" ->
      afi: uint16 variant bgp_afi;
      subtype: byte variant { |0 => Request |1 -> BeginOfRefresh |2 -> EndOfRefresh };
      safi: byte variant bgp_safi;
      /** Outbound route filters (RFC 5291), seldom used. */
      filters: byte[length - offset(safi)];
    |_: "Unknown" ->
      data: byte[length - offset(type)];
  };
  end: label;
  require (offset(end) == length) "the message is not as long as its length says";
}

/** One capability (RFC 5492 section 4). */
packet bgp_capability {
  code: byte;
  length: byte value(offset(end) - offset(length)) verify;
  classify (code) {
    /** RFC 4760 section 8. */
    |1: "Multiprotocol" ->
      afi: uint16 variant bgp_afi;
      reserved: byte default(0);
      safi: byte variant bgp_safi;
    /** RFC 2918. */
    |2: "RouteRefresh" -> ();
    /** RFC 8950 section 4. */
    |5: "ExtendedNextHop" ->
      encodings: array bytes(length) {
        afi: uint16 variant bgp_afi;
        safi: uint16 variant bgp_safi;
        next_hop_afi: uint16 variant bgp_afi;
      };
    /** RFC 8654. */
    |6: "ExtendedMessage" -> ();
    /** RFC 4724 section 3. */
    |64: "GracefulRestart" ->
      restarted: bit[1] default(0);
      /** RFC 8538 section 2. */
      notification: bit[1] default(0);
      reserved: bit[2] default(0);
      /** In seconds. */
      restart_time: bit[12];
      families: array bytes(length - 2) {
        afi: uint16 variant bgp_afi;
        safi: byte variant bgp_safi;
        forwarding_kept: bit[1];
        reserved: bit[7] default(0);
      };
    /** RFC 6793 section 3. */
    |65: "FourOctetAs" ->
      autonomous_system: uint32;
    /** RFC 7911 section 4. */
    |69: "AddPath" ->
      families: array bytes(length) {
        afi: uint16 variant bgp_afi;
        safi: byte variant bgp_safi;
        mode: byte variant { |1 -> Receive |2 -> Send |3 -> Both };
      };
    /** RFC 7313 section 3.1. */
    |70: "EnhancedRouteRefresh" -> ();
    |_: "Unknown" ->
      data: byte[length];
  };
  end: label;
}

/** An IPv4 prefix (RFC 4271 section 4.3): its length in bits, and only as many bytes as that takes. */
packet bgp_ipv4_prefix(bool add_path) {
  path_identifier: uint32 when(add_path);
  prefix_length: byte;
  classify (prefix_length) {
    |0..32: "Prefix" ->
      prefix: byte[(prefix_length + 7) / 8];
  };
}

/** An IPv6 prefix. */
packet bgp_ipv6_prefix(bool add_path) {
  path_identifier: uint32 when(add_path);
  prefix_length: byte;
  classify (prefix_length) {
    |0..128: "Prefix" ->
      prefix: byte[(prefix_length + 7) / 8];
  };
}

/** One path attribute (RFC 4271 section 4.3 and section 5). */
packet bgp_attribute(bool four_octet_as, bool add_path) {
  /** 0: well-known. */
  optional: bit[1];
  transitive: bit[1];
  /** Some router on the way did not know it. */
  partial: bit[1] default(0);
  extended_length: bit[1];
  unused: bit[4] default(0);
  type: byte;
  classify (extended_length) {
    |0: "OneOctet" ->
      length: byte value(offset(end) - offset(start));
    |1: "TwoOctets" ->
      length: uint16 value(offset(end) - offset(start));
  };
  start: label;
  classify (type) {
    |1: "Origin" ->
      origin: byte variant { |0 -> Igp |1 -> Egp |2 -> Incomplete };
    |2: "AsPath" ->
      segments: array bytes(length) of packet bgp_as_segment(four_octet_as);
    |3: "NextHop" ->
      next_hop: uint32;
    |4: "MultiExitDiscriminator" ->
      metric: uint32;
    |5: "LocalPreference" ->
      preference: uint32;
    |6: "AtomicAggregate" -> ();
    |7: "Aggregator" ->
      classify (four_octet_as) as number {
        |true: "FourOctets" ->
          autonomous_system: uint32;
        |false: "TwoOctets" ->
          autonomous_system: uint16;
      };
      aggregator: uint32;
    /** RFC 1997: two bytes of AS number and two of the AS's choice; from 0xffff0000 on they are well-known. */
    |8: "Communities" ->
      communities: array bytes(length) of uint32;
    /** RFC 4456. */
    |9: "OriginatorId" ->
      originator: uint32;
    /** RFC 4456. */
    |10: "ClusterList" ->
      clusters: array bytes(length) of uint32;
    /** RFC 4760 section 3. */
    |14: "MpReachNlri" ->
      afi: uint16 variant bgp_afi;
      safi: byte variant bgp_safi;
      next_hop_length: byte value(sizeof(next_hop));
      /** One address, or a global and a link-local one (RFC 2545 section 3). */
      next_hop: byte[next_hop_length];
      reserved: byte default(0);
      classify (afi * 256 + safi) as family {
        |0x0101, 0x0102: "Ipv4" ->
          nlri: array bytes(length - (offset(reserved) - offset(start))) of packet bgp_ipv4_prefix(add_path);
        |0x0201, 0x0202: "Ipv6" ->
          nlri: array bytes(length - (offset(reserved) - offset(start))) of packet bgp_ipv6_prefix(add_path);
        |_: "Other" ->
          nlri: byte[length - (offset(reserved) - offset(start))];
      };
    /** RFC 4760 section 4. */
    |15: "MpUnreachNlri" ->
      afi: uint16 variant bgp_afi;
      safi: byte variant bgp_safi;
      classify (afi * 256 + safi) as family {
        |0x0101, 0x0102: "Ipv4" ->
          withdrawn_routes: array bytes(length - 3) of packet bgp_ipv4_prefix(add_path);
        |0x0201, 0x0202: "Ipv6" ->
          withdrawn_routes: array bytes(length - 3) of packet bgp_ipv6_prefix(add_path);
        |_: "Other" ->
          withdrawn_routes: byte[length - 3];
      };
    /** RFC 4360 section 2. */
    |16: "ExtendedCommunities" ->
      communities: array bytes(length) of uint64;
    /** RFC 6793 section 3. */
    |17: "As4Path" ->
      segments: array bytes(length) of packet bgp_as_segment(true);
    /** RFC 6793 section 3. */
    |18: "As4Aggregator" ->
      autonomous_system: uint32;
      aggregator: uint32;
    /** RFC 8092 section 3. */
    |32: "LargeCommunities" ->
      communities: array bytes(length) {
        global_administrator: uint32;
        local_data_1: uint32;
        local_data_2: uint32;
      };
    /** RFC 9234 section 5. */
    |35: "OnlyToCustomer" ->
      autonomous_system: uint32;
    |_: "Unknown" ->
      data: byte[length];
  };
  end: label;
  require (offset(end) - offset(start) == length) "the attribute is not as long as its length says";
}

/** A segment of an AS path (RFC 4271 section 4.3, RFC 5065). */
packet bgp_as_segment(bool four_octet_as) {
  type: byte variant {
    |1 -> Set
    |2 -> Sequence
    |3 -> ConfederationSequence
    |4 -> ConfederationSet
  };
  count: byte value(array_length(numbers));
  classify (four_octet_as) as width {
    |true: "FourOctets" ->
      numbers: array (count) of uint32;
    |false: "TwoOctets" ->
      numbers: array (count) of uint16;
  };
}

// Examples

example bgp(true, false) "OPEN with capabilities"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 37 01 04 fd e8 00 b4"
  "c0 00 02 01 1a 02 18 01 04 00 01 00 01 02 00 41 04 00 00 fd e8 40 06 00"
  "78 00 01 01 80 46 00"
  {
    length: 55,
    type: {
      "$kind": "Open",
      version: 4,
      my_autonomous_system: 65000,
      hold_time: 180,
      bgp_identifier: 0xc0000201,
      optional_parameters_length: 26,
      optional_parameters: [
        {
          type: {
            "$kind": "Capabilities",
            capabilities: [
              { code: { "$kind": "Multiprotocol", afi: Ipv4, safi: Unicast } },
              { code: { "$kind": "RouteRefresh" }, length: 0 },
              { code: { "$kind": "FourOctetAs", autonomous_system: 65000 } },
              {
                code: {
                  "$kind": "GracefulRestart",
                  restarted: 0,
                  restart_time: 120,
                  families: [{ afi: Ipv4, safi: Unicast, forwarding_kept: 1 }]
                }
              },
              { code: { "$kind": "EnhancedRouteRefresh" } }
            ]
          },
          length: 24
        }
      ]
    }
  };

example bgp(true, false) "KEEPALIVE"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 13 04"
  { length: 19, type: { "$kind": "KeepAlive" } };

example bgp(true, false) "UPDATE with 4-octet AS numbers"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 5c 02 00 04 18 0a 00"
  "01 00 3a 40 01 01 00 50 02 00 0a 02 02 00 00 fd e8 00 03 02 15 40 03 04"
  "c0 00 02 01 80 04 04 00 00 00 64 c0 08 08 fd e8 00 01 ff ff ff 01 c0 20"
  "0c 00 00 fd e8 00 00 00 01 00 00 00 02 18 c6 33 64 10 0a 01"
  {
    type: {
      "$kind": "Update",
      withdrawn_routes_length: 4,
      withdrawn_routes: [{ prefix_length: { "$kind": "Prefix", "$value": 24, prefix: "0a0001" } }],
      path_attributes: [
        { transitive: 1, type: { "$kind": "Origin", origin: Igp } },
        {
          extended_length: { "$kind": "TwoOctets", length: 10 },
          type: {
            "$kind": "AsPath",
            segments: [
              {
                type: Sequence,
                count: 2,
                width: { "$kind": "FourOctets", numbers: [65000, 197141] }
              }
            ]
          }
        },
        { type: { "$kind": "NextHop", next_hop: 0xc0000201 } },
        { optional: 1, type: { "$kind": "MultiExitDiscriminator", metric: 100 } },
        { type: { "$kind": "Communities", communities: [0xfde80001, 0xffffff01] } },
        {
          type: {
            "$kind": "LargeCommunities",
            communities: [{ global_administrator: 65000, local_data_1: 1, local_data_2: 2 }]
          }
        }
      ],
      nlri: [
        { prefix_length: { "$kind": "Prefix", "$value": 24, prefix: "c63364" } },
        { prefix_length: { "$kind": "Prefix", "$value": 16, prefix: "0a01" } }
      ]
    }
  };

example bgp(false, false) "UPDATE of IPv6 routes, 2-octet AS numbers, an attribute not known here"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 52 02 00 00 00 3b 40"
  "01 01 02 40 02 04 02 01 fd e8 90 0e 00 1c 00 02 01 10 20 01 0d b8 00 00"
  "00 00 00 00 00 00 00 00 00 01 00 30 20 01 0d b8 00 01 80 0f 08 00 02 01"
  "20 20 01 0d b8 e0 dd 02 aa bb"
  {
    type: {
      "$kind": "Update",
      withdrawn_routes: [],
      nlri: [],
      path_attributes: [
        { type: { "$kind": "Origin", origin: Incomplete } },
        {
          type: {
            "$kind": "AsPath",
            segments: [{ count: 1, width: { "$kind": "TwoOctets", numbers: [65000] } }]
          }
        },
        {
          type: {
            "$kind": "MpReachNlri",
            afi: Ipv6,
            safi: Unicast,
            next_hop: "20010db8000000000000000000000001",
            family: {
              "$kind": "Ipv6",
              nlri: [{ prefix_length: { "$kind": "Prefix", "$value": 48, prefix: "20010db80001" } }]
            }
          }
        },
        {
          type: {
            "$kind": "MpUnreachNlri",
            afi: Ipv6,
            family: {
              "$kind": "Ipv6",
              withdrawn_routes: [
                { prefix_length: { "$kind": "Prefix", "$value": 32, prefix: "20010db8" } }
              ]
            }
          }
        },
        { partial: 1, type: { "$kind": "Unknown", "$value": 221, data: "aabb" } }
      ]
    }
  };

example bgp(true, true) "UPDATE with path identifiers (RFC 7911)"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 1d 02 00 00 00 00 00"
  "00 00 01 08 0a"
  {
    type: {
      "$kind": "Update",
      path_attributes: [],
      nlri: [
        { path_identifier: 1, prefix_length: { "$kind": "Prefix", "$value": 8, prefix: "0a" } }
      ]
    }
  };

example bgp(true, false) "NOTIFICATION: cease, administrative reset"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 15 03 06 04"
  { type: { "$kind": "Notification", error_code: Cease, error_subcode: 4, data: "" } };

example bgp(true, false) "ROUTE-REFRESH"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 17 05 00 01 00 01"
  {
    length: 23,
    type: { "$kind": "RouteRefresh", afi: Ipv4, subtype: Request, safi: Unicast, filters: "" }
  };

example bgp(true, false) "not synchronized: a marker that is not all ones"
  "fe ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 13 04"
  malformed;

example bgp(true, false) "a KEEPALIVE with a body"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 14 04 00"
  malformed;

example bgp(true, false) "length is shorter than the header"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 12 04"
  malformed;

example bgp(true, false) "an attribute that reaches beyond the attributes"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 1b 02 00 00 00 04 40"
  "01 02 00"
  malformed;

example bgp(true, false) "a prefix of 33 bits"
  "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 1d 02 00 00 00 00 21"
  "0a 00 00 00 00"
  malformed;

example bgp_capability "a capability not known here"
  "80 02 01 02"
  { code: { "$kind": "Unknown", "$value": 128, data: "0102" }, length: 2 };

example bgp_capability "route refresh with a value" "02 01 00" malformed;

example bgp_ipv4_prefix(false) "192.0.2.128/25"
  "19 c0 00 02 80"
  { prefix_length: { "$kind": "Prefix", "$value": 25, prefix: "c0000280" } };

example bgp_ipv4_prefix(false) "cut off" "19 c0 00 02" malformed;

example bgp_ipv6_prefix(false) "2001:db8::/32"
  "20 20 01 0d b8"
  { prefix_length: { "$kind": "Prefix", "$value": 32, prefix: "20010db8" } };

example bgp_ipv6_prefix(false) "a prefix of 129 bits"
  "81 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  malformed;

example bgp_attribute(true, false) "AGGREGATOR"
  "c0 07 08 00 00 fd e8 c0 00 02 01"
  {
    optional: 1,
    type: {
      "$kind": "Aggregator",
      number: { "$kind": "FourOctets", autonomous_system: 65000 },
      aggregator: 0xc0000201
    }
  };

example bgp_attribute(true, false) "ORIGIN of two bytes" "40 01 02 00 00" malformed;

example bgp_as_segment(false) "an AS set"
  "01 02 fd e8 fd e9"
  { type: Set, count: 2, width: { "$kind": "TwoOctets", numbers: [65000, 65001] } };

example bgp_as_segment(true) "cut off" "02 02 00 00 fd e8" malformed;
