/** Readers of what only a name server's configuration has: addresses, domain names, access rules, secrets. */
import { canonicalKeyName } from "../security/tsig-keys.js";
import { parseAccessRule, type AccessRule } from "../security/access.js";
import { formatAddress, parseAddress } from "../security/address.js";
import { describe, scalarText, type Reader } from "./reader.js";
import type { AddressPort } from "./types.js";

/** RFC 1035 section 4.2. */
export const DNS_PORT = 53;
/** RFC 7858 section 3.1. */
export const TLS_PORT = 853;
const MOST_PORT = 65_535;

/** An address as text in its canonical form. */
export const address: Reader<string> = (spot, { report }) => {
  const bytes = parseAddress(scalarText(spot.node) ?? "");
  if (bytes !== undefined) return formatAddress(bytes);
  return report.add(
    spot.range,
    `\`${spot.name}\` is an IP address, not ${describe(spot.node)}`,
    "write it as `192.0.2.1` or `2001:db8::1`; names are not looked up",
  );
};

/** `192.0.2.1:53` or `[2001:db8::1]:53`; the port may be left out where `defaultPort` is given. */
export function addressPort(defaultPort?: number): Reader<AddressPort> {
  return (spot, { report }) => {
    const found = parseAddressPort(scalarText(spot.node) ?? "", defaultPort);
    if (found !== undefined) return found;
    const help = "write it as `192.0.2.1:53` or `[2001:db8::1]:53`: IPv6 in brackets, a port from 1 to 65535";
    return report.add(spot.range, `\`${spot.name}\` is an address and a port, not ${describe(spot.node)}`, help);
  };
}

function parseAddressPort(text: string, defaultPort: number | undefined): AddressPort | undefined {
  const match = /^(?:\[([^\]]*:[^\]]*)\]|([^:]*))(?::([0-9]{1,5}))?$/.exec(text);
  const bytes = parseAddress(match?.[1] ?? match?.[2] ?? "");
  const port = match?.[3] === undefined ? defaultPort : Number(match[3]);
  if (bytes === undefined || port === undefined || port < 1 || port > MOST_PORT) return undefined;
  return { address: formatAddress(bytes), port };
}

/** A domain name, in lower case and without its final dot; the root is `.`. */
export const domainName: Reader<string> = (spot, { report }) => {
  const text = scalarText(spot.node) ?? "";
  const name = text === "" ? undefined : canonicalKeyName(text);
  if (name !== undefined) return name;
  return report.add(
    spot.range,
    `\`${spot.name}\` is a domain name, not ${describe(spot.node)}`,
    "labels have from 1 to 63 bytes, the whole name at most 255",
  );
};

/** A rule of an access list. */
export const accessRule: Reader<AccessRule> = (spot, { report }) => {
  const text = scalarText(spot.node);
  if (text === undefined) return report.add(spot.range, `\`${spot.name}\` is a list of rules, not ${describe(spot.node)}`, RULE_HELP);
  const parsed = parseAccessRule(text);
  return parsed.ok ? parsed.rule : report.add(spot.range, `\`${spot.name}\`: ${parsed.problem}`, RULE_HELP);
};

const RULE_HELP = 'a rule is `any`, `none`, `192.0.2.1`, `2001:db8::/32`, `key:NAME` or `192.0.2.0/24 key:NAME`; `"!..."` denies';

/** Bytes in base64 (RFC 4648 section 4). Problems don't show them. */
export const secret: Reader<Uint8Array> = (spot, { report }) => {
  const bytes = decodeBase64(scalarText(spot.node) ?? "");
  if (bytes !== undefined && bytes.length > 0) return bytes;
  return report.addSecret(spot.range, `\`${spot.name}\` is in base64, and not empty`, "`tsig-keygen` and `keymgr tsig generate` make one");
};

/** The bytes of base64 text, white space ignored; undefined for what is none. Files of secrets are read with it too. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const packed = text.replace(/\s+/g, "");
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  return Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
}

/** The file with secrets of cookies: 32 hexadecimal digits a line, the current one first (RFC 9018 section 5). */
export function parseCookieSecrets(text: string): readonly Uint8Array[] | undefined {
  const lines = text.split("\n").flatMap((line) => (/^\s*(#.*)?$/.test(line) ? [] : [line.trim()]));
  if (lines.length === 0 || !lines.every((line) => /^[0-9a-fA-F]{32}$/.test(line))) return undefined;
  return lines.map((line) => Uint8Array.from(line.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
}

/** A name that the user gives to something of the file. */
export function label(what: string): Reader<string> {
  return (spot, { report }) => {
    const text = scalarText(spot.node) ?? "";
    if (/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(text)) return text;
    return report.add(spot.range, `${what} is made of letters, digits, \`-\`, \`_\` and \`.\`, not ${describe(spot.node)}`);
  };
}
