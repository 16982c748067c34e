/** The keys of TSIG (RFC 8945): names, algorithms and shared secrets. */
import { dnsNameToWire, parseDnsName, type DnsName } from "../../../runtime/types/dns-name.js";

/** Of RFC 8945 section 6; the first three are those to use, the last two only where an old peer knows nothing else. */
export type TsigAlgorithm = "hmac-sha256" | "hmac-sha384" | "hmac-sha512" | "hmac-sha224" | "hmac-sha1" | "hmac-md5";

interface AlgorithmFacts {
  /** Its name in messages. */
  readonly wireName: string;
  readonly macSize: number;
  /** NOT RECOMMENDED or MUST NOT be used by RFC 8945. */
  readonly weak: boolean;
}

const FACTS: Readonly<Record<TsigAlgorithm, AlgorithmFacts>> = {
  "hmac-sha256": { wireName: "hmac-sha256", macSize: 32, weak: false },
  "hmac-sha384": { wireName: "hmac-sha384", macSize: 48, weak: false },
  "hmac-sha512": { wireName: "hmac-sha512", macSize: 64, weak: false },
  "hmac-sha224": { wireName: "hmac-sha224", macSize: 28, weak: false },
  "hmac-sha1": { wireName: "hmac-sha1", macSize: 20, weak: true },
  "hmac-md5": { wireName: "hmac-md5.sig-alg.reg.int", macSize: 16, weak: true },
};

export const TSIG_ALGORITHMS: readonly TsigAlgorithm[] = [
  "hmac-sha256",
  "hmac-sha384",
  "hmac-sha512",
  "hmac-sha224",
  "hmac-sha1",
  "hmac-md5",
];

/** Whether a key of this algorithm is refused unless it says `allowWeak`. */
export function isWeakAlgorithm(algorithm: TsigAlgorithm): boolean {
  return FACTS[algorithm].weak;
}

/** A key, ready to use. */
export interface TsigKey {
  /** Lower case, without the trailing dot. */
  readonly name: string;
  /** Canonical wire form (RFC 4034 section 6.2), as it goes into digests. */
  readonly nameWire: Uint8Array;
  readonly algorithm: TsigAlgorithm;
  readonly algorithmWire: Uint8Array;
  readonly secret: Uint8Array;
  /** Bytes of an untruncated MAC. */
  readonly macSize: number;
  /** The shortest MAC that is accepted; less is answered BADTRUNC (RFC 8945 section 5.2.4). */
  readonly leastMacSize: number;
}

/** What a key is made from; `KeyConfig` of the configuration has it once the secret was read. */
export interface TsigKeyInput {
  readonly name: string;
  readonly algorithm: TsigAlgorithm;
  readonly secret: Uint8Array;
  /** Uses SHA-1 or MD5 all the same. */
  readonly allowWeak?: boolean | undefined;
  /** Accepts MACs that were truncated to this many bytes; without it, only whole ones. */
  readonly leastMacSize?: number | undefined;
}

/** Keys by their canonical names. */
export type TsigKeys = ReadonlyMap<string, TsigKey>;

/** A key's name as it is compared: lower case, without the trailing dot. Undefined for what is no domain name. */
export function canonicalKeyName(text: string): string | undefined {
  const name = parseDnsName(text);
  return name === undefined ? undefined : lowerCase(name.toString());
}

/** The name of a key in a message, as {@link canonicalKeyName} has it. */
export function keyNameOf(name: DnsName): string {
  return lowerCase(name.toString());
}

/** Only ASCII letters have case in domain names (RFC 4343). */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A name in canonical wire form: no pointers, letters in lower case. */
export function canonicalWire(name: DnsName): Uint8Array {
  // Length bytes are below 64, and so are no letters.
  return dnsNameToWire(name).map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte));
}

/** Undefined where the name is no domain name, the secret is empty, or the algorithm is weak and not allowed. */
export function tsigKey(input: TsigKeyInput): TsigKey | undefined {
  const name = parseDnsName(input.name);
  const { wireName, macSize, weak } = FACTS[input.algorithm];
  const algorithmName = parseDnsName(wireName);
  if (name === undefined || algorithmName === undefined || input.secret.length === 0) return undefined;
  if (weak && input.allowWeak !== true) return undefined;
  return {
    name: keyNameOf(name),
    nameWire: canonicalWire(name),
    algorithm: input.algorithm,
    algorithmWire: canonicalWire(algorithmName),
    secret: input.secret,
    macSize,
    leastMacSize: Math.min(macSize, Math.max(leastSize(macSize), input.leastMacSize ?? macSize)),
  };
}

/** No MAC may be shorter, whatever a key says (RFC 8945 section 5.2.2.1). */
export function leastSize(macSize: number): number {
  return Math.max(10, Math.ceil(macSize / 2));
}

/** A table of keys; those that {@link tsigKey} refuses are left out, and so are answered BADKEY. */
export function tsigKeys(inputs: readonly TsigKeyInput[]): TsigKeys {
  const keys = new Map<string, TsigKey>();
  for (const input of inputs) {
    const key = tsigKey(input);
    if (key !== undefined) keys.set(key.name, key);
  }
  return keys;
}
