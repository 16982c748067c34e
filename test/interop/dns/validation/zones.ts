/** Zones that need every kind of proof, signed in every way, and what a validator has to say of each question. */
import { type DnsType } from "../../../../generated/dns/types.js";
import { type ServedZone } from "../../../support/dns/servers/server.js";
import { DENIALS, type Denial, type Signer, type UnsignedZone } from "../../../support/dns/signing.js";

/**
 * What a validator finds: `secure`; `insecure`, since there is no chain of trust or an opt-out span covers the name (RFC 5155
 * section 9.2); `bogus`.
 */
export type Status = "secure" | "insecure" | "bogus";

export type Validator = "unbound" | "delv";

export interface Question {
  readonly proof: string;
  /** Below the zone's name; "@" for that. */
  readonly name: string;
  readonly type: keyof typeof DnsType;
  readonly rcode: "NOERROR" | "NXDOMAIN";
  readonly status: Status;
  /** The type of the last record in the answer section, and its data if that is an IPv4 address. */
  readonly answer?: string;
  /** The same in zones with NSEC, where that is another one. */
  readonly inPlainZones?: string;
  /**
   * Not for delv: for BIND an alias is no answer to a query for NSEC. But RFC 5155 section 8.5 allows no NSEC3 record that tells of a
   * CNAME as a proof that there is nothing.
   */
  readonly unlessBind?: boolean;
  /** Why opt-out makes it insecure: a name that a wildcard stands for, or that is not there, or has no NSEC3 record, may be opted out. */
  readonly optedOut?: "expanded" | "negative" | "delegation";
}

const SECURE = { rcode: "NOERROR", status: "secure" } as const;
const EXPANDED = { ...SECURE, optedOut: "expanded" } as const;
const NO_DATA = { ...SECURE, optedOut: "negative" } as const;
const MISSING = { ...NO_DATA, rcode: "NXDOMAIN" } as const;
const UNSIGNED = { ...SECURE, optedOut: "delegation" } as const;
const INSECURE = { rcode: "NOERROR", status: "insecure" } as const;

