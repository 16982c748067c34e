/**
 * Putting IP packets and TCP streams together. This is knowledge of protocols that specs cannot express: it looks for
 * packets and fields by their names in the specs that come with mplc, and does nothing where they are missing.
 */
import { choose } from "./choose.js";
import { Fields, type Reading } from "./fields.js";
import type { Layer } from "./layer.js";
import { readSsh } from "./ssh.js";
import type { Stream } from "./streams.js";
import { dispatchPayload, note, ownPart, type Part, partOf, type Payload, scopeOf, waiting, type Walk } from "./walk.js";

function fieldsOf({ holder }: Payload): Fields {
  return new Fields(holder.functions, holder.value);
}

/** The addresses of the IP packet that the innermost layers are in. */
function addressesOf(layers: readonly Layer[]): string {
  const carrier = layers.findLast(({ functions }) =>
    ["source_address", "destination_address"].every((name) => functions.shape.fields.some((field) => field.name === name)),
  );
  if (carrier === undefined) return "";
  const fields = new Fields(carrier.functions, carrier.value);
  return `${fields.text("source_address")} ${fields.text("destination_address")}`;
}

/** @returns whether the payload has been taken care of */
export function reassemble(walk: Walk, payload: Payload): boolean {
  if (payload.layer.origin === "stream") return false;
  const { name } = payload.holder.functions.plan;
  if (!walk.engine.reassemble) return name === "tcp" && readAlone(walk, payload);
  switch (name) {
    case "ipv4":
      return takeFragment(walk, payload, (fields) => `4 ${fields.text("protocol")}`);
    case "ipv6_fragment":
      return takeFragment(walk, payload, () => "6");
    case "tcp":
      return takeSegment(walk, payload);
    default:
      return false;
  }
}

/** The messages of one segment, as if it were the whole stream. */
function readAlone(walk: Walk, payload: Payload): boolean {
  let part = ownPart(payload);
  while (part.at < part.end) {
    const found = dispatchPayload(
      walk.engine,
      payload.dissections,
      scopeOf(payload, fieldsOf(payload).with({ data: payload.bytes.subarray(part.at - part.end) })),
    );
    if (found.kind === "none") {
      note(walk, "undissected", "tcp", part, found.why);
      return true;
    }
    const target = choose(found.targets, part, true);
    const end = target === undefined ? undefined : walk.packet(target.functions, target.args, part);
    if (end === undefined || end === part.at) return true;
    part = { ...part, at: end };
  }
  return true;
}

function takeFragment(walk: Walk, payload: Payload, family: (fields: Fields) => string): boolean {
  const fields = fieldsOf(payload);
  const offset = fields.number("fragment_offset");
  const more = fields.number("more_fragments");
  if (offset === undefined || more === undefined || (offset === 0 && more === 0)) return false;
  const key = `${family(fields)} ${addressesOf(walk.layers)} ${fields.text("identification")}`;
  const result = walk.engine.fragments.add({ key, offset: offset * 8, isLast: more === 0, bytes: payload.bytes });
  const name = payload.holder.functions.plan.name;
  const own = ownPart(payload);
  if (result.kind === "refused") note(walk, "fragment", name, own, `this fragment is refused: ${result.why}`);
  else if (result.kind === "waiting") note(walk, "fragment", name, own, "other fragments of the packet have not been seen yet");
  else {
    const whole = fields.with({ fragment_offset: 0, more_fragments: 0, data: result.bytes });
    walk.payload(payload, scopeOf(payload, whole), partOf(result.bytes, "fragments"));
  }
  return true;
}

