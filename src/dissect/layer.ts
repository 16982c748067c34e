/** What dissecting a frame gives: its layers, outermost first, and notes on bytes that no layer accounts for. */
import type { Failure } from "../../runtime/failure.js";
import { TraceList, type TraceEntry } from "../../runtime/trace.js";
import type { Arguments, PacketFunctions } from "./packet.js";

/** Where a layer's bytes are: in the frame itself, in IP fragments put together, or in a TCP stream. */
export type Origin = "frame" | "fragments" | "stream";

export type Outcome =
  | { readonly kind: "decoded" }
  /** cut: the capture did not keep the whole frame, and what is missing is missing here. */
  | { readonly kind: "malformed" | "truncated" | "cut"; readonly failure: Failure };

export class Layer {
  #fields: readonly TraceEntry[] | undefined;

  constructor(
    readonly functions: PacketFunctions,
    readonly args: Arguments,
    readonly bytes: DataView,
    readonly at: number,
    /** Of the packet if it was decoded, else of the part that it was looked for in. */
    readonly end: number,
    readonly origin: Origin,
    /** As `decode` gives it; undefined if it was refused. */
    readonly value: unknown,
    readonly outcome: Outcome,
  ) {}

  /** The packet's name in the spec. */
  get packet(): string {
    return this.functions.plan.name;
  }

  /** Every field in the order of the wire, up to the failure if there is one; paths without the packet's name. */
  get fields(): readonly TraceEntry[] {
    this.#fields ??= this.#trace();
    return this.#fields;
  }

  #trace(): readonly TraceEntry[] {
    const trace = new TraceList();
    this.functions.explain(this.bytes, this.at, this.end, this.args, trace);
    const prefix = this.packet.length + 1;
    return trace.entries.map((entry) => ({ ...entry, path: entry.path.slice(prefix) }));
  }
}

export type NoteKind =
  /** A payload that no `dissect` arm says anything about. */
  | "undissected"
  /** Bytes of a payload behind the packet in it: padding, a frame check sequence. */
  | "trailer"
  /** A part of a packet that is not complete yet, or never will be. */
  | "fragment"
  /** A part of a message that goes on in later segments. */
  | "incomplete"
  /** Bytes of a stream that cannot be read: some before them were not captured, or made no sense. */
  | "unreadable"
  /** Bytes of a stream that were there before. */
  | "retransmission"
  /** Ciphertext. */
  | "encrypted"
  /** More packets in packets, or more bytes waiting, than the engine's limits allow. */
  | "limit";

export interface Note {
  readonly kind: NoteKind;
  /** The packet that holds the bytes. */
  readonly packet: string;
  /** In the frame, where the bytes are in it. */
  readonly at: number | undefined;
  readonly count: number;
  readonly why: string;
}

export interface DissectedFrame {
  readonly layers: readonly Layer[];
  readonly notes: readonly Note[];
}
