/**
 * A packet between syntax and IR: statements with numbers, scopes and resolved types, structs spliced in, but expressions
 * still as they were written. `undefined` in the place of a type means that an error was reported.
 */
import type { Written } from "../ir/hex.js";
import type { LoadedFile } from "../load/loaded.js";
import type { Span } from "../diagnostics/source.js";
import type * as Ast from "../syntax/ast.js";
import type { CodecIndex, Expr, ItemId, PacketIndex, VariantIndex } from "../ir/ir.js";
import type { Problems } from "./problems.js";

export type ValueType = "int" | "bool" | "string";

export type ResolvedType =
  | { readonly kind: "int"; readonly bits: number; readonly signed: boolean }
  | { readonly kind: "bits"; readonly width: number }
  | { readonly kind: "bool" }
  | { readonly kind: "float"; readonly bits: 32 | 64 }
  /** `padded`: with `align`, so that what is read back may be longer than what was given. */
  | { readonly kind: "bytes"; readonly size: Ast.Expr; readonly padded?: true }
  /** `range`: the codec's values, where they are integers. */
  | {
      readonly kind: "codec";
      readonly codec: CodecIndex;
      readonly value: ValueType | undefined;
      readonly fixedSize: boolean;
      readonly stateful: boolean;
      readonly range?: readonly [bigint, bigint];
    };

export interface CaseModel extends Written {
  readonly tag: string;
  readonly value: bigint | string | boolean;
  readonly span: Span;
  readonly isDefault: boolean;
  readonly doc?: string;
}
export interface VariantModel {
  readonly index: VariantIndex;
  readonly name?: string;
  readonly file: string;
  readonly owner?: { readonly packet: PacketIndex; readonly item: ItemId };
  readonly span: Span;
  readonly doc?: string;
  readonly valueType: ValueType;
  readonly cases: readonly CaseModel[];
}

export interface ParamModel {
  readonly name: string;
  readonly type: "int" | "bool";
  readonly span: Span;
  readonly doc?: string;
  readonly implicit: boolean;
}

export type AttributeKey = Exclude<Ast.Attribute["kind"], "variantRef">;
export type AttributeTable = ReadonlyMap<AttributeKey, Ast.Attribute>;

/** A list of statements that share the object they decode to. */
export interface BlockModel {
  readonly nodes: Node[];
  /** What its statements are called in the spec, those that are still to come too. */
  readonly names: Set<string>;
}

/** Where names are looked up; a struct's own is transparent from outside, under the field's name and `_`. */
export interface Scope {
  readonly kind: "packet" | "arm" | "element" | "bounded" | "struct";
  readonly parent?: Scope;
  /** The classify, array or bounded part whose inside this is. */
  readonly container?: Container;
  readonly block: BlockModel;
  readonly entries: Entry[];
  /** The same, by name. */
  readonly byName: Map<string, Entry[]>;
  /** What may hold further names: classifies and bounded parts. */
  readonly containers: Container[];
  /** Of a struct's: the field whose type it is. */
  readonly site?: Span;
}
export type Entry =
  | { readonly kind: "node"; readonly name: string; readonly node: Node }
  | { readonly kind: "struct"; readonly name: string; readonly scope: Scope };

