/**
 * The typed intermediate representation: packets after checking. Types only.
 *
 * Everything is resolved: typedefs and structs are gone (a struct's fields are spliced in as `field_member`), names are
 * item numbers, variants and codecs are indexes. Integers are bigint, always exact.
 * Every item of a packet, at whatever depth, has a number that is unique in its packet and indexes `Packet.items`;
 * numbers rise in source order, so an item is earlier than another if its number is smaller.
 */
import type { Written } from "./hex.js";
import type { Span } from "../diagnostics/source.js";

export interface Program {
  readonly packets: readonly Packet[];
  readonly variants: readonly Variant[];
  readonly codecs: readonly Codec[];
  readonly dissections: readonly Dissection[];
  readonly examples: readonly Example[];
}

export type PacketIndex = number;
export type ItemId = number;
export type VariantIndex = number;
export type CodecIndex = number;

export interface Packet {
  readonly index: PacketIndex;
  readonly name: string;
  /** The spec file, as the user named it. */
  readonly file: string;
  readonly span: Span;
  readonly doc?: string;
  readonly params: readonly Param[];
  readonly body: Block;
  /** Every item at any depth, by its number. */
  readonly items: readonly Item[];
  /** It can contain itself, directly or through others. */
  readonly recursive: boolean;
}

export interface Param {
  readonly name: string;
  readonly type: "int" | "bool";
  readonly span: Span;
  readonly doc?: string;
  /** Added by the compiler (option `byteOrder: "caller"`), not written in the spec. */
  readonly implicit: boolean;
}

export interface Block {
  readonly items: readonly Item[];
}

export type Item = Field | Label | Classify | ArrayItem | Nested | Bounded | Require;

interface ItemBase {
  readonly id: ItemId;
  /** As in the spec (a spliced struct member is `field_member`); empty for `require`. */
  readonly name: string;
  readonly span: Span;
  readonly doc?: string;
  /** The item is there only when this holds. */
  readonly condition?: Expr;
}

export interface Field extends ItemBase {
  readonly kind: "field";
  readonly type: FieldType;
  readonly constant?: Constant;
  readonly min?: Expr;
  readonly max?: Expr;
  readonly defaultValue?: Constant;
  /** Computed when encoding. */
  readonly value?: Expr;
  /** `value` is compared when decoding too. */
  readonly verify: boolean;
  readonly checksum?: Checksum;
  readonly variant?: VariantUse;
  /**
   * The classify of the same block that takes this field over: the field is not a property of its own; the arm's constant,
   * `$value` or `value` gives it.
   */
  readonly classifiedBy?: ItemId;
}

export interface Label extends ItemBase {
  readonly kind: "label";
}

export interface Classify extends ItemBase {
  readonly kind: "classify";
  /** `name` is the property: the subject's name, or what `as` says. */
  readonly subject: Expr;
  /** The field of the same block that this classify takes over (see Field.classifiedBy). */
  readonly takes?: ItemId;
  readonly subjectType: "int" | "bool" | "string";
  readonly arms: readonly Arm[];
}
export interface Arm {
  readonly name: string;
  readonly span: Span;
  readonly doc?: string;
  readonly patterns: readonly Pattern[];
  readonly guard?: Expr;
  readonly block: Block;
  /** The one value that selects this arm, where it is one constant; otherwise the value is kept as `$value`. */
  readonly fixed?: Constant;
  /** Without `fixed`: the constant or default of the field that is taken over, if it may select this arm: `$value` need not be given. */
  readonly standard?: Constant;
}
export type Pattern =
  | { readonly kind: "any" }
  | ({ readonly kind: "range"; readonly low: bigint; readonly high: bigint } & Written)
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "bool"; readonly value: boolean };

export interface ArrayItem extends ItemBase {
  readonly kind: "array";
  readonly extent: Extent;
  /** flat: the group is one nested packet, which is the element itself. */
  readonly element:
    { readonly kind: "group"; readonly block: Block; readonly flat?: true } | { readonly kind: "scalar"; readonly field: Field };
}
export type Extent =
  | { readonly kind: "count"; readonly count: Expr }
  /** Exactly so many bytes. */
  | { readonly kind: "bytes"; readonly length: Expr }
  /** To the end of the enclosing part; `until` (over the element) ends it after the first element for which it holds. */
  | { readonly kind: "toEnd"; readonly until?: Expr }
  | { readonly kind: "until"; readonly until: Expr };

