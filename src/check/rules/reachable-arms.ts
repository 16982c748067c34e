/** Warns of arms that repeat or overlap earlier ones, or that no value reaches. */
import { warnArms } from "../arm-reach.js";
import type { LoweredArm, LoweredClassify } from "../lowered.js";
import type { FieldNode } from "../model.js";
import { rangeOf, type Range } from "../ranges.js";
import type { PacketRule, RuleContext } from "../rule.js";
import { constantLimit } from "./limits.js";

function fieldRange(node: FieldNode, { lowered }: RuleContext): Range | undefined {
  const range = node.type === undefined ? undefined : rangeOf(node.type);
  if (range === undefined) return undefined;
  const parts = lowered.fields.get(node);
  const constant = parts?.constant?.kind === "int" ? parts.constant.value : undefined;
  if (constant !== undefined) return [constant, constant];
  const min = constantLimit(parts?.min) ?? range[0];
  const max = constantLimit(parts?.max) ?? range[1];
  const narrowed: Range = [min > range[0] ? min : range[0], max < range[1] ? max : range[1]];
  return narrowed[0] > narrowed[1] ? undefined : narrowed;
}

/** What an integer subject can be, where that is known. */
function subjectRange({ subject }: LoweredClassify, context: RuleContext): Range | undefined {
  if (subject.kind !== "field") return undefined;
  const ranges = subject.target.map((id) => {
    const node = context.packet.nodes[id];
    return node?.kind === "field" ? fieldRange(node, context) : undefined;
  });
  const known = ranges.filter((range) => range !== undefined);
  const [first, ...rest] = known;
  if (first === undefined || known.length < ranges.length) return undefined;
  return rest.reduce<Range>(([low, high], range) => [range[0] < low ? range[0] : low, range[1] > high ? range[1] : high], first);
}

function labelOf({ model }: LoweredArm): string {
  return `the arm "${model.syntax.name.value}"`;
}

export const reachableArms: PacketRule = (context) => {
  for (const classify of context.lowered.classifies.values()) {
    if (classify.arms.some((arm) => arm.broken)) continue;
    const arms = classify.arms.map((arm) => ({
      label: labelOf(arm),
      span: arm.model.syntax.name.span,
      patterns: arm.patterns,
      spans: arm.model.syntax.patterns.map((pattern) => pattern.span),
      guard: arm.guard,
    }));
    warnArms(arms, classify.subject.type, subjectRange(classify, context), context.problems);
  }
};
