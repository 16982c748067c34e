/** Sound packets into IR: every part that the types of the IR want is known here. */
import type {
  Arm,
  ArrayItem,
  Block,
  Bound,
  Bounded,
  Classify,
  Constant,
  Field,
  FieldType,
  Item,
  Nested,
  Packet,
  PacketIndex,
  Require,
  VariantIndex,
} from "../ir/ir.js";
import { fixedBy, maySelect, standardOf } from "./arm-values.js";
import type { LoweredArm, LoweredField, Lowered } from "./lowered.js";
import type * as Model from "./model.js";

/** Numbers of packets and variants, after those that are not sound have been left out. */
export interface Numbers {
  readonly packets: ReadonlyMap<Model.PacketModel, PacketIndex>;
  readonly variants: ReadonlyMap<Model.VariantModel, VariantIndex>;
  readonly recursive: ReadonlySet<Model.PacketModel>;
}

interface Building {
  readonly packet: Model.PacketModel;
  readonly lowered: Lowered;
  readonly numbers: Numbers;
  /** By number; all are set when the packet's block is done. */
  readonly items: Item[];
}

/** The packet was taken for sound, but a part is missing: a mistake of the checker. */
export class IncompletePacket extends Error {
  public constructor(packet: Model.PacketModel, node: Model.Node) {
    super(`packet ${packet.syntax.name.text}: nothing is known of item ${node.id} (${node.name})`);
  }
}

function known<T>(part: T | undefined, building: Building, node: Model.Node): T {
  if (part === undefined) throw new IncompletePacket(building.packet, node);
  return part;
}

function baseOf({ packet }: Building, node: Model.Node): Pick<Item, "id" | "name" | "span" | "doc" | "condition"> {
  const condition = packet.conditions.get(node);
  const { id, name, span, doc } = node;
  return { id, name, span, ...(doc === undefined ? {} : { doc }), ...(condition === undefined ? {} : { condition }) };
}

function typeOf(building: Building, node: Model.FieldNode, lowered: LoweredField): FieldType {
  const type = known(node.type, building, node);
  switch (type.kind) {
    case "int":
      return { ...type, endian: lowered.endian ?? "big" };
    case "float":
      return { ...type, endian: lowered.endian ?? "big" };
    case "bits":
      return { ...type, order: bitOrderOf(building.packet, node) };
    case "bool":
      return type;
    case "bytes":
      return { kind: "bytes", size: known(lowered.size, building, node), ...(lowered.align === undefined ? {} : { align: lowered.align }) };
    case "codec":
      return { kind: "codec", codec: type.codec };
  }
}

function bitOrderOf(packet: Model.PacketModel, node: Model.FieldNode): "msb" | "lsb" {
  const own = node.attributes.get("bitorder");
  return own?.kind === "bitorder" ? own.order : (packet.syntax.bitOrder ?? "msb");
}

function variantUse(building: Building, node: Model.FieldNode): Pick<Field, "variant"> {
  if (node.variant === undefined) return {};
  const variant = known(building.numbers.variants.get(node.variant), building, node);
  const preferred = node.variant.cases.find((entry) => entry.isDefault);
  return { variant: { variant, ...(preferred === undefined ? {} : { defaultTag: preferred.tag }) } };
}

function buildField(building: Building, node: Model.FieldNode): Field {
  const lowered = known(building.lowered.fields.get(node), building, node);
  const { constant, defaultValue, min, max, value, checksum } = lowered;
  const field: Field = {
    ...baseOf(building, node),
    kind: "field",
    type: typeOf(building, node, lowered),
    verify: node.attributes.has("verify"),
    ...(constant === undefined ? {} : { constant }),
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(value === undefined ? {} : { value }),
    ...(checksum === undefined ? {} : { checksum }),
    ...variantUse(building, node),
    ...(node.takenBy === undefined ? {} : { classifiedBy: node.takenBy.id }),
  };
  building.items[node.id] = field;
  return field;
}

