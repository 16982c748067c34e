/** Domain names: messages (RFC 1035 section 4), with EDNS (6891), NOTIFY (1996), UPDATE (2136), DNSSEC (4033 to 4035). */
import "types.mpl";
import "options.mpl";

/**
 * The header of a message alone, to look at one without its records (RFC 1035 section 4.1.1; AD and CD: RFC 4035
 * section 3.1.6, 3.2.2). In an update the four counts are those of its zone, prerequisite, update and additional
 * sections (RFC 2136 section 2.2).
 *
 *      0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
 *     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 *     |                      ID                       |
 *     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 *     |QR|   OPCODE  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |
 *     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 *     |        QDCOUNT, ANCOUNT, NSCOUNT, ARCOUNT     |
 *     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 */
packet dns_header {
  id: uint16;
  qr: bit[1] variant { |0 -> Query |1 -> Response };
  opcode: bit[4] variant dns_opcode;
  aa: bit[1] default(0);
  tc: bit[1] default(0);
  rd: bit[1] default(0);
  ra: bit[1] default(0);
  z: bit[1] default(0);
  ad: bit[1] default(0);
  cd: bit[1] default(0);
  rcode: bit[4] variant dns_rcode;
  qdcount: uint16;
  ancount: uint16;
  nscount: uint16;
  arcount: uint16;
}

example dns_header "the header of a query by dig"
  "d2 c4 00 20 00 01 00 00 00 00 00 00"
  { qr: Query, opcode: Query, rd: 0, ad: 1, rcode: NoError, qdcount: 1, ancount: 0, arcount: 0 };
example dns_header "the header of an answer by BIND"
  "d2 c4 84 00 00 01 00 05 00 02 00 03"
  { qr: Response, aa: 1, ra: 0, rcode: NoError, qdcount: 1, ancount: 5, nscount: 2, arcount: 3 };
example dns_header "cut off" "d2 c4 84 00 00 01 00 05 00 02 00" malformed;

/**
 * A question (RFC 1035 section 4.1.2); in an update, the zone (RFC 2136 section 2.3). Its name is written in full, and
 * later names may point at it.
 */
packet dns_question {
  qname: dns_label;
  qtype: uint16 variant dns_type;
  qclass: uint16 variant dns_class;
}

example dns_question "www.example.com A"
  "03 77 77 77 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00 01"
  { qname: "www.example.com", qtype: A, qclass: IN };
example dns_question "of an update: the zone"
  "07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 06 00 01"
  { qname: "example.com", qtype: SOA, qclass: IN };
example dns_question "a pointer to itself" "c0 00 00 01 00 01" malformed;
example dns_question "a label of an unassigned kind" "40 03 77 77 77 00 00 01 00 01" malformed;
example dns_question "no class" "03 77 77 77 00 00 01" malformed;

/**
 * What a server reads of a query before anything else: the header and the one question. Records that follow are left,
 * behind its end: the OPT record of EDNS (RFC 6891), a TSIG (RFC 8945).
 */
packet dns_query {
  id: uint16;
  qr: bit[1] variant { |0 -> Query |1 -> Response };
  opcode: bit[4] variant dns_opcode;
  aa: bit[1] default(0);
  tc: bit[1] default(0);
  rd: bit[1] default(0);
  ra: bit[1] default(0);
  z: bit[1] default(0);
  ad: bit[1] default(0);
  cd: bit[1] default(0);
  rcode: bit[4] variant dns_rcode;
  qdcount: uint16 const(1);
  ancount: uint16 default(0);
  nscount: uint16 default(0);
  arcount: uint16 default(0);
  qname: dns_label;
  qtype: uint16 variant dns_type;
  qclass: uint16 variant dns_class;
}

example dns_query "by dig"
  "d2 c4 01 20 00 01 00 00 00 00 00 00 03 77 77 77 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00 01"
  {
    qr: Query,
    opcode: Query,
    rd: 1,
    ad: 1,
    rcode: NoError,
    qname: "www.example.com",
    qtype: A,
    qclass: IN
  };
example dns_query "two questions"
  "d2 c4 01 20 00 02 00 00 00 00 00 00 00 00 01 00 01 00 00 01 00 01"
  malformed;

/**
 * A resource record (RFC 1035 section 4.1.3). Names in the data of the types of RFC 1035 may be compressed, in no others
 * (RFC 3597 section 4).
 *
 * `class` and `ttl` of an OPT record hold other things: see `dns_opt`. A class of NONE or ANY belongs to an update.
 */
