/** A zone's lines that change at random from one version to the next, so that all kinds of differences come up. */
import type { Random } from "../../random.js";
import { MANY_KINDS } from "./zone-text.js";

const HOSTS = 300;
/** Lines that change from one version to the next, at most. */
const MOST_CHANGES = 60;

function randomLine(random: Random): string {
  const name = random.pick([`host-${random.below(HOSTS)}`, `a.b-${random.below(20)}.deep`, `*.wild-${random.below(5)}`]);
  const data = [
    `A 192.0.2.${random.below(256)}`,
    `AAAA 2001:db8::${random.below(9)}`,
    `TXT "${random.below(3)}" "x"`,
    `MX ${random.below(3)} mail`,
  ];
  return `${name} ${random.pick(data)}`;
}

/** Lines of the next version: some are gone, some are new, some RRsets have another TTL. */
export class RandomZone {
  readonly #random: Random;
  readonly #lines = new Set<string>();
  /** TTLs by name and type, which the records of an RRset share (RFC 2181 section 5.2). */
  readonly #ttls = new Map<string, number>();
  #fixed: readonly string[] = MANY_KINDS;

  constructor(random: Random) {
    this.#random = random;
    for (let count = 0; count < 2 * HOSTS; count++) this.#lines.add(randomLine(random));
  }

  change(): void {
    const random = this.#random;
    for (let count = random.between(1, MOST_CHANGES); count > 0; count--) {
      const line = random.chance(0.5) ? random.pick([...this.#lines]) : randomLine(random);
      if (random.chance(0.2)) this.#ttls.set(rrsetOf(line), random.between(1, 9) * 100);
      else if (!this.#lines.delete(line)) this.#lines.add(line);
    }
    // Delegations and aliases come and go too.
    this.#fixed = MANY_KINDS.filter(() => random.chance(0.8));
  }

  get lines(): string[] {
    const withTtl = (line: string): string => line.replace(" ", ` ${this.#ttls.get(rrsetOf(line)) ?? 3600} `);
    return [...this.#fixed, ...[...this.#lines].map(withTtl)];
  }
}

/** Owner and type of a line. */
function rrsetOf(line: string): string {
  return line.split(" ").slice(0, 2).join(" ");
}
