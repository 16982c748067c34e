/** Warns of texts that bytes of a fixed number never are: cases of their variant, patterns of their classify. */
import type { Span } from "../../diagnostics/source.js";
import { countText } from "../../ir/counts.js";
import type { Pattern } from "../../ir/ir.js";
import { textLength } from "../../ir/text-length.js";
import type { LoweredClassify } from "../lowered.js";
import type { FieldNode } from "../model.js";
import type { PacketRule, RuleContext } from "../rule.js";
import { warnCase } from "../variants.js";

function fixedLength(node: FieldNode, { lowered }: RuleContext): bigint | undefined {
  if (node.type?.kind !== "bytes" || node.type.padded === true) return undefined;
  const size = lowered.fields.get(node)?.size;
  return size?.kind === "int" ? size.value : undefined;
}

function checkCases(node: FieldNode, length: bigint, { problems }: RuleContext): void {
  const { variant } = node;
  if (variant === undefined) return;
  for (const entry of variant.cases) {
    if (typeof entry.value !== "string" || textLength(entry.value) === length) continue;
    const held = `\`${node.name}\` has ${countText(length, "byte")}, not ${textLength(entry.value)}`;
    warnCase(variant, entry, node.attributes.get("variant")?.span ?? node.span, held, problems);
  }
}

function subjectLength({ subject }: LoweredClassify, context: RuleContext): bigint | undefined {
  if (subject.kind !== "field") return undefined;
  const lengths = subject.target.map((id) => {
    const node = context.packet.nodes[id];
    return node?.kind === "field" ? fixedLength(node, context) : undefined;
  });
  return lengths.every((length) => length === lengths[0]) ? lengths[0] : undefined;
}

function checkPattern(pattern: Pattern, span: Span, length: bigint, { problems }: RuleContext): void {
  if (pattern.kind !== "string" || textLength(pattern.text) === length) return;
  problems.report("MPL0704", span, `this never matches: the field has ${countText(length, "byte")}, not ${textLength(pattern.text)}`);
}

export const textLengths: PacketRule = (context) => {
  for (const node of context.packet.nodes) {
    const length = node.kind === "field" ? fixedLength(node, context) : undefined;
    if (node.kind === "field" && length !== undefined) checkCases(node, length, context);
  }
  for (const classify of context.lowered.classifies.values()) {
    const length = subjectLength(classify, context);
    if (length === undefined) continue;
    for (const { model, patterns } of classify.arms)
      patterns.forEach((pattern, index) => {
        checkPattern(pattern, model.syntax.patterns[index]?.span ?? model.syntax.name.span, length, context);
      });
  }
};
