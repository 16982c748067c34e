/** Walks a frame from its first byte down to the innermost packet that is known. */
import type { Failure } from "../../runtime/failure.js";
import { dispatch, type Dispatch } from "./dispatch.js";
import type { Engine, Holder } from "./engine.js";
import type { Scope } from "./evaluate.js";
import { reassemble } from "./internet.js";
import { type DissectedFrame, Layer, type Note, type NoteKind, type Origin, type Outcome } from "./layer.js";
import type { Arguments, PacketFunctions } from "./packet.js";
import type { DissectionPlan } from "./plan.js";
import { valueAt } from "./values.js";

/** One frame on its way through the engine. */
export interface Walk {
  readonly engine: Engine;
  readonly layers: Layer[];
  readonly notes: Note[];
  /** The frame's own bytes. */
  readonly frame: DataView;
  /** The capture does not hold all of the frame. */
  readonly isCut: boolean;
}

/** A part of some bytes that a packet is expected in. */
export interface Part {
  readonly bytes: DataView;
  readonly at: number;
  readonly end: number;
  readonly origin: Origin;
}

export function note(walk: Walk, kind: NoteKind, packet: string, part: Part, why: string): void {
  const at = part.bytes.buffer === walk.frame.buffer ? part.at + part.bytes.byteOffset - walk.frame.byteOffset : undefined;
  walk.notes.push({ kind, packet, at, count: part.end - part.at, why });
}

export function partOf(bytes: Uint8Array, origin: Origin): Part {
  return { bytes: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, end: bytes.byteLength, origin };
}

function refused(walk: Walk, part: Part, failure: Failure): Outcome {
  if (failure.problem !== "truncated") return { kind: "malformed", failure };
  return { kind: walk.isCut && part.origin === "frame" ? "cut" : "truncated", failure };
}

/** Decodes one packet and everything in it. @returns its end; undefined if it was refused */
export function dissectPacket(walk: Walk, functions: PacketFunctions, args: Arguments, part: Part): number | undefined {
  const { bytes, at, end, origin } = part;
  const { plan } = functions;
  if (walk.layers.length >= walk.engine.maxLayers) {
    note(walk, "limit", plan.name, part, `more than ${walk.engine.maxLayers.toString()} packets in each other`);
    return undefined;
  }
  const result = functions.decode(bytes, at, end, args);
  if (!result.ok) {
    const failure = functions.explain(bytes, at, end, args) ?? unexplained(plan.name, plan.file, at, result.code);
    walk.layers.push(new Layer(functions, args, bytes, at, end, origin, undefined, refused(walk, part, failure)));
    return undefined;
  }
  const layer = new Layer(functions, args, bytes, at, result.end, origin, result.value, { kind: "decoded" });
  walk.layers.push(layer);
  for (const holder of walk.engine.holdersIn(functions, result.value)) dissectHolder(walk, layer, holder);
  return result.end;
}

/** Only a fault of mplc itself leads here. */
function unexplained(packet: string, spec: string, at: number, code: number): Failure {
  return { code, problem: code === -1 ? "malformed" : "truncated", path: packet, at, bit: 0, expected: `a ${packet}`, found: "", spec };
}

export function scopeOf(layer: Layer, holder: Holder, value: unknown = holder.value): Scope {
  const isOuter = holder.path === "";
  return {
    shape: holder.functions.shape,
    value,
    args: isOuter ? layer.args : undefined,
    trace: () => {
      const entries = isOuter ? layer.fields : layer.fields.filter(({ path }) => path.startsWith(`${holder.path}.`)).map((entry) => ({ ...entry, path: entry.path.slice(holder.path.length + 1) }));
      return { start: isOuter ? layer.at : (entries[0]?.start ?? layer.at), entries };
    },
  };
}

/** Paths of payloads, each with the dissections declared for it. */
function byPath(dissections: readonly DissectionPlan[]): Map<string, DissectionPlan[]> {
  const paths = new Map<string, DissectionPlan[]>();
  for (const dissection of dissections) paths.set(dissection.path, [...(paths.get(dissection.path) ?? []), dissection]);
  return paths;
}

