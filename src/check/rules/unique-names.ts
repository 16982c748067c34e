/** Each name stands once in a list of statements; the outermost list shares its names with the parameters. */
import type { Span } from "../../diagnostics/source.js";
import { blocksOf, type BlockModel, type Node, type PacketModel } from "../model.js";
import type { PacketRule } from "../rule.js";
import type { Problems } from "../problems.js";

/** A classify that takes a field over is the property of the field's name: the two do not clash. */
function ownsName(node: Node): boolean {
  return node.name !== "" && !(node.kind === "classify" && node.takes?.name === node.name);
}

function namesOf(block: BlockModel): readonly Node[] {
  return block.nodes.flatMap((node): readonly Node[] => {
    const kept = (node.kind === "nested" || node.kind === "bounded") && node.keep !== undefined ? [node.keep] : [];
    return ownsName(node) ? [node, ...kept] : kept;
  });
}

function checkNames(names: readonly { readonly name: string; readonly span: Span }[], problems: Problems): void {
  const first = new Map<string, Span>();
  for (const { name, span } of names) {
    const other = first.get(name);
    if (other === undefined) first.set(name, span);
    else {
      const related = [{ span: other, message: "the first one is here" }];
      problems.report("MPL0302", span, `there are two things called \`${name}\``, { related });
    }
  }
}

function isClassifiedParam(node: Node, packet: PacketModel): boolean {
  return node.kind === "classify" && node.implicitName && packet.params.some((param) => param.name === node.name);
}

export const uniqueNames: PacketRule = ({ packet, problems }) => {
  const outermost = namesOf(packet.root.block).filter((node) => !isClassifiedParam(node, packet));
  checkNames([...packet.params, ...outermost], problems);
  for (const block of packet.nodes.flatMap(blocksOf)) checkNames(namesOf(block), problems);
};
