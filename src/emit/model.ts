/** Everything that emission has to know about a packet before it writes a line: names, keys, types, uses, needs. */
import type { Arm, ArrayItem, Block, Item, ItemId, Packet, PacketIndex, Program, VariantIndex } from "../ir/ir.js";
import type { Layout } from "../layout/layout.js";
import { NameScope, camelCase, pascalCase } from "./names.js";
import { TypeScope, camelOf } from "./top-level.js";
import { Uses } from "./uses.js";
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
  readonly renames: readonly Rename[];
}

/** A name of the spec that is another one in TypeScript than the scheme says. */
export interface Rename {
  readonly span: Span;
  readonly wanted: string;
  readonly given: string;
}

export interface ProgramModel {
  readonly program: Program;
  readonly layout: Layout;
  readonly packets: readonly PacketModel[];
  /** Names of the variants' constant objects, by index. */
  readonly variantNames: ReadonlyMap<VariantIndex, string>;
  /** The top-level names of a file's module. */
  scopeOf(file: string): TypeScope;
}

/** An array that is always this short needs no budget. */
const SHORT = 256n * 8n;

/** Whether an array's elements are few whatever the bytes: no budget has to count them. */
export function isShort(layout: Layout, packet: Packet, item: Item): boolean {
  const size = layout.packets[packet.index]?.items[item.id]?.size.max;
  const element = layout.packets[packet.index]?.items[item.id]?.element?.min ?? 0n;
  return size !== undefined && size <= SHORT && element >= 8n;
}

export function modelProgram(layout: Layout): ProgramModel {
  const { program } = layout;
  const needs = computeNeeds(layout);
  const scopes = new Map<string, TypeScope>();
  const scopeOf = (file: string): TypeScope => {
    const scope = scopes.get(file) ?? new TypeScope();
    scopes.set(file, scope);
    return scope;
  };
  // What the spec names itself comes before what is named after it.
  const pascals = program.packets.map(({ name, file }) => scopeOf(file).claim(pascalCase(name)));
  const variantNames = new Map<VariantIndex, string>();
  for (const { index, name, file } of program.variants) {
    if (name !== undefined) variantNames.set(index, scopeOf(file).claimAlone(pascalCase(name)));
  }
  const packets = program.packets.map((packet, index) =>
    modelPacket(packet, pascals[index] ?? "", scopeOf(packet.file), needs[index] ?? { states: [], limits: false }),
  );
  for (const { index, file, owner } of program.variants) {
    if (variantNames.has(index)) continue;
    const model = owner === undefined ? undefined : packets[owner.packet];
    const item = owner === undefined ? undefined : model?.packet.items[owner.item];
    variantNames.set(index, scopeOf(file).claimAlone(`${model?.pascal ?? ""}${pascalCase(item?.name ?? "variant")}`));
  }
  return { program, layout, packets, variantNames, scopeOf };
}

function modelPacket(packet: Packet, pascal: string, scope: TypeScope, needs: Needs): PacketModel {
  const types = new Map<Block, string>([[packet.body, pascal]]);
  const keys = new Map<ItemId, string>();
  const renames: Rename[] = [];
  note(renames, packet.span, pascalCase(packet.name), pascal);
  nameBlock(packet.body, pascal, { scope, types, keys, renames });
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
    renames,
  };
}

interface Naming {
  readonly scope: TypeScope;
  readonly types: Map<Block, string>;
  readonly keys: Map<ItemId, string>;
  readonly renames: Rename[];
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
    note(naming.renames, span, camelCase(name), given);
  };
  const isProperty = item.kind !== "label" && item.kind !== "require" && !(item.kind === "field" && item.classifiedBy !== undefined);
  if (isProperty) claim(item);
  if (item.kind === "array" && item.element.kind === "scalar") naming.keys.set(item.element.field.id, "element");
  const keep = item.kind === "nested" || item.kind === "bounded" ? item.bound?.keep : undefined;
  if (keep !== undefined) claim(keep);
}

function nameInside(item: Item, type: string, naming: Naming): void {
  const name = (block: Block, part: string, span: Span): void => {
    const wanted = type + pascalCase(part);
    const given = naming.scope.claim(wanted);
    naming.types.set(block, given);
    note(naming.renames, span, wanted, given);
    nameBlock(block, given, naming);
  };
  if (item.kind === "classify") for (const arm of item.arms) name(arm.block, arm.name, arm.span);
  else for (const block of blocksOf(item)) name(block, item.name, item.span);
}

function note(renames: Rename[], span: Span, wanted: string, given: string): void {
  if (given !== wanted) renames.push({ span, wanted, given });
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
  const base = module.slice(module.lastIndexOf("/") + 1).replace(/\.[a-z]+$/, "");
  return `${camelCase(base.replaceAll("-", "_"))}State`;
}

export function elementBlock(item: ArrayItem): Block | undefined {
  return item.element.kind === "group" ? item.element.block : undefined;
}

export function armKind(arm: Arm): string {
  return arm.name;
}
