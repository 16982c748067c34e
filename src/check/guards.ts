/**
 * Guards as functions of their smallest conditions. Exact where these are boolean parameters, or compare an integer or a
 * string with constants; other conditions are taken to hold or not whatever the rest.
 */
import type { Expr } from "../ir/ir.js";
import { foldComparison, int } from "./fold.js";
import { keyOf, negate } from "./keys.js";

/** Beyond this many cases, guards are taken to be anything. */
const MAX_OUTCOMES = 1024;

/** Which conditions hold, by key. */
export type Assignment = ReadonlyMap<string, boolean>;

type Compare = Extract<Expr, { kind: "compare" }>;

/** A condition without its negation, whose truth `assign` finds out of the negated one's. */
function positive(expr: Expr): { readonly key: string; readonly isNegated: boolean } {
  const key = keyOf(expr);
  return key.startsWith("!") ? { key: negate(key), isNegated: true } : { key, isNegated: false };
}

function collect(expr: Expr, atoms: Map<string, Expr>): void {
  if (expr.kind === "bool") return;
  if (expr.kind === "not") return collect(expr.operand, atoms);
  if (expr.kind !== "logic") return void atoms.set(positive(expr).key, expr);
  collect(expr.left, atoms);
  collect(expr.right, atoms);
}

function isConstant(expr: Expr): boolean {
  return expr.kind === "int" || expr.kind === "string";
}

/** What is compared with a constant, by key; undefined for other conditions. */
function subjectOf(atom: Expr): string | undefined {
  if (atom.kind !== "compare" || isConstant(atom.left) === isConstant(atom.right)) return undefined;
  return keyOf(isConstant(atom.left) ? atom.right : atom.left);
}

function constantOf(atom: Compare): Expr {
  return isConstant(atom.left) ? atom.left : atom.right;
}

function truthAt(atom: Compare, value: Expr): boolean {
  const truth = isConstant(atom.left) ? foldComparison(atom.operator, atom.left, value) : foldComparison(atom.operator, value, atom.right);
  return (truth ?? false) !== positive(atom).isNegated;
}

/** Values that tell all comparisons with constants apart: each constant and its neighbours. */
function samples(atoms: readonly Compare[]): readonly Expr[] {
  return atoms.map(constantOf).flatMap((constant): Expr[] => {
    if (constant.kind === "int") return [-1n, 0n, 1n].map((step) => int(constant.value + step, constant.span));
    return constant.kind === "string" ? [constant, { ...constant, value: `${constant.value}\0` }] : [];
  });
}

/** The ways in which comparisons of one thing can turn out. */
function outcomesOfSubject(atoms: readonly Compare[]): Assignment[] {
  const distinct = new Map<string, Assignment>();
  for (const value of samples(atoms)) {
    const outcome = new Map(atoms.map((atom) => [positive(atom).key, truthAt(atom, value)]));
    distinct.set([...outcome.values()].join(), outcome);
  }
  return [...distinct.values()];
}

function groups(atoms: ReadonlyMap<string, Expr>): Assignment[][] {
  const subjects = new Map<string, Compare[]>();
  const free: Assignment[][] = [];
  for (const [key, atom] of atoms) {
    const subject = subjectOf(atom);
    if (subject === undefined || atom.kind !== "compare") free.push([new Map([[key, false]]), new Map([[key, true]])]);
    else subjects.set(subject, [...(subjects.get(subject) ?? []), atom]);
  }
  return [...free, ...[...subjects.values()].map(outcomesOfSubject)];
}

/** Every way in which the conditions may turn out; undefined if there are too many. */
export function assignments(guards: readonly Expr[]): readonly Assignment[] | undefined {
  const atoms = new Map<string, Expr>();
  for (const guard of guards) collect(guard, atoms);
  let all: Assignment[] = [new Map()];
  for (const group of groups(atoms)) {
    if (all.length * group.length > MAX_OUTCOMES) return undefined;
    all = all.flatMap((known) => group.map((outcome) => new Map([...known, ...outcome])));
  }
  return all;
}

export function holds(guard: Expr | undefined, assignment: Assignment): boolean {
  if (guard === undefined) return true;
  if (guard.kind === "bool") return guard.value;
  if (guard.kind === "not") return !holds(guard.operand, assignment);
  if (guard.kind === "logic") {
    const left = holds(guard.left, assignment);
    return guard.operator === "&&" ? left && holds(guard.right, assignment) : left || holds(guard.right, assignment);
  }
  const { key, isNegated } = positive(guard);
  return (assignment.get(key) ?? false) !== isNegated;
}
