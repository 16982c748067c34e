/**
 * IP addresses as bytes: four of IPv4, sixteen of IPv6, wherever they stand in somebody's buffer. A socket for both families gives
 * IPv4 clients as `::ffff:a.b.c.d` (RFC 4291 section 2.5.5.2); everything here takes such an address as the IPv4 one that it is.
 */
export const IPV4_SIZE = 4;
export const IPV6_SIZE = 16;
/** What stands before the IPv4 address in a mapped one. */
const MAPPED_PREFIX_SIZE = IPV6_SIZE - IPV4_SIZE;

/** Whether `size` bytes at `at` are an IPv4 address mapped to IPv6. */
export function isMapped(bytes: Uint8Array, at: number, size: number): boolean {
  if (size !== IPV6_SIZE || bytes[at + 10] !== 0xff || bytes[at + 11] !== 0xff) return false;
  for (let index = 0; index < 10; index++) if (bytes[at + index] !== 0) return false;
  return true;
}

/** Where the address really starts: behind the prefix of a mapped one. It ends where it did. */
export function addressStart(bytes: Uint8Array, at: number, size: number): number {
  return isMapped(bytes, at, size) ? at + MAPPED_PREFIX_SIZE : at;
}

/** Whether the first `bits` bits of the address at `at` are those of `prefix`. */
export function hasPrefix(bytes: Uint8Array, at: number, prefix: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let index = 0; index < whole; index++) if (bytes[at + index] !== prefix[index]) return false;
  const rest = bits & 7;
  if (rest === 0) return true;
  return (((bytes[at + whole] ?? 0) ^ (prefix[whole] ?? 0)) & (0xff << (8 - rest)) & 0xff) === 0;
}

/** The bytes of an address in text (RFC 4291 section 2.2), without brackets and zone; undefined if it is none. */
export function parseAddress(text: string): Uint8Array | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split(".");
  if (parts.length !== IPV4_SIZE) return undefined;
  // A leading zero would mean octal to some programs, and so another address.
  if (!parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return Uint8Array.from(parts, Number);
}

function parseIpv6(text: string): Uint8Array | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? "", halves.length === 1);
  const tail = parseGroups(halves[1] ?? "", true);
  if (head === undefined || tail === undefined) return undefined;
  const size = head.length + tail.length;
  // "::" stands for one group of zeros at least.
  if (halves.length === 1 ? size !== IPV6_SIZE : size > IPV6_SIZE - 2) return undefined;
  const address = new Uint8Array(IPV6_SIZE);
  address.set(head);
  address.set(tail, IPV6_SIZE - tail.length);
  return address;
}

/** Groups of hexadecimal digits, the last of which may be an IPv4 address. */
function parseGroups(text: string, isLast: boolean): number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [index, group] of groups.entries()) {
    const ipv4 = isLast && index === groups.length - 1 ? parseIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (/^[0-9a-fA-F]{1,4}$/.test(group)) bytes.push(parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes.length > IPV6_SIZE ? undefined : bytes;
}

/** An address as text; IPv6 in RFC 5952's form. */
export function formatAddress(address: Uint8Array): string {
  if (address.length === IPV4_SIZE) return address.join(".");
  const groups = Array.from({ length: 8 }, (_, index) => ((address[2 * index] ?? 0) << 8) | (address[2 * index + 1] ?? 0));
  const { start, length } = longestZeros(groups);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  return length < 2 ? text(groups) : `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

/** The first of the longest runs of zero groups. */
function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index + 1 - length, length };
  }
  return best;
}
