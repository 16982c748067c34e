/** The numbers of DNS, as IANA's registries "Domain Name System (DNS) Parameters" name them. */

/** TYPE and QTYPE (RFC 1035 section 3.2.2, 3.2.3, and the RFC beside each). */
variant dns_type {
  |1 -> A
  |2 -> NS
  |5 -> CNAME
  |6 -> SOA
  |7 -> MB
  |8 -> MG
  |9 -> MR
  |10 -> NULL
  |11 -> WKS
  |12 -> PTR
  |13 -> HINFO
  |14 -> MINFO
  |15 -> MX
  |16 -> TXT
  /** RFC 1183 */
  |17 -> RP
  /** RFC 1183 */
  |18 -> AFSDB
  /** RFC 1183 */
  |19 -> X25
  /** RFC 1183 */
  |20 -> ISDN
  /** RFC 1183 */
  |21 -> RT
  /** RFC 1706 */
  |22 -> NSAP
  /** RFC 2931 */
  |24 -> SIG
  /** RFC 2535 */
  |25 -> KEY
  /** RFC 2163 */
  |26 -> PX
  /** RFC 1712 */
  |27 -> GPOS
  /** RFC 3596 */
  |28 -> AAAA
  /** RFC 1876 */
  |29 -> LOC
  /** RFC 2782 */
  |33 -> SRV
  /** RFC 3403 */
  |35 -> NAPTR
  /** RFC 2230 */
  |36 -> KX
  /** RFC 4398 */
  |37 -> CERT
  /** RFC 6672 */
  |39 -> DNAME
  /** RFC 6891 */
  |41 -> OPT
  /** RFC 3123 */
  |42 -> APL
  /** RFC 4034 */
  |43 -> DS
  /** RFC 4255 */
  |44 -> SSHFP
  /** RFC 4025 */
  |45 -> IPSECKEY
  /** RFC 4034 */
  |46 -> RRSIG
  /** RFC 4034 */
  |47 -> NSEC
  /** RFC 4034 */
  |48 -> DNSKEY
  /** RFC 4701 */
  |49 -> DHCID
  /** RFC 5155 */
  |50 -> NSEC3
  /** RFC 5155 */
  |51 -> NSEC3PARAM
  /** RFC 6698 */
  |52 -> TLSA
  /** RFC 8162 */
  |53 -> SMIMEA
  /** RFC 8005 */
  |55 -> HIP
  /** IANA's registry alone: text about a zone */
  |56 -> NINFO
  /** IANA's registry alone: a key that others may encrypt with */
  |57 -> RKEY
  /** IANA's registry alone: a zone's trust anchors in a list */
  |58 -> TALINK
  /** RFC 7344 */
  |59 -> CDS
  /** RFC 7344 */
  |60 -> CDNSKEY
  /** RFC 7929 */
  |61 -> OPENPGPKEY
  /** RFC 7477 */
  |62 -> CSYNC
  /** RFC 8976 */
  |63 -> ZONEMD
  /** RFC 9460 */
  |64 -> SVCB
  /** RFC 9460 */
  |65 -> HTTPS
  /** RFC 9859 */
  |66 -> DSYNC
  /** RFC 7208, obsolete */
  |99 -> SPF
  /** RFC 6742 */
  |104 -> NID
  /** RFC 6742 */
  |105 -> L32
  /** RFC 6742 */
  |106 -> L64
  /** RFC 6742 */
  |107 -> LP
  /** RFC 7043 */
  |108 -> EUI48
  /** RFC 7043 */
  |109 -> EUI64
  /** RFC 2930 */
  |249 -> TKEY
  /** RFC 8945 */
  |250 -> TSIG
  /** A QTYPE: incremental transfer of a zone (RFC 1995). */
  |251 -> IXFR
  /** A QTYPE: transfer of a whole zone (RFC 5936). */
  |252 -> AXFR
  /** A QTYPE: MB, MG and MR. */
  |253 -> MAILB
  /** A QTYPE, obsolete. */
  |254 -> MAILA
  /** A QTYPE: whatever there is (RFC 8482). */
  |255 -> ANY
  /** RFC 7553 */
  |256 -> URI
  /** RFC 8659 */
  |257 -> CAA
  /** IANA's registry alone: what applications there are */
  |258 -> AVC
  /** RFC 8777 */
  |260 -> AMTRELAY
  /** RFC 9606 */
  |261 -> RESINFO
  /** IANA's registry alone: addresses of crypto currencies */
  |262 -> WALLET
  /** IANA's registry alone: trust anchors, before DLV */
  |32768 -> TA
  /** RFC 4431, obsolete (RFC 8749) */
  |32769 -> DLV
};

