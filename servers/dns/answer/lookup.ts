/** Answering from a zone: the algorithm of RFC 1034 section 4.3.2, with wildcards as RFC 4592 and DNAME as RFC 6672 have them. */
import { DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { signaturesOf, type ZoneImage } from "../image/image.js";
import { NODE, POINTERS, RECORD_HEAD, RRSET } from "../image/layout.js";
import { NameKey } from "../image/name-key.js";
import type { Sha1 } from "../image/nsec3.js";
import { Additional, hasTargets } from "./additional.js";
import { Denial } from "./denial.js";
import type { Query } from "./query.js";
import { AT_QUESTION, OWN_TTL, type Reply, SECTION, type Section } from "./reply.js";

/** CNAME and DNAME records that one answer follows at most; RFC 1034 section 5.2.2 asks for a bound. */
export const MOST_LINKS = 16;

/** Looks names up in one zone, and writes what it finds. One object, used again and again; nothing is allocated. */
export class Lookup {
  readonly #query: Query;
  readonly #reply: Reply;
  readonly #additional: Additional;
  readonly #denial: Denial;
  /** Names that aliases lead to, by turns. */
  readonly #targets: readonly [NameKey, NameKey] = [new NameKey(), new NameKey()];
  readonly #dnameTarget = new NameKey();
  /** The names that the chain of aliases came through: their hashes, and pointers to them in the reply. */
  readonly #visited = new Int32Array(MOST_LINKS);
  readonly #visitedOwners = new Int32Array(MOST_LINKS);
  readonly #visitedName = new NameKey();
  /** The DNAME RRsets in the answer, and where their targets stand. */
  readonly #dnameSets = new Int32Array(MOST_LINKS);
  readonly #dnameTargets = new Int32Array(MOST_LINKS);
  #dnames = 0;
  #version = 0;
  /** The name at hand, and a pointer to it in the reply. */
  #name: NameKey;
  #owner = AT_QUESTION;
  #links = 0;
  authoritative = false;

  constructor(query: Query, reply: Reply, sha1: Sha1) {
    this.#query = query;
    this.#reply = reply;
    this.#name = query.name;
    this.#additional = new Additional(query, reply);
    this.#denial = new Denial(query, reply, sha1);
  }

  /** Answers the query from a version of a zone that its name is in; returns the RCODE. */
  answer(image: ZoneImage, version: number): number {
    this.#version = version;
    this.#name = this.#query.name;
    this.#owner = AT_QUESTION;
    this.#links = 0;
    this.authoritative = true;
    this.#reply.of(image, this.#query);
    this.#additional.begin(image, this.#version);
    this.#denial.begin(image, this.#version);
    this.#dnames = 0;
    let rcode = this.#step(image);
    while (rcode === FOLLOW) rcode = this.#step(image);
    return rcode;
  }

  /** One name. */
  #step(image: ZoneImage): number {
    const name = this.#name;
    const apex = name.labels - image.originLabels;
    if (image.hasCuts && apex > 0) return this.#stepDown(image, name, apex);
    const node = image.find(name, 0, this.#version);
    if (node !== 0) return this.#data(image, node, 0);
    let encloser = 1;
    while (encloser < apex && image.find(name, encloser, this.#version) === 0) encloser++;
    return this.#wildcard(image, name, encloser);
  }

  /** From the zone's own name down, since whatever is below a cut is not ours. */
  #stepDown(image: ZoneImage, name: NameKey, apex: number): number {
    for (let label = apex; label > 0; label--) {
      const node = image.find(name, label, this.#version);
      if (node === 0) return this.#wildcard(image, name, label + 1);
      if (label < apex && image.rrset(node, DnsType.NS) !== 0) return this.#refer(image, node, label);
      const dname = image.rrset(node, DnsType.DNAME);
      if (dname !== 0) return this.#substitute(image, node, dname, label);
    }
    const node = image.find(name, 0, this.#version);
    if (node === 0) return this.#wildcard(image, name, 1);
    const isCut = image.rrset(node, DnsType.NS) !== 0;
    // DS is the one type that the parent has of its child's name (RFC 4035 section 3.1.4.1).
    if (isCut && !(this.#query.type === DnsType.DS)) return this.#refer(image, node, 0);
    return this.#data(image, node, 0);
  }

  /** A name that is not there (RFC 4592 section 3.3.1). @param encloser the label of the longest ending that is */
  #wildcard(image: ZoneImage, name: NameKey, encloser: number): number {
    const node = image.findWildcard(name, encloser, this.#version);
    if (node !== 0) return this.#data(image, node, encloser);
    this.#negative(image);
    if (this.#query.dnssecOk) {
      this.#denial.noName(name, encloser);
      this.#denial.write();
    }
    return DnsRcode.NXDomain;
  }

  /** What a node has, or the wildcard that stands for a name below `encloser`; that is 0 where it is the name itself. */
  #data(image: ZoneImage, node: number, encloser: number): number {
    const { type } = this.#query;
    const rrset = type === DnsType.ANY ? this.#anyOf(image, node) : this.#rrsetFor(image, node, type);
    if (rrset !== 0) return this.#answer(image, node, rrset, encloser);
    // NSEC and RRSIG may stand beside a CNAME (RFC 4035 section 2.5); where they don't, it is followed for them too.
    const cname = image.rrset(node, DnsType.CNAME);
    if (cname !== 0) return this.#follow(image, node, cname, encloser);
    this.#negative(image);
    if (this.#query.dnssecOk) {
      this.#denial.noData(this.#name, node, encloser);
      this.#denial.write();
    }
    return DnsRcode.NoError;
  }

  /** One RRset stands for all (RFC 8482 section 4.1); signatures only where there is nothing else. */
  #anyOf(image: ZoneImage, node: number): number {
    const first = image.word(node + NODE.RRSETS);
    let rrset = first;
    while (rrset !== 0 && (image.word(rrset + RRSET.TYPE) & 0xffff) === DnsType.RRSIG) rrset = image.word(rrset + RRSET.NEXT);
    return rrset === 0 ? first : rrset;
  }

  /** Signatures are answered as far as they cover one type (RFC 8482 section 4.1 in spirit). */
  #rrsetFor(image: ZoneImage, node: number, type: number): number {
    if (type !== DnsType.RRSIG) return image.rrset(node, type);
    let rrset = image.word(node + NODE.RRSETS);
    while (rrset !== 0 && (image.word(rrset + RRSET.TYPE) & 0xffff) !== DnsType.RRSIG) rrset = image.word(rrset + RRSET.NEXT);
    return rrset;
  }

  #answer(image: ZoneImage, node: number, rrset: number, encloser: number): number {
    if (this.#dnameIndex(rrset) >= 0) return this.#end();
    const from = this.#reply.at;
    if (!this.#put(image, node, rrset, SECTION.ANSWER, this.#owner)) return DnsRcode.NoError;
    if (encloser > 0 && this.#query.dnssecOk) this.#denial.expanded(this.#name, encloser);
    this.#denial.write();
    const type = image.word(rrset + RRSET.TYPE);
    if (hasTargets(type)) this.#additional.add(type, rrset, from, image.word(rrset + RRSET.COUNT));
    return DnsRcode.NoError;
  }

  #follow(image: ZoneImage, node: number, cname: number, encloser: number): number {
    if (this.#links >= MOST_LINKS) return this.#end();
    const target = this.#reply.at + 2 + RECORD_HEAD;
    if (!this.#put(image, node, cname, SECTION.ANSWER, this.#owner)) return DnsRcode.NoError;
    if (encloser > 0 && this.#query.dnssecOk) this.#denial.expanded(this.#name, encloser);
    return this.#goTo(image, target);
  }

  /** Goes on with the name that stands at a place of the reply. */
  #goTo(image: ZoneImage, position: number): number {
    this.#visited[this.#links] = this.#name.hashes[0] ?? 0;
    this.#visitedOwners[this.#links++] = this.#owner;
    const next = this.#targets[this.#links & 1] ?? this.#targets[0];
    if (!next.loadFromMessage(this.#reply.view, position, this.#reply.start)) return this.#end();
    const owner = this.#reply.pointerTo(position);
    if (owner === 0 || !image.holds(next) || this.#wasVisited(next)) return this.#end();
    this.#name = next;
    this.#owner = owner;
    return FOLLOW;
  }

  /** A chain of aliases that leads out of the zone, in a circle, or too far: what it has so far is the answer. */
  #end(rcode: number = DnsRcode.NoError): number {
    this.#denial.write();
    return rcode;
  }

  #wasVisited(name: NameKey): boolean {
    for (let link = 0; link < this.#links; link++) {
      if (this.#visited[link] === name.hashes[0] && this.#isVisited(link, name)) return true;
    }
    return false;
  }

  /** Other names may have the same hash. */
  #isVisited(link: number, name: NameKey): boolean {
    const { view, start } = this.#reply;
    const visited = this.#visitedName;
    const isRead = visited.loadFromMessage(view, start + ((this.#visitedOwners[link] ?? 0) & 0x3fff), start);
    return isRead && visited.length === name.length && visited.endsWith(name);
  }

  /** The name is below one that has a DNAME (RFC 6672 section 3.2, step 3C). */
  #substitute(image: ZoneImage, node: number, dname: number, label: number): number {
    if (this.#links >= MOST_LINKS) return this.#end();
    const target = this.#putDname(image, node, dname);
    if (target === 0) return DnsRcode.NoError;
    const name = this.#name;
    const next = this.#targets[(this.#links + 1) & 1] ?? this.#targets[0];
    if (!this.#dnameTarget.loadFromMessage(this.#reply.view, target, this.#reply.start)) return DnsRcode.ServFail;
    if (!next.replaceEnding(name, label, this.#dnameTarget)) return this.#end(DnsRcode.YXDomain);
    const ttl = image.view.getUint32(dname + RRSET.RENDERING + 4);
    const alias = this.#reply.at + 2 + RECORD_HEAD;
    const ending = this.#reply.pointerTo(target);
    if (ending === 0 || !this.#reply.alias(this.#owner, ttl, name.bytes, name.starts[label] ?? 0, ending)) {
      this.#reply.truncated = true;
      return DnsRcode.NoError;
    }
    return this.#query.type === DnsType.CNAME ? this.#end() : this.#goTo(image, alias);
  }

  /** Puts a DNAME into the answer, once (RFC 2181 section 5); where its target stands, or 0 where it does not fit. */
  #putDname(image: ZoneImage, node: number, dname: number): number {
    const known = this.#dnameIndex(dname);
    if (known >= 0) return this.#dnameTargets[known] ?? 0;
    const target = this.#reply.at + image.nameLength(node) + 2 + RECORD_HEAD;
    if (!this.#putOwned(image, node, dname, SECTION.ANSWER)) return 0;
    this.#dnameSets[this.#dnames] = dname;
    this.#dnameTargets[this.#dnames++] = target;
    return target;
  }

  /** Which of the DNAMEs in the answer an RRset is; -1 if it is none of them. */
  #dnameIndex(rrset: number): number {
    for (let index = 0; index < this.#dnames; index++) {
      if (this.#dnameSets[index] === rrset) return index;
    }
    return -1;
  }

  /** The name is at or below a delegation (RFC 1034 section 4.3.2, step 3b). @param label where the delegation's name begins */
  #refer(image: ZoneImage, node: number, label: number): number {
    this.authoritative = this.#links > 0;
    const from = this.#reply.at;
    const servers = image.rrset(node, DnsType.NS);
    const owner = this.#putServers(image, node, servers, label);
    if (owner === 0) {
      this.#reply.truncated = true;
      return DnsRcode.NoError;
    }
    if (this.#query.dnssecOk) this.#denial.delegation(this.#name, label, node, owner);
    this.#denial.write();
    this.#additional.glue(node, from, image.word(servers + RRSET.COUNT));
    return DnsRcode.NoError;
  }

  /** The NS records of a delegation; a pointer to its name, or 0 where they do not fit. */
  #putServers(image: ZoneImage, node: number, servers: number, label: number): number {
    const reply = this.#reply;
    if (this.#owner !== AT_QUESTION) return reply.rrsetOf(image, node, servers, SECTION.AUTHORITY);
    const owner = AT_QUESTION + (this.#name.starts[label] ?? 0);
    return reply.rrset(image, servers, SECTION.AUTHORITY, owner) ? owner : 0;
  }

  /** The zone's SOA, which says for how long there is nothing (RFC 2308 section 3). */
  #negative(image: ZoneImage): void {
    const apex = image.current(image.apex, this.#version);
    const soa = image.rrset(apex, DnsType.SOA);
    if (soa === 0) return;
    const ttl = negativeTtl(image, soa);
    const reply = this.#reply;
    const before = reply.at;
    const written = reply.rrset(image, soa, SECTION.AUTHORITY, reply.originPointer, ttl);
    const signatures = this.#query.dnssecOk ? image.rrset(apex, signaturesOf(DnsType.SOA)) : 0;
    if (written && (signatures === 0 || reply.rrset(image, signatures, SECTION.AUTHORITY, reply.originPointer, ttl))) return;
    this.#reply.drop(before, SECTION.AUTHORITY, written ? 1 : 0);
  }

  /** An RRset with its signatures, or nothing of both, and the reply is truncated (RFC 2181 section 9). */
  #put(image: ZoneImage, node: number, rrset: number, section: Section, owner: number): boolean {
    const before = this.#reply.at;
    const written = this.#reply.rrset(image, rrset, section, owner, OWN_TTL);
    if (written && this.#sign(image, node, rrset, section, owner)) return true;
    this.#reply.drop(before, section, written ? image.word(rrset + RRSET.COUNT) : 0);
    return false;
  }

  #putOwned(image: ZoneImage, node: number, rrset: number, section: Section): boolean {
    const before = this.#reply.at;
    const owner = this.#reply.rrsetOf(image, node, rrset, section);
    if (owner !== 0 && this.#sign(image, node, rrset, section, owner)) return true;
    this.#reply.drop(before, section, owner === 0 ? 0 : image.word(rrset + RRSET.COUNT));
    return false;
  }

  #sign(image: ZoneImage, node: number, rrset: number, section: Section, owner: number): boolean {
    if (!this.#query.dnssecOk) return true;
    const signatures = image.rrset(node, signaturesOf(image.word(rrset + RRSET.TYPE)));
    return signatures === 0 || this.#reply.rrset(image, signatures, section, owner);
  }
}

/** Whether a name is below one that a zone delegates: not its own, nor that of the delegation. */
export function isBelowCut(image: ZoneImage, version: number, name: NameKey): boolean {
  for (let label = name.labels - image.originLabels - 1; label > 0; label--) {
    const node = image.find(name, label, version);
    if (node === 0) return false;
    if (image.rrset(node, DnsType.NS) !== 0) return true;
  }
  return false;
}

/** Among RCODEs: there is another name to look up. */
const FOLLOW = -1;

/** The TTL of a negative answer: the less of the SOA's own and its MINIMUM (RFC 2308 section 3). */
function negativeTtl(image: ZoneImage, soa: number): number {
  const record = soa + RRSET.RENDERING + POINTERS;
  const minimum = record + RECORD_HEAD + image.view.getUint16(record + 8) - 4;
  return Math.min(image.view.getUint32(record + 4), image.view.getUint32(minimum));
}