packet dns_record {
  name: dns_label_comp;
  type: uint16 variant dns_type;
  class: uint16 variant dns_class;
  ttl: uint32;
  rdlength: uint16 value(sizeof(rdata));
  classify (type) as rdata {
    /** RFC 6891 section 6.1.2 */
    |OPT: "OPT" ->
      options: array bytes(rdlength) of packet dns_edns_option();
    /** No data at all, as in the prerequisites and deletions of an update (RFC 2136 section 2.4, 2.5). */
    |_: "Empty" when (rdlength == 0) -> ();
    /** An IPv4 address (RFC 1035 section 3.4.1). The addresses of class CH are others. */
    |A: "A" when (class != CH && rdlength != 0) ->
      address: uint32;
    /** RFC 1035 section 3.3.11 */
    |NS: "NS" ->
      nsdname: dns_label_comp;
    /** RFC 1035 section 3.3.1 */
    |CNAME: "CNAME" ->
      cname: dns_label_comp;
    /** RFC 1035 section 3.3.13 */
    |SOA: "SOA" ->
      mname: dns_label_comp;
      rname: dns_label_comp;
      serial: uint32;
      refresh: uint32;
      retry: uint32;
      expire: uint32;
      minimum: uint32;
    /** RFC 1035 section 3.3.3 */
    |MB: "MB" ->
      madname: dns_label_comp;
    /** RFC 1035 section 3.3.6 */
    |MG: "MG" ->
      mgmname: dns_label_comp;
    /** RFC 1035 section 3.3.8 */
    |MR: "MR" ->
      newname: dns_label_comp;
    /** RFC 1035 section 3.3.12 */
    |PTR: "PTR" ->
      ptrdname: dns_label_comp;
    /** RFC 1035 section 3.3.2 */
    |HINFO: "HINFO" ->
      cpu: string8;
      os: string8;
    /** RFC 1035 section 3.3.7 */
    |MINFO: "MINFO" ->
      rmailbx: dns_label_comp;
      emailbx: dns_label_comp;
    /** RFC 1035 section 3.3.9 */
    |MX: "MX" ->
      preference: uint16;
      exchange: dns_label_comp;
    /** RFC 1035 section 3.3.14 */
    |TXT: "TXT" ->
      txt_data: array bytes(rdlength) of string8;
    /** RFC 7208 section 3.1 */
    |SPF: "SPF" ->
      txt_data: array bytes(rdlength) of string8;
    /** RFC 1183 section 2.2 */
    |RP: "RP" ->
      mbox_dname: dns_label;
      txt_dname: dns_label;
    /** RFC 1183 section 1 */
    |AFSDB: "AFSDB" ->
      subtype: uint16;
      hostname: dns_label;
    /** RFC 3596 section 2.2 */
    |AAAA: "AAAA" ->
      address: byte[16];
    /** RFC 1876 section 2 */
    |LOC: "LOC" ->
      version: byte;
      classify (version) {
        |0: "V0" ->
          /** Diameter in centimetres: four bits of mantissa, four of exponent; the precisions likewise. */
          size: byte;
          horiz_pre: byte;
          vert_pre: byte;
          /** Thousandths of a second of arc, 2^31 is the equator. */
          latitude: uint32;
          /** Thousandths of a second of arc, 2^31 is the prime meridian. */
          longitude: uint32;
          /** Centimetres above 100,000 m below the reference spheroid. */
          altitude: uint32;
        |_: "Unknown" ->
          data: byte[rdlength - 1];
      };
    /** RFC 2782 */
    |SRV: "SRV" ->
      priority: uint16;
      weight: uint16;
      port: uint16;
      target: dns_label;
    /** RFC 3403 section 4 */
    |NAPTR: "NAPTR" ->
      order: uint16;
      preference: uint16;
      flags: string8;
      services: string8;
      regexp: string8;
      replacement: dns_label;
    /** RFC 2230 section 3.1 */
    |KX: "KX" ->
      preference: uint16;
      exchanger: dns_label;
    /** RFC 4398 section 2 */
    |CERT: "CERT" ->
      cert_type: uint16 variant {
        |1 -> PKIX
        |2 -> SPKI
        |3 -> PGP
        |4 -> IPKIX
        |5 -> ISPKI
        |6 -> IPGP
        |7 -> ACPKIX
        |8 -> IACPKIX
        |253 -> URI
        |254 -> OID
      };
      key_tag: uint16;
      algorithm: byte variant dns_sec_algorithm;
      certificate: byte[rdlength - 5];
    /** RFC 6672 section 2.1 */
    |DNAME: "DNAME" ->
      target: dns_label;
    /** RFC 4034 section 5.1 */
    |DS: "DS" ->
      key_tag: uint16;
      algorithm: byte variant dns_sec_algorithm;
      digest_type: byte variant dns_digest_type;
      digest: byte[rdlength - 4];
    /** A child's wish for its DS (RFC 7344 section 3.1). */
    |CDS: "CDS" ->
      key_tag: uint16;
      algorithm: byte variant dns_sec_algorithm;
      digest_type: byte variant dns_digest_type;
      digest: byte[rdlength - 4];
    /** RFC 4255 section 3.1 */
    |SSHFP: "SSHFP" ->
      algorithm: byte variant { |1 -> RSA |2 -> DSA |3 -> ECDSA |4 -> Ed25519 |6 -> Ed448 };
      fp_type: byte variant { |1 -> Sha1 |2 -> Sha256 };
      fingerprint: byte[rdlength - 2];
    /** RFC 4034 section 3.1 */
    |RRSIG: "RRSIG" ->
      type_covered: uint16 variant dns_type;
      algorithm: byte variant dns_sec_algorithm;
      labels: byte;
      original_ttl: uint32;
      signature_expiration: uint32;
      signature_inception: uint32;
      key_tag: uint16;
      signers_name: dns_label;
      signature: byte[rdlength - 18 - sizeof(signers_name)];
    /** SIG(0) signs a message (RFC 2931). */
    |SIG: "SIG" ->
      type_covered: uint16 variant dns_type;
      algorithm: byte variant dns_sec_algorithm;
      labels: byte;
      original_ttl: uint32;
      signature_expiration: uint32;
      signature_inception: uint32;
      key_tag: uint16;
      signers_name: dns_label;
      signature: byte[rdlength - 18 - sizeof(signers_name)];
    /** RFC 4034 section 4.1 */
    |NSEC: "NSEC" ->
      next_domain_name: dns_label;
      type_bit_maps: array bytes(rdlength - sizeof(next_domain_name)) {
        window: byte;
        length: byte min(1) max(32) value(sizeof(bitmap));
        bitmap: byte[length];
      };
    /** RFC 4034 section 2.1 */
    |DNSKEY: "DNSKEY" ->
      flags: uint16 variant { |0x100 -> ZoneKey |0x101 -> SecureEntryPoint };
      protocol: byte default(3);
      algorithm: byte variant dns_sec_algorithm;
      public_key: byte[rdlength - 4];
    /** A child's wish for its DS, as a key (RFC 7344 section 3.2). */
    |CDNSKEY: "CDNSKEY" ->
      flags: uint16 variant { |0 -> Delete |0x100 -> ZoneKey |0x101 -> SecureEntryPoint };
      protocol: byte default(3);
      algorithm: byte variant dns_sec_algorithm;
      public_key: byte[rdlength - 4];
    /** The key of SIG(0) (RFC 2535 section 3, 3445). */
    |KEY: "KEY" ->
      flags: uint16;
      protocol: byte default(3);
      algorithm: byte variant dns_sec_algorithm;
      public_key: byte[rdlength - 4];
    /** RFC 4701 section 3.1 */
    |DHCID: "DHCID" ->
      digest: byte[rdlength];
    /** RFC 5155 section 3.2 */
    |NSEC3: "NSEC3" ->
      hash_algorithm: byte variant { |1 => Sha1 };
      flags: bit[7] default(0);
      opt_out: bit[1] default(0);
      iterations: uint16;
      salt_length: byte value(sizeof(salt));
      salt: byte[salt_length];
      hash_length: byte value(sizeof(next_hashed_owner_name));
      next_hashed_owner_name: byte[hash_length];
      type_bit_maps: array bytes(rdlength - 6 - salt_length - hash_length) {
        window: byte;
        length: byte min(1) max(32) value(sizeof(bitmap));
        bitmap: byte[length];
      };
    /** RFC 5155 section 4.2 */
    |NSEC3PARAM: "NSEC3PARAM" ->
      hash_algorithm: byte variant { |1 => Sha1 };
      flags: byte default(0);
      iterations: uint16;
      salt_length: byte value(sizeof(salt));
      salt: byte[salt_length];
    /** RFC 6698 section 2.1 */
    |TLSA: "TLSA" ->
      cert_usage: byte variant { |0 -> PkixTa |1 -> PkixEe |2 -> DaneTa |3 -> DaneEe };
      selector: byte variant { |0 -> Cert |1 -> Spki };
      matching_type: byte variant { |0 -> Full |1 -> Sha256 |2 -> Sha512 };
      association_data: byte[rdlength - 3];
    /** RFC 8162 section 2 */
    |SMIMEA: "SMIMEA" ->
      cert_usage: byte variant { |0 -> PkixTa |1 -> PkixEe |2 -> DaneTa |3 -> DaneEe };
      selector: byte variant { |0 -> Cert |1 -> Spki };
      matching_type: byte variant { |0 -> Full |1 -> Sha256 |2 -> Sha512 };
      association_data: byte[rdlength - 3];
    /** RFC 7929 section 2.1 */
    |OPENPGPKEY: "OPENPGPKEY" ->
      key: byte[rdlength];
    /** RFC 7477 section 2.1 */
    |CSYNC: "CSYNC" ->
      soa_serial: uint32;
      flags: bit[14] default(0);
      soaminimum: bit[1];
      immediate: bit[1];
      type_bit_maps: array bytes(rdlength - 6) {
        window: byte;
        length: byte min(1) max(32) value(sizeof(bitmap));
        bitmap: byte[length];
      };
    /** RFC 8976 section 2.2 */
    |ZONEMD: "ZONEMD" ->
      serial: uint32;
      scheme: byte variant { |1 -> Simple };
      hash_algorithm: byte variant { |1 -> Sha384 |2 -> Sha512 };
      digest: byte[rdlength - 6];
    /** RFC 9460 section 2.2 */
    |SVCB: "SVCB" ->
      svc_priority: uint16;
      target_name: dns_label;
      svc_params: array bytes(rdlength - 2 - sizeof(target_name)) of packet dns_svc_param();
    /** RFC 9460 section 9 */
    |HTTPS: "HTTPS" ->
      svc_priority: uint16;
      target_name: dns_label;
      svc_params: array bytes(rdlength - 2 - sizeof(target_name)) of packet dns_svc_param();
    /** RFC 7043 section 3.1 */
    |EUI48: "EUI48" ->
      address: byte[6];
    /** RFC 7043 section 4.1 */
    |EUI64: "EUI64" ->
      address: byte[8];
    /** Establishes the key of TSIG (RFC 2930 section 2). */
    |TKEY: "TKEY" ->
      algorithm: dns_label;
      inception: uint32;
      expiration: uint32;
      mode: uint16 variant {
        |1 -> ServerAssignment
        |2 -> DiffieHellman
        |3 -> GssApi
        |4 -> ResolverAssignment
        |5 -> KeyDeletion
      };
      error: uint16 variant dns_extended_rcode;
      key_size: uint16 value(sizeof(key));
      key: byte[key_size];
      other_size: uint16 value(sizeof(other_data));
      other_data: byte[other_size];
    /** Signs a message with a shared key (RFC 8945 section 4.2). */
    |TSIG: "TSIG" ->
      algorithm_name: dns_label;
      time_signed: uint48;
      fudge: uint16;
      mac_size: uint16 value(sizeof(mac));
      mac: byte[mac_size];
      original_id: uint16;
      error: uint16 variant dns_extended_rcode;
      other_len: uint16 value(sizeof(other_data));
      other_data: byte[other_len];
    /** RFC 7553 section 4.4 */
    |URI: "URI" ->
      priority: uint16;
      weight: uint16;
      target: byte[rdlength - 4];
    /** RFC 8659 section 4.1 */
    |CAA: "CAA" ->
      issuer_critical: bit[1] default(0);
      flags: bit[7] default(0);
      tag: string8;
      property_value: byte[rdlength - 1 - sizeof(tag)];
    /** RFC 1035 section 3.4.2 */
    |WKS: "WKS" ->
      address: uint32;
      protocol: byte;
      /** A bit for each port, from 0 on. */
      bit_map: byte[rdlength - 5];
    /** RFC 1183 section 3.1 */
    |X25: "X25" ->
      psdn_address: string8;
    /** RFC 1183 section 3.2 */
    |ISDN: "ISDN" ->
      isdn_address: string8;
      /** The subaddress, if there is one. */
      sa: array bytes(rdlength - sizeof(isdn_address)) of string8;
    /** RFC 1183 section 3.3 */
    |RT: "RT" ->
      preference: uint16;
      intermediate_host: dns_label;
    /** RFC 1706 section 5 */
    |NSAP: "NSAP" ->
      address: byte[rdlength];
    /** RFC 2163 section 4 */
    |PX: "PX" ->
      preference: uint16;
      map822: dns_label;
      mapx400: dns_label;
    /** RFC 1712 section 3 */
    |GPOS: "GPOS" ->
      longitude: string8;
      latitude: string8;
      altitude: string8;
    /** RFC 3123 section 4 */
    |APL: "APL" ->
      prefixes: array bytes(rdlength) {
        address_family: uint16 variant { |1 -> Ipv4 |2 -> Ipv6 };
        prefix: byte;
        negation: bit[1] default(0);
        afd_length: bit[7] value(sizeof(afd_part));
        /** Without the zeros at its end. */
        afd_part: byte[afd_length];
      };
    /** RFC 4025 section 2.1 */
    |IPSECKEY: "IPSECKEY" ->
      precedence: byte;
      gateway_type: byte variant { |0 -> None |1 -> Ipv4 |2 -> Ipv6 |3 -> Name };
      algorithm: byte variant { |0 -> None |1 -> DSA |2 -> RSA |3 -> ECDSA };
      classify (gateway_type) as gateway {
        |None: "None" -> ();
        |Ipv4: "Ipv4" ->
          address: uint32;
        |Ipv6: "Ipv6" ->
          address: byte[16];
        |Name: "Name" ->
          host: dns_label;
        /** How long it is nobody knows: it is at the key's start. */
        |_: "Unknown" -> ();
      };
      public_key: byte[rdlength - 3 - sizeof(gateway)];
    /** RFC 8005 section 5 */
    |HIP: "HIP" ->
      hit_length: byte value(sizeof(hit));
      pk_algorithm: byte variant { |1 -> DSA |2 -> RSA |3 -> ECDSA };
      pk_length: uint16 value(sizeof(public_key));
      hit: byte[hit_length];
      public_key: byte[pk_length];
      rendezvous_servers: array bytes(rdlength - 4 - hit_length - pk_length) of dns_label;
    /** As TXT. */
    |NINFO: "NINFO" ->
      txt_data: array bytes(rdlength) of string8;
    /** As KEY. */
    |RKEY: "RKEY" ->
      flags: uint16;
      protocol: byte default(1);
      algorithm: byte variant dns_sec_algorithm;
      public_key: byte[rdlength - 4];
    /** Two names of a list, `.` where it ends. */
    |TALINK: "TALINK" ->
      previous_name: dns_label;
      next_name: dns_label;
    /** Where a parent wants to be told of a child's changes (RFC 9859 section 2.1). */
    |DSYNC: "DSYNC" ->
      rrtype: uint16 variant dns_type;
      scheme: byte variant { |1 -> NOTIFY };
      port: uint16;
      target: dns_label;
    /** RFC 6742 section 2.1 */
    |NID: "NID" ->
      preference: uint16;
      node_id: byte[8];
    /** RFC 6742 section 2.2 */
    |L32: "L32" ->
      preference: uint16;
      locator32: uint32;
    /** RFC 6742 section 2.3 */
    |L64: "L64" ->
      preference: uint16;
      locator64: byte[8];
    /** RFC 6742 section 2.4 */
    |LP: "LP" ->
      preference: uint16;
      fqdn: dns_label;
    /** As TXT. */
    |AVC: "AVC" ->
      txt_data: array bytes(rdlength) of string8;
    /** RFC 8777 section 4.2 */
    |AMTRELAY: "AMTRELAY" ->
      precedence: byte;
      discovery_optional: bit[1] default(0);
      relay_type: bit[7] variant { |0 -> None |1 -> Ipv4 |2 -> Ipv6 |3 -> Name };
      classify (relay_type) as relay {
        |None: "None" -> ();
        |Ipv4: "Ipv4" ->
          address: uint32;
        |Ipv6: "Ipv6" ->
          address: byte[16];
        |Name: "Name" ->
          host: dns_label;
        |_: "Unknown" ->
          data: byte[rdlength - 2];
      };
    /** What a resolver can do, as TXT (RFC 9606 section 4). */
    |RESINFO: "RESINFO" ->
      txt_data: array bytes(rdlength) of string8;
    /** As TXT. */
    |WALLET: "WALLET" ->
      txt_data: array bytes(rdlength) of string8;
    /** As DS. */
    |TA: "TA" ->
      key_tag: uint16;
      algorithm: byte variant dns_sec_algorithm;
      digest_type: byte variant dns_digest_type;
      digest: byte[rdlength - 4];
    /** As DS (RFC 4431 section 2). */
    |DLV: "DLV" ->
      key_tag: uint16;
      algorithm: byte variant dns_sec_algorithm;
      digest_type: byte variant dns_digest_type;
      digest: byte[rdlength - 4];
    /** A type that is not listed here keeps its data as it is (RFC 3597 section 3). */
    |_: "Unknown" ->
      data: byte[rdlength];
  };
  require (sizeof(rdata) == rdlength) "the fields of rdata must fill rdlength exactly";
}

