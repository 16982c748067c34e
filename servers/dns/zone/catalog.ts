/** Catalogue zones (RFC 9432), version 2: a list of zones, written as a zone. Read here, and written. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import { DnsClass, DnsType } from "../../../generated/dns/types.js";
import { dnsLabels, type DnsName, dnsNameToWire, parseDnsName } from "../../../runtime/types/dns-name.js";
import { ZoneBuilder } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import { NODE } from "../image/layout.js";
import { canonicalKeyName, keyNameOf } from "../security/tsig-keys.js";
import { isLater } from "./change.js";
import { nameFromWire, ownerOf, recordsOf } from "./records.js";

/** Members of one catalogue at most. */
export const MOST_MEMBERS = 100_000;
const SCHEMA = "2";

export interface CatalogMember {
  /** As `ZoneConfig.origin`: lower case, without the last dot. */
  readonly origin: string;
  /** The label that it stands under. Where that is another, the zone begins anew (RFC 9432 section 5.4). */
  readonly id: string;
  /** RFC 9432 section 4.3.2. */
  readonly groups: readonly string[];
  /** The catalogue that it is to belong to from now on (section 4.3.1). */
  readonly changeOfOwnership: string | undefined;
}

export type Catalog =
  | { readonly kind: "catalog"; readonly members: readonly CatalogMember[] }
  /** Nothing is to be done (section 5.1). */
  | { readonly kind: "broken"; readonly problem: string };

/** A member as far as its records have been seen. */
interface Gathered {
  origins: string[];
  groups: string[];
  owners: string[];
}

/** Reads a catalogue; what is no part of the schema is ignored (section 3). */
export function readCatalog(image: ZoneImage, mostMembers: number = MOST_MEMBERS): Catalog {
  const gathered = new Map<string, Gathered>();
  const versions: string[] = [];
  const { version } = image;
  image.eachNewest((newest) => {
    const node = image.current(newest, version);
    if (node !== 0 && image.word(node + NODE.RRSETS) !== 0) gather(image, node, versions, gathered);
  });
  if (versions.length !== 1 || versions[0] !== SCHEMA)
    return broken(versions.length === 0 ? "it has no version" : `its version is ${versions.join(", ")}, not ${SCHEMA}`);
  return membersOf(gathered, mostMembers);
}

function broken(problem: string): Catalog {
  return { kind: "broken", problem };
}

/** Section 4.1: `version`; `ID.zones`; `coo.ID.zones` and `group.ID.zones`. */
function gather(image: ZoneImage, node: number, versions: string[], gathered: Map<string, Gathered>): void {
  const name = nameFromWire(ownerOf(image, node));
  const labels = dnsLabels(name).map(textOf);
  const own = labels.slice(0, labels.length - image.originLabels);
  const records = (type: number): DnsRecord[] => {
    const rrset = image.rrset(node, type);
    return rrset === 0 ? [] : recordsOf(image, name, rrset);
  };
  if (own.length === 1 && own[0] === "version") versions.push(...records(DnsType.TXT).map(stringOf));
  const id = own.at(-2);
  if (own.at(-1) !== "zones" || id === undefined || own.length > 3) return;
  const member = gathered.get(id) ?? { origins: [], groups: [], owners: [] };
  if (own.length === 2) member.origins.push(...records(DnsType.PTR).map(targetOf));
  else if (own[0] === "coo") member.owners.push(...records(DnsType.PTR).map(targetOf));
  else if (own[0] === "group") member.groups.push(...records(DnsType.TXT).map(stringOf));
  gathered.set(id, member);
}

