/** Proofs, in signed zones, of what is not there (RFC 4035 section 3.1.3, 5155 section 7.2). */
import { DnsType } from "../../../generated/dns/types.js";
import { signaturesOf, type ZoneImage } from "../image/image.js";
import { RRSET, SIGNED, TABLE } from "../image/layout.js";
import { NameKey } from "../image/name-key.js";
import { Nsec3Hasher, type Sha1 } from "../image/nsec3.js";
import { compareHashes, NameOrder, nsec3AtOrBefore, nsecAtOrBefore, orderedTable } from "../image/ordered.js";
import type { Query } from "./query.js";
import { type Reply, SECTION } from "./reply.js";

/** One answer has at most so many of these records: a wildcard reached by each of a chain of aliases adds one or two. */
const MOST_PROOFS = 40;

export class Denial {
  readonly #query: Query;
  readonly #reply: Reply;
  readonly #hasher: Nsec3Hasher;
  readonly #order = new NameOrder();
  readonly #wildcard = new NameKey();
  /** The nodes whose NSEC or NSEC3 records the answer will have. */
  readonly #nodes = new Int32Array(MOST_PROOFS);
  #nodeCount = 0;
  #image: ZoneImage | undefined;
  #version = 0;
  /** The table of names in order; 0 in a zone that is not signed. */
  #table = 0;
  #isNsec3 = false;

  constructor(query: Query, reply: Reply, sha1: Sha1) {
    this.#query = query;
    this.#reply = reply;
    this.#hasher = new Nsec3Hasher(sha1);
  }

