/** The hashes of names in NSEC3 (RFC 5155 section 5). */
import { DnsType } from "../../../generated/dns/types.js";
import type { ZoneImage } from "./image.js";
import { NODE, RECORD_HEAD, RRSET } from "./layout.js";
import type { NameKey } from "./name-key.js";
import { HASH_LABEL, type NodeBytes } from "./ordered.js";

/** SHA-1 of some bytes, as a string of twenty characters, one a byte. */
export type Sha1 = (bytes: Uint8Array) => string;

const SHA1_BYTES = 20;
/** The number of SHA-1 as an NSEC3 hash (RFC 5155 section 11). */
const SHA1_HASH = 1;
const DIGITS: Uint8Array = new TextEncoder().encode("0123456789abcdefghijklmnopqrstuv");
const MAX_NAME = 255;
const MAX_SALT = 255;

/** Hashes names with the parameters of a zone. Its last result stays until the next one. */
export class Nsec3Hasher {
  /** In base32hex, lower case. */
  readonly hash = new Uint8Array(HASH_LABEL);
  readonly #sha1: Sha1;
  readonly #input = new Uint8Array(MAX_NAME + MAX_SALT);
  /** Windows on the input, by their length. */
  readonly #windows: Uint8Array[] = [];
  #saltLength = 0;
  #iterations = 0;
  readonly #salt = new Uint8Array(MAX_SALT);

  constructor(sha1: Sha1) {
    this.#sha1 = sha1;
  }

  /** Takes the parameters of a zone. False if it has none that are known. */
  use(image: ZoneImage, apex: number): boolean {
    const data = nsec3Parameters(image, apex);
    if (data === 0) return false;
    this.#iterations = image.view.getUint16(data + 2);
    this.#saltLength = image.view.getUint8(data + 4);
    for (let index = 0; index < this.#saltLength; index++) this.#salt[index] = image.view.getUint8(data + 5 + index);
    return true;
  }

  /** Hashes the ending of a name that begins with a label; with `*.` before it if asked. */
  hashName(key: NameKey, label: number, isWildcard: boolean): void {
    const input = this.#input;
    let length = 0;
    if (isWildcard) {
      input[length++] = 1;
      input[length++] = 0x2a;
    }
    for (let index = key.starts[label] ?? 0; index < key.length; index++) input[length++] = key.bytes[index] ?? 0;
    let digest = this.#digest(length);
    for (let iteration = 0; iteration < this.#iterations; iteration++) {
      for (let index = 0; index < SHA1_BYTES; index++) input[index] = digest.charCodeAt(index);
      digest = this.#digest(SHA1_BYTES);
    }
    this.#encode(digest);
  }

  #digest(length: number): string {
    const size = length + this.#saltLength;
    for (let index = 0; index < this.#saltLength; index++) this.#input[length + index] = this.#salt[index] ?? 0;
    this.#windows[size] ??= this.#input.subarray(0, size);
    return this.#sha1(this.#windows[size]);
  }

  /** Base32hex (RFC 4648 section 7): five bytes are eight digits. */
  #encode(digest: string): void {
    let bits = 0;
    let held = 0;
    let at = 0;
    for (let index = 0; index < SHA1_BYTES; index++) {
      held = ((held << 8) | digest.charCodeAt(index)) & 0xffff;
      for (bits += 8; bits >= 5; bits -= 5) this.hash[at++] = DIGITS[(held >> (bits - 5)) & 31] ?? 0;
    }
  }
}

/**
 * Where the data of the NSEC3PARAM record stands by which a zone's answers go: of several, each with a chain of its own, the first (RFC
 * 5155 section 7.3). Those with other hashes than SHA-1, or with flags, count as none (section 4.1.2). 0 if there is none.
 */
export function nsec3Parameters(nodes: NodeBytes, apex: number): number {
  const rrset = rrsetOf(nodes, apex, DnsType.NSEC3PARAM);
  for (let data = firstData(rrset), left = countOf(nodes, rrset); left > 0; left--, data = nextData(nodes, data)) {
    if (nodes.bytes[data] === SHA1_HASH && nodes.bytes[data + 1] === 0) return data;
  }
  return 0;
}

/** Whether a node has an NSEC3 record with some parameters: a zone that goes from one set to another has records of both. */
export function isInChain(nodes: NodeBytes, parameters: number, node: number): boolean {
  const rrset = rrsetOf(nodes, node, DnsType.NSEC3);
  for (let data = firstData(rrset), left = countOf(nodes, rrset); left > 0; left--, data = nextData(nodes, data)) {
    if (haveSameParameters(nodes.bytes, data, parameters)) return true;
  }
  return false;
}

/** Hash, iterations and salt, at the start of the data of NSEC3 and NSEC3PARAM; flags are each record's own (RFC 5155 section 3.2, 4.2). */
function haveSameParameters(bytes: Uint8Array, one: number, other: number): boolean {
  const length = 5 + (bytes[other + 4] ?? 0);
  for (let index = 0; index < length; index++) {
    if (index !== 1 && bytes[one + index] !== bytes[other + index]) return false;
  }
  return true;
}

function rrsetOf(nodes: NodeBytes, node: number, type: number): number {
  let rrset = nodes.word(node + NODE.RRSETS);
  while (rrset !== 0 && nodes.word(rrset + RRSET.TYPE) !== type) rrset = nodes.word(rrset + RRSET.NEXT);
  return rrset;
}

/** Records of an RRset; 0 of none. */
function countOf(nodes: NodeBytes, rrset: number): number {
  return rrset === 0 ? 0 : nodes.word(rrset + RRSET.COUNT);
}

/** The data of an RRset's first record, and what stands behind it: neither type has POINTERS. */
function firstData(rrset: number): number {
  return rrset + RRSET.RENDERING + RECORD_HEAD;
}

function nextData({ bytes }: NodeBytes, data: number): number {
  return data + (((bytes[data - 2] ?? 0) << 8) | (bytes[data - 1] ?? 0)) + RECORD_HEAD;
}