export interface Nested extends ItemBase {
  readonly kind: "nested";
  readonly packet: PacketIndex;
  readonly args: readonly Expr[];
  readonly bound?: Bound;
}
export interface Bounded extends ItemBase {
  readonly kind: "bounded";
  readonly bound: Bound;
  readonly block: Block;
}
export interface Bound {
  readonly length: Expr;
  /** Leftovers are kept under this name, as bytes; without it they are an error. It has an item number like a field. */
  readonly keep?: { readonly id: ItemId; readonly name: string; readonly span: Span };
}

export interface Require extends ItemBase {
  readonly kind: "require";
  readonly holds: Expr;
  readonly message: string;
}

export type Endian = "big" | "little" | { readonly littleWhen: Expr };

export type FieldType =
  /** bits: 8, 16, 24, 32, 48 or 64. Up to 53 bits a number, wider a bigint. */
  | { readonly kind: "int"; readonly bits: number; readonly signed: boolean; readonly endian: Endian }
  /** width: 1 to 64. */
  | { readonly kind: "bits"; readonly width: number; readonly order: "msb" | "lsb" }
  | { readonly kind: "bool" }
  | { readonly kind: "float"; readonly bits: 32 | 64; readonly endian: Endian }
  /** align: bits, a multiple of 8; the bytes are padded with zeros to a multiple of it. */
  | { readonly kind: "bytes"; readonly size: Expr; readonly align?: number }
  | { readonly kind: "codec"; readonly codec: CodecIndex };

export type Constant =
  | ({ readonly kind: "int"; readonly value: bigint } & Written)
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "string"; readonly value: string };

export interface VariantUse {
  readonly variant: VariantIndex;
  /** The case written with `=>`, that the caller need not pass. */
  readonly defaultTag?: string;
}

export type ChecksumAlgorithm =
  | "internet"
  /** As UDP's: a result of 0 is written as 0xffff, and 0 on the wire means that there is none. */
  | "internet_nonzero"
  | "crc32"
  | "crc32c"
  | "fletcher16"
  | "fletcher32"
  | "adler32";
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Byte offsets from the packet's start; the field itself counts as zeros. */
  readonly from: Expr;
  readonly to: Expr;
  /** Internet checksum only: the sum of a pseudo-header's 16-bit words, not yet folded. */
  readonly seed?: Expr;
}

export interface Variant {
  readonly index: VariantIndex;
  /** Of a named variant. An inline one is named after its packet and field, by the emitter. */
  readonly name?: string;
  /** Where it was written. */
  readonly file: string;
  readonly owner?: { readonly packet: PacketIndex; readonly item: ItemId };
  readonly span: Span;
  readonly doc?: string;
  readonly valueType: "int" | "string" | "bool";
  readonly cases: readonly { readonly tag: string; readonly value: Constant; readonly doc?: string; readonly span: Span }[];
}

/** An entry of the table of custom types: a small TypeScript module. */
export interface Codec {
  readonly index: CodecIndex;
  readonly name: string;
  /** What generated code imports: a runtime module's name ("types/mpint"), or a path as the spec wrote it. */
  readonly module: string;
  /** The spec that declares it, from which a relative path counts; absent where the compiler's caller brought it. */
  readonly file?: string;
  readonly builtin: boolean;
  /** Encoded size in bytes. */
  readonly minSize: bigint;
  readonly maxSize: bigint | undefined;
  /** What expressions and classify see. */
  readonly values: CodecValues;
  /**
   * It needs state that the caller owns (where names were written, where pointers count from): the module that exports
   * `ReadState`, `readState`, `DecodeState`, `decodeState`, `WriteState`, `writeState`; as a path that means the same in all specs,
   * and `#2` behind it where the last part of the name is that of another one. Codecs with the same module share one state.
   */
  readonly state?: string;
}
export type CodecValues =
  | { readonly kind: "opaque" }
  | { readonly kind: "int"; readonly min: bigint; readonly max: bigint }
  /** Bytes that stand behind so many bytes of prefix, up to the encoding's end: usable as a string. */
  | { readonly kind: "string"; readonly prefix: number };

