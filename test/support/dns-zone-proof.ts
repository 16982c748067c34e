/**
 * A little validator: whether an answer proves what it says, as RFC 4035 section 5 and RFC 5155 section 8 have it. It sees the question, the
 * answer and the zone's name, nothing else. Signatures are those of `dns-zone-signer.ts`.
 */
import type { DnsMessage, DnsRecord } from "../../generated/dns/dns.js";
import { DnsRcode, DnsType } from "../../generated/dns/types.js";
import { formatRdata, typeName, typeOfData } from "../../servers/dns/zone-file/index.js";
import { fileName, isAtOrBelow, isBelow, labelsOf, nameOf, rebased, wireLength } from "./dns/names.js";
import { HashedProofs } from "./dns-zone-nsec3.js";
import { PlainProofs } from "./dns-zone-nsec.js";
import { fakeSignature } from "./dns-zone-signer.js";

const { CNAME, DNAME, NS, DS, SOA, RRSIG, ANY } = DnsType;

/** An RRset of an answer. */
export interface RecordSet {
  /** As `dns/names.ts` has names. */
  readonly owner: string;
  readonly type: number;
  readonly records: readonly DnsRecord[];
  readonly signatures: readonly DnsRecord[];
  /** If it came from a wildcard: that wildcard's name. */
  wildcard?: string;
}

/** What NSEC and NSEC3 records can prove; each method throws where they do not. */
export interface Proofs {
  nameError(name: string): void;
  noData(name: string, type: number): void;
  /** A name is not there: its answer came from this wildcard. */
  expanded(name: string, wildcard: string): void;
  /** A delegation has no DS records. */
  insecure(cut: string): void;
}

/** Throws unless the answer to a question is proven. */
export function prove(question: { readonly name: string; readonly type: number }, message: DnsMessage, origin: string): void {
  new Validator(question.type, message, origin).validate(question.name.toLowerCase());
}

class Validator {
  readonly #answers: readonly RecordSet[];
  readonly #authorities: readonly RecordSet[];
  readonly #proofs: Proofs;

  constructor(
    readonly type: number,
    readonly message: DnsMessage,
    readonly origin: string,
  ) {
    this.#answers = setsOf(message.answers);
    this.#authorities = setsOf(message.authorities);
    const known = this.#authorities.filter((set) => set.signatures.length > 0);
    for (const set of known) {
      verify(set);
      if (set.wildcard !== undefined)
        throw new Error(`${set.owner} ${typeName(set.type)} in the authority section was made from ${set.wildcard}`);
    }
    const hashed = known.filter(({ type: found }) => found === DnsType.NSEC3);
    const plain = known.filter(({ type: found }) => found === DnsType.NSEC);
    this.#proofs = hashed.length > 0 ? new HashedProofs(hashed, origin) : new PlainProofs(plain, origin);
  }

