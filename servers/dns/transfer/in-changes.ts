/** Changes of a zone that come in (RFC 1995 section 4): for each, the SOA before it, what goes, the SOA after it, what comes. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import { isLater, type SoaRecord, type ZoneChange } from "../zone/change.js";
import { recordSize } from "../zone/record-size.js";
import { isSameSoa } from "./in-record.js";

/** Bytes of changes that are taken: whoever has more to tell had better send the zone. */
const MOST_BYTES = 32 << 20;
/** What a record takes in memory beside its data, about. */
const RECORD_BYTES = 256;

interface Unfinished {
  readonly before: SoaRecord;
  readonly deletions: DnsRecord[];
  after: SoaRecord | undefined;
  readonly additions: DnsRecord[];
}

export class ChangeList {
  readonly changes: ZoneChange[] = [];
  /** Whether the last SOA has come. */
  isComplete = false;
  readonly #newest: SoaRecord;
  readonly #mostBytes: number;
  #current: Unfinished;
  #bytes = 0;

  /**
   * @param newest the answer's first record
   * @param before its second one, whose serial is the one that was asked for
   */
  constructor(newest: SoaRecord, before: SoaRecord, mostBytes: number) {
    this.#newest = newest;
    this.#current = begun(before);
    this.#mostBytes = Math.min(mostBytes, MOST_BYTES);
  }

  /** Takes a record that is no SOA. */
  add(record: DnsRecord): string | undefined {
    const { after, additions, deletions } = this.#current;
    (after === undefined ? deletions : additions).push(record);
    return this.#count(record);
  }

  /** Takes a SOA, with which something ends and something begins. */
  addSoa(soa: SoaRecord): string | undefined {
    const { before, after } = this.#current;
    const { serial } = soa.rdata;
    if (after === undefined) {
      if (!isLater(serial, before.rdata.serial)) return `a change leads from serial ${before.rdata.serial} to ${serial}`;
      this.#current.after = soa;
    } else {
      if (serial !== after.rdata.serial) return `a change that leads to serial ${after.rdata.serial} is followed by serial ${serial}`;
      const problem = this.#finishOne(after, soa);
      if (problem !== undefined) return problem;
    }
    return this.#count(soa);
  }

  /** Whether a change that has ended was the last one is told by its serial. */
  #finishOne(after: SoaRecord, soa: SoaRecord): string | undefined {
    const { before, deletions, additions } = this.#current;
    this.changes.push({
      fromSerial: before.rdata.serial,
      toSerial: after.rdata.serial,
      deletions: [before, ...deletions],
      additions: [after, ...additions],
    });
    this.#current = begun(soa);
    if (soa.rdata.serial !== this.#newest.rdata.serial) return undefined;
    this.isComplete = true;
    const isSame = isSameSoa(soa.rdata, this.#newest.rdata) && isSameSoa(after.rdata, this.#newest.rdata);
    return isSame ? undefined : "the first and the last SOA record are not the same";
  }

  #count(record: DnsRecord): string | undefined {
    this.#bytes += RECORD_BYTES + recordSize(record);
    return this.#bytes > this.#mostBytes ? `the changes take more than ${this.#mostBytes} bytes` : undefined;
  }
}

function begun(before: SoaRecord): Unfinished {
  return { before, deletions: [], after: undefined, additions: [] };
}
