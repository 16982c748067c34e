/** Collects what the walks find. */
import type { Expr } from "../ir/ir.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { hull } from "./interval.js";
import type { Interval, Obligation } from "./layout.js";
import type { Findings } from "./record.js";

export class Collected implements Findings {
  readonly obligations: Obligation[] = [];
  readonly ranges: Map<Expr, Interval> = new Map();
  private readonly diagnostics: Diagnostic[] = [];

  obligation(obligation: Obligation): void {
    this.obligations.push(obligation);
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** An expression can stand in several places: a packet's byte order belongs to all its fields. */
  range(expr: Expr, range: Interval): void {
    const before = this.ranges.get(expr);
    this.ranges.set(expr, before === undefined ? range : hull(before, range));
  }

  /** By packet, then in the order of the items. */
  sortedObligations(): readonly Obligation[] {
    return [...this.obligations].sort((a, b) => a.packet - b.packet || a.item - b.item);
  }

  sortedDiagnostics(): Diagnostic[] {
    const path = (diagnostic: Diagnostic): string => diagnostic.span.source.path;
    return [...this.diagnostics].sort((a, b) => comparePaths(path(a), path(b)) || a.span.start - b.span.start);
  }
}

function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
