/** Each name stands once in a list of statements; the outermost list shares its names with the parameters. */
import type { Span } from "../../diagnostics/source.js";
import { blocksOf, type BlockModel, type Node, type PacketModel, type Scope } from "../model.js";
import type { PacketRule } from "../rule.js";
import type { Problems } from "../problems.js";

/** A classify without `as` has the name of its subject: where that is in the same list, before it or by mistake behind it, the two do not clash. */
function ownsName(node: Node, { nodes }: BlockModel): boolean {
  if (node.kind !== "classify" || !node.implicitName) return node.name !== "";
  return !nodes.some((other) => other.id !== node.id && other.name === node.name);
}

function namesOf(block: BlockModel): readonly Node[] {
  return block.nodes.flatMap((node): readonly Node[] => {
    const kept = (node.kind === "nested" || node.kind === "bounded") && node.keep !== undefined ? [node.keep] : [];
    return ownsName(node, block) ? [node, ...kept] : kept;
  });
}

interface Named {
  readonly name: string;
  readonly span: Span;
  /** The field whose struct it is a member of. */
  readonly site?: Span;
}

function named(node: Node): Named {
  let site: Span | undefined;
  for (let scope: Scope | undefined = node.scope; scope?.kind === "struct"; scope = scope.parent) site = scope.site;
  return { name: node.name, span: node.span, ...(site === undefined ? {} : { site }) };
}

function reportClash(first: Named, second: Named, problems: Problems): void {
  const inOneStruct = first.site === second.site;
  const span = inOneStruct ? second.span : (second.site ?? second.span);
  const other = inOneStruct ? first.span : (first.site ?? first.span);
  const fromStruct = [first, second].flatMap(({ site, span: member }) =>
    site === undefined || inOneStruct ? [] : [{ span: member, message: "the struct's member" }],
  );
  const related = [{ span: other, message: "the first one is here" }, ...fromStruct];
  problems.report("MPL0302", span, `there are two things called \`${second.name}\``, { related });
}

function checkNames(names: readonly Named[], problems: Problems): void {
  const first = new Map<string, Named>();
  for (const entry of names) {
    const other = first.get(entry.name);
    if (other === undefined) first.set(entry.name, entry);
    else reportClash(other, entry, problems);
  }
}

function isClassifiedParam(node: Node, packet: PacketModel): boolean {
  return node.kind === "classify" && node.implicitName && packet.params.some((param) => param.name === node.name);
}

export const uniqueNames: PacketRule = ({ packet, problems }) => {
  const outermost = namesOf(packet.root.block).filter((node) => !isClassifiedParam(node, packet));
  checkNames([...packet.params, ...outermost.map(named)], problems);
  for (const block of packet.nodes.flatMap(blocksOf)) checkNames(namesOf(block).map(named), problems);
};
