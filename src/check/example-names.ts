/** The names in an example's value are properties of what decoding gives. */
import type * as Ast from "../syntax/ast.js";
import type { ArmModel, BlockModel, ClassifyNode, Node, PacketModel } from "./model.js";
import type { Problems } from "./problems.js";
import { spellingOf } from "./spelling.js";

const KIND = "$kind";
const VALUE = "$value";

type ObjectNode = Extract<Ast.ValueNode, { kind: "object" }>;

/** By name: what an object for these statements holds. A field that a classify takes over is in the classify's property. */
function propertiesOf(blocks: readonly BlockModel[]): ReadonlyMap<string, Node> {
  const properties = new Map<string, Node>();
  for (const node of blocks.flatMap((block) => block.nodes)) {
    if ((node.kind === "nested" || node.kind === "bounded") && node.keep !== undefined) properties.set(node.keep.name, node.keep);
    const isProperty = node.kind !== "label" && node.kind !== "require" && !(node.kind === "field" && node.takenBy !== undefined);
    if (isProperty && !properties.has(node.name)) properties.set(node.name, node);
  }
  return properties;
}

function checkObject(value: ObjectNode, blocks: readonly BlockModel[], own: readonly string[], problems: Problems): void {
  const properties = propertiesOf(blocks);
  for (const entry of value.entries) {
    const node = properties.get(entry.name.text);
    if (node !== undefined) checkNode(entry.value, node, problems);
    else if (!own.includes(entry.name.text)) {
      const { text, span } = entry.name;
      problems.report("MPL0905", span, `there is no property \`${text}\` here`, spellingOf(text, span, [...properties.keys(), ...own]));
    }
  }
}

function kindOf(value: ObjectNode): Ast.ConstantNode | undefined {
  const entry = value.entries.find(({ name }) => name.text === KIND);
  return entry?.value.kind === "scalar" ? entry.value.constant : undefined;
}

function armsMeant(value: ObjectNode, node: ClassifyNode, problems: Problems): readonly ArmModel[] {
  const kind = kindOf(value);
  const name = kind?.kind === "tag" ? kind.text : kind?.kind === "string" ? kind.value : undefined;
  if (kind === undefined || name === undefined) return node.arms;
  const meant = node.arms.filter((arm) => arm.syntax.name.value === name);
  if (meant.length > 0) return meant;
  const candidates = node.arms.map((arm) => arm.syntax.name.value);
  problems.report("MPL0905", kind.span, `there is no arm "${name}" here`, spellingOf(name, kind.span, candidates));
  return node.arms;
}

function checkElements(value: Ast.ValueNode, block: BlockModel, problems: Problems): void {
  if (value.kind !== "list") return;
  for (const element of value.elements) if (element.kind === "object") checkObject(element, [block], [], problems);
}

/** An array's elements: groups, or what `of packet` names. */
function elementBlock(node: Extract<Node, { kind: "array" }>): BlockModel {
  const { block } = node.elementScope;
  const [only] = block.nodes;
  const isFlat = node.syntax.body.kind === "group" && node.syntax.body.flat === true;
  return isFlat && only?.kind === "nested" && only.target !== undefined ? only.target.root.block : block;
}

function checkNode(value: Ast.ValueNode, node: Node, problems: Problems): void {
  if (node.kind === "array" && node.element === undefined) return checkElements(value, elementBlock(node), problems);
  if (value.kind !== "object") return;
  if (node.kind === "bounded") return checkObject(value, [node.inner.block], [], problems);
  if (node.kind === "nested" && node.target !== undefined) return checkObject(value, [node.target.root.block], [], problems);
  if (node.kind !== "classify") return;
  const blocks = armsMeant(value, node, problems).map((arm) => arm.block);
  checkObject(value, blocks, [KIND, VALUE], problems);
}

export function checkValueNames(value: Ast.ValueNode, packet: PacketModel, problems: Problems): void {
  if (value.kind === "object") checkObject(value, [packet.root.block], [], problems);
}
