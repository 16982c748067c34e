/** What a name has, and what stands above it. */
import { DnsType } from "../../../generated/dns/types.js";
import type { ZoneImage } from "../image/image.js";
import { HEAD, NODE, POINTERS, RRSET } from "../image/layout.js";
import { NameKey } from "../image/name-key.js";
import { hasPointers } from "../image/rendering.js";

/** Kinds of data, as bits of `NodeFacts.has`. */
export const HAS = {
  SOA: 1,
  NS: 2,
  CNAME: 4,
  DNAME: 8,
  DS: 0x10,
  ADDRESS: 0x20,
  NSEC: 0x40,
  NSEC3: 0x80,
  SIGNATURES: 0x100,
  /** MX or SRV, which lead to names like NS does. */
  SERVICES: 0x200,
  /** What may stand beside a CNAME besides NSEC and RRSIG (RFC 2181 section 10.1, 4034 section 3). */
  KEY: 0x400,
  /** DNSKEY, NSEC3PARAM, CDS and CDNSKEY: only at the apex. */
  APEX_ONLY: 0x800,
  OTHER: 0x1000,
} as const;

/** What is no data of the name itself, but about it. */
export const ABOUT: number = HAS.NSEC | HAS.NSEC3 | HAS.SIGNATURES;

/** Bits by type; those that are not here are OTHER. */
const KINDS = new Uint16Array(512).fill(HAS.OTHER);
KINDS[DnsType.SOA] = HAS.SOA;
KINDS[DnsType.NS] = HAS.NS;
KINDS[DnsType.CNAME] = HAS.CNAME;
KINDS[DnsType.DNAME] = HAS.DNAME;
KINDS[DnsType.DS] = HAS.DS;
KINDS[DnsType.A] = HAS.ADDRESS;
KINDS[DnsType.AAAA] = HAS.ADDRESS;
KINDS[DnsType.NSEC] = HAS.NSEC;
KINDS[DnsType.NSEC3] = HAS.NSEC3;
KINDS[DnsType.RRSIG] = HAS.SIGNATURES;
KINDS[DnsType.MX] = HAS.SERVICES;
KINDS[DnsType.SRV] = HAS.SERVICES;
KINDS[DnsType.KEY] = HAS.KEY;
KINDS[DnsType.SIG] = HAS.KEY;
for (const type of [DnsType.DNSKEY, DnsType.NSEC3PARAM, DnsType.CDS, DnsType.CDNSKEY]) KINDS[type] = HAS.APEX_ONLY;

/** The bit of HAS of an RRset, which is known by its TYPE or as `covered << 16 | RRSIG`. */
export function kindOf(key: number): number {
  const type = key & 0xffff;
  return type < 512 ? (KINDS[type] ?? 0) : HAS.OTHER;
}

/** A name's RRsets, read again for each name. */
export class NodeFacts {
  node = 0;
  /** Bits of HAS. */
  has = 0;
  count = 0;
  /** TYPE, for signatures `covered << 16 | RRSIG`, and where each RRset stands; the first `count` of them. */
  readonly keys: number[] = [];
  readonly rrsets: number[] = [];
  /** Whether a record is of another class than the zone's. */
  hasOtherClass = false;
  readonly #image: ZoneImage;
  readonly #class: number;

  constructor(image: ZoneImage, classNumber: number) {
    this.#image = image;
    this.#class = classNumber;
  }

  read(node: number): void {
    const image = this.#image;
    this.hasOtherClass = false;
    this.node = node;
    this.has = 0;
    this.count = 0;
    for (let rrset = image.word(node + NODE.RRSETS); rrset !== 0; rrset = image.word(rrset + RRSET.NEXT)) {
      const key = image.word(rrset + RRSET.TYPE);
      this.has |= kindOf(key);
      if (classOf(image, rrset, key) !== this.#class) this.hasOtherClass = true;
      this.keys[this.count] = key;
      this.rrsets[this.count++] = rrset;
    }
  }

  /** Where an RRset stands; 0 if there is none. */
  rrset(key: number): number {
    for (let index = 0; index < this.count; index++) {
      if (this.keys[index] === key) return this.rrsets[index] ?? 0;
    }
    return 0;
  }
}

/** The class of an RRset's first record. */
function classOf(image: ZoneImage, rrset: number, key: number): number {
  return image.view.getUint16(rrset + RRSET.RENDERING + (hasPointers(key) ? POINTERS : 0) + 2);
}

/** Finds what hides a name: the highest delegation above it, or the highest DNAME. */
export class Ancestry {
  readonly #image: ZoneImage;
  readonly #key = new NameKey();
  readonly #bytes = new Uint8Array(256);
  /** Names often come one after the other that have the same name above them: the last one, without its first label. */
  readonly #suffix = new Uint8Array(256);
  #suffixLength = -1;
  #last = 0;
  readonly #version: number;
  readonly #isApexHiding: boolean;

  constructor(image: ZoneImage, version: number) {
    this.#image = image;
    this.#version = version;
    this.#isApexHiding = hides(image, image.current(image.apex, version));
  }

  /** The node of what hides a node; 0 where nothing does. */
  hiding(node: number): number {
    const image = this.#image;
    if (!image.hasCuts || image.nameLength(node) === 0) return 0;
    const first = 1 + (image.bytes[node + NODE.NAME] ?? 0);
    const length = image.nameLength(node) - first;
    if (length === 0 && !this.#isApexHiding) return 0;
    if (!this.#isLast(node + NODE.NAME + first, length)) this.#last = this.#search(node, first, length);
    return this.#last;
  }

  /** Of a name that hides others, which often come right behind it. @param hidden what hides it itself, or 0 */
  remember(node: number, hidden: number): void {
    const image = this.#image;
    if (image.word(node + NODE.CHILDREN) === 0) return;
    this.#keep(node + NODE.NAME, image.nameLength(node));
    this.#last = hidden === 0 ? node : hidden;
  }

  #keep(at: number, length: number): void {
    for (let index = 0; index < length; index++) this.#suffix[index] = this.#image.bytes[at + index] ?? 0;
    this.#suffixLength = length;
  }

  #isLast(at: number, length: number): boolean {
    if (length !== this.#suffixLength) return false;
    for (let index = 0; index < length; index++) {
      if (this.#image.bytes[at + index] !== this.#suffix[index]) return false;
    }
    return true;
  }

  #search(node: number, first: number, length: number): number {
    const image = this.#image;
    this.#keep(node + NODE.NAME + first, length);
    loadNode(image, node, this.#bytes, this.#key);
    const apex = this.#key.labels - image.originLabels;
    for (let label = this.#isApexHiding ? apex : apex - 1; label > 0; label--) {
      const above = image.find(this.#key, label, this.#version);
      if (above !== 0 && hides(image, above)) return above;
    }
    return 0;
  }
}

function hides(image: ZoneImage, node: number): boolean {
  if (image.rrset(node, DnsType.DNAME) !== 0) return true;
  return image.nameLength(node) > 0 && image.rrset(node, DnsType.NS) !== 0;
}

/** Loads a node's whole name. */
export function loadNode(image: ZoneImage, node: number, scratch: Uint8Array, key: NameKey): void {
  const length = image.nameLength(node);
  const origin = image.word(HEAD.ORIGIN << 2);
  for (let index = 0; index < length; index++) scratch[index] = image.bytes[node + NODE.NAME + index] ?? 0;
  for (let index = 0; index < image.originLength; index++) scratch[length + index] = image.bytes[origin + index] ?? 0;
  key.loadWire(scratch, length + image.originLength);
}
