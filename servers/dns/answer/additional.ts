/** Addresses of the names in an answer's records (RFC 1034 section 4.3.2, step 6), and glue (RFC 9471). */
import { DnsType } from "../../../generated/dns/types.js";
import { signaturesOf, type ZoneImage } from "../image/image.js";
import { RECORD_HEAD } from "../image/layout.js";
import { NameKey } from "../image/name-key.js";
import { nameEnd } from "../image/rendering.js";
import type { Query } from "./query.js";
import { type Reply, SECTION } from "./reply.js";

/** Names whose addresses one answer looks for at most. */
export const MOST_TARGETS = 32;

/** Whether the data of a type has a name whose addresses are wanted. */
export function hasTargets(type: number): boolean {
  return type === DnsType.NS || type === DnsType.MX || type === DnsType.SRV;
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

  constructor(query: Query, reply: Reply) {
    this.#query = query;
    this.#reply = reply;
  }

  begin(image: ZoneImage, version: number): void {
    this.#image = image;
    this.#version = version;
    this.#seenCount = 0;
  }

  /** For `count` records of a type, which stand in the reply from a place on: addresses as far as they fit. */
  add(type: number, from: number, count: number): void {
    const data = type === DnsType.MX ? 2 : type === DnsType.SRV ? 6 : 0;
    this.#eachTarget(from, count, data, (node, owner, image) => {
      if (!this.#isOccluded(image)) this.#addresses(image, node, owner);
    });
  }

  /**
   * For the servers of a delegation, those first that can't be reached otherwise: what is at or below it. If one of these
   * does not fit, the reply is truncated (RFC 9471 section 3.1); others are left out.
   */
  glue(delegation: number, from: number, count: number): void {
    this.#eachTarget(from, count, 0, (node, owner, image) => {
      if (this.#isBelow(image, node, delegation) && !this.#addresses(image, node, owner)) this.#reply.truncated = true;
    });
    this.#eachTarget(from, count, 0, (node, owner, image) => {
      if (!this.#isBelow(image, node, delegation)) this.#addresses(image, node, owner);
    });
  }

  #eachTarget(from: number, count: number, data: number, visit: (node: number, owner: number, image: ZoneImage) => void): void {
    const image = this.#image;
    const { bytes, view, start } = this.#reply;
    let position = from;
    for (let index = 0; index < count && image !== undefined; index++) {
      const head = nameEnd(bytes, position);
      const target = head + RECORD_HEAD + data;
      position = head + RECORD_HEAD + view.getUint16(head + 8);
      const owner = this.#reply.pointerTo(target);
      if (owner === 0 || !this.#target.loadFromMessage(view, target, start) || !image.holds(this.#target)) continue;
      const node = image.find(this.#target, 0, this.#version);
      if (node !== 0 && !this.#wasSeen(node)) visit(node, owner, image);
    }
  }

  #wasSeen(node: number): boolean {
    for (let index = 0; index < this.#seenCount; index++) {
      if (this.#seen[index] === node) return true;
    }
    return false;
  }

  /** The addresses of a node, each RRset if it fits; false if one does not. Glue has no signatures. */
  #addresses(image: ZoneImage, node: number, owner: number): boolean {
    if (this.#seenCount >= MOST_TARGETS) return true;
    this.#seen[this.#seenCount++] = node;
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
