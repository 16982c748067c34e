/** What the arms of a classify say about the field that it takes over. */
import type { Arm, Constant } from "../ir/ir.js";
import { takes } from "../ir/patterns.js";
import type { LoweredArm, LoweredField } from "./lowered.js";
import type { FieldNode } from "./model.js";
import { toConstantValue } from "./tags.js";

/** The one value of an arm that has one pattern. */
export function fixedBy(patterns: Arm["patterns"]): Constant | undefined {
  const [only, second] = patterns;
  if (only === undefined || second !== undefined) return undefined;
  if (only.kind === "range") return only.low === only.high ? { kind: "int", value: only.low } : undefined;
  if (only.kind === "string") return { kind: "string", value: only.text };
  return only.kind === "bool" ? { kind: "bool", value: only.value } : undefined;
}

/** What a field has when the caller gives nothing. */
export function standardOf({ variant }: FieldNode, { constant, defaultValue }: LoweredField): Constant | undefined {
  const preferred = variant?.cases.find((entry) => entry.isDefault);
  return constant ?? defaultValue ?? (preferred === undefined ? undefined : toConstantValue(preferred.value));
}

/** Whether the value may select this arm; of guards, encoding knows. */
export function maySelect(arms: readonly LoweredArm[], index: number, value: Constant): boolean {
  const first = arms.findIndex(({ patterns, guard }, other) => {
    return (other === index || guard === undefined) && patterns.some((pattern) => takes(pattern, value));
  });
  return first === index;
}
