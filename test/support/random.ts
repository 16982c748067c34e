/** A small seeded generator of pseudo-random numbers (mulberry32): the same choices for the same seed, everywhere. */
export class Random {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed >>> 0;
  }

  /** 32 random bits. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** 0 to limit - 1. */
  below(limit: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * limit);
  }

  /** Both ends included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.next() / 0x1_0000_0000 < probability;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }

  /** One of the choices, the first numbers being their weights. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let rest = (this.next() / 0x1_0000_0000) * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of choices) {
      rest -= weight;
      if (rest < 0) return choice;
    }
    throw new Error("nothing to choose from");
  }

  bytes(length: number, largest: number = 255): Uint8Array {
    return Uint8Array.from({ length }, () => this.between(0, largest));
  }

  /** An independent generator. */
  fork(): Random {
    return new Random(this.next());
  }
}
