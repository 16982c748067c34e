/** A checksum fills its field exactly. */
import { checksumWidth } from "../lower-field.js";
import type { PacketRule } from "../rule.js";

export const checksumWidths: PacketRule = ({ packet, lowered, problems }) => {
  for (const node of packet.nodes) {
    if (node.kind !== "field" || node.type?.kind !== "int") continue;
    const algorithm = lowered.fields.get(node)?.checksum?.algorithm;
    if (algorithm === undefined) continue;
    const width = checksumWidth(algorithm);
    if (node.type.bits === width && !node.type.signed) continue;
    const related = [{ span: node.typeSpan, message: "the field's type is here" }];
    const span = node.attributes.get("checksum")?.span ?? node.span;
    problems.report("MPL0509", span, `\`${algorithm}\` fills an unsigned integer of ${width} bits`, { related });
  }
};
