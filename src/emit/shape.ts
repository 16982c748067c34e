/** Shapes: what a packet's values look like, as data, for printing, JSON, equality and test generators. */
import type { Arm, Block, Classify, Field, Item, Pattern } from "../ir/ir.js";
import { constantCode } from "./decode/fields.js";
import type { FunctionCode } from "./decode/functions.js";
import type { PacketModel } from "./model.js";
import type { Module } from "./module.js";
import { quote } from "./names.js";
import { isFilled, variantName } from "./types.js";
import { valueKind } from "./value-kind.js";
import { flatElement } from "./walk-ir.js";

type Kind = "number" | "bigint" | "boolean" | "string";

/** A call of a builder of the runtime; options that are not given are left out. */
function call(module: Module, name: string, args: readonly string[], more: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(more).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const options = given.length === 0 ? [] : [`{ ${given.map(([key, code]) => `${key}: ${code}`).join(", ")} }`];
  return `${module.runtime("shapes")}.${name}(${[...args, ...options].join(", ")})`;
}

function list(codes: readonly string[]): string {
  return `[${codes.join(", ")}]`;
}

export function shapeCode(module: Module, model: PacketModel): { name: string; type: string; initializer: string } {
  const params = model.packet.params.map(
    (param, index) => `{ name: ${quote(param.name)}, key: ${quote(model.params[index] ?? param.name)}, type: ${quote(param.type)} }`,
  );
  const fields = `() => ${fieldList(module, model, model.packet.body)}`;
  return {
    name: `${model.camel}Shape`,
    type: module.runtimeType("PacketShape"),
    initializer: `/* @__PURE__ */ ${call(module, "packetShape", [quote(model.packet.name), list(params), fields])}`,
  };
}

function fieldList(module: Module, model: PacketModel, block: Block): string {
  return list(block.items.flatMap((item) => itemFields(module, model, item)));
}

function itemFields(module: Module, model: PacketModel, item: Item): string[] {
  const key = model.keys.get(item.id);
  if (key === undefined) return [];
  const field = call(module, roleOf(item), [quote(item.name), quote(key), itemShape(module, model, item)], {
    optional: item.condition === undefined ? undefined : "true",
    default: item.kind === "field" ? defaultOf(module, item) : undefined,
  });
  return [field, ...keepField(module, model, item)];
}

function keepField(module: Module, model: PacketModel, item: Item): string[] {
  const keep = item.kind === "nested" || item.kind === "bounded" ? item.bound?.keep : undefined;
  const key = keep === undefined ? undefined : model.keys.get(keep.id);
  if (keep === undefined || key === undefined) return [];
  const optional = item.condition === undefined ? undefined : "true";
  return [call(module, "free", [quote(keep.name), quote(key), call(module, "raw", [])], { optional })];
}

function roleOf(item: Item): "free" | "computed" | "constant" {
  if (item.kind !== "field") return "free";
  if (item.constant !== undefined) return "constant";
  return item.value !== undefined || item.checksum !== undefined ? "computed" : "free";
}

function defaultOf(module: Module, field: Field): string | undefined {
  if (field.constant !== undefined || !isFilled(field)) return undefined;
  if (field.defaultValue !== undefined) return constantCode(field.defaultValue, kindOf(module, field));
  const use = field.variant;
  if (use?.defaultTag === undefined) return undefined;
  const found = module.program.program.variants[use.variant]?.cases.find(({ tag }) => tag === use.defaultTag);
  return found === undefined ? undefined : constantCode(found.value, kindOf(module, field));
}

function kindOf(module: Module, field: Field): Kind {
  const kind = valueKind(module, field.type);
  return kind === "bytes" || kind === "object" ? "string" : kind;
}

function itemShape(module: Module, model: PacketModel, item: Item): string {
  switch (item.kind) {
    case "field":
      return scalarShape(module, item);
    case "nested":
      return call(module, "nested", [`() => ${module.packetShape(item.packet)}`]);
    case "bounded":
      return call(module, "group", [fieldList(module, model, item.block)]);
    case "array":
      return arrayShape(module, model, item);
    case "classify":
      return classifyShape(module, model, item);
    case "label":
    case "require":
      throw new Error(`${item.kind} is no property`);
  }
}

function arrayShape(module: Module, model: PacketModel, item: Extract<Item, { kind: "array" }>): string {
  const { element, extent } = item;
  const flat = flatElement(item);
  if (flat !== undefined)
    return call(module, "list", [call(module, "nested", [`() => ${module.packetShape(flat.packet)}`])], arrayOptions(extent));
  const shape =
    element.kind === "scalar" ? scalarShape(module, element.field) : call(module, "group", [fieldList(module, model, element.block)]);
  return call(module, "list", [shape], arrayOptions(extent));
}

