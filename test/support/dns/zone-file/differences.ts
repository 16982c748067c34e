/** Where readers of zone files do not agree with ours on a record, and who is right. */

/** A difference that is known, of one program. */
export interface Difference {
  readonly program: "BIND" | "NSD" | "NSD and Knot";
  /** What the program does, and ours does not. */
  readonly does: "takes" | "refuses" | "reads otherwise";
  /** Which texts, `TYPE data`. */
  readonly texts: RegExp;
  readonly why: string;
}

const TYPES_IN_QUOTES = /^(?!(?:TXT|SPF|HINFO|X25|ISDN|GPOS|NINFO|AVC|RESINFO|WALLET) ).*"/u;

export const DIFFERENCES: readonly Difference[] = [
  {
    program: "BIND",
    does: "refuses",
    texts: TYPES_IN_QUOTES,
    why: "RFC 1035 section 5.1 has quotes for character strings only, and does not say that they are wrong elsewhere: NSD takes them too",
  },
  {
    program: "BIND",
    does: "refuses",
    texts: /^NAPTR /u,
    why: "it reads the regular expression (RFC 3403 section 3.2), which is the client's business: a server hands it on",
  },
  {
    program: "BIND",
    does: "refuses",
    texts: /^NSEC \S+$|^NSEC \( \S+ \)$/u,
    why: "no types at all: RFC 4034 section 4.1.2 allows it; that NSEC and RRSIG are missing is told by check-zone (RFC 4035 section 2.3)",
  },
  {
    program: "BIND",
    does: "refuses",
    texts: /^KEY /u,
    why: "flags that say that there is no key (RFC 2535 section 3.1.2), and a key; RFC 3445 section 4 has taken the flags' meaning away",
  },
  { program: "BIND", does: "refuses", texts: /^(?:SVCB|HTTPS) .*\bohttp\b/u, why: "BIND 9.18 does not know the key ohttp (RFC 9540)" },
  {
    program: "BIND",
    does: "refuses",
    texts: /^NSEC3 (?!1 )/u,
    why: "a hash too long for the label of an owner; of hash algorithms but SHA-1 nothing is known (RFC 5155 section 11)",
  },
  {
    program: "BIND",
    does: "refuses",
    texts: /^RRSIG /u,
    why: "fewer labels than the signer's name has: a signature that cannot be right (RFC 4035 section 5.3.1), but well formed (RFC 4034 section 3.2)",
  },
  {
    program: "BIND",
    does: "refuses",
    texts: /^IPSECKEY \d+ \d 0 /u,
    why: "algorithm 0 says that there is no key (RFC 4025 section 2.4); BIND wants one",
  },
  {
    program: "BIND",
    does: "refuses",
    texts: /^(?:APL|IPSECKEY|HIP|MD|MF|A6) \\# /u,
    why: "it knows more of such data than that it is generic (RFC 3597 section 5): data that is well formed is taken as it is",
  },
  {
    program: "BIND",
    does: "refuses",
    texts: /^TLSA [A-Z]/u,
    why: "names of usages, selectors and matching types are those of RFC 7218; BIND 9.18 wants numbers",
  },
  {
    program: "BIND",
    does: "takes",
    texts: /^(?:RRSIG|SIG) [+\d]/u,
    why: "a number for a type: RFC 4034 section 3.2 wants a name, or TYPE and a number",
  },
  { program: "BIND", does: "takes", texts: /^(?:SVCB|HTTPS) \d+ "/u, why: "a name in quotes: RFC 1035 section 5.1 has no such names" },
  {
    program: "NSD and Knot",
    does: "takes",
    texts: /^(?:DS|CDS|DLV|SSHFP|ZONEMD) /u,
    why: "a digest whose length is not that of its hash function (RFC 4034 section 5.1.4, 4255 section 3.1.2, 8976 section 2.2.3)",
  },
  {
    program: "NSD and Knot",
    does: "takes",
    texts: /^NSEC3 1 /u,
    why: "a hash that is not as long as SHA-1 makes it (RFC 5155 section 11)",
  },
  {
    program: "NSD",
    does: "reads otherwise",
    texts: /^SPF /u,
    why: "it prints the first text only",
  },
  { program: "NSD", does: "reads otherwise", texts: /^(?:RRSIG|SIG) /u, why: "an original TTL of more than 2^31 - 1 is printed as 0" },
  {
    program: "NSD",
    does: "reads otherwise",
    texts: /^NSEC3 (?!1 )/u,
    why: "a hash whose bits are no multiple of five is printed without its last digit",
  },
  {
    program: "NSD",
    does: "reads otherwise",
    texts: /^APL \\# /u,
    why: "zeros at the end of an address are not printed (RFC 3123 section 4 wants none)",
  },
  {
    program: "BIND",
    does: "refuses",
    texts: /^URI \S+ \S+ [^"]*$|^URI .*\( /u,
    why: "RFC 7553 section 4.5 wants the target in quotes; without them it is as clear, and NSD and Knot take it",
  },
  { program: "BIND", does: "takes", texts: /^SSHFP \S+ \S+$/u, why: "no fingerprint at all: RFC 4255 section 3.2 has one" },
  { program: "BIND", does: "takes", texts: /\bkey65535\b/u, why: "a key that is reserved (RFC 9460 section 14.3.2)" },
  {
    program: "NSD and Knot",
    does: "takes",
    texts: /\\(?:25[6-9]|2[6-9]\d|[3-9]\d\d)/u,
    why: "three digits that are no byte: RFC 1035 section 5.1 has the number of an octet there",
  },
  {
    program: "NSD",
    does: "reads otherwise",
    texts: /\\\\/u,
    why: "of some names with two backslashes before a dot it takes the dot for a part of the label; RFC 1035 section 5.1: the first quotes the second",
  },
];

export function isKnown(program: Difference["program"], does: Difference["does"], text: string): boolean {
  return DIFFERENCES.some((difference) => difference.program === program && difference.does === does && difference.texts.test(text));
}
