/**
 * Functions that only measure: `measureP$`. They leave out every check; whoever calls one encodes the same value again, in its place.
 *
 * `length: byte value(sizeof(body)); body: packet p(length);` goes round in a circle only by the look of it: what is given for `body`
 * has its size whatever `length` is, which is only compared with it. So packets with parameters that sizes use have such a function,
 * which needs none of them.
 *
 * A packet that contains itself has one where it is measured ahead of its place: were the whole of it done twice, a value of n levels
 * would take 2^n steps.
 */
import type { Expr, Extent, Item, Packet, PacketIndex, Program } from "../../ir/ir.js";
import { subexpressions } from "../../ir/walk.js";
import type { PacketModel } from "../model.js";
import { haveState, partEnds } from "../part-end.js";
import { isFilled } from "../types.js";
import { itemsIn } from "../walk-ir.js";
import { NotKnownInTime } from "./problem.js";

/** Behind the name of such a function; no packet's name has it. */
export const SIZING = "$";

/** How a packet is measured alone: not at all, without its arguments (`blind`), or with them. */
export type SizingKind = "none" | "blind" | "told";

export class Sizing {
  readonly #known = new Map<PacketIndex, SizingKind>();

  /** `measure` makes the functions, or fails where a size depends on something that isn't known. */
  constructor(
    readonly program: Program,
    readonly measure: (packet: PacketIndex, kind: SizingKind) => void,
  ) {}

  of({ packet }: PacketModel): SizingKind {
    const known = this.#known.get(packet.index);
    if (known !== undefined) return known;
    const group = membersOf(this.program, packet);
    const isNeeded = sizingParameters(this.program, packet, new Set()).size > 0 || isMeasuredTwice(this.program, group);
    const kinds: readonly SizingKind[] = !isNeeded ? [] : packet.recursive ? ["blind", "told"] : ["blind"];
    // While one is tried, it is what all members are: they call each other.
    const found = kinds.find((kind) => this.#set(group, kind) && group.every((member) => this.#canBeMeasured(member, kind)));
    if (found === undefined) this.#set(isNeeded ? group : [packet], "none");
    return found ?? "none";
  }

  #set(group: readonly Packet[], kind: SizingKind): true {
    for (const { index } of group) this.#known.set(index, kind);
    return true;
  }

  #canBeMeasured({ index }: Packet, kind: SizingKind): boolean {
    try {
      this.measure(index, kind);
      return true;
    } catch (error) {
      if (error instanceof NotKnownInTime) return false;
      throw error;
    }
  }
}

/** The packets that contain each other, this one included. */
function membersOf(program: Program, packet: Packet): readonly Packet[] {
  if (!packet.recursive) return [packet];
  return [...insideOf(program, packet)].filter((inner) => inner.recursive && insideOf(program, inner).has(packet));
}

/** What a packet contains, at any depth; itself only where it is recursive. */
function insideOf(program: Program, packet: Packet, found = new Set<Packet>()): ReadonlySet<Packet> {
  for (const item of itemsIn(packet.body)) {
    const inner = item.kind === "nested" ? program.packets[item.packet] : undefined;
    if (inner === undefined || found.has(inner)) continue;
    found.add(inner);
    insideOf(program, inner, found);
  }
  return found;
}

/** Whether packets that contain each other may be encoded ahead of their place, or once more when their part's end is known. */
function isMeasuredTwice(program: Program, group: readonly Packet[]): boolean {
  if (!group.some((packet) => packet.recursive) || group.some((packet) => haveState(program, packet.body.items))) return false;
  return group.some((packet) => partEnds(program).asks(packet) || [...itemsIn(packet.body)].some(looksAhead));
}

/** The width of a field, or whether there is one, may follow from what stands behind it. */
function looksAhead(item: Item): boolean {
  if (item.kind === "array" && item.element.kind === "scalar") return looksAhead(item.element.field);
  if (item.kind !== "field") return false;
  const isWide = item.type.kind === "codec" || item.type.kind === "bytes";
  return (isWide && item.value !== undefined) || (item.condition !== undefined && isFilled(item));
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
