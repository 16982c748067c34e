/** Our server's core, without sockets: a zone file and queries in, replies out. */
import { Answerer, MOST_BYTES } from "../../../servers/dns/answer/answer.js";
import { ANY_STREAM } from "../../../servers/dns/answer/transport.js";
import { ZoneDirectory } from "../../../servers/dns/answer/zones.js";
import { PRIMITIVES } from "../../../servers/dns/node/primitives.js";
import { loadZone } from "../../../servers/dns/zone/load.js";
import { answerOf, type Answer, type Query } from "./answer.js";
import { decodeMessage, encodeQuery } from "./message.js";
import { wireOf } from "./names.js";
import { type ServedZone } from "./servers/server.js";

/** Loads zones once; then answers as over TCP, where nothing is cut off. */
export function oursFor(zones: readonly ServedZone[]): (query: Query) => Answer {
  const answerer = new Answerer(new ZoneDirectory(zones.map(imageOf)), PRIMITIVES);
  const out = new DataView(new ArrayBuffer(MOST_BYTES));
  answerer.reply.attach(out);
  return (query) => {
    const bytes = encodeQuery(query, 1);
    const size = answerer.answer(new DataView(bytes.buffer), 0, bytes.length, 0, ANY_STREAM);
    if (size <= 0) throw new Error(`no reply to ${query.name}`);
    return answerOf(decodeMessage(new Uint8Array(out.buffer, 0, size)), size);
  };
}

function imageOf({ origin, text }: ServedZone): NonNullable<ReturnType<typeof loadZone>["image"]> {
  const { image, problems } = loadZone(Buffer.from(text), { file: origin, origin: wireOf(origin) });
  if (image !== undefined) return image;
  const complaints = problems.map(({ line, message }) => `${line}: ${message}`);
  throw new Error(`${origin} was not loaded: ${complaints.join("; ")}`);
}
