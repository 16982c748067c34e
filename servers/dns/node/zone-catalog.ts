/** Zones that catalogues list (RFC 9432 section 5): they come and go with them. */
import type { CatalogConfig } from "../config/types.js";
import { type CatalogMember, readCatalog } from "../zone/catalog.js";
import { Turns } from "./turns.js";
import { canonicalOrigin } from "./zone-file-name.js";
import type { ServedZone } from "./zone-served.js";
import type { ZoneSource, ZoneStore } from "./zone-store.js";

export interface CatalogOptions {
  readonly store: ZoneStore;
  readonly tell: (text: string) => void;
  /** A zone has been added, and loaded. */
  readonly added: (zone: ServedZone) => void;
  /** A zone is about to go. */
  readonly removed: (zone: ServedZone) => void;
}

interface Membership {
  readonly member: CatalogMember;
  readonly catalog: ServedZone;
  readonly zone: ServedZone;
}

/** What members are served with. */
type MemberSettings = Extract<CatalogConfig, { readonly role: "consume" }>;

/** Problems of one catalogue that are told. */
const MOST_TOLD = 20;

export class CatalogConsumer {
  readonly #options: CatalogOptions;
  /** By the name of the member. */
  readonly #members = new Map<string, Membership>();
  /** One catalogue after the other: a zone may go from one to another. */
  readonly #turns = new Turns(1);
  readonly #told = new WeakMap<ServedZone, string>();

  constructor(options: CatalogOptions) {
    this.#options = options;
  }

  /** Whether a zone is there only because a catalogue lists it. */
  isMember(zone: ServedZone): boolean {
    return this.#members.get(nameOf(zone))?.zone === zone;
  }

  /** Does what a catalogue says, as it is now. One that is broken changes nothing (section 5.1). */
  update(catalog: ServedZone): Promise<void> {
    return this.#turns.take(async () => {
      const hasFreed = await this.#update(catalog);
      if (!hasFreed) return;
      // What one catalogue gives up, another may have been waiting for.
      for (const other of this.#options.store.zones)
        if (other !== catalog && (this.#told.get(other) ?? "") !== "") await this.#update(other);
    });
  }

  /** Returns whether a member that was its own may be another catalogue's now. */
  async #update(catalog: ServedZone): Promise<boolean> {
    const settings = settingsOf(catalog);
    const { image } = catalog;
    if (settings === undefined || image === undefined || catalog.isRemoved) return false;
    const read = readCatalog(image);
    if (read.kind === "broken") {
      this.#tellOnce(catalog, `the catalogue is broken, so it changes nothing: ${read.problem}`);
      return false;
    }
    const listed = new Map(read.members.map((member) => [member.origin, member]));
    const members = this.#membersOf(catalog);
    for (const membership of members) await this.#compare(membership, catalog, listed, settings);
    await this.#addAll(catalog, listed.values(), settings);
    return members.some(({ member: { origin } }) => listed.get(origin)?.changeOfOwnership !== undefined || !listed.has(origin));
  }

  async #addAll(catalog: ServedZone, listed: Iterable<CatalogMember>, settings: MemberSettings): Promise<void> {
    const problems: string[] = [];
    for (const member of listed) {
      const problem = await this.#add(catalog, member, settings);
      if (problem !== undefined) problems.push(problem);
    }
    // A catalogue has its members in no order.
    const shown = problems.toSorted().slice(0, MOST_TOLD);
    if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more`);
    this.#tellOnce(catalog, shown.join("; "));
  }

  /** Those that a catalogue of this name listed when it was read last. */
  #membersOf(catalog: ServedZone): Membership[] {
    return [...this.#members.values()].filter((membership) => nameOf(membership.catalog) === nameOf(catalog));
  }

  /** Takes out what is not listed any more (section 5.3), or under another label (section 5.4). */
  async #compare(
    { zone, member }: Membership,
    catalog: ServedZone,
    listed: ReadonlyMap<string, CatalogMember>,
    settings: MemberSettings,
  ): Promise<void> {
    const now = listed.get(member.origin);
    // Somebody has configured a zone of this name.
    if (zone.isRemoved) this.#members.delete(member.origin);
    else if (now === undefined || now.id !== member.id) await this.#remove(zone, member.origin);
    else {
      zone.source = sourceOf(now, settings);
      this.#members.set(member.origin, { zone, catalog, member: now });
    }
  }

  async #remove(zone: ServedZone, origin: string): Promise<void> {
    this.#members.delete(origin);
    if (zone.isRemoved) return;
    this.#options.removed(zone);
    await this.#options.store.remove(zone, true);
    this.#options.tell(`${origin}: it is not in its catalogue any more`);
  }

  /** What is wrong, for people. */
  async #add(catalog: ServedZone, member: CatalogMember, settings: MemberSettings): Promise<string | undefined> {
    const { store } = this.#options;
    const { origin } = member;
    const there = this.#members.get(origin);
    if (there?.catalog === catalog) return undefined;
    if (there !== undefined && !there.zone.isRemoved) {
      // Section 4.3.1: only if the catalogue that has it says so.
      if (there.member.changeOfOwnership !== nameOf(catalog)) return `${origin} is a member of ${nameOf(there.catalog)} already`;
      if (there.member.id === member.id) return this.#move(there.zone, catalog, member, settings);
      await this.#remove(there.zone, origin);
    }
    const source = sourceOf(member, settings);
    if ((source.primaries ?? []).length === 0) return `${origin} has no primaries`;
    // Section 5.2: what was configured is not the catalogue's.
    if (store.findText(origin) !== undefined) return `${origin} is served already`;
    const zone = store.add(source);
    this.#members.set(origin, { zone, catalog, member });
    await zone.load();
    this.#options.added(zone);
    return undefined;
  }

  /** Under the same label a zone stays what it is when it goes to another catalogue; its settings are those of the new one. */
  #move(zone: ServedZone, catalog: ServedZone, member: CatalogMember, settings: MemberSettings): undefined {
    zone.source = sourceOf(member, settings);
    this.#members.set(member.origin, { zone, catalog, member });
    this.#options.tell(`${member.origin}: it belongs to ${nameOf(catalog)} now`);
  }

  /** The same again and again would hide what is new. */
  #tellOnce(catalog: ServedZone, text: string): void {
    if (text !== "" && text !== this.#told.get(catalog)) this.#options.tell(`${catalog.source.origin}: ${text}`);
    this.#told.set(catalog, text);
  }

  /** Members of catalogues that are not used any more go with them. */
  dropRemoved(): Promise<void> {
    return this.#turns.take(async () => {
      for (const { zone, member, catalog } of [...this.#members.values()]) {
        const now = this.#options.store.find(catalog.origin);
        if (now === undefined || settingsOf(now) === undefined) await this.#remove(zone, member.origin);
      }
    });
  }
}

/** The settings of the members of a catalogue that is to be consumed. */
function settingsOf({ source }: ServedZone): MemberSettings | undefined {
  return source.catalog?.role === "consume" ? source.catalog : undefined;
}

/** A member as if it had been configured. A group that nothing is known of means nothing (section 4.3.2). */
function sourceOf({ origin, groups }: CatalogMember, settings: MemberSettings): ZoneSource {
  const group = settings.groups?.find(({ name }) => groups.includes(name));
  return { ...(group?.settings ?? settings.members), allowUpdate: [], origin, file: undefined };
}

function nameOf({ source }: ServedZone): string {
  return canonicalOrigin(source.origin);
}
