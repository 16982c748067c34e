/** Recursion has to have a way out: some packet of the kind that contains no other one. */
import type { BlockModel, Node, PacketModel } from "../model.js";
import { bottomUp, isRecursive } from "../links.js";
import type { ProgramContext, ProgramRule } from "../rule.js";

function canEnd(block: BlockModel, finite: ReadonlySet<PacketModel>): boolean {
  return block.nodes.every((node) => node.attributes.has("when") || nodeCanEnd(node, finite));
}

function nodeCanEnd(node: Node, finite: ReadonlySet<PacketModel>): boolean {
  switch (node.kind) {
    case "nested":
      return node.target === undefined || finite.has(node.target);
    case "classify":
      return node.arms.some((arm) => canEnd(arm.block, finite));
    case "bounded":
      return canEnd(node.inner.block, finite);
    // `until` comes after the first element; the others can be empty.
    case "array":
      return node.syntax.extent.kind !== "until" || canEnd(node.elementScope.block, finite);
    default:
      return true;
  }
}

/** The packets of which one exists that is not infinitely large; within a group more and more, until nothing is added. */
function finitePackets({ links }: ProgramContext): ReadonlySet<PacketModel> {
  const finite = new Set<PacketModel>();
  for (const group of bottomUp(links)) {
    for (let before = -1; before < finite.size;) {
      before = finite.size;
      for (const packet of group) if (!finite.has(packet) && canEnd(packet.root.block, finite)) finite.add(packet);
    }
  }
  return finite;
}

function reportEndless(group: readonly PacketModel[], finite: ReadonlySet<PacketModel>): void {
  const [packet] = [...group].sort((left, right) => left.index - right.index);
  for (const other of group) other.problems.fail();
  if (packet === undefined) return;
  const node = packet.nodes.find((other) => other.kind === "nested" && other.target !== undefined && !finite.has(other.target));
  const related = node === undefined ? [] : [{ span: node.span, message: group.length === 1 ? "it is here" : "by way of this one" }];
  const { name } = packet.syntax;
  packet.problems.report("MPL0803", name.span, `every \`${name.text}\` contains another one, without an end`, { related });
}

/** One report for each group of packets that contain each other. */
export const endlessRecursion: ProgramRule = (context) => {
  const finite = finitePackets(context);
  for (const group of bottomUp(context.links)) {
    const isEndless = group.some((packet) => !finite.has(packet)) && isRecursive(group, context.links);
    if (isEndless) reportEndless(group, finite);
  }
};