/** CLASS and QCLASS (RFC 1035 section 3.2.4; NONE and ANY also RFC 2136 section 1.3). */
variant dns_class { |1 => IN |2 -> CS |3 -> CH |4 -> HS |254 -> NONE |255 -> ANY };

/** OPCODE (RFC 1035 section 4.1.1, 1996, 2136, 8490). */
variant dns_opcode { |0 => Query |1 -> IQuery |2 -> Status |4 -> Notify |5 -> Update |6 -> DSO };

/** RCODE, the four bits that the header has room for (RFC 1035 section 4.1.1, 2136 section 2.2). */
variant dns_rcode {
  |0 => NoError
  |1 -> FormErr
  |2 -> ServFail
  |3 -> NXDomain
  |4 -> NotImp
  |5 -> Refused
  |6 -> YXDomain
  |7 -> YXRRSet
  |8 -> NXRRSet
  |9 -> NotAuth
  |10 -> NotZone
  |11 -> DSOTypeNI
};

/**
 * The error of TSIG and TKEY: an RCODE of sixteen bits (RFC 8945 section 4.2, 2930 section 2.6). An OPT record gives
 * the upper eight bits of a message's RCODE (RFC 6891 section 6.1.3); 16 is then called BADVERS, 23 BADCOOKIE.
 */
variant dns_extended_rcode {
  |0 => NoError
  |1 -> FormErr
  |2 -> ServFail
  |3 -> NXDomain
  |4 -> NotImp
  |5 -> Refused
  |6 -> YXDomain
  |7 -> YXRRSet
  |8 -> NXRRSet
  |9 -> NotAuth
  |10 -> NotZone
  |11 -> DSOTypeNI
  /** BADVERS in an OPT record. */
  |16 -> BadSig
  |17 -> BadKey
  |18 -> BadTime
  |19 -> BadMode
  |20 -> BadName
  |21 -> BadAlg
  |22 -> BadTrunc
  |23 -> BadCookie
};

/** The upper eight bits of a message's RCODE, in an OPT record (RFC 6891 section 6.1.3). */
variant dns_rcode_upper {
  /** RCODE 0 to 15: the header's own. */
  |0 => None
  /** With the header's four bits 0: BADVERS (RFC 6891 section 9); with 7: BADCOOKIE (RFC 7873 section 8). */
  |1 -> From16To31
};

/** DNSSEC algorithm numbers (RFC 4034 appendix A.1, 5155, 5702, 6605, 8080). */
variant dns_sec_algorithm {
  /** In CDS and CDNSKEY: delete the DS records (RFC 8078). */
  |0 -> Delete
  |1 -> RsaMd5
  |3 -> Dsa
  |5 -> RsaSha1
  |6 -> DsaNsec3Sha1
  |7 -> RsaSha1Nsec3Sha1
  |8 -> RsaSha256
  |10 -> RsaSha512
  |13 -> EcdsaP256Sha256
  |14 -> EcdsaP384Sha384
  |15 -> Ed25519
  |16 -> Ed448
  |253 -> PrivateDns
  |254 -> PrivateOid
};

/** DS digest types (RFC 4034 appendix A.2, 4509, 6605). */
variant dns_digest_type { |0 -> None |1 -> Sha1 |2 -> Sha256 |4 -> Sha384 };
