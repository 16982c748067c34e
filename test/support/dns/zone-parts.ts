/** What zones are made of: each part adds one kind of hard thing under some name. */
import { type Data, address, address6, cname, dname, ds, mx, ns, ptr, srv, txt, unknown } from "./data.js";
import { isAtOrBelow, labelsOf, wireLength } from "./names.js";
import { type ZoneBuilder } from "./zone-builder.js";

export type Part = (zone: ZoneBuilder) => void;

const OUTSIDE = ["ns.elsewhere.test", "www.elsewhere.test", "a.b.c.elsewhere.test"];
/** Bytes that mean something to zone files, to names' texts, or to nobody. */
const ODD_LABELS = [
  "a\\.b",
  "sp\\032ace",
  "\\000",
  'quo"te',
  "se;mi",
  "\\255\\128",
  "a@t",
  "dol$lar",
  "back\\\\slash",
  "(par)",
  "\\010",
  "_tcp",
];
const NAMELESS_TYPES = [65_400, 65_280, 731];

function host(zone: ZoneBuilder): number {
  return zone.random.between(1, 250);
}

function someAddresses(zone: ZoneBuilder): Data[] {
  const count = zone.random.between(1, 3);
  const list = Array.from({ length: count }, () => address(host(zone)));
  return zone.random.chance(0.5) ? [...list, address6(host(zone))] : list;
}

function someText(zone: ZoneBuilder): Data {
  const { random } = zone;
  return txt(Array.from({ length: random.between(1, 3) }, () => random.bytes(random.between(0, 12))));
}

/** Data that is not addresses alone. */
function someData(zone: ZoneBuilder): Data[] {
  const { random } = zone;
  return random.pick([
    () => someAddresses(zone),
    () => [someText(zone), someText(zone)],
    () => [unknown(random.pick(NAMELESS_TYPES), random.bytes(random.between(0, 9)))],
    () => [...someAddresses(zone), someText(zone)],
  ])();
}

function outside(zone: ZoneBuilder): string {
  return zone.random.pick(OUTSIDE);
}

/** Where a chain may lead: to names of all kinds, of this zone mostly. */
function somewhere(zone: ZoneBuilder): string {
  const { random } = zone;
  return random.pick([
    () => zone.existing(),
    () => zone.existing(),
    () => `no.${zone.existing()}`,
    () => `missing.${zone.base()}`,
    () => zone.base(),
    () => outside(zone),
  ])();
}

function hosts(zone: ZoneBuilder): void {
  const owner = zone.fresh("host");
  zone.add(owner, ...someAddresses(zone));
  zone.add(owner, ...someData(zone));
}

/** RFC 4592: at several depths, with existing names beside and below them. */
function wildcards(zone: ZoneBuilder): void {
  const base = zone.random.chance(0.4) ? zone.base() : zone.fresh("wild");
  zone.add(`*.${base}`, ...someData(zone));
  if (zone.random.chance(0.5)) zone.add(`exact.${base}`, ...someData(zone));
  if (zone.random.chance(0.4)) zone.add(`*.deep.empty.${base}`, ...someData(zone));
  if (zone.random.chance(0.3)) zone.add(`below.*.${base}`, ...someData(zone));
  if (zone.random.chance(0.2)) zone.add(`*.*.${base}`, ...someData(zone));
  zone.offer(base);
}

/** `*` itself is an empty non-terminal: the source of synthesis exists, and has no data (RFC 4592 section 2.2.2, 3.3.1). */
function emptyWildcard(zone: ZoneBuilder): void {
  const base = zone.fresh("hollow");
  zone.add(`inner.*.${base}`, ...someData(zone));
  if (zone.random.chance(0.5)) zone.add(`x.${base}`, ...someAddresses(zone));
  zone.offer(`*.${base}`);
}

function wildcardAlias(zone: ZoneBuilder): void {
  const base = zone.fresh("alias");
  zone.add(`*.${base}`, cname(somewhere(zone)));
  if (zone.random.chance(0.5)) zone.add(`real.${base}`, ...someAddresses(zone));
  zone.offer(base);
}

/** The wildcard's own alias matches the wildcard again: each name twice, or for ever. */
function wildcardLoop(zone: ZoneBuilder): void {
  const base = zone.fresh("spin");
  zone.add(`*.${base}`, cname(zone.random.chance(0.5) ? `again.${base}` : `*.${base}`));
}

