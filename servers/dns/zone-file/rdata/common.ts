/** The types that most zones are made of: addresses, names, texts. Their objects are made once. */
import { DnsType } from "../../../../generated/dns/types.js";
import type { DnsName } from "../../../../runtime/types/dns-name.js";
import { LONGEST_DATA } from "../byte-slot.js";
import type { Fields } from "../fields.js";
import { BYTE, type Reader, type Readers, UINT16, UINT32 } from "./reader.js";

/** RFC 1035 section 3.4.1 */
function a(): Reader {
  const data = { $kind: "A" as const, address: 0 };
  return (fields) => {
    data.address = fields.ipv4("an IPv4 address");
    return data;
  };
}

/** RFC 3596 section 2.4 */
function aaaa(): Reader {
  const data = { $kind: "AAAA" as const, address: new Uint8Array(16) };
  return (fields) => {
    fields.ipv6("an IPv6 address", data.address);
    return data;
  };
}

/** RFC 1035 section 3.3.9 */
function mx(): Reader {
  const data = { $kind: "MX" as const, preference: 0, exchange: "" as DnsName | string };
  return (fields) => {
    data.preference = fields.decimal("the preference", UINT16);
    data.exchange = fields.name("the mail exchange");
    return data;
  };
}

/** RFC 1035 section 3.3.14, and others whose form is the same. */
function txt($kind: "TXT" | "SPF" | "NINFO" | "AVC" | "RESINFO" | "WALLET"): Reader {
  const data = { $kind, txtData: [] as Uint8Array[] };
  return (fields) => {
    readTexts(fields, data.txtData);
    return data;
  };
}

function readTexts(fields: Fields, texts: Uint8Array[]): void {
  let count = 0;
  let total = 0;
  if (!fields.need("a text")) return;
  do {
    const text = fields.tokenText("the text", BYTE);
    texts[count++] = text;
    total += 1 + text.length;
    if (total > LONGEST_DATA) fields.fail("data-too-long", "the texts are longer than a record can be");
  } while (fields.more());
  // Setting a length costs more than asking for it.
  if (texts.length !== count) texts.length = count;
}

/** RFC 2782 */
function srv(): Reader {
  const data = { $kind: "SRV" as const, priority: 0, weight: 0, port: 0, target: "" as DnsName | string };
  return (fields) => {
    data.priority = fields.decimal("the priority", UINT16);
    data.weight = fields.decimal("the weight", UINT16);
    data.port = fields.decimal("the port", UINT16);
    data.target = fields.name("the target");
    return data;
  };
}

/** RFC 1035 section 3.3.13; its times may have units, as TTLs have. */
function soa(fields: Fields): ReturnType<Reader> {
  return {
    $kind: "SOA",
    mname: fields.name("the primary server"),
    rname: fields.name("the mailbox of who is responsible", 1),
    serial: fields.decimal("the serial", UINT32),
    refresh: fields.seconds("the refresh interval"),
    retry: fields.seconds("the retry interval"),
    expire: fields.seconds("the expire time"),
    minimum: fields.seconds("the minimum TTL"),
  };
}

export const commonReaders: Readers = {
  [DnsType.A]: a,
  [DnsType.NS]: () => (fields) => ({ $kind: "NS", nsdname: fields.name("the name server") }),
  [DnsType.CNAME]: () => (fields) => ({ $kind: "CNAME", cname: fields.name("the canonical name") }),
  [DnsType.SOA]: () => soa,
  [DnsType.PTR]: () => (fields) => ({ $kind: "PTR", ptrdname: fields.name("the name") }),
  [DnsType.MX]: mx,
  [DnsType.TXT]: () => txt("TXT"),
  [DnsType.SPF]: () => txt("SPF"),
  [DnsType.NINFO]: () => txt("NINFO"),
  [DnsType.AVC]: () => txt("AVC"),
  [DnsType.RESINFO]: () => txt("RESINFO"),
  [DnsType.WALLET]: () => txt("WALLET"),
  [DnsType.AAAA]: aaaa,
  [DnsType.SRV]: srv,
};
