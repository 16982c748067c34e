/** A zone as the text that is kept of it: one record a line, all names absolute, so that nothing depends on what stands before. */
import { crc32 } from "../../../runtime/crc.js";
import { ADDED, ZoneBuilder, type ZoneSize } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import { NODE } from "../image/layout.js";
import { formatRecord, parseZoneFile } from "../zone-file/index.js";
import { isSoa, soaOf } from "./change.js";
import { recordsOfNode } from "./records.js";

/** Characters that are written at once, about. */
const CHUNK = 1 << 16;

/** Comments behind each piece, with the CRC-32 of what stands before it since the last one; the last piece has the other. */
const SUM = "; crc32 ";
const END = "; end crc32 ";
const SUM_DIGITS = 8;

/** The records of a version, the SOA first, in pieces. Later versions may be made meanwhile. */
export function* snapshotText(image: ZoneImage, version: number): Generator<string> {
  const soa = soaOf(image, version);
  let text = `${formatRecord(soa.name, soa.ttl, soa.class, soa.rdata)}\n`;
  const apex = image.current(image.apex, version);
  for (let place = 0; place < image.places; place++) {
    const newest = image.newestIn(place);
    const node = newest === 0 ? 0 : image.current(newest, version);
    if (node === 0 || image.word(node + NODE.RRSETS) === 0) continue;
    for (const record of recordsOfNode(image, node)) {
      if (node === apex && isSoa(record)) continue;
      text += `${formatRecord(record.name, record.ttl, record.class, record.rdata)}\n`;
    }
    if (text.length < CHUNK) continue;
    yield `${text}${SUM}${sumOf(new TextEncoder().encode(text))}\n`;
    text = "";
  }
  yield `${text}${END}${sumOf(new TextEncoder().encode(text))}\n`;
}

function sumOf(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return crc32(view, 0, bytes.length).toString(16).padStart(SUM_DIGITS, "0");
}

/** Whether a text is all that was written, and nothing else. */
function isWhole(text: Uint8Array): boolean {
  let from = 0;
  for (let at = lineWithComment(text, 0); at >= 0; at = lineWithComment(text, at + 1)) {
    const line = asciiOf(text.subarray(at, at + END.length + SUM_DIGITS));
    const isEnd = line.startsWith(END);
    const size = (isEnd ? END : SUM).length;
    if (line.slice(size, size + SUM_DIGITS) !== sumOf(text.subarray(from, at))) return false;
    from = at + size + SUM_DIGITS + 1;
    if (isEnd) return from === text.length;
  }
  return false;
}

const SEMICOLON = 0x3b;

/** Where the next line begins that is a comment: no record begins so. */
function lineWithComment(text: Uint8Array, from: number): number {
  let at = text.indexOf(SEMICOLON, from);
  while (at > 0 && text[at - 1] !== LINE_FEED) at = text.indexOf(SEMICOLON, at + 1);
  return at;
}

function asciiOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/**
 * Reads what `snapshotText` wrote; a text is what is wrong with it. The rules that a zone has to keep were looked at when it came: what is
 * served is served again after a restart.
 */
export function readSnapshot(text: Uint8Array, origin: Uint8Array, memory?: Memory): ZoneImage | string {
  if (!isWhole(text)) return "it is damaged";
  const builder = new ZoneBuilder(origin, sizeOf(text), memory);
  let problem: string | undefined;
  let soas = 0;
  parseZoneFile(
    text,
    { file: "", origin, limits: { problems: 1 } },
    {
      record({ owner, ownerLength, type, class: classNumber, ttl, rdata, place }) {
        if (rdata.$kind === "SOA" && ownerLength === origin.length) soas++;
        const added = builder.add(owner, ownerLength, type, classNumber, ttl, rdata);
        if (added !== ADDED.YES && added !== ADDED.OTHER_TTL && added !== ADDED.DUPLICATE)
          problem ??= `line ${place.line}: a record that cannot be kept`;
      },
      problem: ({ line, message }) => void (problem ??= `line ${line}: ${message}`),
    },
  );
  return problem ?? (soas === 1 ? builder.finish() : "it has no SOA record");
}

const LINE_FEED = 0x0a;

/** A record a line; pages that nothing is written to take no memory. */
function sizeOf(text: Uint8Array): ZoneSize {
  let lines = 1;
  for (let at = text.indexOf(LINE_FEED); at >= 0; at = text.indexOf(LINE_FEED, at + 1)) lines++;
  return { names: lines, bytes: 2 * text.length + 48 * lines };
}
