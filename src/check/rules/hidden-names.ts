/** Warns of an arm's names that things around its classify have too: behind the classify, they mean those. */
import type { BlockModel, Node } from "../model.js";
import type { Problems } from "../problems.js";
import type { PacketRule } from "../rule.js";

function own(block: BlockModel): readonly Node[] {
  return block.nodes.filter((node) => node.name !== "" && !(node.kind === "classify" && node.implicitName));
}

function report(node: Node, outer: Node, problems: Problems): void {
  problems.report("MPL0317", node.span, `\`${node.name}\` is also the name of something outside of this arm`, {
    related: [{ span: outer.span, message: `outside of the arm, \`${outer.name}\` means this` }],
  });
}

/** `around`: what names mean around the block. Elements have names of their own. */
function checkBlock(block: BlockModel, around: ReadonlyMap<string, Node>, isArm: boolean, problems: Problems): void {
  const names = new Map(around);
  for (const node of own(block)) {
    const outer = around.get(node.name);
    if (isArm && outer !== undefined) report(node, outer, problems);
    names.set(node.name, node);
  }
  for (const node of block.nodes) {
    if (node.kind === "classify") for (const arm of node.arms) checkBlock(arm.block, names, true, problems);
    if (node.kind === "bounded") checkBlock(node.inner.block, names, false, problems);
    if (node.kind === "array") checkBlock(node.elementScope.block, new Map(), false, problems);
  }
}

export const hiddenNames: PacketRule = ({ packet, problems }) => {
  checkBlock(packet.root.block, new Map(), false, problems);
};