function emptyNonTerminals(zone: ZoneBuilder): void {
  const top = zone.fresh("ent");
  zone.add(`leaf.c.b.a.${top}`, ...someData(zone));
  zone.offer(`b.a.${top}`);
  zone.offer(top);
}

/** The servers of a delegation: inside it with addresses or without, in this zone, in another delegation, elsewhere. */
function delegation(zone: ZoneBuilder): void {
  const { random } = zone;
  const cut = zone.fresh("sub");
  const inside = random.chance(0.2) ? cut : `ns.${cut}`;
  zone.add(cut, ns(inside));
  if (random.chance(0.8)) zone.add(inside, ...someAddresses(zone));
  if (random.chance(0.4)) zone.add(cut, ns(zone.existing()));
  if (random.chance(0.3)) zone.add(cut, ns(outside(zone)));
  if (random.chance(0.2)) zone.add(cut, ns(`unheard.${cut}`));
  if (random.chance(0.3)) zone.add(cut, ns(siblingServer(zone)));
  if (random.chance(0.4)) zone.add(cut, ds(random.between(1, 60_000)));
  occlude(zone, cut);
  if (random.chance(0.3)) zone.offer(cut);
}

function siblingServer(zone: ZoneBuilder): string {
  const cut = zone.fresh("sibling", zone.origin);
  const server = `ns.${cut}`;
  zone.add(cut, ns(server));
  zone.add(server, ...someAddresses(zone));
  return server;
}

/** Names below a delegation are not this zone's, wildcards among them (RFC 4592 section 2.2.1, 2136 section 7.18). */
function occlude(zone: ZoneBuilder, cut: string): void {
  const { random } = zone;
  if (random.chance(0.4)) zone.add(`hidden.${cut}`, ...someData(zone));
  if (random.chance(0.2)) zone.add(`*.${cut}`, ...someData(zone));
  if (random.chance(0.2)) zone.add(`alias.${cut}`, cname(somewhere(zone)));
  if (random.chance(0.2)) zone.add(cut, ...someData(zone));
}

function chain(zone: ZoneBuilder): void {
  const { random } = zone;
  const first = zone.fresh("link");
  let owner = first;
  for (let left = random.between(0, 5); left > 0; left--) {
    const next = zone.fresh("link", zone.random.chance(0.8) ? zone.origin : zone.base());
    zone.add(owner, cname(next));
    owner = next;
  }
  zone.add(owner, cname(random.chance(0.15) ? first : somewhere(zone)));
}

/** Of more links than servers follow. */
function longChain(zone: ZoneBuilder): void {
  const names = Array.from({ length: zone.random.between(10, 24) }, () => zone.fresh("far", zone.origin));
  names.slice(1).forEach((name, index) => {
    zone.add(names[index] ?? zone.origin, cname(name));
  });
  zone.add(names.at(-1) ?? zone.origin, ...someAddresses(zone));
}

function loop(zone: ZoneBuilder): void {
  const names = Array.from({ length: zone.random.between(1, 4) }, () => zone.fresh("loop"));
  names.forEach((name, index) => {
    zone.add(name, cname(names[(index + 1) % names.length] ?? name));
  });
}

function redirection(zone: ZoneBuilder): void {
  const owner = zone.fresh("moved");
  zone.add(owner, dname(zone.random.chance(0.2) ? `inside.${owner}` : redirectionTarget(zone, owner)));
  if (zone.random.chance(0.4)) zone.add(owner, ...someData(zone));
  if (zone.random.chance(0.5)) zone.add(zone.fresh("via"), cname(`${zone.random.pick(["x", "host", "a.b"])}.${owner}`));
}

function redirectionTarget(zone: ZoneBuilder, owner: string): string {
  const target = somewhere(zone);
  return isAtOrBelow(target, owner) ? outside(zone) : target;
}

/** A DNAME to a DNAME to a name with a wildcard under it. */
function redirectionChain(zone: ZoneBuilder): void {
  const goal = zone.fresh("goal");
  const names = Array.from({ length: zone.random.between(2, 4) }, () => zone.fresh("hop"));
  names.forEach((name, index) => {
    zone.add(name, dname(names[index + 1] ?? goal));
  });
  zone.add(`*.${goal}`, ...someData(zone));
  zone.add(`host.${goal}`, ...someAddresses(zone));
}

