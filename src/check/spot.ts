/** Where statements are being added while a packet is outlined. */
import type { LoadedFile } from "../load/loaded.js";
import type * as Ast from "../syntax/ast.js";
import * as Model from "./model.js";
import type { TypeNames } from "./types.js";
import type { VariantTable } from "./variant-table.js";

export interface OutlineContext {
  readonly types: TypeNames;
  readonly variants: VariantTable;
  readonly packets: ReadonlyMap<Ast.PacketItem, Model.PacketModel>;
}

/** Where statements are being added. */
export interface Spot {
  readonly packet: Model.PacketModel;
  readonly scope: Model.Scope;
  readonly file: LoadedFile;
  /** What the names of a struct's members begin with. */
  readonly prefix: string;
  /** The structs being spliced in, outermost first. */
  readonly structs: readonly Ast.StructItem[];
  readonly context: OutlineContext;
  /** Adds the statements inside of one. */
  readonly add: (statements: readonly Ast.Statement[], spot: Spot) => void;
}

export interface Named {
  readonly name: Ast.Name;
  readonly doc?: Ast.Doc;
}

export const noAttributes: Model.AttributeTable = new Map();

export function baseOf(spot: Spot, { name, doc }: Named, attributes: Model.AttributeTable): Omit<Model.LabelNode, "kind"> {
  const { packet, scope, file, prefix } = spot;
  const emitted = name.text === "" ? "" : prefix + name.text;
  const base = { id: packet.nodes.length, name: emitted, span: name.span, scope, attributes, file };
  return {
    ...base,
    ...(scope.container === undefined ? {} : { container: scope.container }),
    ...(doc === undefined ? {} : { doc: doc.text }),
  };
}

/** `local`: what expressions beside it call the item. */
export function register<T extends Model.Node>(spot: Spot, local: string, node: T): T {
  spot.packet.nodes.push(node);
  spot.scope.block.nodes.push(node);
  Model.addEntry(spot.scope, { kind: "node", name: local, node });
  return node;
}

/** A scope around new statements, whose container is not known yet. */
export interface NewScope {
  readonly kind: "arm" | "element" | "bounded";
  readonly parent: Model.Scope;
  readonly block: Model.BlockModel;
  readonly entries: Model.Entry[];
  readonly byName: Map<string, Model.Entry[]>;
  readonly containers: Model.Container[];
  container?: Model.Container;
}

export function innerScope(spot: Spot, kind: NewScope["kind"]): NewScope {
  return { kind, parent: spot.scope, block: { nodes: [], names: new Set() }, entries: [], byName: new Map(), containers: [] };
}

export function inside(spot: Spot, scope: Model.Scope): Spot {
  return { ...spot, scope, prefix: "" };
}