function takeSegment(walk: Walk, payload: Payload): boolean {
  const fields = fieldsOf(payload);
  const sequence = fields.number("sequence_number");
  const source = fields.number("source_port");
  const destination = fields.number("destination_port");
  if (sequence === undefined || source === undefined || destination === undefined) return false;
  const addresses = addressesOf(walk.layers);
  const key = `${addresses} ${source.toString()} ${destination.toString()}`;
  const ends = fields.number("fin") === 1 || fields.number("rst") === 1;
  const syn = fields.number("syn") === 1;
  const bytes = payload.bytes;
  if (bytes.length > 0 || syn) {
    const { stream, fresh } = walk.engine.streams.add({ key, sequence, syn, ends, bytes });
    if (fresh < bytes.length)
      note(walk, "retransmission", "tcp", ownPart(payload), `${(bytes.length - fresh).toString()} of these bytes have been seen before`);
    if (fresh > 0)
      readStream(walk, payload, { stream, fields, other: otherStream(walk, addresses, source, destination) }, ownPart(payload));
  }
  if (ends && walk.engine.streams.get(key)?.hasGap !== true) walk.engine.streams.end(key);
  return true;
}

function otherStream({ engine }: Walk, addresses: string, source: number, destination: number): Stream | undefined {
  const [from, to] = addresses.split(" ");
  return engine.streams.get(`${to ?? ""} ${from ?? ""} ${destination.toString()} ${source.toString()}`);
}

/** @param own the segment's bytes, for notes */
function readStream(walk: Walk, payload: Payload, reading: Reading, own: Part): void {
  const { stream, fields } = reading;
  if (stream.broken !== undefined) {
    note(walk, "unreadable", "tcp", own, stream.broken);
    return;
  }
  if (readSsh(walk, reading, own)) return;
  while (stream.ready.length > 0 && readMessage(walk, payload, stream, fields));
  tellRest(walk, payload, reading, own);
}

/** One message, if a whole one is there. */
function readMessage(walk: Walk, payload: Payload, stream: Stream, fields: Fields): boolean {
  const { ready } = stream;
  const scope = scopeOf(payload, fields.with({ data: ready }));
  const found = dispatchPayload(walk.engine, payload.dissections, scope);
  if (found.kind === "none") return false;
  const part = partOf(ready, "stream");
  const target = choose(found.targets, part, true);
  if (target === undefined) return false;
  const end = target.functions.check(part.bytes, 0, part.end, target.args);
  if (end < -1) return false;
  walk.packet(target.functions, target.args, { ...part, end: end < 0 ? part.end : end });
  if (end <= 0) return giveUp(stream);
  stream.failures = 0;
  stream.consume(end);
  return true;
}

/** So many failures in a row, and the stream holds something else. */
const MOST_FAILURES = 4;

/** Where the next message begins is not known, but most senders begin one with a segment. */
function giveUp(stream: Stream): false {
  stream.consume(stream.ready.length);
  stream.failures++;
  if (stream.failures >= MOST_FAILURES) {
    const start = stream.hasStart ? "" : ", perhaps because the start of the connection was not captured";
    stream.break(`${MOST_FAILURES.toString()} times in a row a message in the stream could not be decoded${start}`);
  }
  return false;
}

/** What is left after as many messages as there are. */
function tellRest(walk: Walk, payload: Payload, { stream, fields }: Reading, own: Part): void {
  const count = stream.ready.length;
  if (stream.broken !== undefined) return;
  if (stream.hasGap) note(walk, "incomplete", "tcp", own, "segments before this one have not been seen");
  else if (count > 0 && mayMatchLater(walk, payload, fields))
    note(walk, "incomplete", "tcp", own, `${waiting(count)} for the rest of a message`);
  else if (count > 0) {
    note(walk, "undissected", "tcp", own, "no arm of its `dissect` holds");
    // Nothing will ever read them.
    stream.consume(count);
  }
}

const LONG = new Uint8Array(65_536);

/** Whether some arm only waits for the stream to be longer. */
function mayMatchLater(walk: Walk, payload: Payload, fields: Fields): boolean {
  const scope = scopeOf(payload, fields.with({ data: LONG }));
  return dispatchPayload(walk.engine, payload.dissections, scope).kind === "targets";
}
