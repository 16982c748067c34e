/** Everything that emission has to know about a packet before it writes a line: names, keys, types, uses, needs. */
import { bitStride } from "../ir/bit-elements.js";
import { moduleName } from "../ir/module-name.js";
import type { Span } from "../diagnostics/source.js";
import type { Arm, ArrayItem, Block, Item, ItemId, Packet, PacketIndex, Program, Variant, VariantIndex } from "../ir/ir.js";
import type { Layout } from "../layout/layout.js";
import { NameScope, camelCase, pascalCase } from "./names.js";
import { TopLevelNames, camelOf } from "./top-level.js";
import { Uses } from "./uses.js";
import { VariantKinds } from "./variant-kinds.js";
import { blocksOf, itemsIn } from "./walk-ir.js";

/** What a packet's functions take beyond its own parameters, because something inside needs it. */
export interface Needs {
  /** State modules of codecs, in order of first use. */
  readonly states: readonly string[];
  /** It loops or recurses: a budget limits it. */
  readonly limits: boolean;
}

export interface PacketModel {
  readonly packet: Packet;
  /** `Udp`: the suffix of every exported name. */
  readonly pascal: string;
  /** `udp`. */
  readonly camel: string;
  /** Parameter names. */
  readonly params: readonly string[];
  /** Property keys, by item. */
  readonly keys: ReadonlyMap<ItemId, string>;
  /** Names of the object types of blocks: the packet's, arms', bounded parts', elements'. */
  readonly types: ReadonlyMap<Block, string>;
  readonly needs: Needs;
  readonly decode: Uses;
  readonly encode: Uses;
}

export interface ProgramModel {
  readonly program: Program;
  readonly layout: Layout;
  readonly packets: readonly PacketModel[];
  /** Names of the variants' constant objects, by index. */
  readonly variantNames: ReadonlyMap<VariantIndex, string>;
  readonly variantKinds: VariantKinds;
  /** Names of those of the other kind. */
  readonly otherVariants: readonly OtherVariant[];
  readonly names: TopLevelNames;
}

export interface OtherVariant {
  readonly variant: Variant;
  /** Whose fields have the other kind. */
  readonly file: string;
  readonly name: string;
}

/** An array that is always this short needs no budget. */
const SHORT = 256n * 8n;

/** Whether an array's elements are few whatever the bytes: no budget has to count them. */
export function isShort(layout: Layout, packet: Packet, item: Item): boolean {
  const size = layout.packets[packet.index]?.items[item.id]?.size.max;
  const element = layout.packets[packet.index]?.items[item.id]?.element?.min ?? 0n;
  return size !== undefined && size <= SHORT && element >= 8n;
}

/** Whether an array's element can be empty: where it ends does not tell then whether it was the last. */
export function hasEmptyElements(layout: Layout, packet: Packet, array: ItemId): boolean {
  return layout.packets[packet.index]?.items[array]?.element?.min === 0n;
}

/** Whether a view of an array's elements counts them, as where one ends does not tell whether it was the last. */
export function countsElements(layout: Layout, packet: Packet, array: ItemId): boolean {
  const item = packet.items[array];
  return hasEmptyElements(layout, packet, array) || (item?.kind === "array" && bitStride(item) !== undefined);
}

export function modelProgram(layout: Layout): ProgramModel {
  const { program } = layout;
  const needs = computeNeeds(layout);
  const names = new TopLevelNames();
  // What the spec names itself comes before what is named after it.
  const pascals = program.packets.map(({ name, file, span }) => names.claim(file, span, pascalCase(name)));
  const variantNames = new Map<VariantIndex, string>();
  for (const { index, name, file, span } of program.variants) {
    if (name !== undefined) variantNames.set(index, names.claimAlone(file, span, pascalCase(name)));
  }
  const packets = program.packets.map((packet, index) =>
    modelPacket(packet, pascals[index] ?? "", names, needs[index] ?? { states: [], limits: false }),
  );
  for (const variant of program.variants) {
    if (variant.name === undefined) variantNames.set(variant.index, nameInlineVariant(variant, packets, names));
  }
  const variantKinds = new VariantKinds(program);
  const otherVariants = variantKinds.others.map(({ variant, file }) => {
    const wanted = `${pascalCase(variant.name ?? "")}${variantKinds.of(variant) === "number" ? "Big" : "Number"}`;
    return { variant, file, name: names.claimAlone(file, variant.span, wanted) };
  });
  return { program, layout, packets, variantNames, variantKinds, otherVariants, names };
}

/** After its packet and field, `IcmpPtype`; where that is taken, after the arm or part that the field is in. */
function nameInlineVariant({ owner, file, span }: Variant, packets: readonly PacketModel[], names: TopLevelNames): string {
  const model = owner === undefined ? undefined : packets[owner.packet];
  const item = owner === undefined ? undefined : model?.packet.items[owner.item];
  const field = pascalCase(item?.name ?? "variant");
  const holder = [...(model?.types ?? [])].find(([block]) => block.items.some(({ id }) => id === item?.id));
  return names.claimAlone(file, span, `${model?.pascal ?? ""}${field}`, `${holder?.[1] ?? model?.pascal ?? ""}${field}`);
}

