/** Records in canonical form and order (RFC 4034 section 6): what digests of zones are made of. */
import { type DnsRecord, encodeDnsRecord } from "../../../generated/dns/dns.js";
import { DnsName, dnsNameFromWire, dnsNameToWire, writeState } from "../../../runtime/types/dns-name.js";
import { hasCaselessNames } from "../image/caseless.js";
import { LOWER } from "../image/name-key.js";
import { typeOfData } from "../zone-file/index.js";

type Data = DnsRecord["rdata"];

/** The root, type, class, TTL, length. */
const HEADER = 11;

/** Lengths of labels are below all letters. */
export function lowerWire(wire: Uint8Array): Uint8Array {
  return wire.map((byte) => LOWER[byte] ?? 0);
}

function lowerName(name: DnsName): DnsName {
  return dnsNameFromWire(lowerWire(dnsNameToWire(name))) ?? name;
}

/** Encodes records one after the other. */
export class CanonicalEncoder {
  readonly #room = new DataView(new ArrayBuffer(HEADER + 0xffff));
  /** One for all, since making one takes longer than encoding a record. */
  readonly #names = writeState(0);

  /** A record's data, in new bytes: names in full, in lower case where the type is an old one. */
  data({ rdata, class: classNumber }: DnsRecord): Uint8Array {
    const lower = withLowerNames(rdata);
    const parts = uncompressed(lower);
    if (parts !== undefined) return concatenated(parts);
    const end = encodeDnsRecord({ name: ".", class: classNumber, ttl: 0, rdata: lower }, this.#room, 0, this.#names);
    return new Uint8Array(this.#room.buffer.slice(HEADER, end));
  }
}

/** Data with its names in lower case, where their case does not count: see `caseless.ts`. */
export function withLowerNames<Kind extends Data>(rdata: Kind): Kind {
  if (!hasCaselessNames(typeOfData(rdata))) return rdata;
  const entries = Object.entries(rdata).map(([key, value]: [string, unknown]) => [
    key,
    value instanceof DnsName ? lowerName(value) : value,
  ]);
  // The same fields, of the same types.
  return Object.fromEntries(entries) as Kind;
}

/** Data in which the encoder may compress names against one another; undefined for all other. */
function uncompressed(rdata: Data): Uint8Array[] | undefined {
  switch (rdata.$kind) {
    case "SOA": {
      const numbers = new DataView(new ArrayBuffer(20));
      [rdata.serial, rdata.refresh, rdata.retry, rdata.expire, rdata.minimum].forEach((value, index) => {
        numbers.setUint32(4 * index, value);
      });
      return [dnsNameToWire(rdata.mname), dnsNameToWire(rdata.rname), new Uint8Array(numbers.buffer)];
    }
    case "MINFO":
      return [dnsNameToWire(rdata.rmailbx), dnsNameToWire(rdata.emailbx)];
    default:
      return undefined;
  }
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Byte by byte; what is shorter comes first. */
export function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