const QUESTIONS: readonly Question[] = [
  // First, as long as Unbound does not know the aliases.
  { proof: "NSEC at an alias", name: "alias", type: "NSEC", answer: "CNAME", inPlainZones: "NSEC", unlessBind: true, ...SECURE },
  {
    proof: "NSEC at an alias of a wildcard",
    name: "any.links",
    type: "NSEC",
    answer: "CNAME",
    inPlainZones: "NSEC",
    unlessBind: true,
    ...EXPANDED,
  },
  { proof: "positive", name: "www", type: "AAAA", answer: "AAAA", ...SECURE },
  { proof: "positive, at the apex", name: "@", type: "NS", answer: "NS", ...SECURE },
  { proof: "keys", name: "@", type: "DNSKEY", answer: "DNSKEY", ...SECURE },
  { proof: "alias", name: "alias", type: "A", answer: "A 192.0.2.1", ...SECURE },
  { proof: "wildcard", name: "any.wild", type: "A", answer: "A 192.0.2.3", ...EXPANDED },
  { proof: "wildcard, several labels", name: "a.b.c.wild", type: "A", answer: "A 192.0.2.3", ...EXPANDED },
  { proof: "the wildcard itself", name: "*.wild", type: "A", answer: "A 192.0.2.3", ...SECURE },
  { proof: "NODATA", name: "www", type: "MX", ...SECURE },
  { proof: "NODATA at the apex", name: "@", type: "A", ...SECURE },
  { proof: "NODATA at an empty non-terminal", name: "empty.nodes", type: "A", ...SECURE },
  { proof: "NODATA at an empty non-terminal above unsigned delegations", name: "only", type: "A", ...UNSIGNED },
  { proof: "NODATA of a wildcard", name: "any.wild", type: "MX", ...NO_DATA },
  { proof: "NODATA of the wildcard itself", name: "*.wild", type: "MX", ...SECURE },
  { proof: "NXDOMAIN", name: "absent", type: "A", ...MISSING },
  { proof: "NXDOMAIN, several labels", name: "a.b.c.absent", type: "A", ...MISSING },
  { proof: "NXDOMAIN below a name", name: "a.www", type: "A", ...MISSING },
  { proof: "NXDOMAIN below an empty non-terminal", name: "absent.empty.nodes", type: "A", ...MISSING },
  { proof: "unsigned delegation", name: "open", type: "DS", ...UNSIGNED },
  { proof: "unsigned delegation to another server", name: "cut.only", type: "DS", ...UNSIGNED },
  { proof: "below an unsigned delegation", name: "www.open", type: "A", answer: "A 192.0.2.9", ...INSECURE },
  { proof: "signed delegation", name: "secure", type: "DS", answer: "DS", ...SECURE },
  { proof: "below a signed delegation", name: "www.secure", type: "A", answer: "A 192.0.2.8", ...SECURE },
  { proof: "NODATA at the apex of the child", name: "secure", type: "MX", ...SECURE },
  { proof: "NXDOMAIN below a signed delegation", name: "absent.secure", type: "A", ...MISSING },
  { proof: "alias of a wildcard into a wildcard", name: "any.links", type: "A", answer: "A 192.0.2.3", ...EXPANDED },
  { proof: "alias of a wildcard to NODATA", name: "any.links", type: "MX", ...EXPANDED, answer: "CNAME" },
  { proof: "alias of a wildcard to NXDOMAIN", name: "any.nowhere", type: "A", ...EXPANDED, rcode: "NXDOMAIN", answer: "CNAME" },
  { proof: "alias into a signed child", name: "down", type: "A", answer: "A 192.0.2.8", ...SECURE },
  { proof: "DNAME", name: "leaf.moved", type: "A", answer: "A 192.0.2.4", ...SECURE },
  { proof: "DNAME itself", name: "moved", type: "DNAME", answer: "DNAME", ...SECURE },
  { proof: "NODATA at a DNAME", name: "moved", type: "A", ...SECURE },
  { proof: "DNAME to NODATA", name: "leaf.moved", type: "MX", ...SECURE, answer: "DNAME" },
  { proof: "DNAME to NXDOMAIN", name: "absent.moved", type: "A", ...MISSING, answer: "DNAME" },
  { proof: "DNAME into a wildcard", name: "any.deep.moved", type: "A", answer: "A 192.0.2.5", ...EXPANDED },
];

/** What a validator found. */
export interface Finding {
  readonly rcode: string;
  readonly status: Status;
  /** As a question has it. */
  readonly answer: string | undefined;
}

/**
 * The last record of an answer section, as a question has it: not what a DNAME was made into, which delv does not show.
 *
 * @param records with addresses as people write them
 */
export function lastOf(records: readonly { readonly type: string; readonly data: string }[]): string | undefined {
  const all = records.filter(({ type }) => type !== "RRSIG");
  const last = all.findLast(({ type }, index) => type !== "CNAME" || all[index - 1]?.type !== "DNAME");
  return last?.type === "A" ? `A ${last.data}` : last?.type;
}

function parentText(signer: string): string {
  return `$TTL 300
@ SOA ns admin 1 7200 900 1209600 300
@ NS ns
ns A 127.0.0.1
www A 192.0.2.1
www AAAA 2001:db8::1
alias CNAME www
leaf.empty.nodes A 192.0.2.2
*.wild A 192.0.2.3
*.links CNAME leaf.wild
*.nowhere CNAME missing
moved DNAME tree
leaf.tree A 192.0.2.4
*.deep.tree A 192.0.2.5
down CNAME www.secure
secure NS ns.secure
secure DS ${signer}
ns.secure A 127.0.0.1
open NS ns.open
ns.open A 127.0.0.1
cut.only NS ns.cut.only
ns.cut.only A 127.0.0.1
`;
}