function modelPacket(packet: Packet, pascal: string, names: TopLevelNames, needs: Needs): PacketModel {
  const types = new Map<Block, string>([[packet.body, pascal]]);
  const keys = new Map<ItemId, string>();
  nameBlock(packet.body, pascal, { file: packet.file, names, types, keys });
  const parameters = new NameScope([
    "bytes",
    "at",
    "end",
    "trace",
    "size",
    "copy",
    "decoded",
    "view",
    "start",
    "count",
    "next",
    "left",
    "limit",
    "value",
    "limits",
    "depth",
    "slots",
    "cursor",
    "report",
    "path",
  ]);
  return {
    packet,
    pascal,
    camel: camelOf(pascal),
    params: packet.params.map((param) => parameters.claimLocal(param.name)),
    keys,
    types,
    needs,
    decode: new Uses(packet, "decode"),
    encode: new Uses(packet, "encode"),
  };
}

interface Naming {
  readonly file: string;
  readonly names: TopLevelNames;
  readonly types: Map<Block, string>;
  readonly keys: Map<ItemId, string>;
}

/** Keys of one object, then the types and keys of the objects in it. */
function nameBlock(block: Block, type: string, naming: Naming): void {
  const keys = new NameScope();
  for (const item of block.items) nameItem(item, keys, naming);
  for (const item of block.items) nameInside(item, type, naming);
}

function nameItem(item: Item, keys: NameScope, naming: Naming): void {
  const claim = ({ id, name, span }: Pick<Item, "id" | "name" | "span">): void => {
    const given = keys.claimKey(name);
    naming.keys.set(id, given);
    naming.names.note(span, camelCase(name), given);
  };
  const isProperty = item.kind !== "label" && item.kind !== "require" && !(item.kind === "field" && item.classifiedBy !== undefined);
  if (isProperty) claim(item);
  if (item.kind === "array" && item.element.kind === "scalar") naming.keys.set(item.element.field.id, "element");
  const keep = item.kind === "nested" || item.kind === "bounded" ? item.bound?.keep : undefined;
  if (keep !== undefined) claim(keep);
}

function nameInside(item: Item, type: string, naming: Naming): void {
  const name = (block: Block, part: string, span: Span): void => {
    const given = naming.names.claim(naming.file, span, type + pascalCase(part));
    naming.types.set(block, given);
    nameBlock(block, given, naming);
  };
  if (item.kind === "classify") for (const arm of item.arms) name(arm.block, arm.name, arm.span);
  else for (const block of blocksOf(item)) name(block, item.name, item.span);
}

/** Needs are inherited from nested packets, through recursion. */
function computeNeeds(layout: Layout): Needs[] {
  const direct = layout.program.packets.map((packet) => directNeeds(layout, packet));
  for (let changed = true; changed;) {
    changed = false;
    for (const need of direct) {
      for (const inner of need.nested) changed = inherit(need, direct[inner]) || changed;
    }
  }
  return direct.map(({ states, limits }) => ({ states: [...states].sort(), limits }));
}

interface DirectNeeds {
  readonly states: Set<string>;
  limits: boolean;
  readonly nested: Set<PacketIndex>;
}

function directNeeds(layout: Layout, packet: Packet): DirectNeeds {
  const { program } = layout;
  const need: DirectNeeds = { states: new Set(), limits: packet.recursive, nested: new Set() };
  const codec = (type: Extract<Item, { kind: "field" }>["type"]): void => {
    const state = type.kind === "codec" ? program.codecs[type.codec]?.state : undefined;
    if (state !== undefined) need.states.add(state);
  };
  for (const item of itemsIn(packet.body)) {
    if (item.kind === "field") codec(item.type);
    if (item.kind === "nested") need.nested.add(item.packet);
    if (item.kind === "array") {
      need.limits ||= !isShort(layout, packet, item);
      if (item.element.kind === "scalar") codec(item.element.field.type);
    }
  }
  return need;
}

function inherit(need: DirectNeeds, inner: DirectNeeds | undefined): boolean {
  if (inner === undefined) return false;
  const before = need.states.size;
  const limits = need.limits;
  for (const state of inner.states) need.states.add(state);
  need.limits ||= inner.limits;
  return need.states.size !== before || need.limits !== limits;
}

/** The variable that holds a codec state: `types/dns-name` is `dnsNameState`. */
export function stateVariable(module: string): string {
  const [path = "", number = ""] = module.split("#");
  return `${camelCase(moduleName(path).replaceAll("-", "_"))}State${number}`;
}

export function elementBlock(item: ArrayItem): Block | undefined {
  return item.element.kind === "group" ? item.element.block : undefined;
}

export function armKind(arm: Arm): string {
  return arm.name;
}