  begin(image: ZoneImage, version: number): void {
    this.#nodeCount = 0;
    this.#table = 0;
    if (!this.#query.dnssecOk) return;
    this.#image = image;
    this.#version = version;
    this.#table = orderedTable(image, version);
    if (this.#table === 0) return;
    const signed = image.word(this.#table + TABLE.SIGNED);
    this.#isNsec3 = signed === SIGNED.NSEC3;
    if (signed === SIGNED.NO) this.#table = 0;
    if (this.#isNsec3 && !this.#hasher.use(image, image.current(image.apex, version))) this.#table = 0;
  }

  /** No such name, and no wildcard that stands for it. @param encloser the label of the longest ending that is there */
  noName(name: NameKey, encloser: number): void {
    const image = this.#image;
    if (this.#table === 0 || image === undefined) return;
    if (this.#isNsec3) {
      // Whoever looks at it knows of no encloser but the one that is proven, and looks for the wildcard below that.
      this.#hasher.hashName(name, this.#encloserProof(image, name, encloser), true);
      this.#addHashed(image);
      return;
    }
    this.#addCovering(image, name);
    this.#wildcard.loadWildcard(name, encloser);
    this.#addCovering(image, this.#wildcard);
  }

  /**
   * The name has no records of the type.
   *
   * @param node its own, or the wildcard's below `encloser`, which is 0 where it is its own
   */
  noData(name: NameKey, node: number, encloser: number): void {
    const image = this.#image;
    if (this.#table === 0 || image === undefined) return;
    if (this.#isNsec3) {
      if (encloser === 0) this.#noHashedData(image, name);
      else {
        this.#hasher.hashName(name, this.#encloserProof(image, name, encloser), true);
        this.#addHashed(image);
      }
      return;
    }
    if (encloser > 0) {
      this.#addCovering(image, name);
      this.#wildcard.loadWildcard(name, encloser);
    }
    // A name that only has names below it owns no NSEC record: one before it covers it.
    if (!this.#add(image, node, DnsType.NSEC)) this.#addCovering(image, encloser > 0 ? this.#wildcard : name);
  }

  /** An answer came from a wildcard: the name itself is not there. */
  expanded(name: NameKey, encloser: number): void {
    const image = this.#image;
    if (this.#table === 0 || image === undefined) return;
    if (!this.#isNsec3) return this.#addCovering(image, name);
    this.#hasher.hashName(name, encloser - 1, false);
    this.#addHashed(image);
  }

  /** A delegation's DS records, or that it has none. @param label of the name at hand, where the delegation's begins */
  delegation(name: NameKey, label: number, node: number, owner: number): void {
    const image = this.#image;
    if (this.#table === 0 || image === undefined) return;
    const signers = image.rrset(node, DnsType.DS);
    if (signers !== 0) return this.#writeWithSignatures(image, node, signers, DnsType.DS, owner);
    if (!this.#isNsec3) {
      this.#add(image, node, DnsType.NSEC);
      return;
    }
    this.#hasher.hashName(name, label, false);
    if (this.#isMatched(image)) this.#addHashed(image);
    else this.#provableEncloserProof(image, name, label);
  }

  /** NODATA at a name of its own: its NSEC3, or, where opt-out left it out, that of what encloses it (RFC 5155 section 7.2.3, 7.2.4). */
  #noHashedData(image: ZoneImage, name: NameKey): void {
    this.#hasher.hashName(name, 0, false);
    if (this.#isMatched(image)) this.#addHashed(image);
    else this.#provableEncloserProof(image, name, 0);
  }

  /** The closest encloser is there, and the next closer name is not (RFC 5155 section 7.2.1). Returns the encloser that is proven. */
  #encloserProof(image: ZoneImage, name: NameKey, encloser: number): number {
    this.#hasher.hashName(name, encloser, false);
    if (!this.#isMatched(image)) return this.#provableEncloserProof(image, name, encloser - 1);
    this.#addHashed(image);
    this.#hasher.hashName(name, encloser - 1, false);
    this.#addHashed(image);
    return encloser;
  }

  /** The same from the closest encloser on that has an NSEC3: names without, as below opt-out spans, are passed over. */
  #provableEncloserProof(image: ZoneImage, name: NameKey, from: number): number {
    const apex = name.labels - image.originLabels;
    for (let label = from + 1; label <= apex; label++) {
      this.#hasher.hashName(name, label, false);
      if (!this.#isMatched(image)) continue;
      this.#addHashed(image);
      this.#hasher.hashName(name, label - 1, false);
      this.#addHashed(image);
      return label;
    }
    return apex;
  }

  /** Whether the last hash is that of an NSEC3's owner. */
  #isMatched(image: ZoneImage): boolean {
    return compareHashes(image, nsec3AtOrBefore(image, this.#table, this.#hasher.hash), this.#hasher.hash) === 0;
  }

  /** The NSEC3 that matches or covers the last hash. */
  #addHashed(image: ZoneImage): void {
    this.#add(image, nsec3AtOrBefore(image, this.#table, this.#hasher.hash), DnsType.NSEC3);
  }

  /** The NSEC that is the name's or covers it. */
  #addCovering(image: ZoneImage, name: NameKey): void {
    this.#add(image, nsecAtOrBefore(image, this.#table, name, this.#order), DnsType.NSEC);
  }

  /** Notes a node whose NSEC or NSEC3 is to be in the answer, once; false where it has none. */
  #add(image: ZoneImage, newest: number, type: number): boolean {
    const node = image.current(newest, this.#version);
    if (node === 0 || image.rrset(node, type) === 0) return false;
    for (let index = 0; index < this.#nodeCount; index++) {
      if (this.#nodes[index] === node) return true;
    }
    if (this.#nodeCount < MOST_PROOFS) this.#nodes[this.#nodeCount++] = node;
    return true;
  }

  /** Writes the proofs. Until an answer's chain of aliases has ended, its other records are not all there. */
  write(): void {
    const image = this.#image;
    const type = this.#isNsec3 ? DnsType.NSEC3 : DnsType.NSEC;
    for (let index = 0; index < this.#nodeCount && image !== undefined; index++) this.#writeNode(image, this.#nodes[index] ?? 0, type);
  }

  #writeNode(image: ZoneImage, node: number, type: number): void {
    const rrset = image.rrset(node, type);
    const reply = this.#reply;
    const before = reply.at;
    const owner = reply.rrsetOf(image, node, rrset, SECTION.AUTHORITY);
    const signatures = image.rrset(node, signaturesOf(type));
    if (owner !== 0 && (signatures === 0 || reply.rrset(image, signatures, SECTION.AUTHORITY, owner))) return;
    reply.drop(before, SECTION.AUTHORITY, owner === 0 ? 0 : image.word(rrset + RRSET.COUNT));
  }

  #writeWithSignatures(image: ZoneImage, node: number, rrset: number, type: number, owner: number): void {
    const reply = this.#reply;
    const before = reply.at;
    const written = reply.rrset(image, rrset, SECTION.AUTHORITY, owner);
    const signatures = image.rrset(node, signaturesOf(type));
    if (written && (signatures === 0 || reply.rrset(image, signatures, SECTION.AUTHORITY, owner))) return;
    reply.drop(before, SECTION.AUTHORITY, written ? image.word(rrset + RRSET.COUNT) : 0);
  }
}
