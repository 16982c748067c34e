/** The records of the answer to AXFR or IXFR, across its messages. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import type { DnsName } from "../../../runtime/types/dns-name.js";
import type { ZoneImage } from "../image/image.js";
import { isLater, isSoa, type SoaRecord, type ZoneChange } from "../zone/change.js";
import type { ReceivedFindings } from "../zone/check-received.js";
import { ChangeList } from "./in-changes.js";
import type { TransferRequest } from "./in.js";
import { isSameSoa, RecordRules } from "./in-record.js";
import { WholeZone } from "./in-whole.js";

/** What a transfer brought. */
export type ReceivedContent =
  /** We have it already. */
  | { readonly kind: "current"; readonly soa: SoaRecord }
  | {
      readonly kind: "zone";
      readonly soa: SoaRecord;
      readonly image: ZoneImage;
      /** What was found in it where it came; undefined: nobody has looked. */
      readonly findings?: ReceivedFindings;
    }
  | { readonly kind: "changes"; readonly soa: SoaRecord; readonly changes: readonly ZoneChange[] };

type Place = "first" | "second" | "within" | "end";

export class AnswerRecords {
  readonly #request: TransferRequest;
  readonly #rules: RecordRules;
  #place: Place = "first";
  #soa: SoaRecord | undefined;
  /** One of these, when it is known which. */
  #whole: WholeZone | undefined;
  #changes: ChangeList | undefined;

  constructor(request: TransferRequest) {
    this.#request = request;
    this.#rules = new RecordRules(request.origin);
  }

  isApex(name: DnsName): boolean {
    return this.#rules.isApex(name);
  }

  /** Whether a whole zone comes: asked for, or given instead of changes (RFC 1995 section 4). */
  get isWhole(): boolean {
    return this.#whole !== undefined;
  }

  /** Whether all has come: of changes that there are none of, a SOA alone (RFC 1995 section 4). */
  get isComplete(): boolean {
    return this.#place === "end" || this.#isCurrent;
  }

  /** One SOA, not later than ours. A server that has more to say may send the first SOA in a message of its own. */
  get #isCurrent(): boolean {
    const { serial, type } = this.#request;
    if (this.#place !== "second" || type !== DnsType.IXFR || serial === undefined || this.#soa === undefined) return false;
    return !isLater(this.#soa.rdata.serial, serial);
  }

  /** Takes the records of one message; what is wrong with one of them. Records that are not of the zone are all counted first. */
  takeAll(records: readonly DnsRecord[]): string | undefined {
    for (const record of records) {
      const problem = this.#take(record);
      if (problem !== undefined) return problem;
    }
    return this.#rules.outsideProblem;
  }

  #take(record: DnsRecord): string | undefined {
    const { outside } = this.#rules;
    const problem = this.#rules.problemOf(record);
    if (problem !== undefined) return problem;
    if (this.#rules.outside > outside) return undefined;
    const soa = isSoa(record) && this.isApex(record.name) ? record : undefined;
    switch (this.#place) {
      case "first":
        return this.#begin(soa);
      case "second":
        return this.#takeSecond(record, soa);
      case "within":
        return this.#takeNext(record, soa);
      case "end":
        return "there are records behind the last SOA record";
    }
  }

  #begin(soa: SoaRecord | undefined): string | undefined {
    const { type, serial } = this.#request;
    if (soa === undefined) return "its first record is not the zone's SOA record";
    const isOlder = serial !== undefined && isLater(serial, soa.rdata.serial);
    if (isOlder && type === DnsType.AXFR) return `its serial ${soa.rdata.serial} is older than ours, ${serial}`;
    this.#soa = soa;
    this.#place = type === DnsType.AXFR ? "within" : "second";
    return type === DnsType.AXFR ? this.#beginWhole(soa) : undefined;
  }

  #beginWhole(soa: SoaRecord): string | undefined {
    const { origin, mostBytes, size, memory } = this.#request;
    this.#whole = new WholeZone(origin, soa, mostBytes, size, memory);
    return this.#whole.add(soa);
  }

  /** By its second record the answer to IXFR is known as changes, or as a whole zone (RFC 1995 section 4). */
  #takeSecond(record: DnsRecord, soa: SoaRecord | undefined): string | undefined {
    const { serial, mostBytes } = this.#request;
    if (this.#soa === undefined) return undefined;
    this.#place = "within";
    if (soa !== undefined && soa.rdata.serial === serial) {
      this.#changes = new ChangeList(this.#soa, soa, mostBytes);
      return undefined;
    }
    // A zone has more than its SOA, so this is no whole one.
    if (soa !== undefined) return `its changes begin with serial ${soa.rdata.serial}, not with ours, ${serial}`;
    if (serial !== undefined && isLater(serial, this.#soa.rdata.serial))
      return `its serial ${this.#soa.rdata.serial} is older than ours, ${serial}`;
    return this.#beginWhole(this.#soa) ?? this.#takeNext(record, soa);
  }

  #takeNext(record: DnsRecord, soa: SoaRecord | undefined): string | undefined {
    if (this.#changes !== undefined) return this.#takeChange(this.#changes, record, soa);
    if (soa === undefined) return this.#whole?.add(record);
    this.#place = "end";
    const isSame = this.#soa !== undefined && isSameSoa(soa.rdata, this.#soa.rdata);
    return isSame ? undefined : "the first and the last SOA record are not the same";
  }

  #takeChange(changes: ChangeList, record: DnsRecord, soa: SoaRecord | undefined): string | undefined {
    const problem = soa === undefined ? changes.add(record) : changes.addSoa(soa);
    if (changes.isComplete) this.#place = "end";
    return problem;
  }

  /** What has come, once it is complete; a text is what is wrong with it. */
  finish(): ReceivedContent | string {
    const soa = this.#soa;
    if (soa === undefined || !this.isComplete) return "it is not complete";
    if (this.#changes !== undefined) return { kind: "changes", soa, changes: this.#changes.changes };
    return this.#whole === undefined ? { kind: "current", soa } : { kind: "zone", soa, image: this.#whole.finish() };
  }
}
