/** A zone file that is changed: a serial, and lines. */

export function zoneText(origin: string, serial: number, lines: readonly string[] = [], times = "3600 600 604800 300"): string {
  return [
    `$ORIGIN ${origin}.`,
    "$TTL 3600",
    `@ SOA ns1 hostmaster ${serial} ${times}`,
    "@ NS ns1",
    "@ NS ns2.elsewhere.example.",
    "ns1 A 192.0.2.1",
    ...lines,
    "",
  ].join("\n");
}

/** Records of many kinds, some with names that mean something in zone files. */
export const MANY_KINDS: readonly string[] = [
  "www A 192.0.2.2",
  "www AAAA 2001:db8::2",
  "@ MX 10 mail",
  "mail A 192.0.2.3",
  'text TXT "a text" "with \\"quotes\\" and \\; more"',
  "\\$dollar A 192.0.2.4",
  "\\@at A 192.0.2.5",
  "*.wild CNAME www",
  "below.delegated A 192.0.2.6",
  "delegated NS ns.below.delegated",
  "ns.below.delegated A 192.0.2.7",
  "a\\.dot A 192.0.2.8",
  "\\000\\255 TXT bytes",
  "_sip._tcp SRV 1 2 5060 www",
  "odd TYPE65400 \\# 4 01020304",
  "service SVCB 1 www alpn=h2 port=8443",
  "UPPER.Case A 192.0.2.9",
];

/** So many that a transfer takes several messages. */
export function manyLines(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `host-${index} A 192.0.2.${index % 256}`);
}
