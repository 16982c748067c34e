/** Proofs by NSEC records (RFC 4035 section 5.4, RFC 6840 section 4). */
import { DnsType } from "../../generated/dns/types.js";
import { compareNames, isAtOrBelow, isBelow, labelsOf, nameOf, pathDown } from "./dns/names.js";
import type { Proofs, RecordSet } from "./dns-zone-proof.js";

const { NS, SOA, DS, CNAME, DNAME } = DnsType;

interface Span {
  readonly owner: string;
  readonly next: string;
  readonly types: ReadonlySet<number>;
}

export class PlainProofs implements Proofs {
  readonly #spans: readonly Span[];

  constructor(
    sets: readonly RecordSet[],
    readonly origin: string,
  ) {
    this.#spans = sets.map(spanOf);
  }

  nameError(name: string): void {
    const covering = this.#covering(name);
    if (isBelow(covering.next, name)) throw new Error(`${name} is there: ${covering.next} is below it`);
    const wildcard = `*.${closestEncloser(name, covering)}`;
    if (isBelow(this.#covering(wildcard).next, wildcard)) throw new Error(`${wildcard} is there`);
  }

  noData(name: string, type: number): void {
    const own = this.#spans.find(({ owner }) => owner === name);
    if (own !== undefined) return lacks(own, type);
    const covering = this.#covering(name);
    // An empty non-terminal.
    if (isBelow(covering.next, name)) return;
    const wildcard = nameOf(["*", ...labelsOf(closestEncloser(name, covering))]);
    const source = this.#spans.find(({ owner }) => owner === wildcard);
    if (source !== undefined) return lacks(source, type);
    if (!isBelow(this.#covering(wildcard).next, wildcard)) throw new Error(`${wildcard} is not there, so the rcode is to be NXDOMAIN`);
  }

  expanded(name: string, wildcard: string): void {
    const covering = this.#covering(name);
    if (isBelow(covering.next, name)) throw new Error(`${name} is an empty non-terminal`);
    const encloser = closestEncloser(name, covering);
    if (wildcard !== nameOf(["*", ...labelsOf(encloser)])) throw new Error(`${name} was made from ${wildcard}, but ${encloser} is there`);
  }

  insecure(cut: string): void {
    const own = this.#spans.find(({ owner }) => owner === cut);
    if (own === undefined) throw new Error(`there is no NSEC of ${cut}`);
    if (!own.types.has(NS) || own.types.has(DS) || own.types.has(SOA))
      throw new Error(`the NSEC of ${cut} does not say that there is no DS`);
  }

  /** The one that covers a name. Those of delegations and DNAMEs say nothing of what is below them (RFC 6840 section 4.1). */
  #covering(name: string): Span {
    const found = this.#spans.find(({ owner, next }) => {
      const isAfter = compareNames(owner, name) < 0;
      const isBefore = compareNames(name, next) < 0;
      return compareNames(owner, next) < 0 ? isAfter && isBefore : isAfter || isBefore;
    });
    if (found === undefined) throw new Error(`no NSEC covers ${name}`);
    const isCut = found.types.has(NS) && !found.types.has(SOA);
    if (isBelow(name, found.owner) && (isCut || found.types.has(DNAME))) throw new Error(`${name} is covered by the NSEC of a delegation`);
    return found;
  }
}

/**
 * RFC 4035 section 5.4: the type is not there, nor a CNAME. A parent's NSEC is for DS only, a child's for all else (RFC 6840 section 4.1,
 * 4.4).
 */
export function lacks({ owner, types }: Pick<Span, "owner" | "types">, type: number): void {
  if (types.has(type)) throw new Error(`${owner} has type ${type}`);
  if (types.has(CNAME)) throw new Error(`${owner} has a CNAME`);
  if (type !== DS && types.has(NS) && !types.has(SOA)) throw new Error(`${owner} is delegated: there is to be a referral`);
}

/** The longest name above one that a span which covers it shows to be there. */
function closestEncloser(name: string, { owner, next }: Span): string {
  const found = pathDown(".", name).findLast((step) => isAtOrBelow(owner, step) || isAtOrBelow(next, step));
  return found ?? ".";
}

function spanOf({ owner, records }: RecordSet): Span {
  const rdata = records[0]?.rdata;
  if (rdata?.$kind !== "NSEC") throw new Error(`no NSEC at ${owner}`);
  return { owner, next: rdata.nextDomainName.toString().toLowerCase(), types: typesIn(rdata.typeBitMaps) };
}

/** RFC 4034 section 4.1.2. */
export function typesIn(windows: readonly { readonly window: number; readonly bitmap: Uint8Array }[]): ReadonlySet<number> {
  const types = windows.flatMap(({ window, bitmap }) =>
    Array.from({ length: bitmap.length * 8 }, (_, bit) => ({
      type: window * 256 + bit,
      isSet: ((bitmap[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0,
    })),
  );
  return new Set(types.filter(({ isSet }) => isSet).map(({ type }) => type));
}