function dissectHolder(walk: Walk, layer: Layer, holder: Holder): void {
  for (const [path, dissections] of byPath(walk.engine.dissectionsOf(holder.functions))) {
    const payload = valueAt(holder.functions.shape, holder.value, path)?.value;
    if (!(payload instanceof Uint8Array)) continue;
    dissectPayload(walk, { layer, holder, path, dissections, payload });
  }
}

export interface Payload {
  readonly layer: Layer;
  readonly holder: Holder;
  readonly path: string;
  readonly dissections: readonly DissectionPlan[];
  /** A window on the layer's bytes. */
  readonly payload: Uint8Array;
}

function dissectPayload(walk: Walk, payload: Payload): void {
  const part = { ...partOf(payload.payload, payload.layer.origin) };
  if (walk.engine.reassemble && reassemble(walk, payload, part)) return;
  dissectPart(walk, payload, scopeOf(payload.layer, payload.holder), inLayer(payload, part));
}

/** The same part, at its offset in the layer's bytes, so that places count from there. */
export function inLayer({ layer, payload }: Payload, part: Part): Part {
  if (payload.buffer !== layer.bytes.buffer) return part;
  const at = payload.byteOffset - layer.bytes.byteOffset;
  return { ...part, bytes: layer.bytes, at, end: at + payload.length };
}

/** The first dissection that has an arm for it. */
export function dispatchPayload(engine: Engine, dissections: readonly DissectionPlan[], scope: Scope): Dispatch {
  let last: Dispatch = { kind: "none", why: "there is no `dissect` for it" };
  for (const dissection of dissections) {
    last = dispatch(dissection, engine, scope);
    if (last.kind === "target") return last;
  }
  return last;
}

/** Dissects a payload, and says what is left of it. */
export function dissectPart(walk: Walk, { holder, dissections }: Payload, scope: Scope, part: Part): void {
  if (part.at === part.end) return;
  const target = dispatchPayload(walk.engine, dissections, scope);
  const holderName = holder.functions.plan.name;
  if (target.kind === "none") {
    note(walk, "undissected", holderName, part, target.why);
    return;
  }
  const end = dissectPacket(walk, target.functions, target.args, part);
  if (end !== undefined && end < part.end) note(walk, "trailer", holderName, { ...part, at: end }, `behind ${target.functions.plan.name}`);
}

/** What is declared for the records of a capture says what a frame begins with. */
const RECORD = "pcap_record";

export interface FrameOptions {
  /** The capture does not hold all of the frame. */
  readonly isCut?: boolean;
}

/**
 * Dissects the frame `at..end`. Frames have to come in the order of the capture, for the sake of fragments and streams.
 * Never throws, whatever the bytes.
 */
export function dissectFrame(bytes: DataView, at: number, end: number, linkType: number, engine: Engine, options: FrameOptions = {}): DissectedFrame {
  const walk: Walk = { engine, layers: [], notes: [], frame: bytes, isCut: options.isCut === true };
  const part: Part = { bytes, at, end, origin: "frame" };
  const record = engine.named(RECORD);
  const args = record?.plan.params.map(({ name, type }) => (name === "link_type" ? linkType : type === "bool" ? false : 0)) ?? [];
  const scope: Scope = { shape: { fields: [] }, value: undefined, args, trace: () => ({ start: at, entries: [] }) };
  const target = record === undefined ? undefined : dispatchPayload(engine, engine.dissectionsOf(record), scope);
  if (target?.kind !== "target") {
    note(walk, "undissected", "frame", part, `no \`dissect ${RECORD}.data\` says what a frame of link type ${linkType.toString()} begins with`);
    return walk;
  }
  const rest = dissectPacket(walk, target.functions, target.args, part);
  if (rest !== undefined && rest < end) note(walk, "trailer", "frame", { ...part, at: rest }, `behind ${target.functions.plan.name}`);
  return walk;
}
