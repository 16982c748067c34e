/** Candidate A: a measuring pass that validates everything and computes the size, then a write pass that cannot fail. */
import type { WriteState } from "../../../runtime/types/dns-name.js";
import type { MessageInput, QuestionInput, RdataInput, ResourceInput } from "./inputs.js";

function bits(value: number, width: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** width;
}

function sizeQuestion(value: QuestionInput, at: number, state: WriteState): number {
  if (!bits(value.qtype, 16) || !bits(value.qclass, 16)) return -1;
  const size = state.size(value.qname, at, false);
  return size < 0 ? -1 : at + size + 4;
}

function sizeRdata(value: RdataInput, at: number, state: WriteState): number {
  switch (value.$kind) {
    case "A":
      return bits(value.address, 32) ? at + 4 : -1;
    case "CNAME": {
      const size = state.size(value.cname, at, true);
      return size < 0 ? -1 : at + size;
    }
    case "MX": {
      if (!bits(value.preference, 16)) return -1;
      const size = state.size(value.exchange, at + 2, true);
      return size < 0 ? -1 : at + 2 + size;
    }
  }
}

function sizeResource(value: ResourceInput, at: number, state: WriteState): number {
  const size = state.size(value.name, at, true);
  if (size < 0 || !bits(value.class, 16) || !bits(value.ttl, 32)) return -1;
  const start = at + size + 10;
  const end = sizeRdata(value.rdata, start, state);
  return end - start > 0xffff ? -1 : end;
}

function sizeResources(list: readonly { readonly record: ResourceInput }[], at: number, state: WriteState): number {
  if (list.length > 0xffff) return -1;
  let next = at;
  for (const { record } of list) {
    next = sizeResource(record, next, state);
    if (next < 0) return -1;
  }
  return next;
}

export function sizeMessage(value: MessageInput, at: number, state: WriteState): number {
  const { aa = 0, tc = 0, rd = 0, ra = 0, z = 0, ad = 0, cd = 0 } = value;
  if (!bits(value.id, 16) || !bits(value.qr, 1) || !bits(value.opcode, 4) || !bits(aa, 1) || !bits(tc, 1)) return -1;
  if (!bits(rd, 1) || !bits(ra, 1) || !bits(z, 1) || !bits(ad, 1) || !bits(cd, 1) || !bits(value.rcode, 4)) return -1;
  if (value.questions.length > 0xffff) return -1;
  let next = at + 12;
  for (const { question } of value.questions) {
    next = sizeQuestion(question, next, state);
    if (next < 0) return -1;
  }
  next = sizeResources(value.answers, next, state);
  if (next >= 0) next = sizeResources(value.authorities, next, state);
  if (next >= 0) next = sizeResources(value.additionals, next, state);
  return next < 0 ? -1 : next - at;
}

function writeQuestion(value: QuestionInput, bytes: DataView, at: number, state: WriteState): number {
  const next = state.write(value.qname, bytes, at, false);
  bytes.setUint16(next, value.qtype);
  bytes.setUint16(next + 2, value.qclass);
  return next + 4;
}

function writeRdata(value: RdataInput, bytes: DataView, at: number, state: WriteState): number {
  switch (value.$kind) {
    case "A":
      bytes.setUint32(at, value.address);
      return at + 4;
    case "CNAME":
      return state.write(value.cname, bytes, at, true);
    case "MX":
      bytes.setUint16(at, value.preference);
      return state.write(value.exchange, bytes, at + 2, true);
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

function writeResource(value: ResourceInput, bytes: DataView, at: number, state: WriteState): number {
  const nameEnd = state.write(value.name, bytes, at, true);
  bytes.setUint16(nameEnd, typeOf(value.rdata));
  bytes.setUint16(nameEnd + 2, value.class);
  bytes.setUint32(nameEnd + 4, value.ttl);
  const end = writeRdata(value.rdata, bytes, nameEnd + 10, state);
  bytes.setUint16(nameEnd + 8, end - nameEnd - 10);
  return end;
}

export function encodeMessage(value: MessageInput, bytes: DataView, at: number, end: number, state: WriteState): number {
  const size = sizeMessage(value, at, state);
  if (size < 0) return size;
  if (end - at < size) return end - at - size - 1;
  state.rewind();
  const { aa = 0, tc = 0, rd = 0, ra = 0, z = 0, ad = 0, cd = 0 } = value;
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
  for (const { question } of value.questions) next = writeQuestion(question, bytes, next, state);
  for (const { record } of value.answers) next = writeResource(record, bytes, next, state);
  for (const { record } of value.authorities) next = writeResource(record, bytes, next, state);
  for (const { record } of value.additionals) next = writeResource(record, bytes, next, state);
  return next;
}