example dns_record "A"
  "03 77 65 62 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00 01 00 00 0e 10 00 04 c0 00 02 01"
  { name: "web.example.com", rdata: { "$kind": "A", address: 0xc0000201 } };
example dns_record "AAAA"
  "03 6e 73 31 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 1c 00 01 00 00 0e 10 00 10 20 01 0d b8 00"
  "00 00 00 00 00 00 00 00 00 00 53"
  {
    name: "ns1.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "AAAA", address: "20010db8000000000000000000000053" }
  };
example dns_record "SOA"
  "07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 06 00 01 00 00 0e 10 00 27 03 6e 73 31 c0 00 0a 68 6f"
  "73 74 6d 61 73 74 65 72 c0 00 78 c2 75 f5 00 00 1c 20 00 00 03 84 00 12 75 00 00 00 01 2c"
  {
    name: "example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "SOA",
      mname: "ns1.example.com",
      rname: "hostmaster.example.com",
      serial: 2026010101,
      refresh: 7200,
      minimum: 300
    }
  };
example dns_record "MX"
  "07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 0f 00 01 00 00 0e 10 00 09 00 0a 04 6d 61 69 6c c0 00"
  {
    name: "example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "MX", preference: 10, exchange: "mail.example.com" }
  };
example dns_record "PTR"
  "03 70 74 72 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 0c 00 01 00 00 0e 10 00 06 03 77 65 62 c0"
  "04"
  {
    name: "ptr.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "PTR", ptrdname: "web.example.com" }
  };
