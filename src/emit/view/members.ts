/** Accessors of views: what each kind of item gives to those who read packets in place. */
import type { ArrayItem, Field, Item, Nested } from "../../ir/ir.js";
import { bitStride } from "../../ir/bit-elements.js";
import type { Cursor } from "../cursor.js";
import { fixedFieldBits } from "../decode/fields.js";
import { needNames } from "../decode/signatures.js";
import { inlineElement } from "../walk-ir.js";
import { countsElements, hasEmptyElements } from "../model.js";
import { type NameScope, capitalise } from "../names.js";
import { decodedType } from "../types.js";
import { Unavailable, type ViewContext } from "./context.js";

export interface Getter {
  readonly kind: "getter";
  readonly name: string;
  readonly type: string;
  readonly statements: readonly string[];
  readonly doc?: string;
}
export interface Method {
  readonly kind: "method";
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly initializer?: string }[];
  readonly type: string;
  readonly statements: readonly string[];
  readonly doc?: string;
}
export type ViewMember = Getter | Method;

const ALLOCATES = "Allocates: a new object each time.";

/** The accessors of one item; none where only a walk could tell. */
export function itemMembers(context: ViewContext, names: NameScope, item: Item): ViewMember[] {
  try {
    return membersOf(context, names, item).map((member) => optional(context, item, member));
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}

function membersOf(context: ViewContext, names: NameScope, item: Item): ViewMember[] {
  switch (item.kind) {
    case "field":
      return fieldMembers(context, names, item);
    case "label":
      return [getter(names, `${context.nameOf(item)}Position`, "number", context.startOf(item.id), item.doc)];
    case "nested":
      return nestedMembers(context, names, item);
    case "array":
      return arrayMembers(context, names, item);
    case "bounded":
      return rangeMembers(context, names, item, context.startOf(item.id), context.endOf(item.id));
    case "classify":
    case "require":
      return [];
  }
}

/** What stands only sometimes is undefined where it is not. */
function optional(context: ViewContext, item: Item, member: ViewMember): ViewMember {
  if (item.condition === undefined) return member;
  const there = context.present(item);
  if (member.kind === "method" && member.type === "boolean")
    return { ...member, statements: [`if (!${there}) return false;`, ...member.statements] };
  if (member.type === "void") {
    const none = countsElements(context.module.layout, context.model.packet, item.id) ? "view.$left = 0;" : "view.$next = Infinity;";
    return { ...member, statements: [...member.statements, `if (!${there}) ${none}`] };
  }
  return { ...member, type: `${member.type} | undefined`, statements: [`if (!${there}) return undefined;`, ...member.statements] };
}

function getter(names: NameScope, name: string, type: string, code: string, doc?: string): Getter {
  return { kind: "getter", name: names.claimMember(name), type, statements: [`return ${code};`], ...(doc === undefined ? {} : { doc }) };
}

function fieldMembers(context: ViewContext, names: NameScope, field: Field): ViewMember[] {
  const { type } = field;
  if (type.kind === "bytes") return byteMembers(context, names, field);
  if (type.kind === "codec") return codecMembers(context, names, field);
  const decoded = decodedType(context.module, field);
  return [
    getter(names, context.nameOf(field), decoded, context.readFixed(field), docOf(field, decoded === "bigint" ? ALLOCATES : undefined)),
  ];
}

function docOf(item: Item, more?: string): string | undefined {
  const texts = [item.doc, more].filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join("\n\n");
}

function byteMembers(context: ViewContext, names: NameScope, field: Field): ViewMember[] {
  const { start, end } = context.content(field);
  return rangeMembers(context, names, field, start, end);
}

/** Where bytes start and end, and a window on them. */
function rangeMembers(context: ViewContext, names: NameScope, item: Item, start: string, end: string): ViewMember[] {
  const window = `${context.module.runtime("subarray")}(this.bytes, ${start}, ${end})`;
  return [
    getter(names, `${context.nameOf(item)}Start`, "number", start),
    getter(names, `${context.nameOf(item)}End`, "number", end),
    method(names, context.nameOf(item), [], "Uint8Array", [`return ${window};`], docOf(item, ALLOCATES)),
  ];
}

function method(
  names: NameScope,
  name: string,
  parameters: Method["parameters"],
  type: string,
  statements: readonly string[],
  doc?: string,
): Method {
  return { kind: "method", name: names.claimMember(name), parameters, type, statements, ...(doc === undefined ? {} : { doc }) };
}

function codecMembers(context: ViewContext, names: NameScope, field: Field): ViewMember[] {
  if (field.type.kind !== "codec") return [];
  const codec = context.module.codec(field.type.codec);
  if (codec.values.kind === "string") return byteMembers(context, names, field);
  const type = decodedType(context.module, field);
  if (codec.values.kind === "int") return [getter(names, context.nameOf(field), type, context.readCodec(field), docOf(field))];
  return [
    getter(names, `${context.nameOf(field)}Start`, "number", context.startOf(field.id)),
    getter(names, `${context.nameOf(field)}End`, "number", context.endOf(field.id)),
    method(names, context.nameOf(field), [], type, [`return ${context.readCodec(field)};`], docOf(field, ALLOCATES)),
  ];
}

/** The nested packet's own view is bound by its parent, which knows the arguments. */
function nestedMembers(context: ViewContext, names: NameScope, item: Nested): ViewMember[] {
  const inner = context.module.model(item.packet);
  const view = context.module.ofPacket(inner.packet, "", "View", true);
  const args = item.args.map((arg) => (arg.type === "bool" ? context.expressions.bool(arg) : numberArgument(context, arg)));
  const needs = needNames(inner).map((name) => context.slot(`$${name}`));
  const call = ["this.bytes", context.startOf(item.id), context.limitOf(item.id), ...args, ...needs].join(", ");
  return [
    getter(names, `${context.nameOf(item)}Start`, "number", context.startOf(item.id)),
    getter(names, `${context.nameOf(item)}End`, "number", context.endOf(item.id)),
    method(
      names,
      `bind${capitalise(context.nameOf(item))}`,
      [{ name: "view", type: view }],
      "boolean",
      [`return view.bind(${call});`],
      docOf(item),
    ),
  ];
}

function numberArgument(context: ViewContext, arg: Nested["args"][number]): string {
  return context.expressions.anyNumber(arg);
}

function arrayMembers(context: ViewContext, names: NameScope, item: ArrayItem): ViewMember[] {
  const start = context.startOf(item.id);
  const range = [
    getter(names, `${context.nameOf(item)}Start`, "number", start),
    getter(names, `${context.nameOf(item)}End`, "number", context.endOf(item.id)),
  ];
  const counted = countMember(context, names, item);
  const inline = inlineElement(item);
  if (inline !== undefined) return [...range, ...counted, elementPacketMember(context, names, item, inline)];
  if (item.element.kind === "group") return [...range, ...counted, ...openMember(context, names, item)];
  const { field } = item.element;
  const bits = fixedFieldBits(field);
  if (bits === undefined || field.type.kind === "bytes" || field.type.kind === "codec") return [...range, ...counted];
  return [...range, ...counted, elementMember(context, names, item, field, bits / 8)];
}

function countMember(context: ViewContext, names: NameScope, item: ArrayItem): ViewMember[] {
  try {
    return [getter(names, `${context.nameOf(item)}Count`, "number", context.count(item))];
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}

/** Scalars of one width: by index. */
function elementMember(context: ViewContext, names: NameScope, item: ArrayItem, field: Field, size: number): Method {
  const type = decodedType(context.module, field);
  const stride = bitStride(item);
  const bit = context.bitOf(item.id);
  const at: Cursor = stride === undefined ? { base: "position", bits: bit } : { base: "position", bits: 0, inBits: true };
  const { start, end } = stride === undefined ? { start: context.startOf(item.id), end: context.endOf(item.id) } : context.bitsOf(item.id);
  return method(
    names,
    context.nameOf(item),
    [{ name: "index", type: "number" }],
    `${type} | undefined`,
    [
      `const position = ${start} + index * ${stride ?? size};`,
      `if (!(index >= 0) || position + ${stride ?? size} ${bit === 0 || stride !== undefined ? ">" : ">="} ${end}) return undefined;`,
      `return ${context.readAt(field, at)};`,
    ],
    docOf(item, "Undefined where there is no such element."),
  );
}

/** Elements that are packets: each is bound where the one before ended. */
function elementPacketMember(context: ViewContext, names: NameScope, item: ArrayItem, nested: Nested): Method {
  const startName = `${context.nameOf(item)}Start`;
  // What is there only sometimes starts at undefined, for users.
  const start = names.has(startName) && item.condition === undefined ? `this.${startName}` : context.startOf(item.id);
  const view = { name: "view", type: context.module.ofPacket(context.module.model(nested.packet).packet, "", "View", true) };
  const at = { name: "at", type: "number", initializer: start };
  const name = `bind${capitalise(context.nameOf(item))}`;
  const end = context.endOf(item.id);
  if (hasEmptyElements(context.module.layout, context.model.packet, item.id)) {
    const test = `index >= 0 && index < ${context.count(item)} && at <= ${end}`;
    const doc = "Points the view at the element `index`, which starts at `at`: the end of the one before. False behind the last.";
    // Elements may take no bytes: where one starts does not tell whether it is the last.
    const parameters = [view, { name: "index", type: "number" }, at];
    return method(names, name, parameters, "boolean", boundWhere(context, item, nested, test), docOf(item, doc));
  }
  const doc = "Points the view at the first element, or at the one at `at`: the end of the one before. False behind the last.";
  return method(names, name, [view, at], "boolean", boundWhere(context, item, nested, `at < ${end}`), docOf(item, doc));
}

/** Arguments that have to be computed are named after their parameters. */
function boundWhere(context: ViewContext, item: ArrayItem, nested: Nested, test: string): string[] {
  const inner = context.module.model(nested.packet);
  const lines: string[] = [];
  const args = nested.args.map((arg, index) => {
    const code = arg.type === "bool" ? context.expressions.bool(arg) : numberArgument(context, arg);
    if (/^[\w$.]+$/.test(code)) return code;
    const variable = argumentName(inner.params[index] ?? "");
    lines.push(`const ${variable} = ${code};`);
    return variable;
  });
  const needs = needNames(inner).map((name) => context.slot(`$${name}`));
  const call = `view.bind(${["this.bytes", "at", context.limitOf(item.id), ...args, ...needs].join(", ")})`;
  return lines.length === 0 ? [`return ${test} && ${call};`] : [`if (!(${test})) return false;`, ...lines, `return ${call};`];
}

/** Beside the method's own parameters. */
function argumentName(parameter: string): string {
  return ["view", "index", "at"].includes(parameter) ? `${parameter}_2` : parameter;
}

/** Elements of their own: a cursor that goes over them in one pass. */
function openMember(context: ViewContext, names: NameScope, item: ArrayItem): Method[] {
  if (item.element.kind !== "group") return [];
  const type = context.walker.typeOf(item.element.block);
  const uses = context.model.decode.of(item.id);
  const captured = uses.captures.flatMap((fact) => context.captureAssignments(fact, item));
  const own = [
    ...(uses.origin ? [{ slot: "$origin", code: context.origin }] : []),
    ...context.model.params
      .filter((_, index) => uses.params.has(index))
      .map((name) => ({ slot: `$${name}`, code: context.slot(`$${name}`) })),
    ...needNames(context.model).map((name) => ({ slot: `$${name}`, code: context.slot(`$${name}`) })),
  ];
  const statements = [
    "view.bytes = this.bytes;",
    `view.$next = ${bitStride(item) === undefined ? context.startOf(item.id) : context.bitsOf(item.id).start};`,
    `view.$limit = ${context.limitOf(item.id)};`,
    ...(context.stops(item) ? [`view.$stop = ${context.stopOf(item.id)};`] : []),
    ...(countsElements(context.module.layout, context.model.packet, item.id) ? [`view.$left = ${context.count(item)};`] : []),
    ...[...captured, ...own].map(({ slot, code }) => `view.${slot} = ${code};`),
  ];
  return [
    method(
      names,
      `open${capitalise(context.nameOf(item))}`,
      [{ name: "view", type: `${type}View` }],
      "void",
      statements,
      docOf(item, "Puts the view before the first element: `while (view.next()) ...`"),
    ),
  ];
}
