/** Cryptography of Node, for the servers' shells and the tests. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Cryptography } from "./hmac.js";
import type { TsigAlgorithm } from "./tsig-keys.js";

/** What OpenSSL calls the hash of each algorithm. */
const HASHES: Readonly<Record<TsigAlgorithm, string>> = {
  "hmac-md5": "md5",
  "hmac-sha1": "sha1",
  "hmac-sha224": "sha224",
  "hmac-sha256": "sha256",
  "hmac-sha384": "sha384",
  "hmac-sha512": "sha512",
};

export const nodeCryptography: Cryptography = {
  hmac(algorithm, secret) {
    const hmac = createHmac(HASHES[algorithm], secret);
    return {
      update: (bytes) => void hmac.update(bytes),
      digest: () => hmac.digest(),
    };
  },
  equal: (one, other) => one.length === other.length && timingSafeEqual(one, other),
};

/** Bytes that nobody can guess: for secrets of cookies, and seeds. */
export function randomSecret(size: number): Uint8Array {
  return Uint8Array.from(randomBytes(size));
}
