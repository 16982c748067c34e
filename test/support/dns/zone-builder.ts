/** A zone under construction: takes records, refuses those that no server would load beside the others, writes the file. */
import { DnsType } from "../../../generated/dns/types.js";
import { type Random } from "../random.js";
import { type Data } from "./data.js";
import { fileLabels, fileName, isBelow, labelsOf } from "./names.js";
import { recordFromInput, typeName, type ZoneRecord } from "./records.js";

export interface Zone {
  readonly seed: number;
  readonly origin: string;
  /** The zone file. */
  readonly text: string;
  readonly records: readonly ZoneRecord[];
}

interface Line {
  readonly record: ZoneRecord;
  readonly data: Data;
}

/** 255 bytes, less what a longest label and the odd prefix of a query take. */
const DEEPEST = 9;
const TTLS = [0, 60, 300, 3600, 86_400, 2_147_483];

export class ZoneBuilder {
  readonly #lines: Line[] = [];
  readonly #bases: string[];
  #count = 0;

  constructor(
    readonly origin: string,
    readonly random: Random,
  ) {
    this.#bases = [origin];
  }

  /** A name under which something can be put: often the origin, else one that is interesting. */
  base(): string {
    const { random } = this;
    const base = random.chance(0.6) ? this.origin : random.pick(this.#bases);
    return labelsOf(base).length < DEEPEST ? base : this.origin;
  }

  /** From now on other things are put under this name too. */
  offer(name: string): void {
    this.#bases.push(name);
  }

  /** A name that nothing has used yet, under some base. */
  fresh(prefix: string, base: string = this.base()): string {
    this.#count++;
    return `${prefix}${this.#count}.${base}`;
  }

  /** Some owner of records. */
  existing(): string {
    return this.#lines.length === 0 ? this.origin : this.random.pick(this.#lines).record.owner;
  }

  /** Puts a whole RRset at a name, all of one TTL (RFC 2181 section 5.2); what cannot stand there is left out. */
  add(owner: string, ...set: readonly Data[]): void {
    const ttl = this.random.pick(TTLS);
    for (const data of set) {
      const same = this.#at(owner).find(({ record }) => record.type === data.type);
      const record = recordFromInput({ name: owner, ttl: same?.record.ttl ?? ttl, rdata: data.input });
      if (this.#mayStand(record)) this.#lines.push({ record, data });
    }
  }

  #at(owner: string): Line[] {
    return this.#lines.filter(({ record }) => record.owner === owner);
  }

  #mayStand({ owner, type, rdata }: ZoneRecord): boolean {
    const types = this.#at(owner).map(({ record }) => record.type);
    const isTwice = this.#at(owner).some(({ record }) => record.type === type && record.rdata === rdata);
    return !isTwice && fits(type, types) && this.#fitsDname(owner, type) && (type !== DnsType.NS || !owner.startsWith("*."));
  }

  /** RFC 6672 section 2.4: nothing stands below a DNAME. Inside a delegated zone there is nothing that is this zone's to redirect. */
  #fitsDname(owner: string, type: number): boolean {
    const others = this.#lines.map(({ record }) => record);
    const isUnder = others.some((record) => record.type === DnsType.DNAME && isBelow(owner, record.owner));
    const isOver = type === DnsType.DNAME && others.some((record) => isBelow(record.owner, owner));
    return !isUnder && !isOver;
  }

  zone(seed: number): Zone {
    return { seed, origin: this.origin, text: this.#text(), records: this.#lines.map(({ record }) => record) };
  }

  #text(): string {
    let previous = "";
    const lines = this.#lines.map(({ record, data }) => {
      const isSame = record.owner === previous && this.random.chance(0.5);
      previous = record.owner;
      return `${isSame ? "" : this.#owner(record.owner)} ${record.ttl} IN ${typeName(record.type)} ${data.text}`;
    });
    return [`$ORIGIN ${fileName(this.origin)}`, "$TTL 3600", ...lines, ""].join("\n");
  }

  /** Absolute or relative, some letters in upper case. */
  #owner(owner: string): string {
    const relative = owner === this.origin ? "@" : fileLabels(owner.slice(0, -this.origin.length - 1));
    const text = this.random.chance(0.5) ? relative : fileName(owner);
    return this.random.chance(0.2) ? mixCase(text, this.random) : text;
  }
}

/** Some letters in upper case. */
export function mixCase(text: string, random: Random): string {
  return text.replaceAll(/[a-z]/gu, (letter) => (random.chance(0.5) ? letter.toUpperCase() : letter));
}

/** RFC 2181 section 10.1: a CNAME stands alone. A DNAME is no delegation (RFC 6672 section 2.3), and single (section 2.4), as a SOA is. */
function fits(type: number, types: readonly number[]): boolean {
  if (types.includes(DnsType.CNAME) || (type === DnsType.CNAME && types.length > 0)) return false;
  if (types.includes(type) && (type === DnsType.SOA || type === DnsType.DNAME)) return false;
  if (types.includes(DnsType.SOA)) return true;
  return !(type === DnsType.DNAME && types.includes(DnsType.NS)) && !(type === DnsType.NS && types.includes(DnsType.DNAME));
}