function arrayOptions(extent: Extract<Item, { kind: "array" }>["extent"]): Readonly<Record<string, string | undefined>> {
  return {
    length: extent.kind === "count" && extent.count.kind === "int" ? String(extent.count.value) : undefined,
    nonEmpty: extent.kind === "until" ? "true" : undefined,
  };
}

function scalarShape(module: Module, field: Field): string {
  const { type } = field;
  const kind = kindOf(module, field);
  const constant = field.constant === undefined ? undefined : constantCode(field.constant, kind);
  const variant =
    field.variant === undefined
      ? undefined
      : `${module.runtime("shapes")}.cases(${module.variantValue(variantName(module, field.variant.variant, type))})`;
  const limits = kind === "number" || kind === "bigint" ? limitsOf(field, kind) : {};
  switch (type.kind) {
    case "int":
      return call(module, type.signed ? "int" : "uint", [String(type.bits)], { ...limits, constant, variant });
    case "bits":
      return call(module, "uint", [String(type.width)], { ...limits, constant, variant });
    case "bool":
      return call(module, "bool", [], { constant, variant });
    case "float":
      return call(module, "float", [String(type.bits)]);
    case "bytes":
      return call(module, "raw", [], {
        length: type.size.kind === "int" ? String(type.size.value) : undefined,
        align: type.align === undefined || type.align <= 8 ? undefined : String(type.align / 8),
        constant,
        variant,
      });
    case "codec":
      return codecShape(module, field, type.codec, kind, { constant, variant });
  }
}

function codecShape(module: Module, field: Field, index: number, kind: Kind, more: Readonly<Record<string, string | undefined>>): string {
  const codec = module.codec(index);
  const { values } = codec;
  const n = kind === "bigint" ? "n" : "";
  const min = field.min?.kind === "int" ? field.min.value : values.kind === "int" ? values.min : 0n;
  const max = field.max?.kind === "int" ? field.max.value : values.kind === "int" ? values.max : 0n;
  const shape = values.kind === "int" ? `{ kind: "int", min: ${min}${n}, max: ${max}${n} }` : `{ kind: ${quote(values.kind)} }`;
  return call(module, "custom", [quote(codec.name), module.codecNamespace(codec), shape], more);
}

function limitsOf(field: Field, kind: "number" | "bigint"): { min?: string; max?: string } {
  const n = kind === "bigint" ? "n" : "";
  return {
    ...(field.min?.kind === "int" ? { min: `${field.min.value}${n}` } : {}),
    ...(field.max?.kind === "int" ? { max: `${field.max.value}${n}` } : {}),
  };
}

function classifyShape(module: Module, model: PacketModel, item: Classify): string {
  const taken = item.takes === undefined ? undefined : model.packet.items[item.takes];
  const field = taken?.kind === "field" ? taken : undefined;
  const kind: Kind =
    field === undefined
      ? item.subjectType === "bool"
        ? "boolean"
        : item.subjectType === "string"
          ? "string"
          : "number"
      : kindOf(module, field);
  const arms = item.arms.map((arm) => armShape(module, model, arm, kind, field !== undefined));
  return call(module, "classify", [list(arms)], {
    subject: field === undefined ? undefined : scalarShape(module, field),
    computed: field?.value === undefined && field?.constant === undefined ? undefined : "true",
  });
}

function armShape(module: Module, model: PacketModel, arm: Arm, kind: Kind, takes: boolean): string {
  const fields = fieldList(module, model, arm.block);
  const guarded = arm.guard === undefined ? undefined : "true";
  if (arm.fixed !== undefined) return call(module, "fixedArm", [quote(arm.name), constantCode(arm.fixed, kind), fields], { guarded });
  const patterns = list(arm.patterns.map((pattern) => patternShape(pattern, kind)));
  const standard = arm.standard === undefined ? undefined : constantCode(arm.standard, kind);
  return call(module, "openArm", [quote(arm.name), String(takes), patterns, fields], { guarded, default: standard });
}

function patternShape(pattern: Pattern, kind: Kind): string {
  const n = kind === "bigint" ? "n" : "";
  switch (pattern.kind) {
    case "any":
      return `{ kind: "any" }`;
    case "range":
      return `{ kind: "range", low: ${pattern.low}${n}, high: ${pattern.high}${n} }`;
    case "string":
      return `{ kind: "string", text: ${quote(pattern.text)} }`;
    case "bool":
      return `{ kind: "bool", value: ${String(pattern.value)} }`;
  }
}

export function printFunction(module: Module, model: PacketModel): FunctionCode {
  return {
    name: `print${model.pascal}`,
    exported: true,
    doc: `A \`${model.packet.name}\` as a readable tree.`,
    parameters: [{ name: "value", type: model.pascal }],
    returnType: "string",
    statements: [`return ${module.runtime("printValue")}(${model.camel}Shape, value);`],
  };
}
