/** What dissecting a frame gives: its layers, outermost first, and notes on bytes that no layer accounts for. */
import type { Failure } from "../../runtime/failure.js";
import { TraceList, type TraceEntry } from "../../runtime/trace.js";
import type { Arguments, PacketFunctions } from "./packet.js";
import { valueAt } from "./values.js";

/** Where a layer's bytes are: in the frame itself, in IP fragments put together, or in a TCP stream. */
export type Origin = "frame" | "fragments" | "stream";

export type Outcome =
  | { readonly kind: "decoded" }
  /** cut: the capture did not keep the whole frame, and what is missing is missing here. */
  | { readonly kind: "malformed" | "truncated" | "cut"; readonly failure: Failure };

export class Layer {
  #fields: readonly TraceEntry[] | undefined;
  #wrongChecksums: ReadonlyMap<string, string> | undefined;

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
    /** The capture may have kept only the beginning, and the packet goes on to the end of what is there. */
    readonly isPartial = false,
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

  /**
   * What the checksums that do not hold should be, by their paths: `0x1234`. A packet that was captured where it was sent may
   * have them, since network cards compute checksums late: it is decoded all the same.
   */
  get wrongChecksums(): ReadonlyMap<string, string> {
    this.#wrongChecksums ??= this.#compareChecksums();
    return this.#wrongChecksums;
  }

  #compareChecksums(): ReadonlyMap<string, string> {
    const { functions, bytes, at, end, args } = this;
    const sealed = this.outcome.kind === "decoded" && !this.isPartial ? functions.sealed(bytes, at, end, args) : undefined;
    const right = sealed === undefined ? undefined : functions.decode(sealed, 0, sealed.byteLength, args);
    const wrong = new Map<string, string>();
    if (sealed === undefined || right?.ok !== true) return wrong;
    for (const { path, start, end: behind } of this.fields) {
      const value = isSame(bytes, sealed, start, start - at, behind - start)
        ? undefined
        : valueAt(functions.shape, right.value, path)?.value;
      if (typeof value === "number") wrong.set(path, `0x${value.toString(16).padStart(2 * (behind - start), "0")}`);
    }
    return wrong;
  }

  #trace(): readonly TraceEntry[] {
    const trace = new TraceList();
    this.functions.explain(this.bytes, this.at, this.end, this.args, trace);
    const prefix = this.packet.length + 1;
    return trace.entries.map((entry) => ({ ...entry, path: entry.path.slice(prefix) }));
  }
}

function isSame(left: DataView, right: DataView, atLeft: number, atRight: number, count: number): boolean {
  for (let index = 0; index < count; index++) if (left.getUint8(atLeft + index) !== right.getUint8(atRight + index)) return false;
  return true;
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