example dns_record "TXT"
  "03 74 78 74 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 10 00 01 00 00 0e 10 00 13 0b 76 3d 73 70"
  "66 31 20 2d 61 6c 6c 06 73 65 63 6f 6e 64"
  {
    name: "txt.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "TXT", txt_data: ["v=spf1 -all", "second"] }
  };
example dns_record "SPF"
  "03 73 70 66 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 63 00 01 00 00 0e 10 00 0c 0b 76 3d 73 70"
  "66 31 20 2d 61 6c 6c"
  {
    name: "spf.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "SPF", txt_data: ["v=spf1 -all"] }
  };
example dns_record "HINFO"
  "05 68 69 6e 66 6f 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 0d 00 01 00 00 0e 10 00 09 02 50 43"
  "05 4c 69 6e 75 78"
  {
    name: "hinfo.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "HINFO", cpu: "PC", os: "Linux" }
  };
example dns_record "RP"
  "02 72 70 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 11 00 01 00 00 0e 10 00 24 05 61 64 6d 69 6e"
  "07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 03 74 78 74 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00"
  {
    name: "rp.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "RP", mbox_dname: "admin.example.com", txt_dname: "txt.example.com" }
  };
example dns_record "AFSDB"
  "03 61 66 73 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 12 00 01 00 00 0e 10 00 13 00 01 03 77 65"
  "62 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00"
  {
    name: "afs.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "AFSDB", subtype: 1, hostname: "web.example.com" }
  };
example dns_record "LOC"
  "03 6c 6f 63 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 1d 00 01 00 00 0e 10 00 10 00 00 16 13 8b"
  "3c f0 18 81 0c bc e0 00 98 95 b8"
  {
    name: "loc.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "LOC",
      version: { "$kind": "V0", latitude: 2336026648, longitude: 2165095648, altitude: 9999800 }
    }
  };
example dns_record "SRV"
  "04 5f 73 69 70 04 5f 75 64 70 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 21 00 01 00 00 0e 10 00"
  "17 00 0a 00 14 13 c4 03 77 65 62 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00"
  {
    name: "_sip._udp.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "SRV", priority: 10, weight: 20, port: 5060, target: "web.example.com" }
  };
example dns_record "NAPTR"
  "05 6e 61 70 74 72 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 23 00 01 00 00 0e 10 00 26 00 64 00"
  "0a 01 53 07 53 49 50 2b 44 32 55 00 04 5f 73 69 70 04 5f 75 64 70 07 65 78 61 6d 70 6c 65 03 63"
  "6f 6d 00"
  {
    name: "naptr.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "NAPTR",
      order: 100,
      preference: 10,
      flags: "S",
      services: "SIP+D2U",
      regexp: "",
      replacement: "_sip._udp.example.com"
    }
  };
example dns_record "CERT"
  "04 63 65 72 74 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 25 00 01 00 00 0e 10 00 09 00 03 00 00"
  "00 01 02 03 04"
  {
    name: "cert.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "CERT", cert_type: PGP, key_tag: 0, certificate: "01020304" }
  };
example dns_record "DS"
  "03 64 65 6c 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 2b 00 01 00 00 0e 10 00 18 ec 45 05 01 2b"
  "b1 83 af 5f 22 58 81 79 a5 3b 0a 98 63 1f ad 1a 29 21 18"
  {
    name: "del.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "DS",
      key_tag: 60485,
      algorithm: RsaSha1,
      digest_type: Sha1,
      digest: "2bb183af5f22588179a53b0a98631fad1a292118"
    }
  };
example dns_record "CDS that deletes (RFC 8078)"
  "03 63 64 73 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 3b 00 01 00 00 0e 10 00 05 00 00 00 00 00"
  { rdata: { "$kind": "CDS", key_tag: 0, algorithm: Delete, digest_type: None, digest: "00" } };
