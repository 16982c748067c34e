/** Applications over TCP: messages cut out of segments, one packet each. */
import { type StreamName, overTcp } from "./applications.js";
import { PathIdentifiers } from "./bgp.js";
import { type Walk, take } from "./dissect.js";
import { type Message, MessageBoundaries, type MessageLength, type Segment } from "./messages.js";
import { type SshState, newSshState, sshLength, takeSsh } from "./ssh.js";

export interface StreamState {
  readonly boundaries: MessageBoundaries;
  readonly ssh: SshState;
  readonly paths: PathIdentifiers;
}

export function newStreamState(): StreamState {
  return { boundaries: new MessageBoundaries(), ssh: newSshState(), paths: new PathIdentifiers() };
}

function lengthField(offset: number, size: 2 | 4, added: number, littleEndian = false): MessageLength {
  return (bytes, start, end) => {
    if (start + offset + size > end) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    return added + (size === 2 ? view.getUint16(start + offset, littleEndian) : view.getUint32(start + offset, littleEndian));
  };
}

function takeOpenflow(walk: Walk, message: Message): void {
  const version = walk.frame[message.start];
  if (version === 1) take(walk, "openflow10", message);
  if (version === 4) take(walk, "openflow13", message);
}

function takeDns(walk: Walk, message: Message): void {
  if (take(walk, "dns_tcp_message", message)) take(walk, "dns_message", { start: message.start + 2, end: message.end });
}

function takeBgp(walk: Walk, message: Message, flow: string): void {
  const { paths } = walk.state;
  const held = take(walk, "bgp", message, { addPath: paths.sent(flow) });
  if (held) paths.note(flow, held.json);
}

interface Application {
  readonly lengthOf: MessageLength;
  readonly take: (walk: Walk, message: Message, flow: string) => void;
}

const APPLICATIONS: Readonly<Record<Exclude<StreamName, "ssh">, Application>> = {
  dns: { lengthOf: lengthField(0, 2, 2), take: takeDns },
  bgp: { lengthOf: lengthField(16, 2, 0), take: takeBgp },
  ninep: { lengthOf: lengthField(0, 4, 0, true), take: (walk, message) => void take(walk, "ninep", message) },
  openflow: { lengthOf: lengthField(2, 2, 0), take: takeOpenflow },
};

export function tcpApplication(walk: Walk, ports: readonly [number, number], segment: Segment): void {
  const name = overTcp(...ports);
  if (name === "ssh") return takeSshMessages(walk, segment);
  if (name === undefined) return;
  const application = APPLICATIONS[name];
  for (const message of walk.state.boundaries.in(segment, application.lengthOf)) application.take(walk, message, segment.flow);
}

function takeSshMessages(walk: Walk, segment: Segment): void {
  const { ssh } = walk.state;
  if (segment.synchronize) ssh.fresh(segment.flow);
  for (const message of walk.state.boundaries.in(segment, sshLength(ssh, segment.flow))) takeSsh(walk, ssh, segment.flow, message);
}
