/** The TSIG record of a message (RFC 8945 section 4.2): where it stands, what it says, and writing one. */
import {
  DnsHeaderView,
  DnsRecordTSIGView,
  DnsRecordView,
  encodeDnsRecord,
  sizeOfDnsRecord,
  type DnsMessageView,
  type DnsRecordInput,
} from "../../../generated/dns/dns.js";
import { DnsClass, DnsType } from "../../../generated/dns/types.js";
import { dnsNameFromWire } from "../../../runtime/types/dns-name.js";
import { canonicalWire, keyNameOf } from "./tsig-keys.js";

/** What a message's TSIG says. Nothing in it refers to the message, so that it may be kept when that is gone. */
export interface TsigRecord {
  /** As {@link canonicalKeyName} has it. */
  readonly keyName: string;
  readonly nameWire: Uint8Array;
  readonly algorithmWire: Uint8Array;
  /** Seconds since 1970. */
  readonly timeSigned: number;
  readonly fudge: number;
  readonly mac: Uint8Array;
  readonly originalId: number;
  readonly error: number;
  readonly otherData: Uint8Array;
  /** Offset of the record in the message's bytes: where that ends for the digest. */
  readonly start: number;
}

/** `malformed`: there is one where none may be, or one that is none (RFC 8945 section 5.1). */
export type FoundTsig = TsigRecord | "none" | "malformed";

/** Looks for the TSIG of a message that was bound. It has to be its last record, the only one, of class ANY and with TTL 0. */
export function findTsig(message: DnsMessageView): FoundTsig {
  const record = new DnsRecordView();
  let at = message.answersStart;
  let count = message.ancount + message.nscount + message.arcount;
  for (; count > 0 && at < message.end; count--, at = record.end) {
    if (!record.bind(message.bytes, at, message.end, message.at)) return "malformed";
    if (record.type === DnsType.TSIG) return message.arcount > 0 && count === 1 ? readTsig(record) : "malformed";
  }
  return "none";
}

function readTsig(record: DnsRecordView): FoundTsig {
  const tsig = new DnsRecordTSIGView();
  if (record.class !== DnsClass.ANY || record.ttl !== 0 || !record.bindTSIG(tsig)) return "malformed";
  const name = record.name();
  return {
    keyName: keyNameOf(name),
    nameWire: canonicalWire(name),
    algorithmWire: canonicalWire(tsig.algorithmName()),
    timeSigned: tsig.timeSigned,
    fudge: tsig.fudge,
    mac: tsig.mac().slice(),
    originalId: tsig.originalId,
    error: tsig.error,
    otherData: tsig.otherData().slice(),
    start: record.at,
  };
}

/** A record to be written. */
export type TsigFields = Omit<TsigRecord, "keyName" | "start">;

/** Puts a TSIG behind the message in `at..end`, and counts it. Its end; -1 where `limit` or the bytes leave no room. */
export function appendTsig(bytes: DataView, at: number, end: number, limit: number, fields: TsigFields): number {
  const record = recordOf(fields);
  const header = new DnsHeaderView();
  if (record === undefined || !header.bind(bytes, at, end)) return -1;
  if (end + sizeOfDnsRecord(record) > Math.min(limit, bytes.byteLength)) return -1;
  // Counted last: nothing is written where there is an error.
  const recordEnd = encodeDnsRecord(record, bytes, end);
  return recordEnd >= 0 && header.setArcount(header.arcount + 1) ? recordEnd : -1;
}

function recordOf(fields: TsigFields): DnsRecordInput | undefined {
  const name = dnsNameFromWire(fields.nameWire);
  const algorithmName = dnsNameFromWire(fields.algorithmWire);
  if (name === undefined || algorithmName === undefined) return undefined;
  const { timeSigned, fudge, mac, originalId, error, otherData } = fields;
  return {
    name,
    class: DnsClass.ANY,
    ttl: 0,
    rdata: { $kind: "TSIG", algorithmName, timeSigned, fudge, mac, originalId, error, otherData },
  };
}
