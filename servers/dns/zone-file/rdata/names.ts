/** Types of a few names and numbers. */
import { DnsType } from "../../../../generated/dns/types.js";
import type { Fields } from "../fields.js";
import type { RecordData } from "../types.js";
import { DSYNC_SCHEMES } from "./mnemonics.js";
import { BYTE, plain, type Readers, UINT16 } from "./reader.js";
import { readType } from "./type-bit-maps.js";

/** RFC 1035 section 3.3.7 */
function minfo(fields: Fields): RecordData {
  return { $kind: "MINFO", rmailbx: fields.name("the responsible mailbox"), emailbx: fields.name("the mailbox for errors", 1) };
}

/** RFC 1183 section 2.2 */
function rp(fields: Fields): RecordData {
  return { $kind: "RP", mboxDname: fields.name("the responsible mailbox"), txtDname: fields.name("the name of a text", 1) };
}

/** RFC 1183 section 1 */
function afsdb(fields: Fields): RecordData {
  return { $kind: "AFSDB", subtype: fields.decimal("the subtype", UINT16), hostname: fields.name("the host") };
}

/** RFC 2230 section 3.1 */
function kx(fields: Fields): RecordData {
  return { $kind: "KX", preference: fields.decimal("the preference", UINT16), exchanger: fields.name("the key exchanger") };
}

/** RFC 1183 section 3.3 */
function rt(fields: Fields): RecordData {
  return { $kind: "RT", preference: fields.decimal("the preference", UINT16), intermediateHost: fields.name("the intermediate host") };
}

/** RFC 2163 section 4 */
function px(fields: Fields): RecordData {
  return {
    $kind: "PX",
    preference: fields.decimal("the preference", UINT16),
    map822: fields.name("the RFC 822 domain"),
    mapx400: fields.name("the X.400 domain", 1),
  };
}

/** Its form is that of a draft which never became an RFC. */
function talink(fields: Fields): RecordData {
  return { $kind: "TALINK", previousName: fields.name("the previous name"), nextName: fields.name("the next name", 1) };
}

/** RFC 6742 section 2.4.2 */
function lp(fields: Fields): RecordData {
  return { $kind: "LP", preference: fields.decimal("the preference", UINT16), fqdn: fields.name("the name of L32 or L64 records") };
}

/** RFC 9859 section 2.2 */
function dsync(fields: Fields): RecordData {
  return {
    $kind: "DSYNC",
    rrtype: readType(fields, "the type"),
    scheme: fields.mnemonic("the scheme", DSYNC_SCHEMES, BYTE),
    port: fields.decimal("the port", UINT16),
    target: fields.name("the target"),
  };
}

/** RFC 3403 section 4.1 */
function naptr(fields: Fields): RecordData {
  return {
    $kind: "NAPTR",
    order: fields.decimal("the order", UINT16),
    preference: fields.decimal("the preference", UINT16),
    flags: fields.text("the flags"),
    services: fields.text("the services"),
    regexp: fields.text("the regular expression"),
    replacement: fields.name("the replacement"),
  };
}

export const nameReaders: Readers = {
  [DnsType.MB]: plain((fields) => ({ $kind: "MB", madname: fields.name("the host") })),
  [DnsType.MG]: plain((fields) => ({ $kind: "MG", mgmname: fields.name("the mailbox") })),
  [DnsType.MR]: plain((fields) => ({ $kind: "MR", newname: fields.name("the mailbox") })),
  [DnsType.MINFO]: plain(minfo),
  [DnsType.RP]: plain(rp),
  [DnsType.AFSDB]: plain(afsdb),
  [DnsType.KX]: plain(kx),
  [DnsType.DNAME]: plain((fields) => ({ $kind: "DNAME", target: fields.name("the target") })),
  [DnsType.NAPTR]: plain(naptr),
  [DnsType.RT]: plain(rt),
  [DnsType.PX]: plain(px),
  [DnsType.TALINK]: plain(talink),
  [DnsType.LP]: plain(lp),
  [DnsType.DSYNC]: plain(dsync),
};
