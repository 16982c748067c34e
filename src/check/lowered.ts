/** What the expressions of a packet came to, by item. A missing part is either not written, or wrong and reported. */
import type { Checksum, Constant, Endian, Expr, Extent, Pattern } from "../ir/ir.js";
import type { ArmModel, ArrayNode, BoundedNode, ClassifyNode, FieldNode, NestedNode, RequireNode, ValueType } from "./model.js";

export interface LoweredField {
  readonly size?: Expr;
  readonly align?: number;
  readonly endian?: Endian;
  readonly constant?: Constant;
  readonly defaultValue?: Constant;
  readonly min?: Expr;
  readonly max?: Expr;
  readonly value?: Expr;
  readonly checksum?: Checksum;
}
export interface LoweredArm {
  readonly model: ArmModel;
  readonly patterns: readonly Pattern[];
  readonly guard?: Expr;
  /** Something in its patterns or guard is wrong. */
  readonly broken: boolean;
}
export interface LoweredClassify {
  readonly subject: Expr & { readonly type: ValueType };
  readonly arms: readonly LoweredArm[];
}
export interface LoweredNested {
  readonly args: readonly Expr[];
  readonly bound?: Expr;
}

export interface Lowered {
  readonly fields: Map<FieldNode, LoweredField>;
  readonly classifies: Map<ClassifyNode, LoweredClassify>;
  readonly extents: Map<ArrayNode, Extent>;
  readonly nested: Map<NestedNode, LoweredNested>;
  readonly bounds: Map<BoundedNode, Expr>;
  readonly requires: Map<RequireNode, Expr>;
}