  /** Follows the answer from the name asked for. */
  validate(name: string): void {
    const { message, origin } = this;
    this.#verifyAnswers();
    let current = name;
    const seen = new Set<string>();
    for (;;) {
      if (!isAtOrBelow(current, origin) || seen.has(current) || seen.size >= 16) return;
      seen.add(current);
      const next = this.#alias(current);
      if (next === undefined) break;
      current = next;
    }
    if (message.rcode === DnsRcode.YXDomain) return this.#checkOverflow(current);
    const found = this.#answers.filter(
      ({ owner, type }) => owner === current && (type === this.type || this.type === ANY || this.type === RRSIG),
    );
    if (found.length > 0) return;
    this.#checkNegative(current);
  }

  /** Where a name leads to, if that is not what was asked for. */
  #alias(name: string): string | undefined {
    const alias = this.#answers.find(({ owner, type }) => owner === name && type === CNAME);
    if (alias === undefined) return undefined;
    const isFollowed = alias.signatures.length > 0 ? followsAliases(this.type) : this.type !== CNAME;
    return isFollowed ? targetOf(alias.records[0]) : undefined;
  }

  /** Everything in the answer is signed, but for what DNAMEs stand for (RFC 6672 section 5.3.1). */
  #verifyAnswers(): void {
    for (const set of this.#answers) {
      if (set.type === CNAME && set.signatures.length === 0) this.#verifyMade(set);
      else if (set.type !== RRSIG) {
        verify(set);
        if (set.wildcard !== undefined) this.#proofs.expanded(set.owner, set.wildcard);
      }
    }
  }

  #verifyMade({ owner, records }: RecordSet): void {
    const dname = this.#answers.find((set) => set.type === DNAME && isBelow(owner, set.owner));
    if (dname === undefined) throw new Error(`the CNAME of ${owner} is not signed`);
    if (targetOf(records[0]) !== rebased(owner, dname.owner, targetOf(dname.records[0])))
      throw new Error(`the CNAME of ${owner} is not what the DNAME says`);
  }

  #checkOverflow(name: string): void {
    const dname = this.#answers.find((set) => set.type === DNAME && isBelow(name, set.owner));
    if (dname === undefined || wireLength(rebased(name, dname.owner, targetOf(dname.records[0]))) <= 255)
      throw new Error("YXDOMAIN for nothing");
  }

  #checkNegative(name: string): void {
    const soa = this.#authorities.find(({ type }) => type === SOA);
    if (soa === undefined) return this.#checkReferral(name);
    if (soa.owner !== this.origin || soa.signatures.length === 0) throw new Error("the SOA is not the zone's, or not signed");
    if (this.message.rcode === DnsRcode.NXDomain) this.#proofs.nameError(name);
    else this.#proofs.noData(name, this.type);
  }

  /** RFC 4035 section 5.2, RFC 5155 section 8.9. */
  #checkReferral(name: string): void {
    const servers = this.#authorities.find(({ type }) => type === NS);
    if (servers === undefined) throw new Error(`neither answer, nor SOA, nor referral for ${name}`);
    if (!isAtOrBelow(name, servers.owner) || !isBelow(servers.owner, this.origin)) throw new Error("a referral to elsewhere");
    if (servers.signatures.length > 0) throw new Error("a delegation's NS records are not signed (RFC 4035 section 2.2)");
    const isSecure = this.#authorities.some(
      ({ owner, type, signatures }) => owner === servers.owner && type === DS && signatures.length > 0,
    );
    if (!isSecure) this.#proofs.insecure(servers.owner);
  }
}

/** RFC 1034 section 4.3.2. What may stand beside a CNAME (RFC 4035 section 2.5) is answered without it. */
function followsAliases(type: number): boolean {
  return type !== CNAME && type !== ANY;
}

/** The RRsets of a section, each with its signatures. */
function setsOf(records: readonly DnsRecord[]): RecordSet[] {
  const sets: { owner: string; type: number; records: DnsRecord[]; signatures: DnsRecord[] }[] = [];
  const setFor = (owner: string, type: number): (typeof sets)[number] => {
    const known = sets.find((set) => set.owner === owner && set.type === type);
    if (known !== undefined) return known;
    const made = { owner, type, records: [], signatures: [] };
    sets.push(made);
    return made;
  };
  for (const record of records) {
    const owner = record.name.toString().toLowerCase();
    const { rdata } = record;
    if (rdata.$kind === "RRSIG") setFor(owner, rdata.typeCovered).signatures.push(record);
    else setFor(owner, typeOfData(rdata)).records.push(record);
  }
  return sets.map((set) => (set.records.length === 0 ? { ...set, type: RRSIG } : set));
}

/** RFC 4035 section 5.3.2: what is signed is the wildcard, where there are more labels than the signature says. */
function verify(set: RecordSet): void {
  const { owner, type, records, signatures } = set;
  const [first] = signatures;
  if (first?.rdata.$kind !== "RRSIG") throw new Error(`${owner} ${typeName(type)} is not signed`);
  const labels = labelsOf(owner);
  const own = labels[0] === "*" ? labels.length - 1 : labels.length;
  const { labels: signed, signature } = first.rdata;
  if (signed > own) throw new Error(`${owner} has less labels than were signed`);
  const source = signed === own ? owner : nameOf(["*", ...labels.slice(labels.length - signed)]);
  if (source !== owner) set.wildcard = source;
  const data = records.map(({ rdata }) => formatRdata(rdata));
  const expected = fakeSignature(fileName(source), typeName(type), data);
  if (Buffer.from(signature).toString("base64") !== expected) throw new Error(`the signature of ${owner} ${typeName(type)} is not right`);
}

/** Where a CNAME or a DNAME leads. */
function targetOf(record: DnsRecord | undefined): string {
  if (record?.rdata.$kind === "CNAME") return record.rdata.cname.toString().toLowerCase();
  if (record?.rdata.$kind === "DNAME") return record.rdata.target.toString().toLowerCase();
  throw new Error("no alias");
}