const childText = (address: string): string => `$TTL 300
@ SOA ns admin 1 7200 900 1209600 300
@ NS ns
ns A 127.0.0.1
www A ${address}
`;

const SIGNERS_OF_ZONES = ["dnssec-signzone", "ldns-signzone"] as const;
/** By both: each leaves a chain of its own, as where a zone goes from one to another (RFC 5155 section 7.3, 10.4). */
const BOTH = "both";
export type Signing = (typeof SIGNERS_OF_ZONES)[number] | typeof BOTH;

/** A zone, signed, with its children. */
export interface Family {
  readonly denial: Denial;
  readonly signing: Signing;
  readonly origin: string;
}

/** One for each way to sign. */
const WAYS: readonly Omit<Family, "origin">[] = [
  ...SIGNERS_OF_ZONES.flatMap((signing) => DENIALS.map((denial) => ({ signing, denial }))),
  { signing: BOTH, denial: "nsec3" },
];
export const FAMILIES: readonly Family[] = WAYS.map((way, index) => ({ ...way, origin: `z${index}.example` }));

/** Those that verifiers of zones take: where both have signed, neither's signature is of all NSEC3PARAM records. */
export const SIGNED_ONCE: readonly Family[] = FAMILIES.filter(({ signing }) => signing !== BOTH);

/** The zone itself first. @param more lines of it */
export async function signedFamily(signer: Signer, { signing, denial, origin }: Family, more = ""): Promise<ServedZone[]> {
  const [secure, open] = [`secure.${origin}`, `open.${origin}`];
  const parent = { folder: origin, origin, text: parentText(await signer.delegationSigner(secure)) + more };
  const child = { folder: secure, origin: secure, text: childText("192.0.2.8") };
  const sign = async (zone: UnsignedZone): Promise<string> => {
    if (signing === "ldns-signzone") return signer.signWithLdns(zone, denial);
    const text = await signer.sign(zone, denial);
    return signing === BOTH ? text + (await signer.signWithLdns({ ...zone, folder: `${zone.folder}.ldns` }, denial)) : text;
  };
  const signed = await Promise.all([parent, child].map(async (zone) => ({ origin: zone.origin, text: await sign(zone) })));
  return [...signed, { origin: open, text: `$ORIGIN ${open}.\n${childText("192.0.2.9")}` }];
}

export function expectedAnswer({ answer, inPlainZones }: Question, { denial }: Family): string | undefined {
  return denial === "nsec" ? (inPlainZones ?? answer) : answer;
}

/**
 * What is to be expected of a family's zones. RFC 5155 section 9.2 forbids AD where an opt-out span covers a name; delv tells that of
 * names that a wildcard stands for only.
 */
export function expectedStatus({ status, optedOut }: Question, { denial, signing }: Family, validator: Validator): Status {
  if (denial !== "nsec3 with opt-out" || optedOut === undefined) return status;
  if (validator === "delv") return optedOut === "expanded" ? "insecure" : status;
  // ldns-signzone sets the flag, and leaves nothing out.
  return optedOut === "delegation" && signing === "ldns-signzone" ? status : "insecure";
}

/** What a validator is asked. */
export function questionsFor(validator: Validator): readonly Question[] {
  return validator === "delv" ? QUESTIONS.filter(({ unlessBind }) => unlessBind !== true) : QUESTIONS;
}

export function fullName(name: string, origin: string): string {
  return name === "@" ? origin : `${name}.${origin}`;
}

/** Another text of a signed zone, with signatures that are not right, but for those of its keys, so that nothing else is at fault. */
export function spoiled(text: string): string {
  return text.replaceAll(
    /^(.*[ \t]RRSIG[ \t]+(?!DNSKEY)[A-Z0-9]+ .*[ \t][^ \t\n]{20})([A-Za-z0-9+/])/gmu,
    (_, before: string, digit: string) => {
      return `${before}${digit === "A" ? "B" : "A"}`;
    },
  );
}
