/** Walks a frame from its first byte down to the innermost packet that is known. */
import type { Failure } from "../../runtime/failure.js";
import { choose, isCutOff } from "./choose.js";
import type { Target } from "./dispatch.js";
import type { Engine, Holder } from "./engine.js";
import type { Scope } from "./evaluate.js";
import { reassemble } from "./internet.js";
import { type DissectedFrame, Layer, type Outcome } from "./layer.js";
import type { Arguments, PacketFunctions } from "./packet.js";
import type { DissectionPlan } from "./plan.js";
import { valueAt } from "./values.js";
import { dispatchPayload, note, ownPart, type Part, type Payload, scopeOf, type Walk } from "./walk.js";

function refused(walk: Walk, part: Part, failure: Failure): Outcome {
  if (failure.problem !== "truncated") return { kind: "malformed", failure };
  return { kind: isCutOff(walk, part) ? "cut" : "truncated", failure };
}

/** Only a fault of mplc itself leads here. */
function unexplained({ plan }: PacketFunctions, at: number, code: number): Failure {
  const problem = code === -1 ? "malformed" : "truncated";
  return { code, problem, path: plan.name, at, bit: 0, expected: `a ${plan.name}`, found: "", spec: plan.file };
}

function dissectPacket(walk: Walk, functions: PacketFunctions, args: Arguments, part: Part): number | undefined {
  const { bytes, at, end, origin } = part;
  if (walk.layers.length >= walk.engine.maxLayers) {
    note(walk, "limit", functions.plan.name, part, `more than ${walk.engine.maxLayers.toString()} packets in a frame`);
    return undefined;
  }
  const result = functions.decode(bytes, at, end, args);
  if (!result.ok) {
    const failure = functions.explain(bytes, at, end, args) ?? unexplained(functions, at, result.code);
    walk.layers.push(new Layer(functions, args, bytes, at, end, origin, undefined, refused(walk, part, failure)));
    return undefined;
  }
  const isPartial = functions.plan.endsWithInput && isCutOff(walk, part);
  const layer = new Layer(functions, args, bytes, at, result.end, origin, result.value, { kind: "decoded" }, isPartial);
  walk.layers.push(layer);
  for (const holder of walk.engine.holdersIn(functions, result.value)) dissectHolder(walk, layer, holder);
  return result.end;
}

/** Paths of payloads, each with the dissections declared for it. */
function byPath(dissections: readonly DissectionPlan[]): Map<string, DissectionPlan[]> {
  const paths = new Map<string, DissectionPlan[]>();
  for (const dissection of dissections) paths.set(dissection.path, [...(paths.get(dissection.path) ?? []), dissection]);
  return paths;
}

function dissectHolder(walk: Walk, layer: Layer, holder: Holder): void {
  for (const [path, dissections] of byPath(walk.engine.dissectionsOf(holder.functions))) {
    const bytes = valueAt(holder.functions.shape, holder.value, path)?.value;
    if (!(bytes instanceof Uint8Array)) continue;
    const payload: Payload = { layer, holder, dissections, bytes };
    if (reassemble(walk, payload)) continue;
    dissectPayload(walk, payload, scopeOf(payload), ownPart(payload));
  }
}

function dissectPayload(walk: Walk, { holder, dissections }: Payload, scope: Scope, part: Part): void {
  if (part.at === part.end) return;
  const found = dispatchPayload(walk.engine, dissections, scope);
  const holderName = holder.functions.plan.name;
  if (found.kind === "none") note(walk, "undissected", holderName, part, found.why);
  else dissectTargets(walk, found.targets, holderName, part);
}

/** @param holderName of what the bytes are in */
function dissectTargets(walk: Walk, targets: readonly Target[], holderName: string, part: Part): void {
  const target = choose(targets, part, isCutOff(walk, part));
  if (target === undefined) return;
  const end = walk.packet(target.functions, target.args, part);
  if (end !== undefined && end < part.end) note(walk, "trailer", holderName, { ...part, at: end }, `behind ${target.functions.plan.name}`);
}

/** What is declared for the records of a capture says what a frame begins with. */
const RECORD = "pcap_record";

export interface FrameOptions {
  /** The capture does not hold all of the frame. */
  readonly isCut?: boolean;
}

function newWalk(frame: DataView, engine: Engine, { isCut }: FrameOptions): Walk {
  const walk: Walk = {
    engine,
    layers: [],
    notes: [],
    frame,
    isCut: isCut === true,
    packet: (functions, args, part) => dissectPacket(walk, functions, args, part),
    payload: (payload, scope, part) => {
      dissectPayload(walk, payload, scope, part);
    },
  };
  return walk;
}

/** A record's own scope: it has no value, but its parameter tells the link type. */
function recordScope(record: PacketFunctions, linkType: number, at: number): Scope {
  const args = record.plan.params.map(({ name, type }) => (name === "link_type" ? linkType : type === "bool" ? false : 0));
  return { shape: record.shape, value: undefined, args, trace: () => ({ start: at, entries: [] }) };
}

/**
 * Dissects the frame `at..end`. Frames have to come in the order of the capture, for the sake of fragments and streams.
 * Never throws, whatever the bytes.
 */
export function dissectFrame(
  bytes: DataView,
  at: number,
  end: number,
  linkType: number,
  engine: Engine,
  options: FrameOptions = {},
): DissectedFrame {
  const walk = newWalk(bytes, engine, options);
  const part: Part = { bytes, at, end, origin: "frame" };
  const record = engine.named(RECORD);
  const found = record === undefined ? undefined : dispatchPayload(engine, engine.dissectionsOf(record), recordScope(record, linkType, at));
  if (found?.kind === "targets") dissectTargets(walk, found.targets, "frame", part);
  else {
    const why = `no \`dissect ${RECORD}.data\` says what a frame of link type ${linkType.toString()} begins with`;
    note(walk, "undissected", "frame", part, why);
  }
  return walk;
}
