/** What is asked of a zone: every name that it has, and the names beside, above and below them that it nearly has. */
import { DnsType } from "../../../generated/dns/types.js";
import { Random } from "../random.js";
import { AMPLE, type Query } from "./answer.js";
import { labelsOf, nameOf, parentOf, pathDown, wireLength } from "./names.js";
import { targetOf, type ZoneRecord } from "./records.js";
import { mixCase, type Zone } from "./zone-builder.js";

const { A, AAAA, NS, CNAME, DNAME, SOA, MX, SRV, TXT, PTR, DS, ANY } = DnsType;
const UNKNOWN = 65_400;
const TYPES = [A, AAAA, NS, CNAME, DNAME, SOA, MX, SRV, TXT, PTR, DS, ANY, UNKNOWN, 65_280, 64_000];
/** Those that only signed zones have. For NSEC and RRSIG records nobody asks; of them servers think differently. */
const SIGNED_TYPES = [DnsType.DNSKEY, DnsType.NSEC3PARAM];
const WITH_TARGETS: readonly number[] = [NS, CNAME, DNAME, MX, SRV, PTR];
const LONGEST = 255;

/** Names near one: itself, below it by one label and by more, beside it, above it. */
function near(name: string): string[] {
  const labels = labelsOf(name);
  const [first = "", ...rest] = labels;
  return [
    name,
    nameOf(["nope", ...labels]),
    nameOf(["*", ...labels]),
    nameOf(["a", "b", ...labels]),
    nameOf(["y".repeat(40), ...labels]),
    nameOf([`${first}0`, ...rest]),
    nameOf(["*", ...rest]),
    nameOf([shortened(first), ...rest]),
  ];
}

/** Without its last byte, which may be an escape; never empty. */
function shortened(label: string): string {
  return label.replace(/(?:\\[0-9]{3}|\\.|[^\\])$/u, "") || "a";
}

function namesOf({ origin, records }: Zone): string[] {
  const owners = records.map(({ owner }) => owner);
  const targets = records.filter(({ type }) => WITH_TARGETS.includes(type)).map(targetOf);
  const existing = owners.flatMap((owner) => pathDown(origin, owner));
  // What a wildcard matches, a label or two in its place.
  const matched = owners.filter((owner) => owner.startsWith("*.")).flatMap((owner) => [`m${owner.slice(1)}`, `m.n${owner.slice(1)}`]);
  const outside = [parentOf(origin), `x${origin}`, `sibling.${parentOf(origin)}`, "elsewhere.test", "."];
  return unique([...existing.flatMap(near), ...targets, ...matched, ...outside]).filter((name) => wireLength(name) <= LONGEST);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** For each name a few types, those that stand there among them. */
function typesFor(name: string, records: readonly ZoneRecord[], random: Random): number[] {
  const there = records.filter(({ owner }) => owner === name).map(({ type }) => type);
  return [...new Set([...there, random.pick(TYPES), random.pick([A, TXT, MX]), ...(there.length > 0 ? [random.pick(TYPES)] : [])])];
}

export type Edns = Pick<Query, "dnssecOk" | "payload">;
const PLAIN: Edns = { dnssecOk: false, payload: AMPLE };

/** At most so many, of all kinds; the same for the same zone. */
export function queriesFor(zone: Zone, most: number, edns: Edns = PLAIN): Query[] {
  const random = new Random(zone.seed ^ 0x5eed);
  const all = namesOf(zone).flatMap((name) =>
    [...typesFor(name, zone.records, random), ...(edns.dnssecOk && random.chance(0.3) ? [random.pick(SIGNED_TYPES)] : [])].map((type) => ({
      ...edns,
      name: random.chance(0.2) ? mixCase(name, random) : name,
      type,
    })),
  );
  return shuffled(all, random).slice(0, most);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
