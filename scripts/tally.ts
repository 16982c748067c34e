/**
 * `tally.ts REPORT...`: adds up vitest's JSON reports and prints `N passed, N failed` alone on a line. A file of tests that did
 * not load counts as one that failed, for vitest counts none of its tests. Ends with 1 where anything failed, or nothing ran.
 */
import { readFileSync } from "node:fs";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function tallyOf(report: Report): Tally {
  const broken = report.testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function add(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

const tallies = process.argv.slice(2).map((path) => tallyOf(JSON.parse(readFileSync(path, "utf8")) as Report));
const { passed, failed, skipped } = tallies.reduce(add, { passed: 0, failed: 0, skipped: 0 });
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
