/** Names that NS, MX and SRV records lead to: whether they have addresses, where this zone is to know. */
import { DnsType } from "../../../generated/dns/types.js";
import type { ZoneImage } from "../image/image.js";
import { HEAD, POINTERS, RECORD_HEAD, RRSET } from "../image/layout.js";
import { LOWER, NameKey } from "../image/name-key.js";
import { hasPointers } from "../image/rendering.js";
import { formatWireName, typeName } from "../zone-file/index.js";
import type { CheckedZone, Rule } from "./check-context.js";
import { HAS } from "./check-facts.js";
import { isBelowDname, isDelegation } from "./check-names.js";
import { NodeSet } from "./check-nodes.js";

const { A, AAAA, NS, MX, SRV, CNAME, DNAME } = DnsType;

/** Types whose data leads to a host. */
const LEADING = [NS, MX, SRV] as const;

/** What is known of a target. */
const TARGET = { FINE: 0, ALIAS: 1, NO_ADDRESS: 2, NO_GLUE: 3 } as const;

/** Before the name, in the data of a type. */
function before(type: number): number {
  return type === MX ? 2 : type === SRV ? 6 : 0;
}

export class Targets {
  readonly #zone: CheckedZone;
  readonly #key = new NameKey();
  readonly #bytes = new Uint8Array(256);
  /** The names of this zone that NS records lead to; undefined where only some names are looked at. */
  readonly #servers: NodeSet | undefined;
  /** Names at or below delegations that have only addresses: seen if they are servers. */
  readonly #addresses: number[] = [];

  /** @param isWhole whether all names of the zone will be seen, and then `finish` is called */
  constructor(zone: CheckedZone, isWhole: boolean) {
    this.#zone = zone;
    this.#servers = isWhole ? new NodeSet(zone.image) : undefined;
  }

  readonly rule: Rule = (zone) => {
    const { facts, hidden } = zone;
    if ((facts.has & HAS.ADDRESS) !== 0 && (hidden !== 0 || isDelegation(zone)) && !isBelowDname(zone)) this.#addresses.push(facts.node);
    if ((facts.has & (HAS.NS | HAS.SERVICES)) === 0 || hidden !== 0) return;
    for (const type of LEADING) {
      const rrset = facts.rrset(type);
      if (rrset !== 0 && (type === NS || !isDelegation(zone))) this.#checkEach(type, rrset);
    }
  };

  /** When all names were seen: addresses below a delegation that no name server has. */
  finish(): void {
    const { findings, image } = this.#zone;
    for (const node of this.#addresses) {
      if (this.#servers?.has(node) === true) continue;
      const key = image.rrset(node, A) === 0 ? AAAA : A;
      findings.warn("occluded", { node, key }, () => `${typeName(key)} is not seen: it is no name server's, and its name is delegated`);
    }
  }

  #checkEach(type: number, rrset: number): void {
    const { image } = this.#zone;
    const extra = hasPointers(type) ? POINTERS : 0;
    let record = rrset + RRSET.RENDERING;
    for (let index = 0; index < image.word(rrset + RRSET.COUNT); index++) {
      const head = record + extra;
      if (this.#load(image, head + RECORD_HEAD + before(type))) this.#check(type, index);
      record = head + RECORD_HEAD + image.view.getUint16(head + 8);
    }
  }

  /** The name at a place of a rendering, whose pointers lead into the zone's name: see `rendering.ts`. False if it is not in the zone. */
  #load(image: ZoneImage, at: number): boolean {
    const { bytes } = image;
    const name = this.#bytes;
    const origin = image.word(HEAD.ORIGIN << 2);
    let place = at;
    let length = 0;
    for (let size = bytes[place] ?? 0; size !== 0; size = bytes[place] ?? 0) {
      if (size >= 0xc0) {
        place = origin + (((size & 0x3f) << 8) | (bytes[place + 1] ?? 0));
        continue;
      }
      for (let index = 0; index <= size; index++) name[length++] = bytes[place++] ?? 0;
    }
    name[length++] = 0;
    // Most servers are elsewhere: their names are not even hashed.
    const end = length - image.originLength;
    for (let index = 0; index < image.originLength; index++) {
      if (LOWER[name[end + index] ?? 0] !== bytes[origin + index]) return false;
    }
    this.#key.loadWire(name, length);
    return image.holds(this.#key);
  }

  #check(type: number, index: number): void {
    const zone = this.#zone;
    const { findings, facts } = zone;
    const status = this.#status(type);
    if (status === TARGET.FINE) return;
    const culprit = { node: facts.node, key: type, index };
    const name = formatWireName(this.#key.bytes.subarray(0, this.#key.length));
    if (status === TARGET.ALIAS)
      findings.warn("target-is-alias", culprit, () => `${name} is an alias: ${typeName(type)} is to name hosts (RFC 2181 section 10.3)`);
    else if (status === TARGET.NO_GLUE)
      findings.warn("missing-address", culprit, () => `the name server ${name} has no glue: no A or AAAA record`);
    else if (type === NS && facts.node === zone.apex)
      findings.error("missing-address", culprit, () => `the name server ${name} is in the zone and has no address: no A or AAAA record`);
    else findings.warn("missing-address", culprit, () => `${name} is in the zone and has no address: no A or AAAA record`);
  }

  #status(type: number): number {
    const { image } = this.#zone;
    const node = image.find(this.#key, 0, this.#zone.version);
    if (node !== 0 && (image.rrset(node, A) !== 0 || image.rrset(node, AAAA) !== 0)) {
      if (type === NS) this.#servers?.add(node);
      return TARGET.FINE;
    }
    return this.#statusFromAbove(type, node);
  }

  /** Of a name that has no address of its own: what is above it says why. */
  #statusFromAbove(type: number, node: number): number {
    const { image } = this.#zone;
    const key = this.#key;
    let encloser = key.labels - image.originLabels;
    for (let label = encloser; label >= 0; label--) {
      const above = image.find(key, label, this.#zone.version);
      if (above === 0) break;
      encloser = label;
      if (label > 0 && image.rrset(above, DNAME) !== 0) return TARGET.ALIAS;
      // What is delegated, others may know; but a delegation's own servers can't be found there.
      if (image.nameLength(above) > 0 && image.rrset(above, NS) !== 0)
        return type === NS && above === this.#zone.facts.node ? TARGET.NO_GLUE : TARGET.FINE;
    }
    return statusOf(image, node === 0 ? image.findWildcard(key, encloser, this.#zone.version) : node);
  }
}

/** Of a name, or of the wildcard that stands for it. */
function statusOf(image: ZoneImage, node: number): number {
  if (node === 0) return TARGET.NO_ADDRESS;
  if (image.rrset(node, CNAME) !== 0) return TARGET.ALIAS;
  return image.rrset(node, A) !== 0 || image.rrset(node, AAAA) !== 0 ? TARGET.FINE : TARGET.NO_ADDRESS;
}
