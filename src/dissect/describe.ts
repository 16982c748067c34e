/** Dissected frames for people and for programs. */
import type { JsonValue } from "../../runtime/codec.js";
import { ownProperty } from "../../runtime/objects.js";
import type { PacketShape, TypeShape } from "../../runtime/shape.js";
import { tagOf, toJson } from "../../runtime/to-json.js";
import type { TraceEntry } from "../../runtime/trace.js";
import { renderFailure } from "../../runtime/failure.js";
import { dissectFrame } from "./dissect.js";
import type { Engine } from "./engine.js";
import type { DissectedFrame, Layer } from "./layer.js";
import { subjectOf, valueAt } from "./values.js";

/** A field on the wire, and its value as JSON where a value stands for it. */
export interface FieldWithValue extends TraceEntry {
  readonly value?: JsonValue;
}

/** JSON of one value, by the rules of the whole. */
function leafToJson(type: TypeShape, value: unknown): JsonValue {
  const shape: PacketShape = { name: "", params: [], fields: [{ name: "leaf", key: "leaf", role: "free", type }] };
  return (ownProperty(toJson(shape, { leaf: value }), "leaf") ?? null) as JsonValue;
}

function scalarToJson(value: unknown): JsonValue {
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

function valueOf({ functions, value }: Layer, path: string): JsonValue | undefined {
  const found = valueAt(functions.shape, value, path);
  if (found === undefined) return undefined;
  const subject = subjectOf(found);
  if (subject === undefined) return leafToJson(found.type, found.value);
  return subject.type === undefined ? scalarToJson(subject.value) : leafToJson(subject.type, subject.value);
}

/** Of a classified field, the value is the field's own; what its arm holds are fields of their own. */
export function fieldsWithValues(layer: Layer): FieldWithValue[] {
  return layer.fields.map((entry) => {
    const value = layer.value === undefined ? undefined : valueOf(layer, entry.path);
    return { ...entry, ...(value !== undefined && { value }) };
  });
}

/** What a comparison with other dissectors wants; see {@link plainDissector}. */
export interface PlainFrame {
  readonly layers: readonly PlainLayer[];
  readonly failures: readonly { readonly packet: string; readonly start: number; readonly message: string }[];
}
export interface PlainLayer {
  readonly packet: string;
  readonly start: number;
  readonly end: number;
  readonly fields: readonly FieldWithValue[];
}

/** Every frame for itself, as plain data: the engine must not put frames together, so that places count from the frame's start. */
export function plainDissector(engine: Engine): (bytes: Uint8Array, linkType: number) => PlainFrame {
  return (bytes, linkType) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { layers } = dissectFrame(view, 0, view.byteLength, linkType, engine);
    return {
      layers: layers.map((layer) => ({ packet: layer.packet, start: layer.at, end: layer.end, fields: fieldsWithValues(layer) })),
      failures: layers.flatMap(({ packet, at, outcome }) => {
        return outcome.kind === "decoded" ? [] : [{ packet, start: at, message: renderFailure(outcome.failure, view) }];
      }),
    };
  };
}

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

/** Names for values, and arms: what kind of packet it is. */
function kinds({ functions, value }: Layer): string[] {
  return functions.shape.fields.flatMap(({ name, key, type }) => {
    const found = ownProperty(value, key);
    if (type.kind === "classify") return [`${name} ${String(ownProperty(found, "$kind"))}`];
    const tag = type.kind === "int" || type.kind === "bool" ? tagOf(type.variant, found) : undefined;
    return tag === undefined ? [] : [`${name} ${tag}`];
  });
}

function outcomeText({ outcome }: Layer): string {
  if (outcome.kind === "decoded") return "";
  const { path, at, expected, found } = outcome.failure;
  return ` (${outcome.kind} at byte ${at.toString()}, ${path}: expected ${expected}, found ${found})`;
}

/** On one line: what is in it, from where to where, what kind, and what was not read. */
export function describeFrame({ layers, notes }: DissectedFrame): string {
  const chain = layers.map((layer) => `${layer.packet}${outcomeText(layer)}`).join(" / ");
  const last = layers.at(-1);
  const kind = last === undefined ? [] : kinds(last).slice(0, 4);
  const missing = notes.filter(({ kind: what }) => what !== "trailer").map(({ kind: what, count }) => `${what}: ${count.toString()} bytes`);
  return [chain, addresses(layers), ports(layers), kind.join(", "), ...missing]
    .filter((part) => part !== undefined && part !== "")
    .join("  ");
}
