/** Addresses of the names in an answer's records (RFC 1034 section 4.3.2, step 6; RFC 9460 section 4.1), and glue (RFC 9471). */
import { DnsType } from "../../../generated/dns/types.js";
import { signaturesOf, type ZoneImage } from "../image/image.js";
import { RECORD_HEAD } from "../image/layout.js";
import { NameKey } from "../image/name-key.js";
import { nameEnd } from "../image/rendering.js";
import type { Query } from "./query.js";
import { type Reply, SECTION } from "./reply.js";

/** Names whose addresses one answer looks for at most, but for glue: without that, a delegation's servers cannot be reached. */
export const MOST_TARGETS = 32;

/** Whether the data of a type has a name whose addresses are wanted. */
export function hasTargets(type: number): boolean {
  return type === DnsType.NS || type === DnsType.MX || type === DnsType.SRV || isService(type);
}

function isService(type: number): boolean {
  return type === DnsType.SVCB || type === DnsType.HTTPS;
}

/** Bytes of data before the name. */
function targetOffset(type: number): number {
  return type === DnsType.MX ? 2 : type === DnsType.SRV ? 6 : 0;
}

export class Additional {
  readonly #query: Query;
  readonly #reply: Reply;
  readonly #target = new NameKey();
  /** The nodes whose addresses were added. */
  readonly #seen = new Int32Array(MOST_TARGETS);
  #seenCount = 0;
  #image: ZoneImage | undefined;
  #version = 0;
  /** The records whose targets are gone through: their type, where the next one stands, and how many are left. */
  #type = 0;
  #position = 0;
  #left = 0;
  /** The target at hand: its node, and a pointer to its name. */
  #node = 0;
  #owner = 0;

  constructor(query: Query, reply: Reply) {
    this.#query = query;
    this.#reply = reply;
  }

  begin(image: ZoneImage, version: number): void {
    this.#image = image;
    this.#version = version;
    this.#seenCount = 0;
  }

  /**
   * For `count` records of an RRset, which stand in the reply from a place on: addresses as far as they fit, and for services what their
   * targets have of the same type (RFC 9460 section 4.1).
   */
  add(type: number, rrset: number, from: number, count: number): void {
    const image = this.#image;
    this.#goThrough(type, from, count);
    while (image !== undefined && this.#seenCount < MOST_TARGETS && this.#next(image)) {
      if (this.#isOccluded(image)) continue;
      const node = this.#node;
      this.#addresses(image, node, this.#owner);
      if (isService(type) && image.rrset(node, type) !== rrset) this.#address(image, node, type, this.#owner);
    }
  }

  /**
   * For the servers of a delegation, those first that can't be reached otherwise: what is at or below it. All of these are to be there,
   * or the reply is truncated (RFC 9471 section 3.1); others are left out where they do not fit (section 3.2).
   */
  glue(delegation: number, from: number, count: number): void {
    const image = this.#image;
    if (image === undefined) return;
    this.#goThrough(DnsType.NS, from, count);
    while (this.#next(image)) {
      if (this.#isBelow(image, this.#node, delegation) && !this.#addresses(image, this.#node, this.#owner)) this.#reply.truncated = true;
    }
    this.#goThrough(DnsType.NS, from, count);
    while (this.#seenCount < MOST_TARGETS && this.#next(image)) {
      if (!this.#isBelow(image, this.#node, delegation)) this.#addresses(image, this.#node, this.#owner);
    }
  }

  #goThrough(type: number, from: number, count: number): void {
    this.#type = type;
    this.#position = from;
    this.#left = count;
  }

  /** Goes to the next target that is in the zone, and was not seen; false where there is none. */
  #next(image: ZoneImage): boolean {
    const { bytes, view, start } = this.#reply;
    while (this.#left-- > 0) {
      const record = this.#position;
      const data = nameEnd(bytes, record) + RECORD_HEAD;
      const target = isService(this.#type) ? this.#serviceTarget(record, data) : data + targetOffset(this.#type);
      this.#position = data + view.getUint16(data - 2);
      this.#owner = this.#pointerTo(target);
      if (this.#owner === 0 || !this.#target.loadFromMessage(view, target, start) || !image.holds(this.#target)) continue;
      this.#node = image.find(this.#target, 0, this.#version);
      if (this.#node !== 0 && !this.#wasSeen(this.#node)) return true;
    }
    return false;
  }

  /** Where the name stands: the root is the record's owner, or nobody in alias mode (RFC 9460 section 2.5); then 0. */
  #serviceTarget(record: number, data: number): number {
    const { view } = this.#reply;
    if (view.getUint8(data + 2) !== 0) return data + 2;
    return view.getUint16(data) === 0 ? 0 : record;
  }

  /** A pointer to a name in the reply, which may be a pointer itself; 0 where there is none. */
  #pointerTo(place: number): number {
    if (place === 0) return 0;
    const { view } = this.#reply;
    return view.getUint8(place) >= 0xc0 ? view.getUint16(place) : this.#reply.pointerTo(place);
  }

  #wasSeen(node: number): boolean {
    for (let index = 0; index < this.#seenCount; index++) {
      if (this.#seen[index] === node) return true;
    }
    return false;
  }

  /** The addresses of a node, each RRset if it fits; false if one does not. Glue has no signatures. */
  #addresses(image: ZoneImage, node: number, owner: number): boolean {
    if (this.#seenCount < MOST_TARGETS) this.#seen[this.#seenCount++] = node;
    const four = this.#address(image, node, DnsType.A, owner);
    return this.#address(image, node, DnsType.AAAA, owner) && four;
  }

  #address(image: ZoneImage, node: number, type: number, owner: number): boolean {
    const rrset = image.rrset(node, type);
    if (rrset === 0) return true;
    const reply = this.#reply;
    const before = reply.at;
    const records = reply.counts[SECTION.ADDITIONAL];
    const signatures = this.#query.dnssecOk ? image.rrset(node, signaturesOf(type)) : 0;
    const written = reply.rrset(image, rrset, SECTION.ADDITIONAL, owner);
    if (written && (signatures === 0 || reply.rrset(image, signatures, SECTION.ADDITIONAL, owner))) return true;
    reply.at = before;
    reply.counts[SECTION.ADDITIONAL] = records;
    reply.shortened = true;
    return false;
  }

  /** Whether the target is below a delegation or a DNAME, so that its data here is not the zone's own. */
  #isOccluded(image: ZoneImage): boolean {
    if (!image.hasCuts) return false;
    const apex = this.#target.labels - image.originLabels;
    for (let label = apex; label >= 0; label--) {
      const node = image.find(this.#target, label, this.#version);
      if (node !== 0 && label < apex && image.rrset(node, DnsType.NS) !== 0) return true;
      if (node !== 0 && label > 0 && image.rrset(node, DnsType.DNAME) !== 0) return true;
    }
    return false;
  }

  /** Whether a node is a delegation or below it: the target's name, which led to it, ends in the delegation's. */
  #isBelow(image: ZoneImage, node: number, delegation: number): boolean {
    const apex = this.#target.labels - image.originLabels;
    if (node === delegation) return true;
    for (let label = 1; label < apex; label++) {
      if (image.find(this.#target, label, this.#version) === delegation) return true;
    }
    return false;
  }
}
