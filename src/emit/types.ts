/** The TypeScript types of decoded values, and of what encoding takes. */
import type { Arm, ArrayItem, Block, Classify, Field, FieldType, Item } from "../ir/ir.js";
import type { PacketModel } from "./model.js";
import type { Module } from "./module.js";
import { quote } from "./names.js";
import { valueKind } from "./value-kind.js";
import { flatElement } from "./walk-ir.js";

/** The type of a variant's constants; named ones are shared, inline ones called after packet and field. */
export function variantName(module: Module, index: number, type: FieldType): string {
  const variant = module.program.program.variants[index];
  if (variant === undefined) throw new Error(`no variant ${index}`);
  return module.variant(variant, valueKind(module, type) === "bigint" ? "bigint" : "number");
}

export function decodedType(module: Module, field: Field): string {
  return scalarType(module, field, "Value");
}

export function inputType(module: Module, field: Field): string {
  return scalarType(module, field, "Input");
}

function scalarType(module: Module, field: Field, side: "Value" | "Input"): string {
  const plain = plainType(module, field, side);
  if (field.variant === undefined) return plain;
  const name = variantName(module, field.variant.variant, field.type);
  if (plain === "number" || plain === "bigint") return `${name} | (${plain} & {})`;
  return plain === "boolean" ? plain : `${name} | ${plain === "Uint8Array | string" ? "Uint8Array | (string & {})" : plain}`;
}

function plainType(module: Module, field: Field, side: "Value" | "Input"): string {
  const { type, variant } = field;
  const kind = valueKind(module, type);
  if (kind === "object" && type.kind === "codec") return `${module.codecNamespace(module.codec(type.codec))}.${side}`;
  if (kind !== "bytes") return kind;
  const takesText = side === "Input" && (type.kind === "codec" || variant !== undefined);
  return takesText ? "Uint8Array | string" : "Uint8Array";
}

export interface Member {
  readonly key: string;
  readonly type: string;
  readonly optional: boolean;
  readonly doc?: string;
}

/** The properties of a block's object, decoded or to be encoded. */
export function members(module: Module, model: PacketModel, block: Block, side: "Value" | "Input"): Member[] {
  return block.items.flatMap((item) => itemMembers(module, model, item, side));
}

function itemMembers(module: Module, model: PacketModel, item: Item, side: "Value" | "Input"): Member[] {
  const key = model.keys.get(item.id);
  if (key === undefined) return [];
  const type = itemType(module, model, item, side);
  const member: Member = {
    key,
    type: item.condition === undefined ? type : `${type} | undefined`,
    optional: side === "Input" && (item.condition !== undefined || isFilled(item)),
    ...(item.doc === undefined ? {} : { doc: item.doc }),
  };
  return [member, ...keepMember(model, item)];
}

function keepMember(model: PacketModel, item: Item): Member[] {
  const keep = item.kind === "nested" || item.kind === "bounded" ? item.bound?.keep : undefined;
  const key = keep === undefined ? undefined : model.keys.get(keep.id);
  if (key === undefined) return [];
  return [{ key, type: item.condition === undefined ? "Uint8Array" : "Uint8Array | undefined", optional: item.condition !== undefined }];
}

/** Whether encoding fills the field itself, or has a default for it. */
export function isFilled(item: Item): boolean {
  if (item.kind !== "field") return false;
  return (
    item.value !== undefined ||
    item.checksum !== undefined ||
    item.constant !== undefined ||
    item.defaultValue !== undefined ||
    item.variant?.defaultTag !== undefined
  );
}

function itemType(module: Module, model: PacketModel, item: Item, side: "Value" | "Input"): string {
  const suffix = side === "Value" ? "" : "Input";
  switch (item.kind) {
    case "field":
      return scalarType(module, item, side);
    case "classify":
      return item.arms.map((arm) => `${blockType(model, arm.block)}${suffix}`).join(" | ");
    case "bounded":
      return `${blockType(model, item.block)}${suffix}`;
    case "nested":
      return module.ofPacket(module.model(item.packet).packet, "", suffix, true);
    case "array":
      return item.element.kind === "group"
        ? `readonly ${elementType(module, model, item, side)}[]`
        : `readonly ${parenthesise(scalarType(module, item.element.field, side))}[]`;
    case "label":
    case "require":
      throw new Error(`${item.kind} is no property`);
  }
}

/** The type of an array's group: an object of its own, or the packet that it is. */
export function elementType(module: Module, model: PacketModel, item: ArrayItem, side: "Value" | "Input"): string {
  const suffix = side === "Value" ? "" : "Input";
  const flat = flatElement(item);
  if (flat !== undefined) return module.ofPacket(module.model(flat.packet).packet, "", suffix, true);
  if (item.element.kind !== "group") throw new Error("a scalar is no group");
  return `${blockType(model, item.element.block)}${suffix}`;
}

export function parenthesise(type: string): string {
  return /^[\w.]+$/.test(type) ? type : `(${type})`;
}

function blockType(model: PacketModel, block: Block): string {
  const type = model.types.get(block);
  if (type === undefined) throw new Error("a block without a type");
  return type;
}

/** `$kind` and `$value` of an arm's object. */
export function armMembers(module: Module, model: PacketModel, item: Classify, arm: Arm, side: "Value" | "Input"): Member[] {
  const kind: Member = { key: "$kind", type: quote(arm.name), optional: false };
  const taken = item.takes === undefined ? undefined : model.packet.items[item.takes];
  if (arm.fixed !== undefined || taken?.kind !== "field") return [kind];
  const needless = taken.value !== undefined || taken.constant !== undefined || arm.standard !== undefined;
  const optional = side === "Input" && needless;
  return [kind, { key: "$value", type: scalarType(module, taken, side), optional, doc: `The value of \`${taken.name}\`.` }];
}