function membersOf(gathered: ReadonlyMap<string, Gathered>, mostMembers: number): Catalog {
  const members: CatalogMember[] = [];
  const seen = new Set<string>();
  for (const [id, { origins, groups, owners }] of gathered) {
    const [origin] = origins;
    // Properties of what is no member mean nothing.
    if (origin === undefined) continue;
    if (origins.length > 1) return broken(`${id}.zones has more than one PTR record`);
    if (owners.length > 1) return broken(`coo.${id}.zones has more than one PTR record`);
    if (seen.has(origin)) return broken(`${origin} is there twice`);
    seen.add(origin);
    members.push({ origin, id, groups, changeOfOwnership: owners[0] });
  }
  if (members.length > mostMembers) return broken(`it has ${members.length} members: ${mostMembers} are the most that are taken`);
  // An image has names in no order.
  return { kind: "catalog", members: members.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** A label in lower case. */
function textOf(label: Uint8Array): string {
  return String.fromCharCode(...label).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The text of a TXT record. */
function stringOf({ rdata }: DnsRecord): string {
  return rdata.$kind === "TXT" ? rdata.txtData.map((text) => new TextDecoder().decode(text)).join("") : "";
}

function targetOf({ rdata }: DnsRecord): string {
  return rdata.$kind === "PTR" ? keyNameOf(rdata.ptrdname) : "";
}

/** A zone that a catalogue is to list. */
export interface NewMember {
  /** In presentation format. */
  readonly origin: string;
  /** RFC 9432 section 4.3.2; at most 255 bytes. */
  readonly group?: string | undefined;
}

/** SHA-1 of some bytes, one character a byte. */
type Digest = (bytes: Uint8Array) => string;

/**
 * Writes a catalogue. A member's label is made of its name, so that it is the same each time.
 *
 * @param origin the catalogue's name in wire form
 */
export function makeCatalog(origin: Uint8Array, members: readonly NewMember[], serial: number, digest: Digest): ZoneImage {
  const builder = new ZoneBuilder(origin, { names: 3 * members.length + 8, bytes: 512 * members.length + 4096 });
  const add = (labels: readonly string[], type: number, ttl: number, rdata: Parameters<ZoneBuilder["add"]>[5]): void => {
    const owner = Uint8Array.from([...labels.flatMap(labelBytes), ...origin]);
    builder.add(owner, owner.length, type, DnsClass.IN, ttl, rdata);
  };
  // Nobody is to ask for any of this: section 4.1 wants the records of all zones, and names that lead nowhere.
  const times = { refresh: 3600, retry: 600, expire: 2_147_483_646, minimum: 0 };
  add([], DnsType.SOA, 0, { $kind: "SOA", mname: "invalid", rname: "invalid", serial, ...times });
  add([], DnsType.NS, 0, { $kind: "NS", nsdname: "invalid" });
  const text = (string: string) => ({ $kind: "TXT", txtData: [new TextEncoder().encode(string)] }) as const;
  add(["version"], DnsType.TXT, 0, text(SCHEMA));
  for (const { origin: ptrdname, group } of members) {
    const label = labelOf(ptrdname, digest);
    add([label, "zones"], DnsType.PTR, 0, { $kind: "PTR", ptrdname });
    if (group !== undefined) add(["group", label, "zones"], DnsType.TXT, 0, text(group));
  }
  return builder.finish();
}

function labelBytes(label: string): number[] {
  return [label.length, ...new TextEncoder().encode(label)];
}

function labelOf(member: string, digest: Digest): string {
  const bytes = dnsNameToWire(nameOf(member));
  return Array.from(digest(bytes), (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

function nameOf(text: string): DnsName {
  const name = parseDnsName(text);
  if (name === undefined) throw new RangeError(`"${text}" is no domain name`);
  return name;
}

/** Whether a catalogue has just these members, in these groups. */
export function hasMembers(catalog: Catalog, members: readonly NewMember[]): boolean {
  if (catalog.kind === "broken" || catalog.members.length !== members.length) return false;
  const groupsOf = new Map(catalog.members.map(({ origin, groups }) => [origin, groups]));
  return members.every(({ origin, group }) => {
    const groups = groupsOf.get(canonicalKeyName(origin) ?? "");
    return groups !== undefined && (group === undefined ? groups.length === 0 : groups.length === 1 && groups[0] === group);
  });
}

/** The serial of the next catalogue: the time, unless that would not be later. @param now seconds since 1970 */
export function nextCatalogSerial(serial: number | undefined, now: number): number {
  const time = now >>> 0 || 1;
  if (serial === undefined || isLater(time, serial)) return time;
  return (serial + 1) >>> 0 || 1;
}
