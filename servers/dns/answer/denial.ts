/** Proofs, in signed zones, of what is not there (RFC 4035 section 3.1.3, 5155 section 7.2). */
import { DnsType } from "../../../generated/dns/types.js";
import { signaturesOf, type ZoneImage } from "../image/image.js";
import { RRSET, SIGNED } from "../image/layout.js";
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
  /** The nodes whose records the answer has. */
  readonly #written = new Int32Array(MOST_PROOFS);
  #writtenCount = 0;
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
    this.#writtenCount = 0;
    this.#table = 0;
    if (!this.#query.dnssecOk || image.signed === SIGNED.NO) return;
    this.#image = image;
    this.#version = version;
    this.#table = orderedTable(image, version);
    this.#isNsec3 = image.signed === SIGNED.NSEC3;
    if (this.#isNsec3 && !this.#hasher.use(image, image.current(image.apex, version))) this.#table = 0;
  }

  /** No such name, and no wildcard that stands for it. @param encloser the label of the longest ending that is there */
  noName(name: NameKey, encloser: number): void {
    const image = this.#image;
    if (this.#table === 0 || image === undefined) return;
    if (this.#isNsec3) {
      this.#encloserProof(image, name, encloser);
      this.#hasher.hashName(name, encloser, true);
      this.#writeHashed(image);
      return;
    }
    this.#writeCovering(image, name);
    this.#wildcard.loadWildcard(name, encloser);
    this.#writeCovering(image, this.#wildcard);
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
        this.#encloserProof(image, name, encloser);
        this.#hasher.hashName(name, encloser, true);
        this.#writeHashed(image);
      }
      return;
    }
    // A name that only has names below it owns no NSEC record: one before it covers it (RFC 4035 section 3.1.3.2 in NSEC's terms).
    if (!this.#write(image, node, DnsType.NSEC)) this.#writeCovering(image, name);
    if (encloser > 0) this.#writeCovering(image, name);
  }

  /** An answer came from a wildcard: the name itself is not there. */
  expanded(name: NameKey, encloser: number): void {
    const image = this.#image;
    if (this.#table === 0 || image === undefined) return;
    if (!this.#isNsec3) return this.#writeCovering(image, name);
    this.#hasher.hashName(name, encloser - 1, false);
    this.#writeHashed(image);
  }

  /** A delegation's DS records, or that it has none. @param label of the name at hand, where the delegation's begins */
  delegation(name: NameKey, label: number, node: number, owner: number): void {
    const image = this.#image;
    if (this.#table === 0 || image === undefined) return;
    const signers = image.rrset(node, DnsType.DS);
    if (signers !== 0) return this.#writeWithSignatures(image, node, signers, DnsType.DS, owner);
    if (!this.#isNsec3) {
      this.#write(image, node, DnsType.NSEC);
      return;
    }
    this.#hasher.hashName(name, label, false);
    if (this.#isMatched(image)) this.#writeHashed(image);
    else this.#provableEncloserProof(image, name, label);
  }

  /** NODATA at a name of its own: its NSEC3, or, where opt-out left it out, that of what encloses it (RFC 5155 section 7.2.3, 7.2.4). */
  #noHashedData(image: ZoneImage, name: NameKey): void {
    this.#hasher.hashName(name, 0, false);
    if (this.#isMatched(image)) this.#writeHashed(image);
    else this.#provableEncloserProof(image, name, 0);
  }

  /** The closest encloser is there, and the next closer name is not (RFC 5155 section 7.2.1). */
  #encloserProof(image: ZoneImage, name: NameKey, encloser: number): void {
    this.#hasher.hashName(name, encloser, false);
    if (!this.#isMatched(image)) return this.#provableEncloserProof(image, name, encloser - 1);
    this.#writeHashed(image);
    this.#hasher.hashName(name, encloser - 1, false);
    this.#writeHashed(image);
  }

  /** The same from the closest encloser on that has an NSEC3: names without, as below opt-out spans, are passed over. */
  #provableEncloserProof(image: ZoneImage, name: NameKey, from: number): void {
    const apex = name.labels - image.originLabels;
    for (let label = from + 1; label <= apex; label++) {
      this.#hasher.hashName(name, label, false);
      if (!this.#isMatched(image)) continue;
      this.#writeHashed(image);
      this.#hasher.hashName(name, label - 1, false);
      this.#writeHashed(image);
      return;
    }
  }

  /** Whether the last hash is that of an NSEC3's owner. */
  #isMatched(image: ZoneImage): boolean {
    return compareHashes(image, nsec3AtOrBefore(image, this.#table, this.#hasher.hash), this.#hasher.hash) === 0;
  }

  /** The NSEC3 that matches or covers the last hash. */
  #writeHashed(image: ZoneImage): void {
    this.#write(image, nsec3AtOrBefore(image, this.#table, this.#hasher.hash), DnsType.NSEC3);
  }

  /** The NSEC that is the name's or covers it. */
  #writeCovering(image: ZoneImage, name: NameKey): void {
    this.#write(image, nsecAtOrBefore(image, this.#table, name, this.#order), DnsType.NSEC);
  }

  /** A node's NSEC or NSEC3 with its signatures, once; false where it has none. */
  #write(image: ZoneImage, newest: number, type: number): boolean {
    const node = image.current(newest, this.#version);
    const rrset = node === 0 ? 0 : image.rrset(node, type);
    if (rrset === 0) return false;
    for (let index = 0; index < this.#writtenCount; index++) {
      if (this.#written[index] === node) return true;
    }
    if (this.#writtenCount < MOST_PROOFS) this.#written[this.#writtenCount++] = node;
    const reply = this.#reply;
    const before = reply.at;
    const owner = reply.rrsetOf(image, node, rrset, SECTION.AUTHORITY);
    const signatures = image.rrset(node, signaturesOf(type));
    if (owner !== 0 && (signatures === 0 || reply.rrset(image, signatures, SECTION.AUTHORITY, owner))) return true;
    reply.drop(before, SECTION.AUTHORITY, owner === 0 ? 0 : image.word(rrset + RRSET.COUNT));
    return true;
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
