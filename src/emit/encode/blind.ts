/**
 * Packets whose size is learnt before their arguments are known.
 *
 * `length: byte value(sizeof(body)); body: packet p(length);` goes round in a circle only by the look of it: what is given
 * for `body` has its size whatever `length` is, which is only compared with it. So packets with parameters that sizes use
 * have a function that measures without any of them: `measureP$`. It leaves out every check; whoever calls it measures again
 * when the arguments are known.
 */
import type { Expr, Extent, Item, Packet, PacketIndex, Program } from "../../ir/ir.js";
import { subexpressions } from "../../ir/walk.js";
import type { PacketModel } from "../model.js";
import { itemsIn } from "../walk-ir.js";
import { NotKnownInTime } from "./problem.js";

/** Behind the name of such a function; no packet's name has it. */
export const BLIND = "$";

export class Blindness {
  readonly #known = new Map<PacketIndex, boolean>();

  /** `measure` makes the functions, or fails where a size depends on an argument after all. */
  constructor(
    readonly program: Program,
    readonly measure: (model: PacketModel) => void,
  ) {}

  /** Whether the packet has such a function. */
  isMeasuredBlind(model: PacketModel): boolean {
    const { packet } = model;
    const known = this.#known.get(packet.index);
    if (known !== undefined) return known;
    this.#known.set(packet.index, true); // while it is tried: a packet may hold itself
    const is = sizingParameters(this.program, packet, new Set()).size > 0 && this.#canBeMeasured(model);
    this.#known.set(packet.index, is);
    return is;
  }

  #canBeMeasured(model: PacketModel): boolean {
    try {
      this.measure(model);
      return true;
    } catch (error) {
      if (error instanceof NotKnownInTime) return false;
      throw error;
    }
  }
}

/** Parameters that a size, a count or a bound mentions, or that a nested packet's does. */
function sizingParameters(program: Program, packet: Packet, seen: Set<PacketIndex>): ReadonlySet<number> {
  if (seen.has(packet.index)) return new Set();
  seen.add(packet.index);
  const exprs = [...itemsIn(packet.body)].flatMap((item) => sizesOf(program, item, seen));
  seen.delete(packet.index);
  return new Set(exprs.flatMap((expr) => [...subexpressions(expr)].flatMap((part) => (part.kind === "param" ? part.index : []))));
}

function sizesOf(program: Program, item: Item, seen: Set<PacketIndex>): readonly Expr[] {
  switch (item.kind) {
    case "field":
      return item.type.kind === "bytes" ? [item.type.size] : [];
    case "array":
      return [...extentOf(item.extent), ...(item.element.kind === "scalar" ? sizesOf(program, item.element.field, seen) : [])];
    case "bounded":
      return [item.bound.length];
    case "nested": {
      const inner = program.packets[item.packet];
      const sizing = inner === undefined ? new Set<number>() : sizingParameters(program, inner, seen);
      return [...(item.bound === undefined ? [] : [item.bound.length]), ...item.args.filter((_, index) => sizing.has(index))];
    }
    default:
      return [];
  }
}

function extentOf(extent: Extent): readonly Expr[] {
  if (extent.kind === "count") return [extent.count];
  return extent.kind === "bytes" ? [extent.length] : [];
}
