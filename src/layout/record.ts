/** What is found out about each item on the way. Sizes and positions are in bits here. */
import type { Expr, ItemId, Packet, PacketIndex, Program } from "../ir/ir.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../diagnostics/source.js";
import type { Interval, Obligation } from "./layout.js";
import type { Form } from "./linear.js";
import type { Value } from "./meaning.js";

/** A place in a packet, in bits from its start. */
export interface Position {
  readonly range: Interval;
  readonly form: Form;
  /** From the start of the packet, or of the array element that it is in. */
  readonly relative: Interval;
  /** From the start of the block: of an arm, an element, a bounded part. */
  readonly since: Interval;
}

export interface ItemRecord {
  readonly bit: number;
  readonly start: Position;
  /** After the item, be it there or not. */
  readonly end: Position;
  /** When it is there. */
  readonly size: Interval;
  readonly available: bigint;
  readonly value?: Interval;
  readonly element?: Interval;
  /** Of an array. */
  readonly count?: Value;
  /** Of an array whose elements share bytes. */
  readonly endBit?: number;
  /** Of an optional item: whether it is there, as 0 or 1. */
  readonly present?: Form;
}

/** A nested packet; `advances`: decoding it starts later, or with less to read, than its owner. */
export interface NestedUse {
  readonly packet: PacketIndex;
  readonly item: ItemId;
  readonly span: Span;
  readonly advances: boolean;
}

/** Where findings go. While sizes of recursive packets are still guesses, nowhere. */
export interface Findings {
  obligation(obligation: Obligation): void;
  diagnostic(diagnostic: Diagnostic): void;
  range(expr: Expr, range: Interval): void;
}

export const NO_FINDINGS: Findings = { obligation() {}, diagnostic() {}, range() {} };

/** What one packet's analysis needs to know of the others. */
export interface Surroundings {
  readonly program: Program;
  readonly findings: Findings;
  /** Encoded size in bits. */
  sizeOf(packet: PacketIndex): Interval;
  /** It always takes all that is there. */
  fills(packet: PacketIndex): boolean;
  /** Something may follow it in the same input without a bound between. */
  isFollowed(packet: PacketIndex): boolean;
}

export interface PacketRecord {
  readonly packet: Packet;
  readonly items: ReadonlyMap<ItemId, ItemRecord>;
  /** Of integer fields and booleans: what their type, const, min and max allow. */
  readonly values: ReadonlyMap<ItemId, Interval>;
  readonly size: Interval;
  readonly fills: boolean;
  readonly uses: readonly NestedUse[];
}

/** Smallest sizes of packets that are not known yet; larger than any input. */
export const UNKNOWN_SIZE: bigint = 1n << 200n;
