/** The hashes of names in NSEC3 (RFC 5155 section 5). */
import { DnsType } from "../../../generated/dns/types.js";
import type { ZoneImage } from "./image.js";
import { RECORD_HEAD, RRSET } from "./layout.js";
import type { NameKey } from "./name-key.js";
import { HASH_LABEL } from "./ordered.js";

/** SHA-1 of some bytes, as a string of twenty characters, one a byte. */
export type Sha1 = (bytes: Uint8Array) => string;

const SHA1_BYTES = 20;
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

  /** Takes the parameters of a zone: its first NSEC3PARAM record (RFC 5155 section 4.2). False if it has none. */
  use(image: ZoneImage, apex: number): boolean {
    const rrset = image.rrset(apex, DnsType.NSEC3PARAM);
    if (rrset === 0) return false;
    const data = rrset + RRSET.RENDERING + RECORD_HEAD;
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
