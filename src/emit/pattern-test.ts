/** Code that tells whether an arm's patterns match its subject. */
import type { Arm, Pattern } from "../ir/ir.js";
import { type FactCode, matchText } from "./expression.js";
import type { Module } from "./module.js";

export function patternsTest(module: Module, { patterns }: Arm, subject: FactCode): string {
  const tests = patterns.map((pattern) => patternTest(module, pattern, subject));
  return tests.includes("true") ? "true" : tests.length === 1 ? (tests[0] ?? "false") : `(${tests.join(" || ")})`;
}

function patternTest(module: Module, pattern: Pattern, subject: FactCode): string {
  if (pattern.kind === "any") return "true";
  if (pattern.kind === "string") return matchText(module, subject, pattern.text);
  if (subject.kind === "range" || subject.kind === "text") return "false";
  if (pattern.kind === "bool") return pattern.value ? subject.code : `!${subject.code}`;
  const suffix = subject.kind === "bigint" ? "n" : "";
  if (pattern.low === pattern.high) return `${subject.code} === ${pattern.low}${suffix}`;
  return `(${subject.code} >= ${pattern.low}${suffix} && ${subject.code} <= ${pattern.high}${suffix})`;
}
