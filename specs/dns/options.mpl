/** What EDNS and service bindings carry as lists of (key, length, value). */

/** One EDNS option of an OPT record (RFC 6891 section 6.1.2). */
packet dns_edns_option {
  code: uint16 variant {
    |3 -> NSID
    |5 -> DAU
    |6 -> DHU
    |7 -> N3U
    |8 -> ClientSubnet
    |9 -> Expire
    |10 -> Cookie
    |11 -> TcpKeepalive
    |12 -> Padding
    |13 -> Chain
    |14 -> KeyTag
    |15 -> ExtendedError
    |18 -> ReportChannel
    |19 -> ZoneVersion
  };
  length: uint16 value(offset(end) - offset(length));
  classify (code) {
    /** Name server identifier, empty in a query (RFC 5001). */
    |NSID: "NSID" ->
      nsid: byte[length];
    /** DNSSEC algorithms understood (RFC 6975). */
    |DAU: "DAU" ->
      algorithms: byte[length];
    /** DS hash algorithms understood (RFC 6975). */
    |DHU: "DHU" ->
      algorithms: byte[length];
    /** NSEC3 hash algorithms understood (RFC 6975). */
    |N3U: "N3U" ->
      algorithms: byte[length];
    /** RFC 7871 section 6; the address is cut after the source prefix. */
    |ClientSubnet: "ClientSubnet" ->
      family: uint16 variant { |1 -> Ipv4 |2 -> Ipv6 };
      source_prefix_length: byte;
      scope_prefix_length: byte default(0);
      address: byte[length - 4];
    /** Seconds until a secondary's zone expires; empty in a query (RFC 7314). */
    |Expire: "Expire" ->
      expire: uint32 when(length != 0);
    /** RFC 7873 section 4; a server's cookie has 8 to 32 bytes, and is not there in a first query. */
    |Cookie: "Cookie" ->
      client: byte[8];
      server: byte[length - 8];
    /** In units of 100 milliseconds; empty in a query (RFC 7828). */
    |TcpKeepalive: "TcpKeepalive" ->
      timeout: uint16 when(length != 0);
    /** RFC 7830 */
    |Padding: "Padding" ->
      padding: byte[length];
    /** RFC 7901 */
    |Chain: "Chain" ->
      closest_trust_point: dns_label;
    /** RFC 8145 section 4 */
    |KeyTag: "KeyTag" ->
      key_tags: array bytes(length) of uint16;
    /** RFC 8914 section 2 */
    |ExtendedError: "ExtendedError" ->
      info_code: uint16 variant {
        |0 -> Other
        |1 -> UnsupportedDnskeyAlgorithm
        |2 -> UnsupportedDsDigestType
        |3 -> StaleAnswer
        |4 -> ForgedAnswer
        |5 -> DnssecIndeterminate
        |6 -> DnssecBogus
        |7 -> SignatureExpired
        |8 -> SignatureNotYetValid
        |9 -> DnskeyMissing
        |10 -> RrsigsMissing
        |11 -> NoZoneKeyBitSet
        |12 -> NsecMissing
        |13 -> CachedError
        |14 -> NotReady
        |15 -> Blocked
        |16 -> Censored
        |17 -> Filtered
        |18 -> Prohibited
        |19 -> StaleNxdomainAnswer
        |20 -> NotAuthoritative
        |21 -> NotSupported
        |22 -> NoReachableAuthority
        |23 -> NetworkError
        |24 -> InvalidData
      };
      extra_text: byte[length - 2];
    /** RFC 9567 */
    |ReportChannel: "ReportChannel" ->
      agent_domain: dns_label;
    /** Empty in a query (RFC 9660). */
    |ZoneVersion: "ZoneVersion" ->
      zone_version: byte[length];
    |_: "Unknown" ->
      data: byte[length];
  };
  end: label;
  require (offset(end) - offset(length) == length) "the option's fields must fill its length";
}

example dns_edns_option "a cookie with the server's part, by BIND"
  "00 0a 00 18 3e 0c 14 de 23 4c c3 04 01 00 00 00 6b 02 8b 98 00 11 22 33 44 55 66 77"
  {
    length: 24,
    code: {
      "$kind": "Cookie",
      client: "3e0c14de234cc304",
      server: "010000006b028b980011223344556677"
    }
  };
example dns_edns_option "client subnet 192.0.2.0/24"
  "00 08 00 07 00 01 18 00 c0 00 02"
  {
    code: {
      "$kind": "ClientSubnet",
      family: Ipv4,
      source_prefix_length: 24,
      scope_prefix_length: 0,
      address: "c00002"
    }
  };
example dns_edns_option "TCP keepalive in a query"
  "00 0b 00 00"
  { code: { "$kind": "TcpKeepalive" } };