example dns_record "CDNSKEY"
  "03 63 64 6b 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 3c 00 01 00 00 0e 10 00 44 01 01 03 0d 99"
  "db 2c c1 4c ab dc 33 d6 d7 7d a6 3a 2f 15 f7 11 12 58 4f 23 4e 8d 1d c4 28 e3 9e 8a 4a 97 e1 aa"
  "27 1a 55 5d c9 07 01 e1 7e 2a 4c 4b 6f 12 0b 7c 32 d4 4f 4a c0 2b d8 94 cf 2d 4b e7 77 8a 19"
  {
    name: "cdk.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "CDNSKEY", flags: SecureEntryPoint, protocol: 3, algorithm: EcdsaP256Sha256 }
  };
example dns_record "SSHFP"
  "03 73 73 68 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 2c 00 01 00 00 0e 10 00 22 04 02 12 34 56"
  "78 9a bc de f6 78 90 12 34 56 78 9a bc de f6 78 90 12 34 56 78 9a bc de f1 23 45 67 89"
  {
    name: "ssh.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "SSHFP",
      algorithm: Ed25519,
      fp_type: Sha256,
      fingerprint: "123456789abcdef67890123456789abcdef67890123456789abcdef123456789"
    }
  };
example dns_record "TLSA"
  "04 5f 34 34 33 04 5f 74 63 70 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 34 00 01 00 00 0e 10 00"
  "23 03 01 01 01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67"
  "89 ab cd ef"
  {
    name: "_443._tcp.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "TLSA", cert_usage: DaneEe, selector: Spki, matching_type: Sha256 }
  };
example dns_record "SMIMEA"
  "05 73 6d 69 6d 65 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 35 00 01 00 00 0e 10 00 07 03 01 00"
  "01 02 03 04"
  {
    name: "smime.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "SMIMEA",
      cert_usage: DaneEe,
      selector: Spki,
      matching_type: Full,
      association_data: "01020304"
    }
  };
example dns_record "CSYNC"
  "05 63 73 79 6e 63 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 3e 00 01 00 00 0e 10 00 0c 00 00 00"
  "42 00 03 00 04 60 00 00 08"
  {
    name: "csync.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "CSYNC",
      soa_serial: 66,
      soaminimum: 1,
      immediate: 1,
      type_bit_maps: [{ window: 0, length: 4, bitmap: "60000008" }]
    }
  };
example dns_record "NSEC"
  "04 6e 73 65 63 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 2f 00 01 00 00 0e 10 00 37 04 68 6f 73"
  "74 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 06 40 01 00 00 00 03 04 1b 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 20"
  {
    name: "nsec.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "NSEC",
      next_domain_name: "host.example.com",
      type_bit_maps: [{ window: 0, bitmap: "400100000003" }, { window: 4, length: 27 }]
    }
  };
example dns_record "NSEC3PARAM"
  "02 6e 33 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 33 00 01 00 00 0e 10 00 09 01 00 00 0c 04 aa"
  "bb cc dd"
  {
    name: "n3.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "NSEC3PARAM",
      hash_algorithm: Sha1,
      flags: 0,
      iterations: 12,
      salt: "aabbccdd"
    }
  };
example dns_record "RRSIG"
  "03 73 69 67 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 2e 00 01 00 00 0e 10 00 27 00 01 0d 03 00"
  "00 0e 10 70 db d8 80 69 55 b9 00 30 39 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 01 02 03 04 05 06"
  "07 08"
  {
    name: "sig.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "RRSIG",
      type_covered: A,
      algorithm: EcdsaP256Sha256,
      labels: 3,
      key_tag: 12345,
      signers_name: "example.com",
      signature: "0102030405060708"
    }
  };
example dns_record "OPENPGPKEY"
  "03 70 67 70 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 3d 00 01 00 00 0e 10 00 03 01 02 03"
  {
    name: "pgp.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "OPENPGPKEY", key: "010203" }
  };
example dns_record "SVCB"
  "03 73 76 63 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 40 00 01 00 00 0e 10 00 30 00 10 03 77 65"
  "62 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 00 00 04 00 01 00 04 00 01 00 09 02 68 32 05 68 33"
  "2d 31 39 00 04 00 04 c0 00 02 01"
  {
    name: "svc.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "SVCB",
      svc_priority: 16,
      target_name: "web.example.com",
      svc_params: [
        { key: { "$kind": "Mandatory", keys: [1, 4] } },
        { key: { "$kind": "Alpn", protocols: ["h2", "h3-19"] } },
        { key: { "$kind": "Ipv4Hint", addresses: [0xc0000201] } }
      ]
    }
  };
example dns_record "HTTPS"
  "05 68 74 74 70 73 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 41 00 01 00 00 0e 10 00 50 00 01 00"
  "00 01 00 06 02 68 33 02 68 32 00 03 00 02 20 fb 00 04 00 08 c0 00 02 01 c0 00 02 02 00 06 00 10"
  "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 00 07 00 10 2f 64 6e 73 2d 71 75 65 72 79 7b 3f"
  "64 6e 73 7d 02 9b 00 05 68 65 6c 6c 6f"
  {
    name: "https.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "HTTPS",
      svc_priority: 1,
      target_name: ".",
      svc_params: [
        { key: { "$kind": "Alpn", protocols: ["h3", "h2"] } },
        { key: { "$kind": "Port", port: 8443 } },
        { length: 8 },
        { length: 16 },
        { key: { "$kind": "DohPath", template: "2f646e732d71756572797b3f646e737d" } },
        { key: { "$kind": "Unknown", "$value": 667, data: "68656c6c6f" } }
      ]
    }
  };
example dns_record "EUI48"
  "03 65 34 38 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 6c 00 01 00 00 0e 10 00 06 00 00 5e 00 53"
  "2a"
  {
    name: "e48.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "EUI48", address: "00005e00532a" }
  };
example dns_record "EUI64"
  "03 65 36 34 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 6d 00 01 00 00 0e 10 00 08 00 00 5e ef 10"
  "00 00 2a"
  {
    name: "e64.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "EUI64", address: "00005eef1000002a" }
  };
example dns_record "URI"
  "03 75 72 69 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 01 00 00 01 00 00 0e 10 00 20 00 0a 00 01 66"
  "74 70 3a 2f 2f 66 74 70 2e 65 78 61 6d 70 6c 65 2e 63 6f 6d 2f 70 75 62 6c 69 63"
  {
    name: "uri.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "URI",
      priority: 10,
      weight: 1,
      target: "6674703a2f2f6674702e6578616d706c652e636f6d2f7075626c6963"
    }
  };
example dns_record "CAA"
  "03 63 61 61 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 01 01 00 01 00 00 0e 10 00 16 80 05 69 73 73"
  "75 65 6c 65 74 73 65 6e 63 72 79 70 74 2e 6f 72 67"
  {
    name: "caa.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "CAA",
      issuer_critical: 1,
      tag: "issue",
      property_value: "6c657473656e63727970742e6f7267"
    }
  };
example dns_record "WKS"
  "03 77 6b 73 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 0b 00 01 00 00 0e 10 00 09 0a 00 00 01 06"
  "00 00 00 40"
  {
    name: "wks.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "WKS", address: 0x0a000001, protocol: 6, bit_map: "00000040" }
  };
