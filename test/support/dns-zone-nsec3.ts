/** Proofs by NSEC3 records (RFC 5155 section 8). */
import { DnsType } from "../../generated/dns/types.js";
import { labelsOf, nameOf, pathDown } from "./dns/names.js";
import { lacks, typesIn } from "./dns-zone-nsec.js";
import type { Proofs, RecordSet } from "./dns-zone-proof.js";
import { hashOf } from "./dns-zone-signer.js";

const { NS, SOA, DS, DNAME } = DnsType;

interface HashedSpan {
  readonly owner: string;
  readonly hash: string;
  readonly next: string;
  readonly isOptOut: boolean;
  readonly types: ReadonlySet<number>;
}

const DIGITS = "0123456789abcdefghijklmnopqrstuv";

export class HashedProofs implements Proofs {
  readonly #spans: readonly HashedSpan[];
  readonly #salt: string;
  readonly #iterations: number;

  constructor(
    sets: readonly RecordSet[],
    readonly origin: string,
  ) {
    this.#spans = sets.map((set) => spanOf(set, origin));
    const rdata = sets[0]?.records[0]?.rdata;
    if (rdata?.$kind !== "NSEC3") throw new Error("no NSEC3");
    this.#salt = Buffer.from(rdata.salt).toString("hex");
    this.#iterations = rdata.iterations;
  }

  /** Section 8.4. */
  nameError(name: string): void {
    const { encloser, covering } = this.#closestEncloser(name);
    // Empty non-terminals above opted-out delegations have no NSEC3: then there is no proof, where a wildcard stands above them.
    if (covering.isOptOut && this.#matching(wildcardOf(encloser)) !== undefined) return;
    this.#covering(wildcardOf(encloser));
  }

  /** Section 8.5 to 8.7; with opt-out nothing is known of names that are not there (section 6). */
  noData(name: string, type: number): void {
    const own = this.#matching(name);
    if (own !== undefined) return lacks(own, type);
    const { encloser, covering } = this.#closestEncloser(name);
    const source = this.#matching(wildcardOf(encloser));
    if (source !== undefined && !covering.isOptOut) return lacks(source, type);
    if (!covering.isOptOut) throw new Error(`neither ${name} nor ${wildcardOf(encloser)} is there`);
  }

  /** Section 8.8. */
  expanded(name: string, wildcard: string): void {
    const encloser = labelsOf(wildcard).length - 1;
    const labels = labelsOf(name);
    this.#covering(nameOf(labels.slice(labels.length - encloser - 1)));
  }

  /** Section 8.9. */
  insecure(cut: string): void {
    const own = this.#matching(cut);
    if (own === undefined) {
      if (!this.#closestEncloser(cut).covering.isOptOut) throw new Error(`there is no NSEC3 of ${cut}, and no opt-out`);
    } else if (!own.types.has(NS) || own.types.has(DS) || own.types.has(SOA))
      throw new Error(`the NSEC3 of ${cut} does not say that there is no DS`);
  }

  /** Section 8.3. */
  #closestEncloser(name: string): { encloser: string; covering: HashedSpan } {
    const path = pathDown(this.origin, name);
    const index = path.findLastIndex((step) => this.#matching(step) !== undefined);
    const encloser = path[index];
    const nextCloser = path[index + 1];
    if (encloser === undefined || nextCloser === undefined) throw new Error(`no closest encloser of ${name}`);
    const types = this.#matching(encloser)?.types ?? new Set();
    if (types.has(DNAME) || (types.has(NS) && !types.has(SOA))) throw new Error(`${encloser} is delegated`);
    return { encloser, covering: this.#covering(nextCloser) };
  }

  #matching(name: string): HashedSpan | undefined {
    const hash = hashOf(name, this.#salt, this.#iterations);
    return this.#spans.find((span) => span.hash === hash);
  }

  #covering(name: string): HashedSpan {
    const hash = hashOf(name, this.#salt, this.#iterations);
    const found = this.#spans.find((span) => {
      const isAfter = span.hash < hash;
      const isBefore = hash < span.next;
      return span.hash < span.next ? isAfter && isBefore : span.hash !== hash && (isAfter || isBefore);
    });
    if (found === undefined) throw new Error(`no NSEC3 covers ${name}`);
    return found;
  }
}

function wildcardOf(encloser: string): string {
  return nameOf(["*", ...labelsOf(encloser)]);
}

function spanOf({ owner, records }: RecordSet, origin: string): HashedSpan {
  const rdata = records[0]?.rdata;
  if (rdata?.$kind !== "NSEC3" || nameOf(labelsOf(owner).slice(1)) !== origin) throw new Error(`no NSEC3 of ${origin} at ${owner}`);
  const bits = [...rdata.nextHashedOwnerName].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const next = (bits.match(/.{5}/gu) ?? []).map((five) => DIGITS[Number.parseInt(five, 2)]).join("");
  return { owner, hash: labelsOf(owner)[0] ?? "", next, isOptOut: rdata.optOut === 1, types: typesIn(rdata.typeBitMaps) };
}
