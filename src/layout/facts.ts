/** What is known at one point of a packet, beyond the types: which values are left, and which sums are not negative. */
import { add, scale } from "./arithmetic.js";
import { atLeast, atMost, exactly, hull, includes, intersect, between } from "./interval.js";
import type { Interval } from "./layout.js";
import { difference, product, type Atom, type Form, type Term } from "./linear.js";

/** Only the last few are tried: what matters is nearly always the check just before. */
const RELATIONS_TRIED = 8;

export interface Mark {
  readonly trail: number;
  readonly relations: number;
  readonly impossible: boolean;
}
/** What was learnt since a mark, by atom. */
export interface Changes {
  readonly impossible: boolean;
  readonly atoms: ReadonlyMap<string, { readonly atom: Atom; readonly range: Interval }>;
}

export class Facts {
  private readonly known = new Map<string, Interval>();
  private readonly trail: { readonly atom: Atom; readonly before: Interval | undefined }[] = [];
  private readonly relations: Form[] = [];
  private contradiction = false;

  /** `simple`: learn nothing that depends on more than one atom. */
  constructor(private readonly simple: boolean = false) {}

  /** The facts contradict each other: nothing gets to this point. */
  get impossible(): boolean {
    return this.contradiction;
  }

  rangeOf(atom: Atom): Interval {
    return this.known.get(atom.key) ?? atom.range;
  }

  bounds(form: Form): Interval {
    let total = exactly(form.constant);
    for (const term of form.terms.values()) total = add(total, this.contribution(term));
    return total;
  }

  /** The best lower bound, also from what is known of similar sums. */
  lowerBound(form: Form): bigint | undefined {
    let best = this.bounds(form).min;
    for (const relation of this.relations.slice(-RELATIONS_TRIED)) {
      const found = this.bounds(difference(form, relation)).min;
      if (found !== undefined && (best === undefined || found > best)) best = found;
    }
    return best;
  }

  upperBound(form: Form): bigint | undefined {
    const lowest = this.lowerBound(product(form, -1n));
    return lowest === undefined ? undefined : -lowest;
  }

  narrow(atom: Atom, to: Interval): void {
    const before = this.rangeOf(atom);
    const after = intersect(before, to);
    if (after === undefined) this.contradiction = true;
    else if (after.min !== before.min || after.max !== before.max) {
      this.trail.push({ atom, before: this.known.get(atom.key) });
      this.known.set(atom.key, after);
    }
  }

  assumeNotNegative(form: Form): void {
    if (this.simple && form.terms.size > 1) return;
    const most = this.bounds(form).max;
    if (most !== undefined && most < 0n) this.contradiction = true;
    for (const term of form.terms.values()) this.narrowTerm(form, term);
    if (form.terms.size > 1) this.relations.push(form);
  }

  assumeZero(form: Form): void {
    this.assumeNotNegative(form);
    this.assumeNotNegative(product(form, -1n));
  }

  /** Only useful for an atom at one end of its range. */
  assumeNotZero(form: Form): void {
    const [term, ...others] = [...form.terms.values()];
    if (term === undefined) {
      if (form.constant === 0n) this.contradiction = true;
    } else if (others.length === 0 && form.constant % term.factor === 0n) {
      this.exclude(term.atom, -form.constant / term.factor);
    }
  }

  mark(): Mark {
    return { trail: this.trail.length, relations: this.relations.length, impossible: this.contradiction };
  }

  /** Forgets what was learnt since the mark. */
  rollback(mark: Mark): Changes {
    const atoms = new Map<string, { atom: Atom; range: Interval }>();
    const impossible = this.contradiction;
    while (this.trail.length > mark.trail) {
      const entry = this.trail.pop();
      if (entry === undefined) break;
      const { atom, before } = entry;
      if (!atoms.has(atom.key)) atoms.set(atom.key, { atom, range: this.rangeOf(atom) });
      if (before === undefined) this.known.delete(atom.key);
      else this.known.set(atom.key, before);
    }
    this.relations.length = Math.min(this.relations.length, mark.relations);
    this.contradiction = mark.impossible;
    return { impossible, atoms };
  }

  /** After alternatives, of which one was taken: keeps what all of them have learnt. */
  join(alternatives: readonly Changes[]): void {
    const possible = alternatives.filter((changes) => !changes.impossible);
    const [first, ...others] = possible;
    if (first === undefined) return;
    for (const [key, { atom, range }] of first.atoms) {
      const ranges = others.map((changes) => changes.atoms.get(key)?.range);
      if (ranges.every((found) => found !== undefined)) this.narrow(atom, ranges.reduce(hull, range));
    }
  }

  private contribution(term: Term): Interval {
    return scale(this.rangeOf(term.atom), term.factor);
  }

  /** From `factor * atom + rest >= 0`. */
  private narrowTerm(form: Form, { atom, factor }: Term): void {
    const rest = this.restOf(form, atom);
    if (rest === undefined) return;
    if (factor > 0n) this.narrow(atom, atLeast(ceilingOf(-rest, factor)));
    else this.narrow(atom, atMost(floorOf(rest, -factor)));
  }

  /** The most that the other terms can add up to. */
  private restOf(form: Form, atom: Atom): bigint | undefined {
    let total = exactly(form.constant);
    for (const term of form.terms.values()) if (term.atom.key !== atom.key) total = add(total, this.contribution(term));
    return total.max;
  }

  private exclude(atom: Atom, value: bigint): void {
    const range = this.rangeOf(atom);
    if (!includes(range, value)) return;
    if (range.min === value) this.narrow(atom, between(value + 1n, undefined));
    else if (range.max === value) this.narrow(atom, between(undefined, value - 1n));
  }
}

function floorOf(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
function ceilingOf(dividend: bigint, divisor: bigint): bigint {
  return -floorOf(-dividend, divisor);
}