example dns_record "X25"
  "03 78 32 35 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 13 00 01 00 00 0e 10 00 0d 0c 33 31 31 30"
  "36 31 37 30 30 39 35 36"
  {
    name: "x25.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "X25", psdn_address: "311061700956" }
  };
example dns_record "ISDN"
  "04 69 73 64 6e 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 14 00 01 00 00 0e 10 00 14 0f 31 35 30"
  "38 36 32 30 32 38 30 30 33 32 31 37 03 30 30 34"
  {
    name: "isdn.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "ISDN", isdn_address: "150862028003217", sa: ["004"] }
  };
example dns_record "ISDN without a subaddress"
  "04 69 73 64 6e 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 14 00 01 00 00 0e 10 00 10 0f 31 35 30"
  "38 36 32 30 32 38 30 30 33 32 31 37"
  { name: "isdn.example.com", class: IN, ttl: 3600, rdata: { "$kind": "ISDN", sa: [] } };
example dns_record "RT"
  "02 72 74 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 15 00 01 00 00 0e 10 00 13 00 0a 03 77 65 62"
  "07 65 78 61 6d 70 6c 65 03 63 6f 6d 00"
  {
    name: "rt.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "RT", preference: 10, intermediate_host: "web.example.com" }
  };
example dns_record "NSAP"
  "04 6e 73 61 70 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 16 00 01 00 00 0e 10 00 14 47 00 05 80"
  "00 5a 00 00 00 00 01 e1 33 ff ff ff 00 01 61 00"
  {
    name: "nsap.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "NSAP", address: "47000580005a0000000001e133ffffff00016100" }
  };
example dns_record "PX"
  "02 70 78 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 1a 00 01 00 00 0e 10 00 25 00 32 04 6e 65 74"
  "32 02 69 74 00 09 50 52 4d 44 2d 6e 65 74 32 09 41 44 4d 44 2d 70 34 30 30 04 43 2d 69 74 00"
  {
    name: "px.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "PX", preference: 50, map822: "net2.it", mapx400: "PRMD-net2.ADMD-p400.C-it" }
  };
example dns_record "GPOS"
  "04 67 70 6f 73 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 1b 00 01 00 00 0e 10 00 17 08 2d 33 32"
  "2e 36 38 38 32 08 31 31 36 2e 38 36 35 32 04 31 30 2e 30"
  {
    name: "gpos.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "GPOS", longitude: "-32.6882", latitude: "116.8652", altitude: "10.0" }
  };
example dns_record "APL"
  "03 61 70 6c 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 2a 00 01 00 00 0e 10 00 0e 00 01 15 03 c0"
  "a8 20 00 01 1c 83 c0 a8 26"
  {
    name: "apl.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "APL",
      prefixes: [
        { address_family: Ipv4, prefix: 21, negation: 0, afd_part: "c0a820" },
        { address_family: Ipv4, prefix: 28, negation: 1, afd_part: "c0a826" }
      ]
    }
  };
example dns_record "IPSECKEY with an IPv4 gateway"
  "05 69 70 73 65 63 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 2d 00 01 00 00 0e 10 00 0a 0a 01 02"
  "c0 00 02 26 01 03 51"
  {
    name: "ipsec.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "IPSECKEY",
      precedence: 10,
      gateway: { "$kind": "Ipv4", address: 0xc0000226 },
      algorithm: RSA,
      public_key: "010351"
    }
  };
example dns_record "IPSECKEY with a gateway's name"
  "05 69 70 73 65 63 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 2d 00 01 00 00 0e 10 00 16 0a 03 02"
  "02 67 77 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 01 03 51"
  {
    name: "ipsec.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "IPSECKEY",
      gateway: { "$kind": "Name", host: "gw.example.com" },
      public_key: "010351"
    }
  };
example dns_record "IPSECKEY without a gateway"
  "05 69 70 73 65 63 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 2d 00 01 00 00 0e 10 00 06 0a 00 02"
  "01 03 51"
  {
    name: "ipsec.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "IPSECKEY", gateway: { "$kind": "None" }, public_key: "010351" }
  };
example dns_record "HIP"
  "03 68 69 70 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 37 00 01 00 00 0e 10 00 3e 10 02 00 06 20"
  "01 00 10 7b 1a 74 df 36 56 39 cc 39 f1 d5 78 03 01 00 01 b7 71 04 72 76 73 31 07 65 78 61 6d 70"
  "6c 65 03 63 6f 6d 00 04 72 76 73 32 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00"
  {
    name: "hip.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "HIP",
      hit_length: 16,
      pk_algorithm: RSA,
      pk_length: 6,
      rendezvous_servers: ["rvs1.example.com", "rvs2.example.com"]
    }
  };
example dns_record "TALINK"
  "02 74 61 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 3a 00 01 00 00 0e 10 00 17 00 08 5f 74 61 6c"
  "69 6e 6b 31 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00"
  {
    name: "ta.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "TALINK", previous_name: ".", next_name: "_talink1.example.com" }
  };
example dns_record "DSYNC"
  "06 5f 64 73 79 6e 63 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 42 00 01 00 00 0e 10 00 1e 00 3b"
  "01 14 ef 0b 63 64 73 2d 73 63 61 6e 6e 65 72 07 65 78 61 6d 70 6c 65 03 6e 65 74 00"
  {
    name: "_dsync.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "DSYNC",
      rrtype: CDS,
      scheme: NOTIFY,
      port: 5359,
      target: "cds-scanner.example.net"
    }
  };
example dns_record "NID"
  "03 6e 69 64 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 68 00 01 00 00 0e 10 00 0a 00 0a 00 14 4f"
  "ff ff 20 ee 64"
  {
    name: "nid.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "NID", preference: 10, node_id: "00144fffff20ee64" }
  };
example dns_record "L32"
  "03 6c 33 32 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 69 00 01 00 00 0e 10 00 06 00 0a 0a 01 02"
  "00"
  {
    name: "l32.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "L32", preference: 10, locator32: 0x0a010200 }
  };
example dns_record "L64"
  "03 6c 36 34 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 6a 00 01 00 00 0e 10 00 0a 00 0a 20 01 0d"
  "b8 11 40 10 00"
  {
    name: "l64.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "L64", preference: 10, locator64: "20010db811401000" }
  };
example dns_record "LP"
  "02 6c 70 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 6b 00 01 00 00 0e 10 00 1a 00 0a 0a 6c 36 34"
  "2d 73 75 62 6e 65 74 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00"
  {
    name: "lp.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "LP", preference: 10, fqdn: "l64-subnet.example.com" }
  };
example dns_record "AMTRELAY"
  "03 61 6d 74 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 01 04 00 01 00 00 0e 10 00 19 0a 83 09 61 6d"
  "74 72 65 6c 61 79 73 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00"
  {
    name: "amt.example.com",
    class: IN,
    ttl: 3600,
    rdata: {
      "$kind": "AMTRELAY",
      precedence: 10,
      discovery_optional: 1,
      relay: { "$kind": "Name", host: "amtrelays.example.com" }
    }
  };
