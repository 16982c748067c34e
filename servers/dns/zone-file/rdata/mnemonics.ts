/** Names that may stand for numbers in data. They are read; what is written are numbers, which everyone reads. */
import { Mnemonics } from "../mnemonics.js";

/** DNSSEC algorithms, in IANA's spelling and BIND's (RFC 4034 appendix A.1, 5155, 5702, 5933, 6605, 8080). */
export const ALGORITHMS: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["DELETE", 0],
  ["RSAMD5", 1],
  ["DH", 2],
  ["DSA", 3],
  ["RSASHA1", 5],
  ["DSA-NSEC3-SHA1", 6],
  ["NSEC3DSA", 6],
  ["RSASHA1-NSEC3-SHA1", 7],
  ["NSEC3RSASHA1", 7],
  ["RSASHA256", 8],
  ["RSASHA512", 10],
  ["ECC-GOST", 12],
  ["ECCGOST", 12],
  ["ECDSAP256SHA256", 13],
  ["ECDSAP384SHA384", 14],
  ["ED25519", 15],
  ["ED448", 16],
  ["INDIRECT", 252],
  ["PRIVATEDNS", 253],
  ["PRIVATEOID", 254],
]);

/** RFC 4034 appendix A.2, 4509, 5933, 6605 */
export const DIGEST_TYPES: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["SHA-1", 1],
  ["SHA1", 1],
  ["SHA-256", 2],
  ["SHA256", 2],
  ["GOST", 3],
  ["SHA-384", 4],
  ["SHA384", 4],
]);

/** RFC 2535 section 3.1.3, of KEY. */
export const KEY_PROTOCOLS: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["NONE", 0],
  ["TLS", 1],
  ["EMAIL", 2],
  ["DNSSEC", 3],
  ["IPSEC", 4],
  ["ALL", 255],
]);

/** RFC 4398 section 2.1 */
export const CERTIFICATE_TYPES: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["PKIX", 1],
  ["SPKI", 2],
  ["PGP", 3],
  ["IPKIX", 4],
  ["ISPKI", 5],
  ["IPGP", 6],
  ["ACPKIX", 7],
  ["IACPKIX", 8],
  ["URI", 253],
  ["OID", 254],
]);

/** RFC 7218 section 2 */
export const CERTIFICATE_USAGES: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["PKIX-TA", 0],
  ["PKIX-EE", 1],
  ["DANE-TA", 2],
  ["DANE-EE", 3],
  ["PrivCert", 255],
]);

export const SELECTORS: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["Cert", 0],
  ["SPKI", 1],
  ["PrivSel", 255],
]);

export const MATCHING_TYPES: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["Full", 0],
  ["SHA2-256", 1],
  ["SHA2-512", 2],
  ["PrivMatch", 255],
]);

/** RFC 9859 section 6.2 */
export const DSYNC_SCHEMES: Mnemonics = /* @__PURE__ */ new Mnemonics([["NOTIFY", 1]]);

/** Of WKS records (RFC 1010; IANA's protocol numbers). */
export const PROTOCOLS: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["ICMP", 1],
  ["TCP", 6],
  ["EGP", 8],
  ["UDP", 17],
]);

/** Well known services, by the names that RFC 1010 and IANA have for their ports. */
export const SERVICES: Mnemonics = /* @__PURE__ */ new Mnemonics([
  ["echo", 7],
  ["discard", 9],
  ["systat", 11],
  ["daytime", 13],
  ["qotd", 17],
  ["chargen", 19],
  ["ftp-data", 20],
  ["ftp", 21],
  ["ssh", 22],
  ["telnet", 23],
  ["smtp", 25],
  ["time", 37],
  ["whois", 43],
  ["nicname", 43],
  ["tacacs", 49],
  ["domain", 53],
  ["bootps", 67],
  ["bootpc", 68],
  ["tftp", 69],
  ["gopher", 70],
  ["finger", 79],
  ["http", 80],
  ["kerberos", 88],
  ["pop3", 110],
  ["sunrpc", 111],
  ["auth", 113],
  ["nntp", 119],
  ["ntp", 123],
  ["imap", 143],
  ["imap2", 143],
  ["snmp", 161],
  ["snmp-trap", 162],
  ["bgp", 179],
  ["irc", 194],
  ["ldap", 389],
  ["https", 443],
  ["submission", 587],
  ["ldaps", 636],
  ["imaps", 993],
  ["pop3s", 995],
]);
