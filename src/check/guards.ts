/** Guards as functions of their smallest conditions, which may hold or not: exact where those are boolean parameters. */
import type { Expr } from "../ir/ir.js";
import { keyOf, negate } from "./keys.js";

/** Beyond this many conditions, guards are taken to be anything. */
const MAX_ATOMS = 8;

export type Assignment = ReadonlyMap<string, boolean>;

function atomOf(expr: Expr): string {
  const key = keyOf(expr);
  return key.startsWith("!") ? negate(key) : key;
}

function collect(expr: Expr, atoms: Set<string>): void {
  if (expr.kind === "bool") return;
  if (expr.kind === "not") return collect(expr.operand, atoms);
  if (expr.kind !== "logic") return void atoms.add(atomOf(expr));
  collect(expr.left, atoms);
  collect(expr.right, atoms);
}

/** Every way in which the conditions may turn out; undefined if there are too many. */
export function assignments(guards: readonly Expr[]): readonly Assignment[] | undefined {
  const atoms = new Set<string>();
  for (const guard of guards) collect(guard, atoms);
  if (atoms.size > MAX_ATOMS) return undefined;
  const names = [...atoms];
  return Array.from({ length: 2 ** names.length }, (_, row) => new Map(names.map((name, bit) => [name, (row >> bit) % 2 === 1])));
}

export function holds(guard: Expr | undefined, assignment: Assignment): boolean {
  if (guard === undefined) return true;
  if (guard.kind === "bool") return guard.value;
  if (guard.kind === "not") return !holds(guard.operand, assignment);
  if (guard.kind === "logic") {
    const left = holds(guard.left, assignment);
    return guard.operator === "&&" ? left && holds(guard.right, assignment) : left || holds(guard.right, assignment);
  }
  const key = keyOf(guard);
  return key.startsWith("!") ? assignment.get(negate(key)) === false : assignment.get(key) === true;
}
