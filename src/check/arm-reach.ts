/** Which arms can be reached, and which overlap: the first one that matches is taken. */
import type { Span } from "../diagnostics/source.js";
import type { Expr, Pattern } from "../ir/ir.js";
import { assignments, holds, type Assignment } from "./guards.js";
import { Coverage } from "./intervals.js";
import type { Problems } from "./problems.js";
import { describeRange, type Range } from "./ranges.js";

export interface ReachArm {
  readonly label: string;
  readonly span: Span;
  readonly patterns: readonly Pattern[];
  /** Where each pattern was written. */
  readonly spans: readonly Span[];
  readonly guard?: Expr | undefined;
}

/** Every value is an integer here: booleans are 0 and 1, strings are counted, and one number stands for all others. */
interface Values {
  readonly domain: Range;
  readonly strings: ReadonlyMap<string, bigint>;
}

/** Larger than any constant, written or worked out. */
const UNBOUNDED = 2n ** 65_536n;

function valuesOf(arms: readonly ReachArm[], subjectType: Expr["type"], range: Range | undefined): Values {
  const strings = new Map<string, bigint>();
  for (const pattern of arms.flatMap((arm) => arm.patterns)) {
    if (pattern.kind === "string" && !strings.has(pattern.text)) strings.set(pattern.text, BigInt(strings.size));
  }
  if (subjectType === "bool") return { domain: [0n, 1n], strings };
  if (subjectType === "string") return { domain: [0n, BigInt(strings.size)], strings };
  return { domain: range ?? [-UNBOUNDED, UNBOUNDED], strings };
}

function rangeOfPattern(pattern: Pattern, { domain, strings }: Values): Range {
  switch (pattern.kind) {
    case "any":
      return domain;
    case "range":
      return [pattern.low, pattern.high];
    case "bool":
      return pattern.value ? [1n, 1n] : [0n, 0n];
    case "string": {
      const number = strings.get(pattern.text) ?? 0n;
      return [number, number];
    }
  }
}

/** The part of the pattern that can occur at all. */
function within(pattern: Pattern, values: Values): Range | undefined {
  const [low, high] = rangeOfPattern(pattern, values);
  const [first, last] = values.domain;
  return high < first || low > last ? undefined : [low < first ? first : low, high > last ? last : high];
}

interface Findings {
  readonly reached: Set<ReachArm>;
  /** Whether its guard can hold at all. */
  readonly possible: Set<ReachArm>;
  /** Who is the first to take values that a later arm matches too. */
  readonly takers: Map<ReachArm, ReachArm>;
  /** The same, without those that are meant to. */
  readonly overlaps: Map<ReachArm, ReachArm>;
}

function isDefault(arm: ReachArm): boolean {
  return arm.patterns.some((pattern) => pattern.kind === "any");
}

/** A guarded arm before one without a guard, or for any value at all, is meant to take values from those behind it. */
function isSpecialCase(earlier: ReachArm, later: ReachArm): boolean {
  return earlier.guard !== undefined && (later.guard === undefined || isDefault(earlier));
}

function noteOwners(arm: ReachArm, owners: Iterable<ReachArm>, { takers, overlaps }: Findings): void {
  for (const owner of owners) {
    if (owner === arm) continue;
    if (!takers.has(arm)) takers.set(arm, owner);
    if (overlaps.has(arm)) return;
    if (!isSpecialCase(owner, arm)) overlaps.set(arm, owner);
  }
}

/** One pass over the arms, under one outcome of the guards' conditions. */
function pass(arms: readonly ReachArm[], values: Values, assignment: Assignment, findings: Findings): void {
  const covered = new Coverage<ReachArm>();
  for (const arm of arms) {
    if (!holds(arm.guard, assignment)) continue;
    findings.possible.add(arm);
    for (const pattern of arm.patterns) {
      const range = within(pattern, values);
      if (range === undefined) continue;
      noteOwners(arm, covered.ownersWithin(...range), findings);
      if (covered.add(...range, arm)) findings.reached.add(arm);
    }
  }
}

function warnOutside(arm: ReachArm, values: Values, problems: Problems): boolean {
  const outside = arm.patterns.map((pattern) => within(pattern, values) === undefined);
  outside.forEach((isOutside, index) => {
    // Only where it is needed: the bounds of big numbers take long to write out.
    if (isOutside)
      problems.report("MPL0704", arm.spans[index] ?? arm.span, `this never matches: the value is ${describeRange(values.domain)}`);
  });
  return !outside.includes(false);
}

/** A pattern whose values are the arm's already. */
function warnRepeated(arm: ReachArm, values: Values, problems: Problems): void {
  const covered = new Coverage<ReachArm>();
  arm.patterns.forEach((pattern, index) => {
    const range = within(pattern, values);
    if (range === undefined || covered.add(...range, arm)) return;
    problems.report("MPL0704", arm.spans[index] ?? arm.span, "this never matches: the arm has these values already");
  });
}

function warnUnreached(arm: ReachArm, findings: Findings, problems: Problems): void {
  const { label, span } = arm;
  if (!findings.possible.has(arm)) return problems.report("MPL0704", span, `${label} never matches: its guard never holds`);
  const owner = findings.takers.get(arm);
  const related = owner === undefined ? [] : [{ span: owner.span, message: "this arm comes first" }];
  problems.report("MPL0704", span, `${label} never matches: arms before it take all its values`, { related });
}

function warnOverlap(arm: ReachArm, owner: ReachArm, problems: Problems): void {
  const related = [{ span: owner.span, message: "this arm comes first, and is taken" }];
  problems.report("MPL0705", arm.span, `${arm.label} overlaps with ${owner.label === arm.label ? "an earlier one" : owner.label}`, {
    related,
  });
}

/** @param earlier arms that have their turn before, and are reported elsewhere */
export function warnArms(
  arms: readonly ReachArm[],
  subjectType: Expr["type"],
  range: Range | undefined,
  problems: Problems,
  earlier: readonly ReachArm[] = [],
): void {
  const all = [...earlier, ...arms];
  const outcomes = assignments(all.flatMap((arm) => arm.guard ?? []));
  if (outcomes === undefined) return;
  const values = valuesOf(all, subjectType, range);
  const findings: Findings = { reached: new Set(), possible: new Set(), takers: new Map(), overlaps: new Map() };
  for (const outcome of outcomes) pass(all, values, outcome, findings);
  for (const arm of arms) {
    if (warnOutside(arm, values, problems)) continue;
    warnRepeated(arm, values, problems);
    const owner = findings.overlaps.get(arm);
    if (!findings.reached.has(arm)) warnUnreached(arm, findings, problems);
    else if (owner !== undefined && !isDefault(arm)) warnOverlap(arm, owner, problems);
  }
}