export type Expr =
  | ({ readonly kind: "int"; readonly type: "int"; readonly value: bigint; readonly span: Span } & Written)
  | { readonly kind: "bool"; readonly type: "bool"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "string"; readonly type: "string"; readonly value: string; readonly span: Span }
  | { readonly kind: "param"; readonly type: "int" | "bool"; readonly index: number; readonly span: Span }
  /** A field's value. */
  | { readonly kind: "field"; readonly type: "int" | "bool" | "string"; readonly target: Target; readonly span: Span }
  /** Bytes from the packet's start to the end of the target. */
  | { readonly kind: "offset"; readonly type: "int"; readonly target: Target; readonly span: Span }
  | { readonly kind: "sizeof"; readonly type: "int"; readonly target: Target; readonly span: Span }
  | { readonly kind: "arrayLength"; readonly type: "int"; readonly target: Target; readonly span: Span }
  | { readonly kind: "present"; readonly type: "bool"; readonly target: Target; readonly span: Span }
  | { readonly kind: "remaining"; readonly type: "int"; readonly span: Span }
  | { readonly kind: "not"; readonly type: "bool"; readonly operand: Expr; readonly span: Span }
  | { readonly kind: "negate" | "complement"; readonly type: "int"; readonly operand: Expr; readonly span: Span }
  /** The one's complement sum of 16-bit words (RFC 1071): 0 to 0xffff. The operand is the field whose bytes are added up. */
  | { readonly kind: "internetSum"; readonly type: "int"; readonly operand: Expr; readonly span: Span }
  | {
      readonly kind: "arithmetic";
      readonly type: "int";
      readonly operator: ArithmeticOperator;
      readonly left: Expr;
      readonly right: Expr;
      readonly span: Span;
    }
  | {
      readonly kind: "logic";
      readonly type: "bool";
      readonly operator: "&&" | "||";
      readonly left: Expr;
      readonly right: Expr;
      readonly span: Span;
    }
  /** `==` and `!=` on two of one type; the rest on integers. */
  | {
      readonly kind: "compare";
      readonly type: "bool";
      readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
      readonly left: Expr;
      readonly right: Expr;
      readonly span: Span;
    }
  | {
      readonly kind: "conditional";
      readonly type: "int" | "bool" | "string";
      readonly condition: Expr;
      readonly then: Expr;
      readonly otherwise: Expr;
      readonly span: Span;
    }
  /** A boolean where an integer is wanted: 0 or 1. */
  | { readonly kind: "boolToInt"; readonly type: "int"; readonly operand: Expr; readonly span: Span };
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "<<" | ">>" | "&" | "|" | "^";

/**
 * What a name in an expression stands for. Usually one item; several when the name is in several arms of a classify
 * that the expression stands outside of (exactly one of them is there at a time, and every arm has one).
 */
export type Target = readonly ItemId[];

export interface Dissection {
  readonly file: string;
  readonly span: Span;
  readonly packet: PacketIndex;
  /** The payload: a bytes field (or kept leftovers), and the arms that lead to it. */
  readonly payload: ItemId;
  readonly path: readonly string[];
  readonly by?: Expr;
  readonly arms: readonly DissectionArm[];
}
export interface DissectionArm {
  readonly span: Span;
  readonly patterns: readonly Pattern[];
  readonly when?: Expr;
  /** One, or alternatives in the order in which they are tried. */
  readonly targets: readonly DissectionTarget[];
}
export interface DissectionTarget {
  readonly packet: PacketIndex;
  readonly args: readonly Expr[];
}

export interface Example {
  readonly file: string;
  readonly span: Span;
  readonly packet: PacketIndex;
  readonly args: readonly Constant[];
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly canonical: boolean;
  /** Undefined: the bytes must be rejected. Listed fields must match; others may have any value. */
  readonly value?: ExampleValue;
}
export type ExampleValue =
  | { readonly kind: "scalar"; readonly value: Constant | { readonly kind: "tag"; readonly tag: string }; readonly span: Span }
  | { readonly kind: "object"; readonly entries: readonly { readonly name: string; readonly value: ExampleValue }[]; readonly span: Span }
  | { readonly kind: "list"; readonly elements: readonly ExampleValue[]; readonly span: Span };
