/** What TSIG needs of cryptography. `node.ts` has it from Node; anything else that keeps these promises will do. */
import type { TsigAlgorithm } from "./tsig-keys.js";

/** A keyed hash over bytes that come in parts. */
export interface Hmac {
  update(bytes: Uint8Array): void;
  /** The whole, untruncated result. Called once, at the end. */
  digest(): Uint8Array;
}

export interface Cryptography {
  hmac(algorithm: TsigAlgorithm, secret: Uint8Array): Hmac;
  /** Whether two byte strings of one length are equal, in a time that does not tell where they differ. */
  equal(one: Uint8Array, other: Uint8Array): boolean;
}
