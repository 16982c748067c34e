/** Why a packet does not come back byte for byte: one of a closed list, found by comparing it with its canonical form. */
import type { Layer } from "../../src/dissect/index.js";
import type { FieldShape, TypeShape } from "../../runtime/index.js";

export const REASONS = {
  computed: "a computed field, such as a checksum, holds another value than the one that encoding computes",
  names: "domain names are compressed in another way",
  form: "a value is written in another of its forms",
  length: "the canonical form is of another length",
} as const;

export type Reason = keyof typeof REASONS;

export interface Difference {
  /** In the spec's names. */
  readonly field: string;
  readonly reason: Reason;
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
export function differenceOf({ functions, bytes, at, end, args, value, fields, packet }: Layer): Difference | undefined {
  if (functions.isCanonical(bytes, at, end, args)) return undefined;
  const size = functions.sizeOf(value, args);
  const copy = new DataView(new ArrayBuffer(at + Math.max(size, end - at)));
  functions.encode(value, copy, at, args);
  let place = at;
  while (place < end - 1 && copy.getUint8(place) === bytes.getUint8(place)) place++;
  const path = fields.findLast((entry) => entry.start <= place && place < entry.end)?.path ?? "";
  return { field: `${packet}.${path}`, reason: reasonOf(fieldAt(functions.shape.fields, path), size === end - at) };
}