example dns_record "RESINFO"
  "04 69 6e 66 6f 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 01 05 00 01 00 00 0e 10 00 19 08 71 6e 61"
  "6d 65 6d 69 6e 0f 65 78 74 65 72 72 3d 31 35 2c 31 36 2c 31 37"
  {
    name: "info.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "RESINFO", txt_data: ["qnamemin", "exterr=15,16,17"] }
  };
example dns_record "DLV"
  "03 64 6c 76 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 80 01 00 01 00 00 0e 10 00 18 ec 45 05 01 2b"
  "b1 83 af 5f 22 58 81 79 a5 3b 0a 98 63 1f ad 1a 29 21 18"
  {
    name: "dlv.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "DLV", key_tag: 60485, algorithm: RsaSha1, digest_type: Sha1 }
  };
example dns_record "HIP whose key is longer than the data"
  "03 68 69 70 00 00 37 00 01 00 00 00 00 00 08 02 02 00 09 01 02 03 04"
  malformed;
example dns_record "APL with a prefix that is cut off"
  "03 61 70 6c 00 00 2a 00 01 00 00 00 00 00 05 00 01 18 03 c0"
  malformed;
example dns_record "a type that is not known (RFC 3597)"
  "03 75 6e 6b 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 ff 78 00 01 00 00 0e 10 00 03 01 02 03"
  {
    name: "unk.example.com",
    class: IN,
    ttl: 3600,
    rdata: { "$kind": "Unknown", "$value": 65400, data: "010203" }
  };

/**
 * The OPT pseudo-record of EDNS by itself, with the meaning that it gives to class and ttl (RFC 6891 section 6.1.2,
 * 6.1.3; DO: RFC 3225). It reads the same bytes as `dns_record`.
 */
packet dns_opt {
  /** The root. */
  name: byte const(0);
  type: uint16 const(41);
  udp_payload_size: uint16;
  extended_rcode: byte variant dns_rcode_upper;
  version: byte default(0);
  /** DO: the requestor wants DNSSEC records. */
  dnssec_ok: bit[1] default(0);
  z: bit[15] default(0);
  rdlength: uint16 value(sizeof(options));
  options: array bytes(rdlength) of packet dns_edns_option();
}

example dns_opt "of a query by dig"
  "00 00 29 04 d0 00 00 80 00 00 54 00 03 00 00 00 08 00 07 00 01 18 00 c0 00 02 00 0a 00 08 6e c9"
  "e4 16 f8 0d 89 b0 00 0f 00 04 00 00 48 69 00 0c 00 2d 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  { udp_payload_size: 1232, extended_rcode: None, version: 0, dnssec_ok: 1 };
example dns_opt "BADVERS, by BIND"
  "00 00 29 04 d0 01 00 00 00 00 00"
  { extended_rcode: From16To31, version: 0 };
example dns_opt "not the root" "01 77 00 29 04 d0 00 00 00 00 00 00" malformed;
example dns_opt "options longer than rdata"
  "00 00 29 04 d0 00 00 00 00 00 04 00 0a 00 08"
  malformed;

/** The same record with its options as bytes, which may be anything: how a server reads that of a query. */
packet dns_query_opt {
  /** The root. */
  name: byte const(0);
  type: uint16 const(41);
  udp_payload_size: uint16;
  extended_rcode: byte variant dns_rcode_upper;
  version: byte default(0);
  dnssec_ok: bit[1] default(0);
  z: bit[15] default(0);
  rdlength: uint16 value(sizeof(options));
  options: byte[rdlength];
}

example dns_query_opt "with half of an option"
  "00 00 29 04 d0 00 00 80 00 00 05 00 0a 00 08 01"
  { udp_payload_size: 1232, extended_rcode: None, dnssec_ok: 1, options: "000a000801" };

/**
 * A message (RFC 1035 section 4.1): the header, whose counts are computed, and four sections. Compression pointers
 * count from its start.
 *
 * An update (RFC 2136) has the same form: the sections are its zone, prerequisites, updates and additional data.
 */
packet dns_message {
  id: uint16;
  qr: bit[1] variant { |0 -> Query |1 -> Response };
  opcode: bit[4] variant dns_opcode;
  aa: bit[1] default(0);
  tc: bit[1] default(0);
  rd: bit[1] default(0);
  ra: bit[1] default(0);
  z: bit[1] default(0);
  ad: bit[1] default(0);
  cd: bit[1] default(0);
  rcode: bit[4] variant dns_rcode;
  qdcount: uint16 value(array_length(questions));
  ancount: uint16 value(array_length(answers));
  nscount: uint16 value(array_length(authorities));
  arcount: uint16 value(array_length(additionals));
  questions: array (qdcount) of packet dns_question();
  answers: array (ancount) of packet dns_record();
  authorities: array (nscount) of packet dns_record();
  additionals: array (arcount) of packet dns_record();
}

example dns_message "a query by dig, with a cookie and a TSIG"
  "d5 87 01 20 00 01 00 00 00 00 00 02 03 77 65 62 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00"
  "01 00 00 29 04 d0 00 00 00 00 00 0c 00 0a 00 08 90 32 6b 95 d3 78 1f 5f 01 6b 00 00 fa 00 ff 00"
  "00 00 00 00 3d 0b 68 6d 61 63 2d 73 68 61 32 35 36 00 00 00 6b 02 8b 98 01 2c 00 20 b9 77 e6 fd"
  "c8 18 7f 01 e0 8a 25 9a bf 34 1b db 8c 6e a6 0c c6 63 f6 17 21 0a 3e a4 fd b4 64 2c d5 87 00 00"
  "00 00"
  {
    qr: Query,
    rd: 1,
    ad: 1,
    questions: [{ qname: "web.example.com" }],
    additionals: [
      {
        name: ".",
        class: 1232,
        rdata: { "$kind": "OPT", options: [{ code: { "$kind": "Cookie" } }] }
      },
      {
        name: "k",
        class: ANY,
        ttl: 0,
        rdata: {
          "$kind": "TSIG",
          algorithm_name: "hmac-sha256",
          fudge: 300,
          mac_size: 32,
          error: NoError
        }
      }
    ]
  };
example dns_message "an alias and its addresses, with the servers' addresses, by BIND"
  "d2 c4 84 00 00 01 00 05 00 02 00 03 03 77 77 77 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00"
  "01 c0 0c 00 05 00 01 00 00 0e 10 00 06 03 77 65 62 c0 10 c0 2d 00 01 00 01 00 00 0e 10 00 04 c0"
  "00 02 01 c0 2d 00 01 00 01 00 00 0e 10 00 04 c0 00 02 04 c0 2d 00 01 00 01 00 00 0e 10 00 04 c0"
  "00 02 03 c0 2d 00 01 00 01 00 00 0e 10 00 04 c0 00 02 02 c0 10 00 02 00 01 00 00 0e 10 00 06 03"
  "6e 73 31 c0 10 c0 10 00 02 00 01 00 00 0e 10 00 06 03 6e 73 32 c0 10 c0 7f 00 01 00 01 00 00 0e"
  "10 00 04 c0 00 02 35 c0 91 00 01 00 01 00 00 0e 10 00 04 c0 00 02 36 c0 7f 00 1c 00 01 00 00 0e"
  "10 00 10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 53"
  {
    qr: Response,
    opcode: Query,
    aa: 1,
    tc: 0,
    rd: 0,
    ra: 0,
    rcode: NoError,
    qdcount: 1,
    ancount: 5,
    questions: [{ qname: "www.example.com", qtype: A, qclass: IN }],
    answers: [
      { name: "www.example.com", ttl: 3600, rdata: { "$kind": "CNAME", cname: "web.example.com" } },
      { name: "web.example.com", rdata: { "$kind": "A" } },
      { name: "web.example.com" },
      { name: "web.example.com" },
      { name: "web.example.com" }
    ],
    authorities: [{ rdata: { "$kind": "NS" } }, { rdata: { "$kind": "NS" } }],
    additionals: [{}, {}, {}]
  };
