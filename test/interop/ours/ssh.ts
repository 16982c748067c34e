/** The readable part of an SSH connection: identification lines, then packets up to NEWKEYS, each direction for itself. */
import type { DissectedLayer } from "../../support/capture/types.js";
import { type Walk, take } from "./dissect.js";
import { reversed } from "./flows.js";
import type { Message, MessageLength } from "./messages.js";
import { valueAt } from "./path.js";

const NEW_KEYS = 21;
const KEX_INIT = 20;
/** With which identification lines begin, and other protocols do not. */
const LETTER_S = 0x53;

type Phase = "identification" | "packets" | "encrypted";

export interface SshState {
  readonly fresh: (flow: string) => void;
  readonly phaseOf: (flow: string) => Phase;
  readonly enter: (flow: string, phase: Phase) => void;
  /** The lists of methods offered last, newest first: both sides' determine what messages 30 to 49 mean. */
  readonly offers: Map<string, readonly string[]>;
}

export function newSshState(): SshState {
  const phases = new Map<string, Phase>();
  return {
    fresh: (flow) => void phases.set(flow, "identification"),
    phaseOf: (flow) => phases.get(flow) ?? "encrypted",
    enter: (flow, phase) => void phases.set(flow, phase),
    offers: new Map(),
  };
}

export function sshLength(state: SshState, flow: string): MessageLength {
  return (bytes, start, end) => {
    const phase = state.phaseOf(flow);
    if (phase === "encrypted") return undefined;
    if (phase === "packets") return start + 4 > end ? undefined : 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(start);
    const lineFeed = bytes.subarray(start, end).indexOf(0x0a);
    if (lineFeed >= 0) state.enter(flow, bytes[start] === LETTER_S ? "packets" : "encrypted");
    return lineFeed < 0 ? undefined : lineFeed + 1;
  };
}

export function takeSsh(walk: Walk, state: SshState, flow: string, message: Message): void {
  const isLine = Buffer.from(walk.frame.subarray(message.start, message.start + 4)).toString("latin1") === "SSH-";
  if (isLine) void take(walk, "ssh_identification", message);
  else if (state.phaseOf(flow) === "packets") takePacket(walk, state, flow, message);
}

function takePacket(walk: Walk, state: SshState, flow: string, message: Message): void {
  const held = take(walk, "ssh_binary_packet", message);
  const payload = held?.fields.find((field) => field.path === "payload");
  if (payload === undefined) return;
  const code = walk.frame[payload.start] ?? 0;
  if (code === NEW_KEYS) state.enter(flow, "encrypted");
  if (code >= 30 && code < 50) void take(walk, "ssh_kex", payload, { method: methodOf(state, flow) });
  else remember(state, flow, code, take(walk, "ssh_transport", payload));
}

function remember(state: SshState, flow: string, code: number, held: DissectedLayer | undefined): void {
  const list = held && code === KEX_INIT ? valueAt(held.json, "message.KexInit.kex_algorithms") : undefined;
  if (typeof list === "string") state.offers.set(flow, list.split(","));
}

function methodOf(state: SshState, flow: string): number {
  const towardServer = flow.endsWith(",22") ? flow : reversed(flow);
  const server = state.offers.get(reversed(towardServer)) ?? [];
  const method = (state.offers.get(towardServer) ?? []).find((name) => server.includes(name)) ?? "";
  if (method.startsWith("diffie-hellman-group-exchange")) return 2;
  return method.startsWith("diffie-hellman") ? 1 : 3;
}
