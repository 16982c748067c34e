/**
 * DNS cookies (RFC 7873) with interoperable server cookies (RFC 9018). A client that shows the cookie it was given has its real
 * address in its packets, so it needs no rate limit. Nothing is kept about clients: a cookie is a time and a keyed hash of it.
 *
 * Data of the option: eight bytes of the client, then none or the server's sixteen: version, three reserved, the time in seconds, hash.
 */
import { addressStart, IPV4_SIZE, IPV6_SIZE } from "./address.js";
import { SipHash } from "./siphash.js";

export const CLIENT_COOKIE_SIZE = 8;
export const SERVER_COOKIE_SIZE = 16;
/** What {@link ServerCookies.write} writes: the data of the option in an answer. */
export const COOKIE_SIZE: number = CLIENT_COOKIE_SIZE + SERVER_COOKIE_SIZE;
export const COOKIE_SECRET_SIZE = 16;
/** Of somebody else's server cookies (RFC 7873 section 4). */
const LEAST_SERVER_COOKIE_SIZE = 8;
const MOST_SERVER_COOKIE_SIZE = 32;

const VERSION = 1;
const HASH_SIZE = 8;
/** RFC 9018 section 4.3. */
const MOST_AGE_SECONDS = 3600;
const MOST_LEAD_SECONDS = 300;
const RENEW_AFTER_SECONDS = 1800;
/** The current secret, the one before, and one that is coming (RFC 9018 section 5). */
const MOST_SECRETS = 3;

/**
 * What a client showed. `client-only`: it asks for a cookie. `valid`: it may keep its cookie. `renew`: it is valid, and gets a fresh
 * one. `invalid`: forged, too old, or another server's; it gets a fresh one too. `malformed`: of an impossible length, answered FORMERR.
 */
export type CookieCheck = "client-only" | "valid" | "renew" | "invalid" | "malformed";

/** The secrets of a server. The first makes cookies, all of them verify. Nothing here allocates after construction. */
export class ServerCookies {
  #hashes: readonly SipHash[];
  /** What is hashed: client cookie, version, reserved, time, address (RFC 9018 section 4.4). */
  readonly #input = new Uint8Array(CLIENT_COOKIE_SIZE + 8 + IPV6_SIZE);
  readonly #inputView = new DataView(this.#input.buffer);
  readonly #hash = new Uint8Array(HASH_SIZE);

  /** Takes secrets of 16 bytes each, the one that makes cookies first. */
  constructor(secrets: readonly Uint8Array[]) {
    if (secrets.length === 0) throw new RangeError("cookies need a secret");
    this.#hashes = secrets.slice(0, MOST_SECRETS).map((secret) => new SipHash(secret));
  }

  /** Makes cookies with a new secret from now on; those of the one before are still accepted, and renewed. */
  rotate(secret: Uint8Array): void {
    this.#hashes = [new SipHash(secret), ...this.#hashes.slice(0, 1)];
  }

  /**
   * Looks at the option's data in `at..end`, of a client whose address is the `clientSize` bytes (4 or 16) at `clientAt`.
   * @param now seconds since 1970
   */
  check(bytes: DataView, at: number, end: number, client: Uint8Array, clientAt: number, clientSize: number, now: number): CookieCheck {
    const serverSize = end - at - CLIENT_COOKIE_SIZE;
    if (serverSize === 0) return "client-only";
    if (serverSize < LEAST_SERVER_COOKIE_SIZE || serverSize > MOST_SERVER_COOKIE_SIZE) return "malformed";
    if (serverSize !== SERVER_COOKIE_SIZE || bytes.getUint8(at + CLIENT_COOKIE_SIZE) !== VERSION) return "invalid";
    // Seconds are compared in serial arithmetic (RFC 1982), so that this goes on after 2106.
    const age = (now - bytes.getUint32(at + CLIENT_COOKIE_SIZE + 4)) | 0;
    if (age > MOST_AGE_SECONDS || age < -MOST_LEAD_SECONDS) return "invalid";
    const inputEnd = this.#fill(bytes, at, client, clientAt, clientSize);
    const secret = this.#whichSecret(inputEnd, bytes, end - HASH_SIZE);
    if (secret < 0) return "invalid";
    return secret > 0 || age > RENEW_AFTER_SECONDS ? "renew" : "valid";
  }

  /**
   * Writes the data of the answer's option to the {@link COOKIE_SIZE} bytes at `outAt`: what the client showed at `at` where that was
   * `valid`, else its client cookie and a fresh server cookie. Takes what {@link check} took and gave, but nothing malformed.
   */
  write(
    check: CookieCheck,
    bytes: DataView,
    at: number,
    client: Uint8Array,
    clientAt: number,
    clientSize: number,
    now: number,
    out: DataView,
    outAt: number,
  ): number {
    const size = check === "valid" ? COOKIE_SIZE : CLIENT_COOKIE_SIZE;
    for (let index = 0; index < size; index++) out.setUint8(outAt + index, bytes.getUint8(at + index));
    if (check === "valid") return outAt + COOKIE_SIZE;
    out.setUint32(outAt + CLIENT_COOKIE_SIZE, VERSION << 24);
    out.setUint32(outAt + CLIENT_COOKIE_SIZE + 4, now);
    const inputEnd = this.#fill(out, outAt, client, clientAt, clientSize);
    this.#hashes[0]?.hash(this.#input, 0, inputEnd, this.#hash, 0);
    const hashAt = outAt + COOKIE_SIZE - HASH_SIZE;
    for (let index = 0; index < HASH_SIZE; index++) out.setUint8(hashAt + index, this.#hash[index] ?? 0);
    return outAt + COOKIE_SIZE;
  }

  /** Puts together what is hashed: all of the option's data before the hash, and the address. Its end. */
  #fill(bytes: DataView, at: number, client: Uint8Array, clientAt: number, clientSize: number): number {
    const input = this.#input;
    const addressAt = COOKIE_SIZE - HASH_SIZE;
    for (let index = 0; index < addressAt; index += 4) this.#inputView.setUint32(index, bytes.getUint32(at + index));
    const start = addressStart(client, clientAt, clientSize);
    const size = clientAt + clientSize - start === IPV4_SIZE ? IPV4_SIZE : IPV6_SIZE;
    for (let index = 0; index < size; index++) input[addressAt + index] = client[start + index] ?? 0;
    return addressAt + size;
  }

  /** The index of the secret that made the hash at `hashAt`, or -1. All bytes are compared, so that time tells nothing. */
  #whichSecret(inputEnd: number, bytes: DataView, hashAt: number): number {
    for (let index = 0; index < this.#hashes.length; index++) {
      this.#hashes[index]?.hash(this.#input, 0, inputEnd, this.#hash, 0);
      let difference = 0;
      for (let at = 0; at < HASH_SIZE; at++) difference |= (this.#hash[at] ?? 0) ^ bytes.getUint8(hashAt + at);
      if (difference === 0) return index;
    }
    return -1;
  }
}
