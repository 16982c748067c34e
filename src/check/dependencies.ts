/**
 * What encoding has to know before what. The sizes of bytes, and how many elements an array has, which arm is chosen
 * and which optional part is there: all that comes from the caller. Computed are only values; and, through them, the
 * widths of variable-length integers, the presence of computed fields, and the domain names behind either.
 */
import type { Expr } from "../ir/ir.js";
import type { Lowered } from "./lowered.js";
import { areExclusive, blocksOf, type BlockModel, type FieldNode, type NestedNode, type Node, type PacketModel } from "./model.js";
import { subexpressions } from "../ir/walk.js";
import { fieldUses } from "./walk.js";

/** The value, the size, the presence of an item, or the offset of its start or end. */
export type Aspect = "value" | "size" | "present" | "start" | "offset";
export interface Quantity {
  readonly aspect: Aspect;
  readonly node: Node;
}

export interface Dependencies {
  /** The same object each time. */
  readonly quantity: (aspect: Aspect, node: Node) => Quantity;
  readonly of: (quantity: Quantity) => readonly Quantity[];
}

export function isComputed(node: Node): boolean {
  return node.kind === "field" && (node.attributes.has("value") || node.attributes.has("checksum"));
}

/** Where every arm is a constant, the arm gives the value, and what `value` says is never computed. */
function arrangesValue(node: FieldNode): boolean {
  return node.takenBy === undefined || node.takenBy.arms.some((arm) => !arm.single);
}

function isComputedOptional(node: Node): boolean {
  return node.attributes.has("when") && node.kind === "field" && (isComputed(node) || node.attributes.has("const"));
}

function hasComputedWidth(node: Node): boolean {
  return node.kind === "field" && node.type?.kind === "codec" && !node.type.fixedSize && isComputed(node);
}

function isStateful(node: Node): boolean {
  return node.kind === "field" && node.type?.kind === "codec" && node.type.stateful;
}

/** The size of a nested packet follows its arguments only where these decide about computed widths in there. */
function followsArguments(node: NestedNode, seen: Set<PacketModel> = new Set()): boolean {
  const { target } = node;
  if (target === undefined || target.params.length === 0 || seen.has(target)) return false;
  seen.add(target);
  return target.nodes.some(
    (inner) => hasComputedWidth(inner) || isComputedOptional(inner) || (inner.kind === "nested" && followsArguments(inner, seen)),
  );
}

class Graph implements Dependencies {
  /** What stands before an item in its list; for leftovers, the part that they are of. */
  private readonly before = new Map<Node, Node>();
  private readonly quantities = new Map<string, Quantity>();
  private readonly edges = new Map<Quantity, readonly Quantity[]>();

  public constructor(
    private readonly packet: PacketModel,
    private readonly lowered: Lowered,
  ) {
    for (const block of [packet.root.block, ...packet.nodes.flatMap(blocksOf)]) this.line(block);
  }

  public quantity(aspect: Aspect, node: Node): Quantity {
    const key = `${aspect}${node.id}`;
    const quantity = this.quantities.get(key) ?? { aspect, node };
    this.quantities.set(key, quantity);
    return quantity;
  }

  public of(quantity: Quantity): readonly Quantity[] {
    const found = this.edges.get(quantity) ?? this.edgesOf(quantity);
    this.edges.set(quantity, found);
    return found;
  }

  private edgesOf({ aspect, node }: Quantity): readonly Quantity[] {
    switch (aspect) {
      case "value":
        return this.ofValue(node);
      case "size":
        return [...this.ofWidth(node), ...blocksOf(node).flatMap((block) => block.nodes.map((inner) => this.quantity("size", inner)))];
      case "offset":
        return [this.quantity("size", node), this.quantity("start", node)];
      case "start":
        return this.ofStart(node);
      case "present":
        return isComputedOptional(node) ? this.ofExpr(this.packet.conditions.get(node)) : [];
    }
  }

  private line({ nodes }: BlockModel): void {
    nodes.forEach((node, index) => {
      const previous = nodes[index - 1];
      if (previous !== undefined) this.before.set(node, previous);
      if ((node.kind === "nested" || node.kind === "bounded") && node.keep !== undefined) this.before.set(node.keep, node);
    });
  }

  /** Arms that are not taken are not before it. */
  private ofStart(node: Node): readonly Quantity[] {
    const previous = this.before.get(node);
    if (previous !== undefined) return [this.quantity("offset", previous)];
    return node.container === undefined ? [] : [this.quantity("start", node.container)];
  }

  private ofWidth(node: Node): readonly Quantity[] {
    const found: Quantity[] = [];
    if (hasComputedWidth(node)) found.push(this.quantity("value", node));
    if (isComputedOptional(node)) found.push(this.quantity("present", node));
    if (isStateful(node)) found.push(this.quantity("start", node));
    if (node.kind === "nested" && followsArguments(node)) {
      found.push(...(this.lowered.nested.get(node)?.args ?? []).flatMap((argument) => this.ofExpr(argument)));
    }
    return found;
  }

  private ofValue(node: Node): readonly Quantity[] {
    if (node.kind !== "field" || !isComputed(node) || !arrangesValue(node)) return [];
    const parts = this.lowered.fields.get(node);
    const { checksum } = parts ?? {};
    if (checksum === undefined) return this.ofExpr(parts?.value);
    const ends = [checksum.from, checksum.to, checksum.seed].flatMap((expr) => this.ofExpr(expr));
    return [...ends, ...this.summedBy(node)];
  }

  /** A checksum is computed from every computed field that is not certainly outside of its region. */
  private summedBy(node: FieldNode): readonly Quantity[] {
    const { from, to } = this.lowered.fields.get(node)?.checksum ?? {};
    const low = from?.kind === "offset" ? Math.min(...from.target.map((id) => this.lastOf(id))) : -1;
    const high = to?.kind === "offset" ? Math.max(...to.target.map((id) => this.lastOf(id))) : Infinity;
    const isSummed = (other: Node): boolean =>
      other !== node && isComputed(other) && other.id > low && other.id <= high && !areExclusive(node, other);
    return this.packet.nodes.filter(isSummed).map((other) => this.quantity("value", other));
  }

  /** The last item that stands in one, or it itself. */
  private lastOf(id: number): number {
    const node = this.packet.nodes[id];
    const inside = node === undefined ? [] : blocksOf(node).flatMap((block) => block.nodes.map((inner) => this.lastOf(inner.id)));
    return Math.max(id, ...inside);
  }

  private ofExpr(expr: Expr | undefined): readonly Quantity[] {
    if (expr === undefined) return [];
    const values = fieldUses(expr).flatMap((use) => this.allOf("value", use.target));
    const others = [...subexpressions(expr)].flatMap((part) => {
      if (part.kind === "offset") return this.allOf("offset", part.target);
      if (part.kind === "sizeof") return this.allOf("size", part.target);
      return part.kind === "present" ? this.allOf("present", part.target) : [];
    });
    return [...values, ...others];
  }

  private allOf(aspect: Aspect, target: readonly number[]): readonly Quantity[] {
    return target.flatMap((id) => {
      const node = this.packet.nodes[id];
      return node === undefined ? [] : [this.quantity(aspect, node)];
    });
  }
}

export function dependenciesOf(packet: PacketModel, lowered: Lowered): Dependencies {
  return new Graph(packet, lowered);
}
