/**
 * Who may do what: transfers, updates, notifications. A list of rules; the first that fits decides, and whoever fits none is denied.
 * Rules are read once (`parseAccessRule`); matching compares bytes and allocates nothing.
 */
import { canonicalKeyName } from "./tsig-keys.js";
import { addressStart, formatAddress, hasPrefix, parseAddress } from "./address.js";

export interface AccessRule {
  /** Whether what matches is refused. */
  readonly deny: boolean;
  /** 4 bytes of IPv4 or 16 of IPv6; undefined: any address. */
  readonly address: Uint8Array | undefined;
  /** How many leading bits of `address` count. */
  readonly bits: number;
  /** The name of the TSIG key that the message must be signed with, lower case without trailing dot; undefined: with any or none. */
  readonly key: string | undefined;
}

/** A rule, or why the text is none, as a sentence without its full stop. */
export type ParsedAccessRule = { readonly ok: true; readonly rule: AccessRule } | { readonly ok: false; readonly problem: string };

const ANY: AccessRule = { deny: false, address: undefined, bits: 0, key: undefined };

/**
 * Reads `any`, `none`, an address (`192.0.2.1`), a prefix (`2001:db8::/32`), `key:NAME`, or a prefix and a key that must both fit
 * (`192.0.2.0/24 key:NAME`). A `!` before it denies what fits.
 */
export function parseAccessRule(text: string): ParsedAccessRule {
  const deny = text.startsWith("!");
  const words = text
    .slice(deny ? 1 : 0)
    .trim()
    .split(/\s+/);
  const [first = "", second] = words;
  if (first === "none" && words.length === 1) return deny ? refuse("`!none` says nothing") : accept({ ...ANY, deny: true });
  if (words.length > 2) return refuse("a rule is an address or a prefix, a key, or one of each");
  if (first.startsWith("key:")) {
    return second === undefined ? parseKey({ ...ANY, deny }, first) : refuse("the address comes before the key");
  }
  const place = parsePrefix(first, deny);
  if (!place.ok || second === undefined) return place;
  return second.startsWith("key:") ? parseKey(place.rule, second) : refuse(`\`${second}\` is no key: write \`key:NAME\``);
}

function accept(rule: AccessRule): ParsedAccessRule {
  return { ok: true, rule };
}

function refuse(problem: string): ParsedAccessRule {
  return { ok: false, problem };
}

function parseKey(rule: AccessRule, text: string): ParsedAccessRule {
  const key = canonicalKeyName(text.slice("key:".length));
  return key === undefined ? refuse(`\`${text.slice("key:".length)}\` is no domain name, and so no key`) : accept({ ...rule, key });
}

function parsePrefix(text: string, deny: boolean): ParsedAccessRule {
  if (text === "any") return accept({ ...ANY, deny });
  const [addressText = "", bitsText, ...rest] = text.split("/");
  const address = parseAddress(addressText);
  if (address === undefined || rest.length > 0)
    return refuse(`\`${text}\` is neither an address, a prefix, \`any\`, \`none\` nor \`key:NAME\``);
  const most = address.length * 8;
  const bits = bitsText === undefined ? most : Number(bitsText);
  if (bitsText !== undefined && (!/^[0-9]{1,3}$/.test(bitsText) || bits > most)) {
    return refuse(`the prefix of this address has from 0 to ${most} bits, not \`${bitsText}\``);
  }
  const start = maskAddress(address, bits);
  if (!hasPrefix(address, 0, start, most))
    return refuse(`the prefix starts at ${formatAddress(start)}: write \`${formatAddress(start)}/${bits}\``);
  return accept({ deny, address, bits, key: undefined });
}

/** The address with all bits behind the prefix cleared. */
function maskAddress(address: Uint8Array, bits: number): Uint8Array {
  return address.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * index))) & 0xff);
}

/**
 * Whether the rules allow the client whose address stands in `bytes`, 4 or 16 bytes at `at`, and whose message was signed with `key`
 * (a verified one, by its canonical name; undefined if it was not signed).
 */
export function isAllowed(rules: readonly AccessRule[], bytes: Uint8Array, at: number, size: number, key: string | undefined): boolean {
  const start = addressStart(bytes, at, size);
  const realSize = at + size - start;
  for (const rule of rules) {
    if (rule.key !== undefined && rule.key !== key) continue;
    if (rule.address === undefined) return !rule.deny;
    if (rule.address.length === realSize && hasPrefix(bytes, start, rule.address, rule.bits)) return !rule.deny;
  }
  return false;
}