interface NodeBase {
  readonly id: ItemId;
  /** As it is emitted. */
  readonly name: string;
  readonly span: Span;
  readonly doc?: string;
  readonly scope: Scope;
  readonly container?: Container;
  readonly attributes: AttributeTable;
  /** The file in which it was written: a struct may come from another one than its packet. */
  readonly file: LoadedFile;
}
export interface FieldNode extends NodeBase {
  readonly kind: "field";
  readonly type: ResolvedType | undefined;
  readonly typeSpan: Span;
  readonly variant?: VariantModel;
  /** The classify that takes the field over. */
  takenBy?: ClassifyNode;
  /** Stands for the leftovers of a bounded part. */
  readonly keptBy?: BoundedNode | NestedNode;
}
export interface LabelNode extends NodeBase {
  readonly kind: "label";
}
export interface ClassifyNode extends NodeBase {
  readonly kind: "classify";
  readonly syntax: Ast.ClassifyStatement;
  /** The name is the subject's, not one that `as` gave: then the name alone means the subject. */
  readonly implicitName: boolean;
  readonly takes?: FieldNode;
  readonly arms: ArmModel[];
}
export interface ArmModel {
  readonly syntax: Ast.ArmNode;
  readonly scope: Scope;
  readonly block: BlockModel;
  /** One constant selects it. */
  readonly single: boolean;
}
export interface ArrayNode extends NodeBase {
  readonly kind: "array";
  readonly syntax: Ast.ArrayStatement;
  readonly elementScope: Scope;
  /** Of a scalar element; a group's items stand in the scope's block. */
  element?: FieldNode;
}
export interface NestedNode extends NodeBase {
  readonly kind: "nested";
  readonly syntax: Ast.NestedStatement;
  readonly target: PacketModel | undefined;
  keep?: FieldNode;
}
export interface BoundedNode extends NodeBase {
  readonly kind: "bounded";
  readonly syntax: Ast.BoundedStatement;
  readonly inner: Scope;
  keep?: FieldNode;
}
export interface RequireNode extends NodeBase {
  readonly kind: "require";
  readonly syntax: Ast.RequireStatement;
}
export type Container = ClassifyNode | ArrayNode | BoundedNode;
export type Node = FieldNode | LabelNode | ClassifyNode | ArrayNode | NestedNode | BoundedNode | RequireNode;

export interface PacketModel {
  readonly index: PacketIndex;
  readonly file: LoadedFile;
  readonly syntax: Ast.PacketItem;
  readonly params: ParamModel[];
  readonly root: Scope;
  /** By number. */
  readonly nodes: Node[];
  readonly problems: Problems;
  /** Some statements did not parse: that a name is unknown proves nothing. */
  incomplete: boolean;
  /** Statements so far, those of structs each time that they are spliced in. */
  size: number;
  /** Parameters that some expression mentions, by index. */
  readonly usedParams: Set<number>;
  /** What `when` came to, of each optional item; undefined where it is wrong. */
  readonly conditions: Map<Node, Expr | undefined>;
}

export function valueTypeOf(type: ResolvedType): ValueType | undefined {
  switch (type.kind) {
    case "int":
    case "bits":
      return "int";
    case "bool":
      return "bool";
    case "codec":
      return type.value;
    case "bytes":
      return type.padded === true ? undefined : "string";
    case "float":
      return undefined;
  }
}

export function addEntry(scope: Scope, entry: Entry): void {
  scope.entries.push(entry);
  const known = scope.byName.get(entry.name);
  if (known === undefined) scope.byName.set(entry.name, [entry]);
  else known.push(entry);
  if (entry.kind === "node" && (entry.node.kind === "classify" || entry.node.kind === "bounded")) scope.containers.push(entry.node);
}

/** The blocks directly inside a node. */
export function blocksOf(node: Node): readonly BlockModel[] {
  switch (node.kind) {
    case "classify":
      return node.arms.map((arm) => arm.block);
    case "array":
      return [node.elementScope.block];
    case "bounded":
      return [node.inner.block];
    default:
      return [];
  }
}

/** The classifies, arrays and bounded parts around a node, innermost first. */
export function containersOf(node: Node): readonly Container[] {
  const found: Container[] = [];
  for (let around = node.container; around !== undefined; around = around.container) found.push(around);
  return found;
}

/** Whether two nodes stand in different arms of a classify: never is both of them there. */
export function areExclusive(one: Node, other: Node): boolean {
  const [ones, others] = [one, other].map((node): readonly Node[] => [node, ...containersOf(node)]);
  return (ones ?? []).some((container, index) => {
    const at = others?.indexOf(container) ?? -1;
    if (container.kind !== "classify" || index === 0 || at <= 0) return false;
    return armOf(container, ones?.[index - 1]) !== armOf(container, others?.[at - 1]);
  });
}

function armOf({ arms }: ClassifyNode, inside: Node | undefined): number {
  return arms.findIndex(({ block }) => inside !== undefined && block.nodes.includes(inside));
}
