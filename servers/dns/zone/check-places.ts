/** Finds records again in a file that was read before, to tell where something is wrong. Only for zones with problems. */
import { decodeDnsRecord, encodeDnsRecord } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { NameKey } from "../image/name-key.js";
import { signaturesOf } from "../image/image.js";
import { parseZoneFile, type ParsedRecord, type Place, type ZoneFileOptions } from "../zone-file/index.js";
import type { Finding } from "./check-findings.js";
import { canonicalData } from "./records.js";

/** A finding that is looked for: which records of its RRset were passed, by their data. */
interface Search {
  readonly finding: Finding;
  readonly owner: string;
  readonly passed: Set<string>;
}

/** Thrown through the reader of files when nothing more is to be found. */
const ALL_FOUND = new Error("all found");

/** The places of findings; where the record is not there at all, the file's start. */
export function placesOf(text: Uint8Array, options: ZoneFileOptions, findings: readonly Finding[]): Place[] {
  const places = new Map<Finding, Place>();
  const locator = new Locator(findings, places);
  try {
    parseZoneFile(text, options, { record: (record) => locator.look(record), problem: () => undefined });
  } catch (error) {
    if (error !== ALL_FOUND) throw error;
  }
  return findings.map((finding) => places.get(finding) ?? { file: options.file, line: 1, column: 1 });
}

class Locator {
  readonly #key = new NameKey();
  readonly #searches = new Map<number, Search[]>();
  readonly #places: Map<Finding, Place>;
  readonly #count: number;
  readonly #scratch = new DataView(new ArrayBuffer(0x10000 + 0x200));

  constructor(findings: readonly Finding[], places: Map<Finding, Place>) {
    this.#places = places;
    this.#count = findings.length;
    for (const finding of findings) {
      this.#key.loadWire(finding.owner);
      const hash = this.#key.hashes[0] ?? 0;
      this.#searches.set(hash, [...(this.#searches.get(hash) ?? []), { finding, owner: textOf(this.#key), passed: new Set() }]);
    }
  }

  look(record: ParsedRecord): void {
    this.#key.loadWire(record.owner, record.ownerLength);
    const searches = this.#searches.get(this.#key.hashes[0] ?? 0);
    if (searches === undefined) return;
    const owner = textOf(this.#key);
    for (const search of searches) {
      if (search.owner === owner && !this.#places.has(search.finding)) this.#compare(search, record);
    }
    if (this.#places.size === this.#count) throw ALL_FOUND;
  }

  /** Records that are there twice count once. */
  #compare({ finding, passed }: Search, record: ParsedRecord): void {
    if (finding.key !== 0 && finding.key !== keyOf(record)) return;
    if (finding.index > 0) passed.add(this.#dataOf(record));
    const { file, line, column } = record.place;
    if (finding.index === 0 || passed.size > finding.index) this.#places.set(finding, { file, line, column });
  }

  #dataOf({ rdata, class: classNumber }: ParsedRecord): string {
    const end = encodeDnsRecord({ name: ".", class: classNumber, ttl: 0, rdata }, this.#scratch, 0);
    const decoded = decodeDnsRecord(this.#scratch, 0, end);
    return decoded.ok ? canonicalData(decoded.value.rdata) : "";
  }
}

function keyOf({ type, rdata }: ParsedRecord): number {
  if (type !== DnsType.RRSIG) return type;
  return rdata.$kind === "RRSIG" ? signaturesOf(rdata.typeCovered) : type;
}

function textOf({ bytes, length }: NameKey): string {
  return String.fromCharCode(...bytes.subarray(0, length));
}