/** So long a target that names below the owner grow over 255 bytes (RFC 6672 section 2.2: YXDOMAIN). */
function redirectionOverflow(zone: ZoneBuilder): void {
  const owner = zone.fresh("long", zone.origin);
  const room = 255 - wireLength(zone.origin) - zone.random.between(4, 20);
  const labels = Array.from({ length: 4 }, () => "l".repeat(Math.floor(room / 4) - 1));
  zone.add(owner, dname(`${labels.join(".")}.${zone.origin}`));
  zone.add(zone.fresh("via"), cname(`${"y".repeat(30)}.${owner}`));
}

/** Types whose data has names, for which servers add addresses (RFC 1034 section 4.3.2 step 6). */
function pointers(zone: ZoneBuilder): void {
  const { random } = zone;
  const owner = zone.fresh("mail");
  const targets = Array.from({ length: random.between(1, 3) }, () => (random.chance(0.7) ? zone.existing() : somewhere(zone)));
  zone.add(owner, ...targets.map((target, index) => mx(10 * index, target)));
  zone.add(`_sip._udp.${owner}`, ...targets.map((target, index) => srv(index, target)));
  if (random.chance(0.3)) zone.add(owner, ptr(somewhere(zone)));
  if (random.chance(0.3)) zone.add(`*.${owner}`, mx(5, zone.existing()));
}

function oddNames(zone: ZoneBuilder): void {
  const owner = `${zone.random.pick(ODD_LABELS)}.${zone.base()}`;
  zone.add(owner, ...someData(zone));
  if (zone.random.chance(0.5)) zone.add(zone.fresh("odd"), cname(owner));
  if (zone.random.chance(0.5)) zone.offer(owner);
}

function nameless(zone: ZoneBuilder): void {
  const owner = zone.fresh("raw");
  for (const type of NAMELESS_TYPES) zone.add(owner, unknown(type, zone.random.bytes(zone.random.between(1, 20))));
}

/** More than fits into an answer of 512 bytes. */
function large(zone: ZoneBuilder): void {
  const owner = zone.fresh("large");
  zone.add(owner, ...Array.from({ length: zone.random.between(5, 40) }, () => txt([zone.random.bytes(zone.random.between(10, 60))])));
  if (zone.random.chance(0.5)) zone.add(owner, ...Array.from({ length: 30 }, (_, index) => address(index + 1)));
}

/** How often each is taken, and what. */
export const PARTS: readonly (readonly [number, Part])[] = [
  [3, hosts],
  [4, wildcards],
  [1, emptyWildcard],
  [2, wildcardAlias],
  [0.5, wildcardLoop],
  [2, emptyNonTerminals],
  [4, delegation],
  [4, chain],
  [0.3, longChain],
  [1, loop],
  [2, redirection],
  [1, redirectionChain],
  [0.5, redirectionOverflow],
  [3, pointers],
  [2, oddNames],
  [1, nameless],
  [0.5, large],
];

/** What stands at the apex besides SOA: servers in the zone and outside, perhaps more. */
export function apex(zone: ZoneBuilder): void {
  const { origin, random } = zone;
  const server = random.chance(0.8) ? `ns1.${origin}` : `deep.ns.${origin}`;
  zone.add(origin, ns(server), ...(random.chance(0.4) ? [ns(outside(zone))] : []));
  zone.add(server, ...someAddresses(zone));
  if (random.chance(0.3)) {
    zone.add(origin, ns(origin));
    zone.add(origin, ...someAddresses(zone));
  }
  if (random.chance(0.5)) zone.add(origin, ...someData(zone));
  if (random.chance(0.4)) zone.add(origin, mx(10, random.chance(0.5) ? server : origin));
  if (random.chance(0.3)) zone.add(`*.${origin}`, ...someData(zone));
  if (labelsOf(server).length > labelsOf(origin).length + 1) zone.offer(`ns.${origin}`);
}

/** A whole zone moved elsewhere (RFC 6672 section 2.3): nothing is below. */
export function movedApex(zone: ZoneBuilder): void {
  const { origin } = zone;
  zone.add(origin, ns("ns.elsewhere.test"), ns("ns2.elsewhere.test"));
  zone.add(origin, dname("elsewhere.test"));
  zone.add(origin, ...someData(zone));
}
