/** Counts of a comparison, and its report. */

interface ProtocolCount {
  packets: number;
  compared: number;
  differences: number;
}

interface Difference {
  count: number;
  readonly first: string;
}

/** Places whose differences are understood, and why. */
export type Explanations = Readonly<Record<string, string>>;

export class Tally {
  readonly protocols = new Map<string, ProtocolCount>();
  readonly differences = new Map<string, Difference>();
  /** Places that no table mentions, with what tshark calls them. */
  readonly unknowns = new Map<string, Map<string, number>>();
  /** Places where tshark has nothing to compare with, and why. */
  readonly unseenPlaces = new Map<string, string>();
  frames = 0;

  constructor(private readonly explanations: Explanations) {}

  private count(protocol: string): ProtocolCount {
    const known = this.protocols.get(protocol) ?? { packets: 0, compared: 0, differences: 0 };
    this.protocols.set(protocol, known);
    return known;
  }

  packet(protocol: string): void {
    this.count(protocol).packets++;
  }

  agreement(protocol: string): void {
    this.count(protocol).compared++;
  }

  difference(protocol: string, place: string, first: string): void {
    const known = this.differences.get(place) ?? { count: 0, first };
    known.count++;
    this.differences.set(place, known);
    if (!(place in this.explanations)) this.count(protocol).differences++;
  }

  unseen(place: string, why: string): void {
    this.unseenPlaces.set(place, why);
  }

  unknown(place: string, suggestions: readonly string[]): void {
    const names = this.unknowns.get(place) ?? new Map<string, number>();
    for (const name of suggestions.length === 0 ? ["-"] : suggestions) names.set(name, (names.get(name) ?? 0) + 1);
    this.unknowns.set(place, names);
  }

  get unexplained(): readonly string[] {
    return [...this.differences]
      .filter(([place]) => !(place in this.explanations))
      .map(([place, { count, first }]) => `${place}: ${count.toString()}, first ${first}`);
  }

  /** Explanations that nothing needs any more. */
  get idleExplanations(): readonly string[] {
    return Object.keys(this.explanations).filter((place) => !this.differences.has(place));
  }

  /** Our fields that tshark has nothing for, by reason. */
  unseenReport(): string {
    const reasons = [...new Set(this.unseenPlaces.values())].sort();
    const placesOf = (reason: string): string =>
      [...this.unseenPlaces]
        .filter(([, why]) => why === reason)
        .map(([place]) => `  ${place}\n`)
        .sort()
        .join("");
    return reasons.map((reason) => `${reason}:\n${placesOf(reason)}`).join("");
  }

  report(): string {
    const rows = [...this.protocols]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, { packets, compared, differences }]) => row(name, packets, compared, differences));
    const explained = [...this.differences]
      .filter(([place]) => place in this.explanations)
      .map(([place, { count }]) => `  ${place}: ${count.toString()}, ${this.explanations[place] ?? ""}\n`);
    const unnamed = `${this.unseenPlaces.size.toString()} of our fields have no name in tshark`;
    const total = `${this.frames.toString()} packets of ${this.protocols.size.toString()} protocols; ${unnamed}\n`;
    return [
      row("protocol", "packets", "fields", "differences"),
      ...rows,
      total,
      explained.length > 0 ? "explained:\n" : "",
      ...explained,
    ].join("");
  }
}

function row(...[name, ...numbers]: readonly [string, ...(string | number)[]]): string {
  return `${name.padEnd(18)}${numbers.map((number) => String(number).padStart(12)).join("")}\n`;
}