example dns_edns_option "TCP keepalive in a response"
  "00 0b 00 02 01 2c"
  { code: { "$kind": "TcpKeepalive", timeout: 300 } };
example dns_edns_option "expire after a week"
  "00 09 00 04 00 09 3a 80"
  { code: { "$kind": "Expire", expire: 604800 } };
example dns_edns_option "extended error, by Unbound"
  "00 0f 00 09 00 16 6e 6f 20 61 75 74 68"
  {
    code: {
      "$kind": "ExtendedError",
      info_code: NoReachableAuthority,
      extra_text: "6e6f2061757468"
    }
  };
example dns_edns_option "key tags"
  "00 0e 00 04 4f 66 4a 5c"
  { code: { "$kind": "KeyTag", key_tags: [20326, 19036] } };
example dns_edns_option "an option that is not known"
  "fd e9 00 02 01 02"
  { code: { "$kind": "Unknown", "$value": 65001, data: "0102" } };
example dns_edns_option "a cookie that is too short" "00 0a 00 04 00 11 22 33" malformed;
example dns_edns_option "an expire of three bytes" "00 09 00 03 00 00 01 00" malformed;
example dns_edns_option "half a key tag" "00 0e 00 03 4f 66 4a" malformed;

/**
 * An EDNS option as it stands, whatever its data: for a server, which has to ignore what it does not understand (RFC 6891
 * section 6.1.2). It reads the same bytes as `dns_edns_option`.
 */
packet dns_edns_raw_option {
  code: uint16;
  length: uint16 value(sizeof(data));
  data: byte[length];
}

example dns_edns_raw_option "half a key tag" "00 0e 00 03 4f 66 4a" { code: 14, data: "4f664a" };
example dns_edns_raw_option "less data than its length" "00 0e 00 03 4f 66" malformed;

/** One parameter of a SVCB or HTTPS record (RFC 9460 section 2.2, 14.3.2). */
packet dns_svc_param {
  key: uint16 variant {
    |0 -> Mandatory
    |1 -> Alpn
    |2 -> NoDefaultAlpn
    |3 -> Port
    |4 -> Ipv4Hint
    |5 -> Ech
    |6 -> Ipv6Hint
    |7 -> DohPath
    |8 -> Ohttp
  };
  length: uint16 value(offset(end) - offset(length));
  classify (key) {
    /** RFC 9460 section 8 */
    |Mandatory: "Mandatory" ->
      keys: array bytes(length) of uint16;
    /** RFC 9460 section 7.1 */
    |Alpn: "Alpn" ->
      protocols: array bytes(length) of string8;
    /** RFC 9460 section 7.1 */
    |NoDefaultAlpn: "NoDefaultAlpn" -> ();
    /** RFC 9460 section 7.2 */
    |Port: "Port" ->
      port: uint16;
    /** RFC 9460 section 7.3 */
    |Ipv4Hint: "Ipv4Hint" ->
      addresses: array bytes(length) of uint32;
    /** RFC 9848 */
    |Ech: "Ech" ->
      ech_config_list: byte[length];
    /** RFC 9460 section 7.3 */
    |Ipv6Hint: "Ipv6Hint" ->
      addresses: array bytes(length) of byte[16];
    /** A URI template, in UTF-8 (RFC 9461 section 5). */
    |DohPath: "DohPath" ->
      template: byte[length];
    /** RFC 9540 */
    |Ohttp: "Ohttp" -> ();
    |_: "Unknown" ->
      data: byte[length];
  };
  end: label;
  require (offset(end) - offset(length) == length) "the parameter's fields must fill its length";
}

example dns_svc_param "alpn=h2,h3"
  "00 01 00 06 02 68 32 02 68 33"
  { length: 6, key: { "$kind": "Alpn", protocols: ["h2", "h3"] } };
example dns_svc_param "port=8443" "00 03 00 02 20 fb" { key: { "$kind": "Port", port: 8443 } };
example dns_svc_param "no-default-alpn" "00 02 00 00" { key: { "$kind": "NoDefaultAlpn" } };
example dns_svc_param "ipv6hint"
  "00 06 00 10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"
  { key: { "$kind": "Ipv6Hint", addresses: ["20010db8000000000000000000000001"] } };
example dns_svc_param "a key that is not known"
  "02 9b 00 05 68 65 6c 6c 6f"
  { key: { "$kind": "Unknown", "$value": 667, data: "68656c6c6f" } };
example dns_svc_param "no-default-alpn with a value" "00 02 00 01 00" malformed;
example dns_svc_param "a port of three bytes" "00 03 00 03 20 fb 00" malformed;
example dns_svc_param "a protocol longer than the value" "00 01 00 03 05 68 32 00 00" malformed;