/** @param standard what the classified field has when the caller gives nothing, if that may select this arm */
function buildArm(building: Building, { model, patterns, guard }: LoweredArm, standard: Constant | undefined): Arm {
  const { name, span, doc } = model.syntax;
  const fixed = fixedBy(patterns);
  return {
    name: name.value,
    span,
    ...(doc === undefined ? {} : { doc: doc.text }),
    patterns,
    ...(guard === undefined ? {} : { guard }),
    block: buildBlock(building, model.block),
    ...(fixed === undefined ? {} : { fixed }),
    ...(fixed !== undefined || standard === undefined ? {} : { standard }),
  };
}

function buildClassify(building: Building, node: Model.ClassifyNode): Classify {
  const { subject, arms } = known(building.lowered.classifies.get(node), building, node);
  const taken = node.takes === undefined ? undefined : building.lowered.fields.get(node.takes);
  const standard = node.takes === undefined || taken === undefined ? undefined : standardOf(node.takes, taken);
  return {
    ...baseOf(building, node),
    kind: "classify",
    subject,
    subjectType: subject.type,
    ...(node.takes === undefined ? {} : { takes: node.takes.id }),
    arms: arms.map((arm, index) => {
      return buildArm(building, arm, standard !== undefined && maySelect(arms, index, standard) ? standard : undefined);
    }),
  };
}

function buildArray(building: Building, node: Model.ArrayNode): ArrayItem {
  const extent = known(building.lowered.extents.get(node), building, node);
  const element: ArrayItem["element"] =
    node.element === undefined
      ? {
          kind: "group",
          block: buildBlock(building, node.elementScope.block),
          ...(node.syntax.body.kind === "group" && node.syntax.body.flat === true ? { flat: true } : {}),
        }
      : { kind: "scalar", field: buildField(building, node.element) };
  return { ...baseOf(building, node), kind: "array", extent, element };
}

function boundOf(building: Building, node: Model.NestedNode | Model.BoundedNode, length: Bound["length"]): Bound {
  if (node.keep === undefined) return { length };
  const { id, name, span } = buildField(building, node.keep);
  return { length, keep: { id, name, span } };
}

function buildNested(building: Building, node: Model.NestedNode): Nested {
  const { args, bound } = known(building.lowered.nested.get(node), building, node);
  const packet = known(node.target && building.numbers.packets.get(node.target), building, node);
  return {
    ...baseOf(building, node),
    kind: "nested",
    packet,
    args,
    ...(bound === undefined ? {} : { bound: boundOf(building, node, bound) }),
  };
}

function buildBounded(building: Building, node: Model.BoundedNode): Bounded {
  const length = known(building.lowered.bounds.get(node), building, node);
  const block = buildBlock(building, node.inner.block);
  return { ...baseOf(building, node), kind: "bounded", bound: boundOf(building, node, length), block };
}

function buildRequire(building: Building, node: Model.RequireNode): Require {
  const holds = known(building.lowered.requires.get(node), building, node);
  return { ...baseOf(building, node), kind: "require", holds, message: node.syntax.message.value };
}

function buildNode(building: Building, node: Model.Node): Item {
  switch (node.kind) {
    case "field":
      return buildField(building, node);
    case "label":
      return { ...baseOf(building, node), kind: "label" };
    case "classify":
      return buildClassify(building, node);
    case "array":
      return buildArray(building, node);
    case "nested":
      return buildNested(building, node);
    case "bounded":
      return buildBounded(building, node);
    case "require":
      return buildRequire(building, node);
  }
}

function buildBlock(building: Building, block: Model.BlockModel): Block {
  const items = block.nodes.map((node) => {
    const item = buildNode(building, node);
    building.items[node.id] = item;
    return item;
  });
  return { items };
}

export function buildPacket(packet: Model.PacketModel, lowered: Lowered, index: PacketIndex, numbers: Numbers): Packet {
  const items: Item[] = [];
  const body = buildBlock({ packet, lowered, numbers, items }, packet.root.block);
  const { name, doc } = packet.syntax;
  return {
    index,
    name: name.text,
    file: packet.file.source.path,
    span: name.span,
    ...(doc === undefined ? {} : { doc: doc.text }),
    params: packet.params,
    body,
    items,
    recursive: numbers.recursive.has(packet),
  };
}
