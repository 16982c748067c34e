/**
 * Integers in symbols: a constant plus multiples of atoms (a field's value, an item's size, ...). Two forms that are
 * equal term by term are the same number whatever the input, which is how most checks of an encoder are proved.
 */
import type { Interval } from "./layout.js";

/** A number that is not looked into. Atoms of one key are the same number. */
export interface Atom {
  readonly key: string;
  readonly range: Interval;
}
export interface Term {
  readonly atom: Atom;
  readonly factor: bigint;
}
export interface Form {
  readonly constant: bigint;
  /** By the atom's key; no factor is zero. */
  readonly terms: ReadonlyMap<string, Term>;
}

/** Longer forms become one atom, so that a chain of a thousand items stays linear in time. */
export const LONGEST_FORM = 24;

const NO_TERMS: ReadonlyMap<string, Term> = new Map();
export const NOTHING: Form = { constant: 0n, terms: NO_TERMS };

export function constantForm(constant: bigint): Form {
  return { constant, terms: NO_TERMS };
}

export function atomForm(atom: Atom, factor: bigint = 1n): Form {
  return factor === 0n ? NOTHING : { constant: 0n, terms: new Map([[atom.key, { atom, factor }]]) };
}

export function sum(a: Form, b: Form): Form {
  if (b.terms.size === 0) return { constant: a.constant + b.constant, terms: a.terms };
  const terms = new Map(a.terms);
  for (const [key, { atom, factor }] of b.terms) {
    const total = factor + (terms.get(key)?.factor ?? 0n);
    if (total === 0n) terms.delete(key);
    else terms.set(key, { atom, factor: total });
  }
  return { constant: a.constant + b.constant, terms };
}

export function product(form: Form, factor: bigint): Form {
  if (factor === 0n) return NOTHING;
  const terms = new Map<string, Term>();
  for (const [key, term] of form.terms) terms.set(key, { atom: term.atom, factor: term.factor * factor });
  return { constant: form.constant * factor, terms };
}

export function difference(a: Form, b: Form): Form {
  return sum(a, product(b, -1n));
}

/** Divided, if that leaves no remainder whatever the atoms are. */
export function quotientForm(form: Form, divisor: bigint): Form | undefined {
  if (divisor === 0n || !isMultiple(form, divisor)) return undefined;
  const terms = new Map<string, Term>();
  for (const [key, term] of form.terms) terms.set(key, { atom: term.atom, factor: term.factor / divisor });
  return { constant: form.constant / divisor, terms };
}

export function isMultiple(form: Form, divisor: bigint): boolean {
  if (form.constant % divisor !== 0n) return false;
  for (const term of form.terms.values()) if (term.factor % divisor !== 0n) return false;
  return true;
}

export function isConstant(form: Form): boolean {
  return form.terms.size === 0;
}

export function isSameForm(a: Form, b: Form): boolean {
  const rest = difference(a, b);
  return rest.constant === 0n && isConstant(rest);
}

/** The form with one of its atoms replaced by what it is made of. */
export function replaced(form: Form, key: string, by: Form): Form {
  const term = form.terms.get(key);
  if (term === undefined) return form;
  const terms = new Map(form.terms);
  terms.delete(key);
  return sum({ constant: form.constant, terms }, product(by, term.factor));
}

/** Equal forms, and no others, have equal keys. */
export function formKey(form: Form): string {
  const terms = [...form.terms].map(([key, { factor }]) => `${factor}*${key}`).sort();
  return [form.constant.toString(), ...terms].join("+");
}
