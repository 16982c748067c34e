/** The data of records, made twice: as text for a zone file, and as what the generated encoder takes. */
import { type DnsRecordInput } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { fileName } from "./names.js";

export interface Data {
  readonly type: number;
  /** In a zone file; names absolute. */
  readonly text: string;
  readonly input: DnsRecordInput["rdata"];
}

export function address(host: number): Data {
  return { type: DnsType.A, text: `192.0.2.${host}`, input: { $kind: "A", address: 0xc000_0200 + host } };
}

export function address6(host: number): Data {
  const bytes = Uint8Array.of(0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, host);
  return { type: DnsType.AAAA, text: `2001:db8::${host.toString(16)}`, input: { $kind: "AAAA", address: bytes } };
}

export function ns(target: string): Data {
  return { type: DnsType.NS, text: fileName(target), input: { $kind: "NS", nsdname: target } };
}

export function cname(target: string): Data {
  return { type: DnsType.CNAME, text: fileName(target), input: { $kind: "CNAME", cname: target } };
}

export function dname(target: string): Data {
  return { type: DnsType.DNAME, text: fileName(target), input: { $kind: "DNAME", target } };
}

export function ptr(target: string): Data {
  return { type: DnsType.PTR, text: fileName(target), input: { $kind: "PTR", ptrdname: target } };
}

export function mx(preference: number, exchange: string): Data {
  return { type: DnsType.MX, text: `${preference} ${fileName(exchange)}`, input: { $kind: "MX", preference, exchange } };
}

export function srv(priority: number, target: string): Data {
  return {
    type: DnsType.SRV,
    text: `${priority} 5 443 ${fileName(target)}`,
    input: { $kind: "SRV", priority, weight: 5, port: 443, target },
  };
}

export function txt(strings: readonly Uint8Array[]): Data {
  return { type: DnsType.TXT, text: strings.map(quoted).join(" "), input: { $kind: "TXT", txtData: strings } };
}

function quoted(bytes: Uint8Array): string {
  const characters = [...bytes].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[a-zA-Z0-9 ;()@$.]/u.test(character) ? character : `\\${String(byte).padStart(3, "0")}`;
  });
  return `"${characters.join("")}"`;
}

export function ds(keyTag: number): Data {
  const digest = new Uint8Array(32).fill(keyTag & 0xff);
  return {
    type: DnsType.DS,
    text: `${keyTag} 13 2 ${Buffer.from(digest).toString("hex")}`,
    input: { $kind: "DS", keyTag, algorithm: 13, digestType: 2, digest },
  };
}

/** As RFC 3597 section 5 writes it. */
export function unknown(type: number, data: Uint8Array): Data {
  const digits = Buffer.from(data).toString("hex");
  return {
    type,
    text: `\\# ${data.length}${digits === "" ? "" : ` ${digits}`}`,
    input: data.length === 0 ? { $kind: "Empty", $value: type } : { $kind: "Unknown", $value: type, data },
  };
}

export function soa(mname: string, rname: string, serial: number, minimum: number): Data {
  const times = { serial, refresh: 7200, retry: 900, expire: 1_209_600, minimum };
  return {
    type: DnsType.SOA,
    text: `${fileName(mname)} ${fileName(rname)} ( ${Object.values(times).join(" ")} )`,
    input: { $kind: "SOA", mname, rname, ...times },
  };
}
