/** The arms of one classify have different names. */
import type { Name, StringLiteral } from "../../syntax/ast.js";
import type { ClassifyNode } from "../model.js";
import type { Problems } from "../problems.js";
import type { PacketRule } from "../rule.js";

function checkArms(node: ClassifyNode, problems: Problems): void {
  const first = new Map<string, Name["span"]>();
  const names: readonly StringLiteral[] = node.arms.map((arm) => arm.syntax.name);
  for (const { value, span } of names) {
    const other = first.get(value);
    if (other === undefined) first.set(value, span);
    else {
      const related = [{ span: other, message: "the first one is here" }];
      problems.report("MPL0303", span, `there are two arms "${value}"`, { related });
    }
  }
}

export const uniqueArms: PacketRule = ({ packet, problems }) => {
  for (const node of packet.nodes) if (node.kind === "classify") checkArms(node, problems);
};
