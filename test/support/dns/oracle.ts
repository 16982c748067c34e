/**
 * What an authoritative server says, slowly and obviously: RFC 1034 section 4.3.2 with the closest encloser of RFC 4592, the
 * negative answers of RFC 2308, DNAME of RFC 6672, ANY of RFC 8482 and the final rcode of RFC 6604. A zone is a plain array of
 * records; each question is answered by looking at all of them. Steps are numbered as in RFC 1034.
 */
import { DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { isAtOrBelow, isBelow, pathDown, rebased, wireLength } from "./names.js";
import { recordFromInput, targetOf, type ZoneRecord } from "./records.js";

export interface OracleZone {
  readonly origin: string;
  readonly records: readonly ZoneRecord[];
}

export interface Verdict {
  readonly rcode: number;
  readonly aa: boolean;
  readonly answer: readonly ZoneRecord[];
  readonly authority: readonly ZoneRecord[];
  readonly additional: readonly ZoneRecord[];
  /** The chain goes on, or round: the answer stops in it. */
  readonly unfinished: boolean;
  /** What a signed zone has to prove. */
  readonly findings: readonly Finding[];
}

/** What was found out about a name on the way. */
export interface Finding {
  readonly kind: "made from a wildcard" | "no such name" | "no data" | "delegated";
  readonly name: string;
}

/** What the RFCs leave open. */
export interface Choices {
  /** How many CNAME records an answer has at most (RFC 1034 section 4.3.2 has no limit, loops included). */
  readonly mostLinks: number;
  /** Which RRset to answer ANY with, if it is there (RFC 8482 section 4.1). */
  readonly anyType?: number | undefined;
}

export const OURS: Choices = { mostLinks: 16 };

const { A, AAAA, NS, CNAME, DNAME, SOA, MX, SRV, DS, ANY } = DnsType;
const LONGEST = 255;

export function at({ records }: OracleZone, owner: string): ZoneRecord[] {
  return records.filter((record) => record.owner === owner);
}

export function rrset(zone: OracleZone, owner: string, type: number): ZoneRecord[] {
  return at(zone, owner).filter((record) => record.type === type);
}

/** A name exists when it or a name below it has records: empty non-terminals do (RFC 4592 section 2.2.2). */
export function exists({ records }: OracleZone, name: string): boolean {
  return records.some(({ owner }) => isAtOrBelow(owner, name));
}

/** From the apex down, the first name at or above this one that is delegated (step 3b). A DS belongs to the parent (RFC 4035 section 3.1.4.1). */
function zoneCut(zone: OracleZone, name: string, type: number): string | undefined {
  const path = pathDown(zone.origin, name).slice(1);
  return path.find((step) => rrset(zone, step, NS).length > 0 && !(step === name && type === DS));
}

/** The same for a DNAME, which redirects what is below it, not itself (RFC 6672 section 2.3). */
function redirection(zone: OracleZone, name: string): ZoneRecord | undefined {
  const above = pathDown(zone.origin, name).slice(0, -1);
  return above.flatMap((step) => rrset(zone, step, DNAME))[0];
}

/** RFC 4592 section 3.3.1: the longest existing ancestor, and the asterisk label below that. */
export function sourceOfSynthesis(zone: OracleZone, name: string): string {
  const encloser = pathDown(zone.origin, name).findLast((step) => exists(zone, step));
  return `*.${encloser ?? zone.origin}`;
}

/** RFC 2308 section 3: the SOA, for the lesser of its own TTL and its minimum. */
function soaForNegative(zone: OracleZone): ZoneRecord[] {
  return rrset(zone, zone.origin, SOA).map((soa) => ({ ...soa, ttl: Math.min(soa.ttl, Number(targetOf(soa))) }));
}

/** Step 6, and glue (RFC 9471): addresses in this zone of the names that records lead to. */
export function addressesFor(zone: OracleZone, records: readonly ZoneRecord[]): ZoneRecord[] {
  const targets = new Set(records.filter(({ type }) => type === NS || type === MX || type === SRV).map(targetOf));
  return [...targets].flatMap((target) => at(zone, target)).filter(({ type }) => type === A || type === AAAA);
}

/** Not below a cut, where there is nothing but glue. */
export function isAuthoritative(zone: OracleZone, { owner }: ZoneRecord): boolean {
  return zoneCut(zone, owner, A) === undefined;
}

function copiedTo(owner: string, records: readonly ZoneRecord[]): ZoneRecord[] {
  return records.map((record) => ({ ...record, owner }));
}

class Search {
  readonly #answer: ZoneRecord[] = [];
  readonly #asked = new Set<string>();
  readonly #findings: Finding[] = [];

  constructor(
    readonly zone: OracleZone,
    readonly type: number,
    readonly choices: Choices,
  ) {}

  /** Steps 2 to 6 for one name: the one that was asked, or where the chain has led. */
  find(name: string): Verdict {
    const { zone } = this;
    // Step 3a leads back to step 2: the chain may have left the zone, or come round.
    if (!isAtOrBelow(name, zone.origin)) return this.#positive([]);
    if (this.#asked.has(name)) return this.#unfinished();
    this.#asked.add(name);

    // Step 3b, and step 3c's DNAME: whichever is met first on the way down hides what is below it.
    const cut = zoneCut(zone, name, this.type);
    const dname = redirection(zone, name);
    if (cut !== undefined && !(dname !== undefined && isBelow(cut, dname.owner))) return this.#referral(cut);
    if (dname !== undefined) return this.#redirect(name, dname);

    // Step 3a: the whole of the name is matched. Step 3c: it is not; a wildcard may be.
    const source = exists(zone, name) ? name : sourceOfSynthesis(zone, name);
    if (!exists(zone, source)) return this.#negative(DnsRcode.NXDomain, { kind: "no such name", name });
    if (source !== name) this.#findings.push({ kind: "made from a wildcard", name });
    return this.#match(name, copiedTo(name, at(zone, source)));
  }

  #match(name: string, found: readonly ZoneRecord[]): Verdict {
    const wanted = this.type === ANY ? this.#oneType(found) : this.type;
    const matching = found.filter(({ type }) => type === wanted);
    const alias = found.find(({ type }) => type === CNAME);
    // NSEC and RRSIG may stand beside it (RFC 4035 section 2.5).
    if (alias !== undefined && matching.length === 0) return this.#follow(alias);
    return matching.length === 0 ? this.#negative(DnsRcode.NoError, { kind: "no data", name }) : this.#positive(matching);
  }

  /** RFC 8482 section 4.1: one of the RRsets. */
  #oneType(found: readonly ZoneRecord[]): number | undefined {
    const { anyType } = this.choices;
    return found.some(({ type }) => type === anyType) ? anyType : found[0]?.type;
  }

  #follow(alias: ZoneRecord): Verdict {
    if (this.#isFull()) return this.#unfinished();
    this.#answer.push(alias);
    return this.find(targetOf(alias));
  }

  #isFull(): boolean {
    return this.#answer.filter(({ type }) => type === CNAME).length >= this.choices.mostLinks;
  }

  /** RFC 6672 section 3.2: the DNAME, and a CNAME made from it for this one name, of the same TTL. */
  #redirect(name: string, dname: ZoneRecord): Verdict {
    if (this.#isFull()) return this.#unfinished();
    const target = rebased(name, dname.owner, targetOf(dname));
    if (!this.#answer.includes(dname)) this.#answer.push(dname);
    if (wireLength(target) > LONGEST) return { ...this.#positive([]), rcode: DnsRcode.YXDomain };
    const alias = recordFromInput({ name, ttl: dname.ttl, rdata: { $kind: "CNAME", cname: target } });
    return this.type === CNAME ? this.#positive([alias]) : this.#follow(alias);
  }

  #positive(records: readonly ZoneRecord[]): Verdict {
    // Glue is for referrals; nobody is to take it for an answer (RFC 2181 section 5.4.1).
    const additional = addressesFor(this.zone, records).filter((address) => isAuthoritative(this.zone, address));
    return this.#verdict({ answer: [...this.#answer, ...records], additional });
  }

  #unfinished(): Verdict {
    return this.#verdict({ unfinished: true });
  }

  /** AA is about the answer's first name (RFC 1034 section 6.2.7, RFC 1035 section 4.1.1): a chain that ends here began in the zone. */
  #referral(cut: string): Verdict {
    this.#findings.push({ kind: "delegated", name: cut });
    const authority = rrset(this.zone, cut, NS);
    return this.#verdict({ aa: this.#answer.length > 0, authority, additional: addressesFor(this.zone, authority) });
  }

  /** The rcode is about the chain's last name (RFC 6604 section 3). */
  #negative(rcode: number, finding: Finding): Verdict {
    this.#findings.push(finding);
    return this.#verdict({ rcode, authority: soaForNegative(this.zone) });
  }

  #verdict(parts: Partial<Verdict>): Verdict {
    const found = { answer: this.#answer, findings: this.#findings };
    return { rcode: DnsRcode.NoError, aa: true, authority: [], additional: [], unfinished: false, ...found, ...parts };
  }
}

/** For names of zones that are not served. */
const NOTHING = { answer: [], authority: [], additional: [], unfinished: false, findings: [] };
const REFUSED: Verdict = { rcode: DnsRcode.Refused, aa: false, ...NOTHING };

/**
 * Step 2: the zone that is the nearest ancestor. A DS stands above the cut: of a zone's own apex it is the parent's, if that is
 * served too, and not only one further up (RFC 4035 section 3.1.4.1).
 */
export function zoneFor(zones: readonly OracleZone[], name: string, type: number): OracleZone | undefined {
  const ancestors = zones.filter(({ origin }) => isAtOrBelow(name, origin)).sort((one, other) => other.origin.length - one.origin.length);
  const [nearest, above] = ancestors;
  const isParent = above !== undefined && zoneCut(above, name, DS) === undefined;
  return type === DS && nearest?.origin === name && isParent ? above : nearest;
}

export function oracle(zones: readonly OracleZone[], name: string, type: number, choices: Choices = OURS): Verdict {
  const lower = name.toLowerCase();
  const zone = zoneFor(zones, lower, type);
  return zone === undefined ? REFUSED : new Search(zone, type, choices).find(lower);
}