example dns_message "the owner of no record, by BIND"
  "4f 43 84 03 00 01 00 00 00 01 00 00 04 6e 6f 70 65 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01"
  "00 01 c0 11 00 06 00 01 00 00 01 2c 00 27 03 6e 73 31 c0 11 0a 68 6f 73 74 6d 61 73 74 65 72 c0"
  "11 78 c2 75 f5 00 00 1c 20 00 00 03 84 00 12 75 00 00 00 01 2c"
  {
    rcode: NXDomain,
    aa: 1,
    answers: [],
    authorities: [{ name: "example.com", rdata: { "$kind": "SOA", serial: 2026010101 } }]
  };
example dns_message "EDNS options of many kinds, by dig"
  "b9 00 01 20 00 01 00 00 00 00 00 01 03 77 65 62 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00"
  "01 00 00 29 04 d0 00 00 80 00 00 54 00 03 00 00 00 08 00 07 00 01 18 00 c0 00 02 00 0a 00 08 6e"
  "c9 e4 16 f8 0d 89 b0 00 0f 00 04 00 00 48 69 00 0c 00 2d 00 00 00 00 00 00 00 00 00 00 00 00 00"
  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
  {
    additionals: [
      {
        rdata: {
          "$kind": "OPT",
          options: [
            { code: { "$kind": "NSID", nsid: "" } },
            {
              code: {
                "$kind": "ClientSubnet",
                family: Ipv4,
                source_prefix_length: 24,
                scope_prefix_length: 0,
                address: "c00002"
              }
            },
            { code: { "$kind": "Cookie", server: "" } },
            { code: { "$kind": "ExtendedError" } },
            { code: { "$kind": "Padding" } }
          ]
        }
      }
    ]
  };
example dns_message "version.bind in class CH"
  "14 f1 85 00 00 01 00 01 00 01 00 01 07 76 65 72 73 69 6f 6e 04 62 69 6e 64 00 00 10 00 03 c0 0c"
  "00 10 00 03 00 00 00 00 00 19 18 39 2e 31 38 2e 34 39 2d 31 7e 64 65 62 31 32 75 33 2d 44 65 62"
  "69 61 6e c0 0c 00 02 00 03 00 00 00 00 00 02 c0 0c 00 00 29 04 d0 00 00 00 00 00 1c 00 0a 00 18"
  "b8 7f 1c 0b 39 17 3d 21 01 00 00 00 6b 02 8b 98 a8 db e3 7a ba 64 d1 84"
  { questions: [{ qclass: CH, qtype: TXT }], answers: [{ class: CH, rdata: { "$kind": "TXT" } }] };
example dns_message "an EDNS version that BIND does not know"
  "3e ad 81 00 00 01 00 00 00 00 00 01 03 77 65 62 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00"
  "01 00 00 29 04 d0 01 00 00 00 00 00"
  { additionals: [{ rdata: { "$kind": "OPT" } }] };
example dns_message "an update by nsupdate"
  "54 c6 28 00 00 01 00 02 00 04 00 00 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 06 00 01 03 77 65"
  "62 c0 0c 00 ff 00 ff 00 00 00 00 00 00 03 6e 65 77 c0 0c 00 01 00 fe 00 00 00 00 00 00 03 77 77"
  "77 c0 0c 00 05 00 ff 00 00 00 00 00 00 c0 1d 00 01 00 fe 00 00 00 00 00 04 c0 00 02 04 03 74 78"
  "74 c0 0c 00 ff 00 ff 00 00 00 00 00 00 c0 2d 00 01 00 01 00 00 01 2c 00 04 c0 00 02 09"
  {
    opcode: Update,
    questions: [{ qname: "example.com", qtype: SOA }],
    answers: [
      { name: "web.example.com", class: ANY, rdata: { "$kind": "Empty", "$value": ANY } },
      { name: "new.example.com", class: NONE, rdata: { "$kind": "Empty", "$value": A } }
    ],
    authorities: [
      { class: ANY, rdata: { "$kind": "Empty", "$value": CNAME } },
      { class: NONE, rdata: { "$kind": "A", address: 0xc0000204 } },
      { class: ANY, rdata: { "$kind": "Empty", "$value": ANY } },
      { class: IN, ttl: 300, rdata: { "$kind": "A", address: 0xc0000209 } }
    ]
  };
example dns_message "a notification (RFC 1996)"
  "29 d2 24 00 00 01 00 00 00 00 00 00 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 06 00 01"
  { opcode: Notify, aa: 1, questions: [{ qname: "example.com", qtype: SOA, qclass: IN }] };
example dns_message "fewer records than ANCOUNT says"
  "00 01 81 80 00 01 00 01 00 00 00 00 03 77 77 77 00 00 01 00 01"
  malformed;
example dns_message "an address of three bytes"
  "00 01 81 80 00 01 00 01 00 00 00 00 03 77 77 77 00 00 01 00 01 c0 0c 00 01 00 01 00 00 00 05 00"
  "03 c0 00 02"
  malformed;
example dns_message "rdata goes on behind its address"
  "00 01 81 80 00 01 00 01 00 00 00 00 03 77 77 77 00 00 01 00 01 c0 0c 00 01 00 01 00 00 00 05 00"
  "05 c0 00 02 01 00"
  malformed;
example dns_message "a pointer forwards"
  "00 01 81 80 00 01 00 01 00 00 00 00 03 77 77 77 00 00 01 00 01 c0 40 00 01 00 01 00 00 00 05 00"
  "04 c0 00 02 01"
  malformed;

/**
 * A message on a stream: TCP (RFC 1035 section 4.2.2, 7766), TLS (7858). Its bytes are read with `dns_message`, because
 * compression pointers do not count the length.
 */
packet dns_tcp_message {
  length: uint16 value(sizeof(message));
  message: byte[length];
}

example dns_tcp_message "a question"
  "00 21 d2 c4 00 20 00 01 00 00 00 00 00 00 03 77 77 77 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00"
  "01 00 01"
  { length: 33 };
example dns_tcp_message "cut off" "00 21 d2 c4 00 20 00 01 00 00 00 00 00 00 03 77 77" malformed;

dissect dns_tcp_message.message {
  |_ -> dns_message
};
