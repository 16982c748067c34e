/** Small zones full of hard things: the same for the same seed, everywhere. NSD, Knot and BIND load them. */
import { DnsType } from "../../../generated/dns/types.js";
import { Random } from "../random.js";
import { soa } from "./data.js";
import { ZoneBuilder, type Zone } from "./zone-builder.js";
import { apex, movedApex, PARTS } from "./zone-parts.js";

export type { Zone } from "./zone-builder.js";

/** Added to the parent's seed. */
const CHILDREN = 1_000_000;
const GRANDCHILDREN = 2_000_000;
const SUFFIXES = ["example", "test.example", "a-b.c.example"];

export function generateZone(seed: number, origin?: string): Zone {
  const random = new Random(seed);
  const ownOrigin = `z${seed}.${random.pick(SUFFIXES)}`;
  const zone = new ZoneBuilder(origin ?? ownOrigin, random);
  zone.add(zone.origin, soa(`ns1.${zone.origin}`, `host\\.master.${zone.origin}`, random.next(), random.pick([0, 300, 5000])));
  // NSD has one tree of names for all zones: data below a DNAME that another zone has there is refused.
  if (origin === undefined && random.chance(0.04)) movedApex(zone);
  else fill(zone);
  return zone.zone(seed);
}

function fill(zone: ZoneBuilder): void {
  apex(zone);
  for (let left = zone.random.between(3, 10); left > 0; left--) zone.random.weighted(PARTS)(zone);
}

/** A zone below another one, where that delegates: both are served, and each name belongs to the nearer (RFC 1034 section 4.3.2). */
export function generateChild(parent: Zone): Zone | undefined {
  const [cut] = cutsOf(parent);
  return cut === undefined ? undefined : generateZone(parent.seed + CHILDREN, cut);
}

/** A zone below another delegation, while the zone that it is delegated to is not served. */
export function generateGrandchild(parent: Zone): Zone | undefined {
  const cut = cutsOf(parent).at(-1);
  return cut === undefined || cut === cutsOf(parent)[0] ? undefined : generateZone(parent.seed + GRANDCHILDREN, `grandchild.${cut}`);
}

function cutsOf({ origin, records }: Zone): string[] {
  return [...new Set(records.filter(({ type, owner }) => type === DnsType.NS && owner !== origin).map(({ owner }) => owner))];
}

export function generateZones(count: number, firstSeed: number = 1): Zone[] {
  return Array.from({ length: count }, (_, index) => generateZone(firstSeed + index));
}
