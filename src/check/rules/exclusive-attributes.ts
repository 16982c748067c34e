/** A field is constant, computed, or given by the caller; and `verify` has something to compare with. */
import type { AttributeKey, FieldNode } from "../model.js";
import type { Problems } from "../problems.js";
import type { PacketRule } from "../rule.js";

const exclusive: readonly AttributeKey[] = ["const", "value", "checksum", "default"];

function checkExclusive(node: FieldNode, problems: Problems): void {
  const given = exclusive.flatMap((key) => {
    const attribute = node.attributes.get(key);
    return attribute === undefined ? [] : [{ key, attribute }];
  });
  const [first, ...rest] = given.sort((left, right) => left.attribute.span.start - right.attribute.span.start);
  if (first === undefined) return;
  for (const { key, attribute } of rest) {
    const related = [{ span: first.attribute.span, message: `\`${first.key}\` is here` }];
    problems.report("MPL0503", attribute.span, `\`${key}\` and \`${first.key}\` exclude each other`, { related });
  }
}

function checkVerify(node: FieldNode, problems: Problems): void {
  const verify = node.attributes.get("verify");
  if (verify === undefined || node.attributes.has("value") || node.attributes.has("checksum")) return;
  problems.report("MPL0507", verify.span, "`verify` compares with a `value` or a `checksum`, and there is none");
}

export const exclusiveAttributes: PacketRule = ({ packet, problems }) => {
  for (const node of packet.nodes) {
    if (node.kind !== "field") continue;
    checkExclusive(node, problems);
    checkVerify(node, problems);
  }
};
