/** A frame on one line: what is in it, from where to where, and what kind of packet it is. */
import { failureReason } from "../../runtime/failure.js";
import { ownProperty } from "../../runtime/objects.js";
import type { FieldShape, TypeShape } from "../../runtime/shape.js";
import { escapeUnprintable } from "../../runtime/text.js";
import { tagOf } from "../../runtime/to-json.js";
import { counted } from "../../runtime/values.js";
import type { DissectedFrame, Layer } from "./layer.js";
import { readableValue } from "./read-field.js";

function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map((shift) => ((address >>> shift) & 0xff).toString()).join(".");
}

/** RFC 5952. */
export function ipv6Text(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, index) => (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16));
  const zeros = [...words.join(":").matchAll(/(?:^|:)(0(?::0)+)(?=:|$)/g)].map((match) => match[1] ?? "");
  const longest = zeros.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (longest === "") return words.join(":");
  const text = words.join(":");
  const at = `:${text}:`.indexOf(`:${longest}:`);
  return `${text.slice(0, Math.max(0, at - 1))}::${text.slice(at + longest.length + 1)}`;
}

function addressText(value: unknown): string | undefined {
  if (typeof value === "number") return ipv4Text(value);
  return value instanceof Uint8Array && value.length === 16 ? ipv6Text(value) : undefined;
}

function property({ functions, value }: Layer, name: string): unknown {
  const field = functions.shape.fields.find((candidate) => candidate.name === name);
  return field === undefined ? undefined : ownProperty(value, field.key);
}

/** `192.0.2.1 > 192.0.2.2`, of the innermost layer that has addresses. */
function addresses(layers: readonly Layer[]): string | undefined {
  const texts = layers.map((layer) => ["source_address", "destination_address"].map((name) => addressText(property(layer, name))));
  return texts.findLast(([from, to]) => from !== undefined && to !== undefined)?.join(" > ");
}

function ports(layers: readonly Layer[]): string | undefined {
  const pairs = layers.map((layer) => ["source_port", "destination_port"].map((name) => property(layer, name)));
  const found = pairs.find(([from, to]) => typeof from === "number" && typeof to === "number");
  return found === undefined ? undefined : `ports ${found.join(" > ")}`;
}

/** Single bits that are set, by their names: what kind of segment it is. */
function flags({ functions }: Layer, value: unknown): string[] {
  return functions.shape.fields.flatMap(({ name, key, type }) => {
    const isSet = type.kind === "int" && type.bits === 1 && type.variant === undefined && ownProperty(value, key) === 1;
    return isSet ? [name] : [];
  });
}

/** Names for values, and arms: what kind of packet it is. */
function kinds({ functions }: Layer, value: unknown): string[] {
  return functions.shape.fields.flatMap(({ name, key, type }) => {
    const found = ownProperty(value, key);
    const arm = type.kind === "classify" ? ownProperty(found, "$kind") : undefined;
    if (typeof arm === "string") return [`${name} ${arm}`];
    const tag = type.kind === "int" || type.kind === "bool" ? tagOf(type.variant, found) : undefined;
    return tag === undefined ? [] : [`${name} ${tag}`];
  });
}

const LONGEST_NAME = 60;

/** The first text or domain name: mostly what the packet is about. */
function firstName({ functions, value }: Layer): string {
  const found = value === undefined ? undefined : nameIn(functions.shape.fields, value);
  if (found === undefined) return "";
  return found.length > LONGEST_NAME ? `${found.slice(0, LONGEST_NAME)}...` : found;
}

function nameIn(fields: readonly FieldShape[], object: unknown): string | undefined {
  for (const { name, key, type } of fields) {
    const found = nameOf(type, ownProperty(object, key));
    if (found !== undefined) return `${name} ${found}`;
  }
  return undefined;
}

function nameOf(type: TypeShape, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  switch (type.kind) {
    case "codec":
      return type.values.kind === "int" || typeof value === "bigint" ? undefined : type.codec.print(value);
    case "array":
      return Array.isArray(value) && value.length > 0 ? nameOf(type.element, value[0]) : undefined;
    case "group":
      return nameIn(type.fields, value);
    case "packet":
      return nameIn(type.of().fields, value);
    case "classify":
      return nameIn(type.arms.find(({ name }) => name === ownProperty(value, "$kind"))?.fields ?? [], value);
    default:
      return undefined;
  }
}

function outcomeText({ outcome }: Layer): string {
  if (outcome.kind === "decoded") return "";
  const { path, at } = outcome.failure;
  return ` (${outcome.kind} at byte ${at.toString()}, ${path}: ${failureReason(outcome.failure)})`;
}

function kindOf(layer: Layer): string[] {
  const value = readableValue(layer);
  return [...kinds(layer, value).slice(0, 4), flags(layer, value).join(" "), firstName(layer)];
}

/** On one line: what is in it, from where to where, what kind, and what was not read. */
export function describeFrame({ layers, notes }: DissectedFrame): string {
  const chain = layers.map((layer) => `${layer.packet}${outcomeText(layer)}`).join(" / ");
  const last = layers.at(-1);
  const kind = last === undefined ? [] : kindOf(last);
  const missing = notes.filter(({ kind: what }) => what !== "trailer").map(({ kind: what, count }) => `${what}: ${counted(count, "byte")}`);
  const parts = [chain, addresses(layers), ports(layers), kind.filter((text) => text !== "").join(", "), ...missing].filter(
    (part) => part !== undefined && part !== "",
  );
  return escapeUnprintable(parts.join("  "));
}
