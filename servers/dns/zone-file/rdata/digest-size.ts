/** How long the digests of known hash functions are. A digest that was cut off by mistake shows here. */

const SHA1 = 20;
const SHA256 = 32;
const SHA384 = 48;
const SHA512 = 64;

/** Sizes by the number that a type has for a hash function. */
export type DigestSizes = Readonly<Record<number, number>>;

/** RFC 4034 section 5.1.4, 4509, 5933, 6605 */
export const DS_DIGESTS: DigestSizes = { 1: SHA1, 2: SHA256, 3: SHA256, 4: SHA384 };
/** RFC 4255 section 3.1.2, 6594 */
export const SSHFP_DIGESTS: DigestSizes = { 1: SHA1, 2: SHA256 };
/** RFC 8976 section 2.2.3 */
export const ZONEMD_DIGESTS: DigestSizes = { 1: SHA384, 2: SHA512 }; /** RFC 5155 section 11 */
export const NSEC3_DIGESTS: DigestSizes = { 1: SHA1 };

/** Of any hash function (RFC 8976 section 2.2.4). */
export const SHORTEST_ZONEMD = 12;

/** Whether a digest is as long as its function makes it; of an unknown function, anything will do. */
export function isDigest(sizes: DigestSizes, hash: number, digest: Uint8Array): boolean {
  const size = sizes[hash];
  return digest.length > 0 && (size === undefined || digest.length === size);
}
