/** Fields whose type, limits or condition leave no value at all. */
import type { FieldNode } from "../model.js";
import { describeRange, rangeOf } from "../ranges.js";
import type { PacketRule, RuleContext } from "../rule.js";
import { constantLimit } from "./limits.js";

function checkLimits(node: FieldNode, { lowered, problems }: RuleContext): void {
  const range = node.type === undefined ? undefined : rangeOf(node.type);
  if (range === undefined) return;
  const parts = lowered.fields.get(node);
  const min = constantLimit(parts?.min);
  const max = constantLimit(parts?.max);
  const blame = min !== undefined && min > range[1] ? "min" : max !== undefined && max < range[0] ? "max" : undefined;
  if (blame === undefined) return;
  const span = node.attributes.get(blame)?.span ?? node.span;
  problems.report(
    "MPL0511",
    span,
    `\`${node.name}\` can never be encoded: it holds ${describeRange(range)}, and nothing in there passes \`${blame}\``,
  );
}

export const neverEncoded: PacketRule = (context) => {
  const { packet, problems } = context;
  for (const node of packet.nodes) {
    if (node.kind === "field") checkLimits(node, context);
    const condition = packet.conditions.get(node);
    if (condition?.kind !== "bool" || condition.value) continue;
    problems.report(
      "MPL0511",
      node.attributes.get("when")?.span ?? node.span,
      `\`${node.name}\` can never be encoded: its condition never holds`,
    );
  }
};
