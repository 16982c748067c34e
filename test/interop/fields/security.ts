/** DNSSEC, certificates and transaction signatures. */
import { type Fields, type Named, type Tables, type Unseen, under } from "./table.js";
import { NAMES_WITHOUT_SECURITY, TCP_LENGTH } from "./names.js";

const BIT_MAP: Unseen = { unseen: "tshark lists the types that a bit map stands for, not the map" };

function parts(names: Readonly<Record<string, string>>, path: string): Fields {
  return Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [ours, path + theirs]));
}

const SIGNATURE = {
  type_covered: "type_covered",
  algorithm: "algorithm",
  labels: "labels",
  original_ttl: "original_ttl",
  signature_expiration: "signature_expiration",
  signature_inception: "signature_inception",
  key_tag: "key_tag",
  signers_name: "signers_name",
  signature: "signature",
};
const DNSKEY: Fields = {
  ...parts({ flags: "flags", protocol: "protocol", algorithm: "algorithm", public_key: "public_key" }, "dns.dnskey."),
};
const DS: Fields = parts({ key_tag: "key_id", algorithm: "algorithm", digest_type: "digest_type", digest: "digest" }, "dns.ds.");
const NSEC3: Fields = parts(
  {
    hash_algorithm: "algo",
    flags: "flags",
    opt_out: "flags.opt_out",
    iterations: "iterations",
    salt_length: "salt_length",
    salt: "salt_value",
    hash_length: "hash_length",
    next_hashed_owner_name: "hash_value",
  },
  "dns.nsec3.",
);
const MAC: Named = { names: "dns.tsig.mac", sometimes: "tshark 4.0 names its length only" };

const SECURITY: Fields = {
  "type_bit_maps[].window": BIT_MAP,
  "type_bit_maps[].length": BIT_MAP,
  "type_bit_maps[].bitmap": BIT_MAP,
  ...under("RRSIG.", parts(SIGNATURE, "dns.rrsig.")),
  ...under("SIG.", parts(SIGNATURE, "dns.sig.")),
  ...under("DNSKEY.", DNSKEY),
  ...under("CDNSKEY.", DNSKEY),
  ...under("KEY.", parts({ flags: "flags", protocol: "protocol", algorithm: "algorithm", public_key: "public_key" }, "dns.key.")),
  ...under("DS.", DS),
  ...under("CDS.", DS),
  ...under("DLV.", DS),
  ...under("NSEC3.", NSEC3),
  ...under("NSEC3PARAM.", NSEC3),
  "NSEC.next_domain_name": "dns.nsec.next_domain_name",
  ...under("CERT.", parts({ cert_type: "type", key_tag: "key_tag", algorithm: "algorithm", certificate: "certificate" }, "dns.cert.")),
  ...under(
    "CSYNC.",
    parts({ soa_serial: "soa", flags: "flags", immediate: "flags.immediate", soaminimum: "flags.soaminimum" }, "dns.csync."),
  ),
  ...under("CAA.", parts({ issuer_critical: "flags.issuer_critical", flags: "flags", property_value: "value" }, "dns.caa.")),
  "CAA.tag": { names: "dns.caa.tag", prefix: 1 },
  "DHCID.digest": "dns.dhcid.rdata",
  "OPENPGPKEY.key": "dns.openpgpkey",
  ...under("SSHFP.", parts({ algorithm: "algorithm", fp_type: "fingerprint.type", fingerprint: "fingerprint" }, "dns.sshfp.")),
  ...under(
    "TLSA.",
    parts(
      {
        cert_usage: "certificate_usage",
        selector: "selector",
        matching_type: "matching_type",
        association_data: "certificate_association_data",
      },
      "dns.tlsa.",
    ),
  ),
  "SMIMEA.*": { unseen: "tshark does not know SMIMEA records" },
  ...under("ZONEMD.", parts({ serial: "serial", scheme: "scheme", hash_algorithm: "hash_algo", digest: "digest" }, "dns.zonemd.")),
  ...under(
    "TSIG.",
    parts(
      {
        algorithm_name: "algorithm_name",
        time_signed: "time_signed",
        fudge: "fudge",
        mac_size: "mac_size",
        original_id: "original_id",
        error: "error",
        other_len: "other_len",
        other_data: "other_data",
      },
      "dns.tsig.",
    ),
  ),
  "TSIG.mac": MAC,
};

export const NAMES: Tables = {
  dns_message: { protocol: "dns", fields: { ...NAMES_WITHOUT_SECURITY, ...SECURITY } },
  ...TCP_LENGTH,
};
