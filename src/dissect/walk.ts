/** One frame on its way through the engine, and the parts of bytes that it is looked at in. */
import { counted } from "../../runtime/values.js";
import type { Engine, Holder } from "./engine.js";
import { dispatch, type Dispatch } from "./dispatch.js";
import type { Scope } from "./evaluate.js";
import type { Layer, Note, NoteKind, Origin } from "./layer.js";
import type { Arguments, PacketFunctions } from "./packet.js";
import type { DissectionPlan } from "./plan.js";

export interface Walk {
  readonly engine: Engine;
  readonly layers: Layer[];
  readonly notes: Note[];
  /** The frame's own bytes. */
  readonly frame: DataView;
  /** The capture does not hold all of the frame. */
  readonly isCut: boolean;
  /** Dissects a packet and everything in it. Returns its end; undefined if it was refused. */
  readonly packet: (functions: PacketFunctions, args: Arguments, part: Part) => number | undefined;
  /** Dissects a payload, and notes what is left of it. */
  readonly payload: (payload: Payload, scope: Scope, part: Part) => void;
}

/** A part of some bytes that a packet is expected in. */
export interface Part {
  readonly bytes: DataView;
  readonly at: number;
  readonly end: number;
  readonly origin: Origin;
}

/** A payload that was found, and what is declared about it. */
export interface Payload {
  readonly layer: Layer;
  readonly holder: Holder;
  readonly dissections: readonly DissectionPlan[];
  /** A window on the layer's bytes. */
  readonly bytes: Uint8Array;
}

export function note(walk: Walk, kind: NoteKind, packet: string, part: Part, why: string): void {
  const inFrame = part.bytes.buffer === walk.frame.buffer;
  const at = inFrame ? part.at + part.bytes.byteOffset - walk.frame.byteOffset : undefined;
  walk.notes.push({ kind, packet, at, count: part.end - part.at, why });
}

export function partOf(bytes: Uint8Array, origin: Origin): Part {
  return { bytes: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, end: bytes.byteLength, origin };
}

/** A payload at its offset in the layer's bytes, so that places count from there. */
export function ownPart({ layer, bytes }: Payload): Part {
  if (bytes.buffer !== layer.bytes.buffer) return partOf(bytes, layer.origin);
  const at = bytes.byteOffset - layer.bytes.byteOffset;
  return { bytes: layer.bytes, at, end: at + bytes.length, origin: layer.origin };
}

/** @param value instead of what was decoded */
export function scopeOf({ layer, holder }: Payload, value: unknown = holder.value): Scope {
  if (holder.path === "")
    return { shape: holder.functions.shape, value, args: layer.args, trace: () => ({ start: layer.at, entries: layer.fields }) };
  const prefix = `${holder.path}.`;
  const trace = (): ReturnType<Scope["trace"]> => {
    const below = layer.fields.filter(({ path }) => path.startsWith(prefix));
    const entries = below.map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
    return { start: entries[0]?.start ?? layer.at, entries };
  };
  return { shape: holder.functions.shape, value, args: undefined, trace };
}

/** The first dissection that has an arm for it. */
export function dispatchPayload(engine: Engine, dissections: readonly DissectionPlan[], scope: Scope): Dispatch {
  let last: Dispatch = { kind: "none", why: "there is no `dissect` for it" };
  for (const dissection of dissections) {
    last = dispatch(dissection, engine, scope);
    if (last.kind === "targets") return last;
  }
  return last;
}

/** So many bytes of a stream are not read yet. */
export function waiting(count: number): string {
  return `${counted(count, "byte")} of the stream ${count === 1 ? "waits" : "wait"}`;
}
