/** Secrets of cookies (RFC 9018 section 5) in memory that all threads see: the main thread writes them, the others take them over. */
import { COOKIE_SECRET_SIZE } from "../security/cookies.js";

/** The current one, the one before, one that is coming. */
const MOST_SECRETS = 3;
/** Words: how often something was written (odd while it is), and how many secrets there are. */
const SEQUENCE = 0;
const COUNT = 1;
const HEAD_BYTES = 8;

export class SharedSecrets {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer, 0, HEAD_BYTES / 4);
    this.#bytes = new Uint8Array(buffer, HEAD_BYTES);
  }

  static allocate(): SharedArrayBuffer {
    return new SharedArrayBuffer(HEAD_BYTES + MOST_SECRETS * COOKIE_SECRET_SIZE);
  }

  /** Changes whenever the secrets do. */
  get sequence(): number {
    return Atomics.load(this.#words, SEQUENCE);
  }

  /** @param secrets the one that makes cookies first */
  write(secrets: readonly Uint8Array[]): void {
    const used = secrets.slice(0, MOST_SECRETS);
    Atomics.add(this.#words, SEQUENCE, 1);
    used.forEach((secret, index) => this.#bytes.set(secret, index * COOKIE_SECRET_SIZE));
    Atomics.store(this.#words, COUNT, used.length);
    Atomics.add(this.#words, SEQUENCE, 1);
  }

  /** Puts a new secret before the others; that of the time before last is forgotten. */
  rotate(secret: Uint8Array): void {
    this.write([secret, ...(this.read() ?? []).slice(0, 1)]);
  }

  /** The secrets, none before there are any; undefined while they are being written: they are to be had at once after. */
  read(): Uint8Array[] | undefined {
    const before = this.sequence;
    const count = Atomics.load(this.#words, COUNT);
    const secrets = Array.from({ length: count }, (_, index) =>
      this.#bytes.slice(index * COOKIE_SECRET_SIZE, (index + 1) * COOKIE_SECRET_SIZE),
    );
    return (before & 1) === 0 && this.sequence === before ? secrets : undefined;
  }
}
