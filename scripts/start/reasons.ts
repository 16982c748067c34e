/** Why a packet does not come back byte for byte: one of a closed list, found by comparing it with its canonical form. */
import { type FieldShape, TraceList, type TypeShape } from "../../runtime/index.js";
import { packetNamed } from "./packets.js";
import type { Layer } from "./walk.js";

export const REASONS = {
  computed: "a computed field, such as a checksum, holds another value than the one that encoding computes",
  names: "domain names are compressed in another way",
  form: "a value is written in another of its forms",
  length: "the canonical form is of another length",
} as const;

export type Reason = keyof typeof REASONS;

export interface Difference {
  readonly layer: string;
  readonly reason: Reason;
  /** In the spec's names. */
  readonly field: string;
}

function fieldsOf(type: TypeShape): readonly FieldShape[] {
  switch (type.kind) {
    case "group":
      return type.fields;
    case "packet":
      return type.of().fields;
    case "array":
      return fieldsOf(type.element);
    case "classify":
      return type.arms.flatMap((arm) => arm.fields);
    default:
      return [];
  }
}

/** By its path below the packet. Arms and parts that stand for no value of their own are passed over. */
function fieldAt(fields: readonly FieldShape[], path: string): FieldShape | undefined {
  let found: FieldShape | undefined;
  let within = fields;
  for (const name of path.replaceAll(/\[\d+\]/g, "").split(".")) {
    const next = within.find((field) => field.name === name);
    if (next === undefined) continue;
    found = next;
    within = fieldsOf(next.type);
  }
  return found;
}

function reasonOf(field: FieldShape | undefined, isSameLength: boolean): Reason {
  if (field?.role === "computed") return "computed";
  if (field?.type.kind === "codec" && field.type.name.startsWith("dns_label")) return "names";
  return isSameLength ? "form" : "length";
}

/** Undefined where the layer is canonical. */
export function differenceOf(frame: DataView, { packet, at, end, args }: Layer): Difference | undefined {
  const { decode, encode, explain, isCanonical, shape } = packetNamed(packet);
  if (isCanonical(frame, at, end, ...args)) return undefined;
  const decoded = decode(frame, at, end, ...args);
  if (!decoded.ok) throw new Error(`a ${packet} that decoded does not decode`);
  const copy = new DataView(new ArrayBuffer(frame.byteLength + 0x10000));
  const written = encode(decoded.value, copy, at, ...args);
  let place = at;
  while (place < end && copy.getUint8(place) === frame.getUint8(place)) place++;
  const trace = new TraceList();
  for (const skipped of [0, 1, 2]) {
    if (trace.entries.length === 0) explain(frame, at, end, ...args, ...Array.from({ length: skipped }, () => undefined), trace);
  }
  const path = trace.fieldAt(Math.min(place, end - 1))?.path ?? packet;
  const field = fieldAt(shape.fields, path.slice(packet.length + 1));
  return { layer: packet, reason: reasonOf(field, written === end), field: path };
}
