/**
 * What layout analysis finds out about packets: where things stand, how large they are, and which values expressions
 * can take. Types only; `analyse.ts` computes them.
 */
import type { Expr, ItemId, Packet, PacketIndex, Program } from "../ir/ir.js";
import type { Span } from "../diagnostics/source.js";

/** A closed interval of integers; an undefined end is unbounded. */
export interface Interval {
  readonly min: bigint | undefined;
  readonly max: bigint | undefined;
}

export interface ItemLayout {
  /** The bit of its first byte on which the item starts, 0 to 7; always known, since alignment is checked. */
  readonly bit: number;
  /** Encoded size in bits, when it is there (an optional item's own size; a label's is 0). */
  readonly size: Interval;
  /** Bits from the packet's (or the array element's) start, where that is the same in every packet. */
  readonly offset?: number;
  /** Integer-valued fields: the values that pass its type, const, min and max. */
  readonly value?: Interval;
  /** Arrays: the encoded size in bits of one element. */
  readonly element?: Interval;
  /** Arrays whose elements are no whole bytes: the bit on which the last ends. */
  readonly endBit?: number;
  /**
   * Bytes that are certainly there, before the innermost end, when decoding reaches the item: what the bounds around
   * it promise, whatever was checked on the way. A run of fixed parts no longer than this needs no bounds check.
   * An array of `count` elements of one size is looked for as a whole, before its first element.
   */
  readonly available: bigint;
}

export interface PacketLayout {
  readonly packet: Packet;
  /** By item number. */
  readonly items: readonly ItemLayout[];
  /** Encoded size in bytes. */
  readonly size: Interval;
}

/** Something that has to hold when decoding or encoding, and whether it always does. */
export interface Obligation {
  readonly packet: PacketIndex;
  readonly item: ItemId;
  readonly span: Span;
  readonly kind:
    | "bounds" // the fixed part that starts here fits into the input
    | "size-not-negative"
    | "size-fits-input"
    | "count-not-negative"
    | "nested-bound" // what a bounded part or array holds ends exactly where the bound says
    | "argument-fits" // a nested packet's argument is a safe integer
    | "size-matches" // encoding: the given bytes, elements or parts are as long as the size expression says
    | "count-matches" // encoding: as many elements are given as the count says
    | "presence-matches" // encoding: an optional item is given exactly if its condition holds
    | "arm-matches" // encoding: the subject selects the given arm again
    | "until-matches" // encoding: `until` holds for the last element and no other
    | "region-fits" // 0 <= from <= to <= the packet's end, of a checksum
    | "constant"
    | "minimum"
    | "maximum"
    | "division"
    | "shift"
    | "value-fits-field"
    | "arm-exists"
    | "verify"
    | "require"
    | "progress"
    | "alignment-padding";
  readonly direction: "decode" | "encode" | "both";
  readonly proved: boolean;
  /** In words: `length - 8 >= 0`, and why it is proved where it is. */
  readonly claim: string;
  readonly because?: string;
}

export interface Layout {
  readonly program: Program;
  readonly packets: readonly PacketLayout[];
  readonly obligations: readonly Obligation[];
  /**
   * The values that an integer expression can take where it stands when decoding (arms narrow their subject, min, max
   * and const narrow fields once they are checked), and when encoding. Includes every intermediate value's range by
   * asking for the sub-expressions.
   */
  range(packet: Packet, expr: Expr): Interval;
  /** `range`, of the expression and all its parts: whether each of them fits within -2^53 < x < 2^53. */
  isSafe(packet: Packet, expr: Expr): boolean;
  /** Whether an obligation of this kind at this item was proved. Unknown ones are not. */
  proved(packet: Packet, item: ItemId, kind: Obligation["kind"], direction: "decode" | "encode"): boolean;
}
