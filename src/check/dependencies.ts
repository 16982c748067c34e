/**
 * What encoding has to know before what. The sizes of bytes, and how many elements an array has, which arm is chosen
 * and which optional part is there: all that comes from the caller. Computed are only values; and, through them, the
 * widths of variable-length integers, the presence of computed fields, and the domain names behind either.
 */
import type { Expr } from "../ir/ir.js";
import type { Lowered } from "./lowered.js";
import { containersOf, type FieldNode, type NestedNode, type Node, type PacketModel } from "./model.js";
import { fieldUses, subexpressions } from "./walk.js";

/** The value, the size, the presence of an item, or the offset of its end. */
export type Aspect = "value" | "size" | "present" | "offset";
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
function followsArguments(node: NestedNode, seen: ReadonlySet<PacketModel> = new Set()): boolean {
  const { target } = node;
  if (target === undefined || target.params.length === 0 || seen.has(target)) return false;
  const deeper = new Set([...seen, target]);
  return target.nodes.some(
    (inner) => hasComputedWidth(inner) || isComputedOptional(inner) || (inner.kind === "nested" && followsArguments(inner, deeper)),
  );
}

function isSensitive(node: Node): boolean {
  return hasComputedWidth(node) || isComputedOptional(node) || isStateful(node) || (node.kind === "nested" && followsArguments(node));
}

function isInside(node: Node, container: Node): boolean {
  return containersOf(node).some((around) => around === container);
}

/** In different arms of one classify: never both there. */
function excludes(first: Node, second: Node): boolean {
  const arms = new Map(armsAround(first));
  return armsAround(second).some(([classify, arm]) => arms.has(classify) && arms.get(classify) !== arm);
}

function armsAround(node: Node): [Node, Node["scope"]["block"]][] {
  const path = [node, ...containersOf(node)];
  return path.flatMap((item): [Node, Node["scope"]["block"]][] => (item.container?.kind === "classify" ? [[item.container, item.scope.block]] : []));
}

class Graph implements Dependencies {
  private readonly sensitive: readonly Node[];
  private readonly quantities = new Map<string, Quantity>();
  private readonly edges = new Map<Quantity, readonly Quantity[]>();

  public constructor(
    private readonly packet: PacketModel,
    private readonly lowered: Lowered,
  ) {
    this.sensitive = packet.nodes.filter(isSensitive);
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
        return this.sizesIn((other) => other === node || isInside(other, node));
      case "offset":
        return this.sizesIn((other) => (other.id <= node.id || isInside(other, node)) && !excludes(other, node));
      case "present":
        return isComputedOptional(node) ? this.ofExpr(this.packet.conditions.get(node)) : [];
    }
  }

  private sizesIn(isMeant: (node: Node) => boolean): readonly Quantity[] {
    return this.sensitive.filter(isMeant).flatMap((node) => this.ofWidth(node));
  }

  private ofWidth(node: Node): readonly Quantity[] {
    const found: Quantity[] = [];
    if (hasComputedWidth(node)) found.push(this.quantity("value", node));
    if (isComputedOptional(node)) found.push(this.quantity("present", node));
    const before = this.packet.nodes[node.id - 1];
    if (isStateful(node) && before !== undefined) found.push(this.quantity("offset", before));
    if (node.kind === "nested") found.push(...(this.lowered.nested.get(node)?.args ?? []).flatMap((argument) => this.ofExpr(argument)));
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
    const low = from?.kind === "offset" ? Math.max(...from.target) : -1;
    const high = to?.kind === "offset" ? Math.max(...to.target) : Infinity;
    const isSummed = (other: Node): boolean => other !== node && isComputed(other) && other.id > low && other.id <= high;
    return this.packet.nodes.filter(isSummed).map((other) => this.quantity("value", other));
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
