/** The fields of a layer beside their values; frames as plain data, for comparisons. */
import type { JsonValue } from "../../runtime/codec.js";
import { ownProperty } from "../../runtime/objects.js";
import type { PacketShape, TypeShape } from "../../runtime/shape.js";
import { toJson } from "../../runtime/to-json.js";
import type { TraceEntry } from "../../runtime/trace.js";
import { renderFailure } from "../../runtime/failure.js";
import { dissectFrame } from "./dissect.js";
import type { Engine } from "./engine.js";
import type { Layer } from "./layer.js";
import { subjectOf, valueAt } from "./values.js";

/** A field on the wire, and its value as JSON where a value stands for it. */
export interface FieldWithValue extends TraceEntry {
  readonly value?: JsonValue;
  /** Of a classified field: the arm that its value selects. */
  readonly arm?: string;
}

/** JSON of one value, by the rules of the whole. */
function leafToJson(type: TypeShape, value: unknown): JsonValue {
  const shape: PacketShape = { name: "", params: [], fields: [{ name: "leaf", key: "leaf", role: "free", type }] };
  return (ownProperty(toJson(shape, { leaf: value }), "leaf") ?? null) as JsonValue;
}

function scalarToJson(value: unknown): JsonValue {
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

function valueOf({ functions, value }: Layer, path: string): Pick<FieldWithValue, "value" | "arm"> {
  const found = value === undefined ? undefined : valueAt(functions.shape, value, path);
  if (found === undefined) return {};
  const subject = subjectOf(found);
  if (subject === undefined) return { value: leafToJson(found.type, found.value) };
  const own = subject.type === undefined ? scalarToJson(subject.value) : leafToJson(subject.type, subject.value);
  return { value: own, arm: String(ownProperty(found.value, "$kind")) };
}

/** Of a classified field, the value is the field's own; what its arm holds are fields of their own. */
export function fieldsWithValues(layer: Layer): FieldWithValue[] {
  return layer.fields.map((entry) => ({ ...entry, ...valueOf(layer, entry.path) }));
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
