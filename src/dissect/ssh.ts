/**
 * SSH's plain part: identification lines, then binary packets until each side's NEWKEYS. After that all is ciphertext.
 * Which messages there are depends on the connection's past, which `dissect` declarations cannot express.
 */
import { ownProperty } from "../../runtime/objects.js";
import { utf8 } from "../../runtime/utf8.js";
import type { Reading } from "./fields.js";
import type { Stream } from "./streams.js";
import { note, type Part, partOf, waiting, type Walk } from "./walk.js";

const PORT = 22;
const NEWKEYS = 21;
const LINE_FEED = 0x0a;

interface Memory {
  state: "identification" | "plain" | "encrypted";
  /** What this side offered, in order of preference. */
  methods: readonly string[];
}

function memoryOf(stream: Stream): Memory {
  const memory = stream.memory as Memory | undefined;
  if (memory !== undefined) return memory;
  const fresh: Memory = { state: "identification", methods: [] };
  stream.memory = fresh;
  return fresh;
}

/** The number that `ssh_kex` takes for a family of methods; 0 for others. */
export function methodFamily(name: string | undefined): number {
  if (name === undefined) return 0;
  if (name.startsWith("diffie-hellman-group-exchange-")) return 2;
  if (name.startsWith("diffie-hellman-group")) return 1;
  return /^(?:ecdh-|curve|sntrup|mlkem)/.test(name) ? 3 : 0;
}

/** The client's first choice that the server has too (RFC 4253 section 7.1). */
function negotiated(client: Memory, server: Memory): string | undefined {
  return client.methods.find((name) => server.methods.includes(name));
}

/** @returns whether the stream is SSH's */
export function readSsh(walk: Walk, reading: Reading, own: Part): boolean {
  const { stream, fields } = reading;
  if (![fields.number("source_port"), fields.number("destination_port")].includes(PORT)) return false;
  if (walk.engine.named("ssh_binary_packet") === undefined) return false;
  if (!stream.hasStart) {
    stream.break("the start of the SSH connection was not captured, so that it is not known what is encrypted");
    note(walk, "unreadable", "tcp", own, stream.broken ?? "");
    return true;
  }
  const memory = memoryOf(stream);
  if (memory.state === "identification" && !readIdentification(walk, stream, memory)) return true;
  while (memory.state === "plain" && stream.broken === undefined && readPacket(walk, reading, memory));
  tellRest(walk, stream, memory, own);
  return true;
}

function tellRest(walk: Walk, stream: Stream, { state }: Memory, own: Part): void {
  const count = stream.ready.length;
  if (count === 0) return;
  if (state === "encrypted") {
    note(walk, "encrypted", "ssh_binary_packet", { ...own, at: Math.max(own.at, own.end - count) }, "behind NEWKEYS");
    stream.consume(count);
  } else {
    note(walk, "incomplete", "tcp", own, `${waiting(count)} for the rest of a packet`);
  }
}

/** A server may send other lines before its identification. */
function readIdentification(walk: Walk, stream: Stream, memory: Memory): boolean {
  for (;;) {
    const { ready } = stream;
    const feed = ready.indexOf(LINE_FEED);
    if (feed < 0) {
      if (ready.length > 8192) stream.break("no SSH identification in 8192 bytes");
      return false;
    }
    const part = partOf(ready.subarray(0, feed + 1), "stream");
    const isIdentification = utf8(part.bytes, 0, Math.min(4, part.end)) === "SSH-";
    const functions = walk.engine.named("ssh_identification");
    if (isIdentification && functions !== undefined) walk.packet(functions, [], part);
    stream.consume(feed + 1);
    if (!isIdentification) continue;
    memory.state = "plain";
    return true;
  }
}

/** The packet around a message, then the message. */
function readPacket(walk: Walk, reading: Reading, memory: Memory): boolean {
  const functions = walk.engine.named("ssh_binary_packet");
  const part = partOf(reading.stream.ready, "stream");
  if (functions === undefined || part.end === 0) return false;
  const end = functions.check(part.bytes, 0, part.end, [0]);
  if (end < -1) return false;
  walk.packet(functions, [0], { ...part, end: end < 0 ? part.end : end });
  if (end < 0) {
    reading.stream.break("an SSH packet could not be decoded");
    return false;
  }
  const payload = ownProperty(walk.layers.findLast((layer) => layer.functions === functions)?.value, "payload");
  if (payload instanceof Uint8Array) readMessage(walk, reading, memory, payload);
  reading.stream.consume(end);
  return true;
}

function readMessage(walk: Walk, reading: Reading, memory: Memory, payload: Uint8Array): void {
  const number = payload[0] ?? 0;
  const part = partOf(payload, "stream");
  if (number >= 30 && number <= 49) readKeyExchange(walk, reading, memory, part);
  else {
    const functions = walk.engine.named("ssh_transport");
    if (functions === undefined) return;
    const before = walk.layers.length;
    walk.packet(functions, [], part);
    const offer = ownProperty(ownProperty(walk.layers[before]?.value, "message"), "kexAlgorithms");
    if (offer instanceof Uint8Array) memory.methods = utf8(new DataView(offer.buffer, offer.byteOffset), 0, offer.length).split(",");
  }
  if (number === NEWKEYS) memory.state = "encrypted";
}

function readKeyExchange(walk: Walk, { fields, other }: Reading, memory: Memory, part: Part): void {
  const functions = walk.engine.named("ssh_kex");
  const theirs = other === undefined ? undefined : memoryOf(other);
  if (functions === undefined) return;
  const isClient = fields.number("destination_port") === PORT;
  const method = theirs === undefined ? undefined : isClient ? negotiated(memory, theirs) : negotiated(theirs, memory);
  if (method === undefined) note(walk, "unreadable", "ssh_kex", part, "the other side's offer was not captured: the method is not known");
  else walk.packet(functions, [methodFamily(method)], part);
}
