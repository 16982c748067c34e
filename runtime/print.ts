/** Decoded values as a readable tree. */
import { escapeUnprintable, printBytes, quoteText } from "./text.js";
import { ownProperty } from "./objects.js";
import type { ArmShape, BytesShape, ClassifyShape, CodecShape, FieldShape, IntShape, PacketShape, TypeShape } from "./shape.js";
import { tagOf } from "./to-json.js";

export interface PrintOptions {
  /** Levels below the packet; 32 unless given. */
  readonly maxDepth?: number;
  /** Lines in all; 2000 unless given. */
  readonly maxLines?: number;
}

/** What is left to print, shared by the whole walk. */
interface Page {
  readonly lines: string[];
  readonly maxDepth: number;
  readonly maxLines: number;
}

/**
 * One line a field, in wire order, with the spec's names, groups indented. Computed fields are printed as they were decoded.
 * Long byte strings are cut, and so is the tree where it goes beyond the options' bounds; "..." says where.
 */
export function printValue(shape: PacketShape, value: unknown, options: PrintOptions = {}): string {
  const page = { lines: [shape.name], maxDepth: options.maxDepth ?? 32, maxLines: options.maxLines ?? 2000 };
  printFields(page, shape.fields, value, 1);
  if (isFull(page)) page.lines.push("...");
  return page.lines.join("\n");
}

function isFull(page: Page): boolean {
  return page.lines.length >= page.maxLines;
}

function add(page: Page, depth: number, text: string): void {
  page.lines.push("  ".repeat(depth) + text);
}

function printFields(page: Page, fields: readonly FieldShape[], value: unknown, depth: number): void {
  if (depth > page.maxDepth) {
    add(page, depth, "...");
    return;
  }
  for (const field of fields) {
    if (isFull(page)) return;
    const property = ownProperty(value, field.key);
    if (property !== undefined) printType(page, field.type, property, field.name, depth);
  }
}

function printType(page: Page, type: TypeShape, value: unknown, label: string, depth: number): void {
  switch (type.kind) {
    case "array":
      printArray(page, type.element, value, label, depth);
      return;
    case "group":
      add(page, depth, `${label}:`);
      printFields(page, type.fields, value, depth + 1);
      return;
    case "packet": {
      const shape = type.of();
      add(page, depth, label === shape.name ? `${label}:` : `${label}: ${shape.name}`);
      printFields(page, shape.fields, value, depth + 1);
      return;
    }
    case "classify":
      printClassify(page, type, value, label, depth);
      return;
    default:
      add(page, depth, `${label}: ${printLine(type, value)}`);
  }
}

function printArray(page: Page, element: TypeShape, value: unknown, label: string, depth: number): void {
  if (!Array.isArray(value)) return;
  if (value.length === 0) {
    add(page, depth, `${label}: (none)`);
    return;
  }
  for (let index = 0; index < value.length && !isFull(page); index++) {
    printType(page, element, value[index], `${label}[${String(index)}]`, depth);
  }
}

function printClassify(page: Page, type: ClassifyShape, value: unknown, label: string, depth: number): void {
  const kind = ownProperty(value, "$kind");
  const arm = type.arms.find((candidate) => candidate.name === kind);
  if (arm === undefined) return;
  add(page, depth, `${label}: ${printArm(type, arm, value)}`);
  printFields(page, arm.fields, value, depth + 1);
}

/** Which arm it is, and the value that selects it. */
function printArm(type: ClassifyShape, arm: ArmShape, value: unknown): string {
  const subject = ownProperty(value, "$value") ?? arm.fixed ?? arm.default;
  if (subject === undefined) return arm.name;
  const text = type.subject === undefined ? plain(subject) : printLine(type.subject, subject);
  return text === arm.name || text.startsWith(`${arm.name} (`) ? text : `${arm.name} (${text})`;
}

/** What stands behind a value's name in the tree, on one line: all of a scalar, which arm of a classify it is. */
export function printLine(type: TypeShape, value: unknown): string {
  switch (type.kind) {
    case "int":
      return printInteger(type, value);
    case "bool":
      return tagged(tagOf(type.variant, value), String(value));
    case "bytes":
      return printRaw(type, value);
    case "codec":
      return printCodec(type, value);
    case "float":
      return Object.is(value, -0) ? "-0" : plain(value);
    case "classify": {
      const arm = type.arms.find(({ name }) => name === ownProperty(value, "$kind"));
      return arm === undefined ? "..." : printArm(type, arm, value);
    }
    default:
      return "...";
  }
}

function printRaw(type: BytesShape, value: unknown): string {
  if (typeof value === "string") return tagged(tagOf(type.variant, value), quoteText(value));
  return value instanceof Uint8Array ? printBytes(value) : plain(value);
}

/** Decimal; hex too where the type has 16 bits or more and the value is not small. */
function printInteger(type: IntShape, value: unknown): string {
  const decimal = plain(value);
  const tag = tagOf(type.variant, value);
  if (tag !== undefined) return `${tag} (${decimal})`;
  const wide = type.bits >= 16 && !type.signed && (typeof value === "bigint" || typeof value === "number") && value > 999;
  return wide ? `${decimal} (0x${value.toString(16)})` : decimal;
}

function printCodec(type: CodecShape, value: unknown): string {
  if (typeof value === "string") return tagged(tagOf(type.variant, value), quoteText(value));
  // A codec of somebody else may print anything.
  const text = escapeUnprintable(type.codec.print(value));
  return type.values.kind === "int" ? tagged(tagOf(type.variant, value), text) : text;
}

function tagged(tag: string | undefined, text: string): string {
  return tag === undefined ? text : `${tag} (${text})`;
}

/** A scalar without a shape. */
function plain(value: unknown): string {
  return typeof value === "object" || typeof value === "function" ? "?" : escapeUnprintable(String(value));
}
