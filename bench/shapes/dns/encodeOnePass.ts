/** Candidate B: one pass that checks and writes. */
import type { WriteState } from "../../../runtime/types/dns-name.js";
import type { MessageInput, QuestionInput, RdataInput, ResourceInput } from "./inputs.js";

function writeQuestion(value: QuestionInput, bytes: DataView, at: number, end: number, state: WriteState): number {
  const next = writeName(value.qname, bytes, at, end, state, false);
  if (next < 0 || end - next < 4 || !bits(value.qtype, 16) || !bits(value.qclass, 16)) return -1;
  bytes.setUint16(next, value.qtype);
  bytes.setUint16(next + 2, value.qclass);
  return next + 4;
}

function writeRdata(value: RdataInput, bytes: DataView, at: number, end: number, state: WriteState): number {
  switch (value.$kind) {
    case "A":
      if (end - at < 4 || !bits(value.address, 32)) return -1;
      bytes.setUint32(at, value.address);
      return at + 4;
    case "CNAME":
      return writeName(value.cname, bytes, at, end, state, true);
    case "MX":
      if (end - at < 2 || !bits(value.preference, 16)) return -1;
      bytes.setUint16(at, value.preference);
      return writeName(value.exchange, bytes, at + 2, end, state, true);
  }
}

function typeOf(value: RdataInput): number {
  switch (value.$kind) {
    case "A":
      return 1;
    case "CNAME":
      return 5;
    case "MX":
      return 15;
  }
}

function writeResource(value: ResourceInput, bytes: DataView, at: number, end: number, state: WriteState): number {
  const nameEnd = writeName(value.name, bytes, at, end, state, true);
  if (nameEnd < 0 || end - nameEnd < 10 || !bits(value.class, 16) || !bits(value.ttl, 32)) return -1;
  bytes.setUint16(nameEnd, typeOf(value.rdata));
  bytes.setUint16(nameEnd + 2, value.class);
  bytes.setUint32(nameEnd + 4, value.ttl);
  const dataEnd = writeRdata(value.rdata, bytes, nameEnd + 10, end, state);
  if (dataEnd < 0) return -1;
  bytes.setUint16(nameEnd + 8, dataEnd - nameEnd - 10);
  return dataEnd;
}

function bits(value: number, width: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** width;
}

/** Sizes, checks for room and writes one name. */
function writeName(name: string, bytes: DataView, at: number, end: number, state: WriteState, compress: boolean): number {
  const size = state.size(name, at, compress);
  if (size < 0 || size > end - at) return -1;
  state.rewind();
  return state.write(name, bytes, at, compress);
}

/** Leaves what it wrote when it fails: not what is promised, measured for comparison only. */
export function encodeMessage(value: MessageInput, bytes: DataView, at: number, end: number, state: WriteState): number {
  if (end - at < 12) return end - at - 13;
  const { aa = 0, tc = 0, rd = 0, ra = 0, z = 0, ad = 0, cd = 0 } = value;
  if (!bits(value.id, 16) || !bits(value.qr, 1) || !bits(value.opcode, 4) || !bits(aa, 1) || !bits(tc, 1)) return -1;
  if (!bits(rd, 1) || !bits(ra, 1) || !bits(z, 1) || !bits(ad, 1) || !bits(cd, 1) || !bits(value.rcode, 4)) return -1;
  bytes.setUint16(at, value.id);
  bytes.setUint16(
    at + 2,
    (value.qr << 15) |
      (value.opcode << 11) |
      (aa << 10) |
      (tc << 9) |
      (rd << 8) |
      (ra << 7) |
      (z << 6) |
      (ad << 5) |
      (cd << 4) |
      value.rcode,
  );
  bytes.setUint16(at + 4, value.questions.length);
  bytes.setUint16(at + 6, value.answers.length);
  bytes.setUint16(at + 8, value.authorities.length);
  bytes.setUint16(at + 10, value.additionals.length);
  let next = at + 12;
  for (const { question } of value.questions) {
    next = writeQuestion(question, bytes, next, end, state);
    if (next < 0) return -1;
  }
  for (const { record } of value.answers) {
    next = writeResource(record, bytes, next, end, state);
    if (next < 0) return -1;
  }
  for (const { record } of value.authorities) {
    next = writeResource(record, bytes, next, end, state);
    if (next < 0) return -1;
  }
  for (const { record } of value.additionals) {
    next = writeResource(record, bytes, next, end, state);
    if (next < 0) return -1;
  }
  return next;
}
