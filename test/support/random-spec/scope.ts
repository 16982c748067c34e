/** The names that a place in a random spec can use. */
import type { Random } from "../random.js";

/** Published fields have such names, and generated code has others like them. */
const AWKWARD = (
  "bytes at end value cursor slots limits depth report path length size name type class new function default then constructor " +
  "__proto__ toString view bind next origin element index data a' source_port sourcePort checksum offset version number let last"
).split(" ");

/** Every name of a packet is used once. */
export class Names {
  #count = 0;
  readonly #used = new Set<string>();

  constructor(private readonly random: Random) {}

  fresh(): string {
    const awkward = this.random.chance(0.06) ? this.random.pick(AWKWARD) : "";
    if (awkward !== "" && !this.#used.has(awkward) && !this.#used.has(`_${awkward}`)) {
      this.#used.add(awkward);
      return awkward;
    }
    return `f${String(++this.#count)}`;
  }
}

export class Scope {
  /** Integers that may be computed with. */
  readonly ints: string[];
  readonly bools: string[];
  /** Whatever has a size and an offset. */
  readonly sized: string[];
  /** Byte arrays that are always there. */
  readonly summed: string[];
  /** Strings, and byte arrays without padding, that are always there: they can be compared. */
  readonly texts: string[];
  readonly arrays: string[];
  /** Stand under a condition. */
  readonly optionals: string[];
  /** Integers that encoding cannot fill, which is no matter in conditions, and others; all of them earlier. */
  constructor(
    readonly random: Random,
    readonly names: Names,
    outer?: Scope,
  ) {
    this.ints = [...(outer?.ints ?? [])];
    this.bools = [...(outer?.bools ?? [])];
    this.sized = [...(outer?.sized ?? [])];
    this.summed = [...(outer?.summed ?? [])];
    this.texts = [...(outer?.texts ?? [])];
    this.arrays = [...(outer?.arrays ?? [])];
    this.optionals = [...(outer?.optionals ?? [])];
  }

  inner(): Scope {
    return new Scope(this.random, this.names, this);
  }

  fresh(): string {
    return this.names.fresh();
  }
}
