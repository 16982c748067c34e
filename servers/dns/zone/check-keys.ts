/** A zone's keys, the signatures that name them, and what it asks of its parent (RFC 4035 section 2.2, 7344, 8078). */
import type { DnsRecordRRSIG } from "../../../generated/dns/dns.js";
import { DnsSecAlgorithm, DnsType } from "../../../generated/dns/types.js";
import { dnsNameToWire } from "../../../runtime/types/dns-name.js";
import { formatRdata, formatWireName } from "../zone-file/index.js";
import { CanonicalEncoder, compareBytes, lowerWire } from "./canonical.js";
import type { CheckedZone } from "./check-context.js";
import { signedLabels } from "./check-hosts.js";
import { apexRecords } from "./check-zonemd.js";

export class ApexKeys {
  readonly #zone: CheckedZone;
  readonly #origin: Uint8Array;
  /** Of each DNSKEY: its tag and algorithm, its data as text. */
  readonly #tags = new Set<string>();
  readonly #texts = new Set<string>();

  constructor(zone: CheckedZone) {
    this.#zone = zone;
    this.#origin = lowerWire(zone.image.origin());
    const encoder = new CanonicalEncoder();
    for (const record of apexRecords(zone, DnsType.DNSKEY)) {
      if (record.rdata.$kind !== "DNSKEY") continue;
      this.#tags.add(tagText(keyTag(encoder.data(record)), record.rdata.algorithm));
      this.#texts.add(formatRdata(record.rdata));
    }
  }

  /** Why a signature cannot be right; undefined if it may be. Without keys nothing is said of them. */
  signatureFault(owner: Uint8Array, rrsig: DnsRecordRRSIG): string | undefined {
    const { signersName, labels, keyTag: tag, algorithm } = rrsig;
    if (compareBytes(lowerWire(dnsNameToWire(signersName)), this.#origin) !== 0)
      return `is by ${formatWireName(dnsNameToWire(signersName))}, not by the zone`;
    if (labels !== signedLabels(owner)) return `counts ${String(labels)} labels, and the name has ${String(signedLabels(owner))}`;
    if (this.#tags.size > 0 && !this.#tags.has(tagText(tag, algorithm)))
      return `is by a key that is not there: tag ${String(tag)}, algorithm ${String(algorithm)}`;
    return undefined;
  }

  /** CDS and CDNSKEY records: each is of a key that is there, or asks alone for the chain's end. */
  checkChild(): void {
    this.#checkEach(DnsType.CDS);
    this.#checkEach(DnsType.CDNSKEY);
  }

  #checkEach(type: typeof DnsType.CDS | typeof DnsType.CDNSKEY): void {
    const { findings, apex } = this.#zone;
    const records = apexRecords(this.#zone, type);
    for (const [index, { rdata }] of records.entries()) {
      if (rdata.$kind !== "CDS" && rdata.$kind !== "CDNSKEY") continue;
      const deletes = rdata.algorithm === DnsSecAlgorithm.Delete;
      const isThere = rdata.$kind === "CDS" ? this.#tags.has(tagText(rdata.keyTag, rdata.algorithm)) : this.#texts.has(formatRdata(rdata));
      if (deletes && records.length > 1)
        findings.warn("wrong-cds", { node: apex, key: type, index }, () => "what asks for no DS records stands alone (RFC 8078 section 4)");
      else if (!deletes && !isThere)
        findings.warn("wrong-cds", { node: apex, key: type, index }, () => "it is of no DNSKEY record of the zone (RFC 7344 section 4.1)");
    }
  }
}

function tagText(tag: number, algorithm: number): string {
  return `${String(tag)} ${String(algorithm)}`;
}

const RSAMD5 = 1;

/** RFC 4034 appendix B. @param data a DNSKEY record's */
export function keyTag(data: Uint8Array): number {
  if (data[3] === RSAMD5) return ((data[data.length - 3] ?? 0) << 8) | (data[data.length - 2] ?? 0);
  let sum = 0;
  for (let at = 0; at < data.length; at++) sum += at % 2 === 0 ? (data[at] ?? 0) << 8 : (data[at] ?? 0);
  return (sum + (sum >>> 16)) & 0xffff;
}
