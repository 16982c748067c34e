/** What the values of a field are in TypeScript. */
import type { Codec, CodecIndex, FieldType } from "../ir/ir.js";
import { isBigType } from "./primitives.js";

export type IntegerKind = "number" | "bigint";
/** "bytes" are byte arrays and texts; "object" is whatever a custom type makes. */
export type ValueKind = IntegerKind | "boolean" | "bytes" | "object";

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Of a custom type's integers: numbers, where a number holds each of them exactly. */
export function integerKind({ min, max }: { readonly min: bigint; readonly max: bigint }): IntegerKind {
  return max > LARGEST_SAFE || min < -LARGEST_SAFE ? "bigint" : "number";
}

/** `module`: where codecs are looked up. */
export function valueKind(module: { codec(index: CodecIndex): Pick<Codec, "values"> }, type: FieldType): ValueKind {
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "bytes":
      return "bytes";
    case "codec": {
      const { values } = module.codec(type.codec);
      if (values.kind === "int") return integerKind(values);
      return values.kind === "string" ? "bytes" : "object";
    }
    default:
      return isBigType(type) ? "bigint" : "number";
  }
}
