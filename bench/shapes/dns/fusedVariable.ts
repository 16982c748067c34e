/** Candidate B: one fused pass; positions come back in a variable of the module. */
import { checkName } from "../../../runtime/types/dns-wire.js";
import { DnsName, type Message, type Question, type Rdata, type Resource } from "./values.js";

let position = 0;

export function decodeMessage(bytes: DataView, at: number, end: number): Message | undefined {
  position = at;
  return readMessage(bytes, at, end);
}

function readQuestion(bytes: DataView, at: number, end: number, base: number): Question | undefined {
  const qnameEnd = checkName(bytes, at, end, base);
  if (qnameEnd < 0) return fail(qnameEnd);
  if (end - qnameEnd < 4) return fail(end - qnameEnd - 5);
  position = qnameEnd + 4;
  return {
    qname: new DnsName(bytes, at, base),
    qtype: bytes.getUint16(qnameEnd),
    qclass: bytes.getUint16(qnameEnd + 2),
  };
}

function readResource(bytes: DataView, at: number, end: number, base: number): Resource | undefined {
  const nameEnd = checkName(bytes, at, end, base);
  if (nameEnd < 0) return fail(nameEnd);
  if (end - nameEnd < 10) return fail(end - nameEnd - 11);
  const type = bytes.getUint16(nameEnd);
  const rdlength = bytes.getUint16(nameEnd + 8);
  const rdataEnd = nameEnd + 10 + rdlength;
  if (rdataEnd > end) return fail(end - rdataEnd - 1);
  const rdata = readRdata(bytes, nameEnd + 10, rdataEnd, base, type, rdlength);
  if (rdata === undefined) return undefined;
  if (position !== rdataEnd) return fail(-1);
  return {
    name: new DnsName(bytes, at, base),
    type,
    class: bytes.getUint16(nameEnd + 2),
    ttl: bytes.getUint32(nameEnd + 4),
    rdlength,
    rdata,
  };
}

function readRdata(bytes: DataView, at: number, end: number, base: number, type: number, rdlength: number): Rdata | undefined {
  if (rdlength === 0) {
    position = at;
    return { $kind: "Empty" };
  }
  switch (type) {
    case 1:
      if (end - at < 4) return fail(-1);
      position = at + 4;
      return { $kind: "A", address: bytes.getUint32(at) };
    case 5: {
      const cnameEnd = checkName(bytes, at, end, base);
      if (cnameEnd < 0) return fail(-1);
      position = cnameEnd;
      return { $kind: "CNAME", cname: new DnsName(bytes, at, base) };
    }
    case 15: {
      if (end - at < 2) return fail(-1);
      const exchangeEnd = checkName(bytes, at + 2, end, base);
      if (exchangeEnd < 0) return fail(-1);
      position = exchangeEnd;
      return { $kind: "MX", preference: bytes.getUint16(at), exchange: new DnsName(bytes, at + 2, base) };
    }
    default:
      position = end;
      return { $kind: "Unknown", $value: type, data: new Uint8Array(bytes.buffer, bytes.byteOffset + at, rdlength) };
  }
}

function readMessage(bytes: DataView, at: number, end: number): Message | undefined {
  if (end - at < 12) return fail(end - at - 13);
  const bits2 = bytes.getUint16(at + 2);
  const qdcount = bytes.getUint16(at + 4);
  const ancount = bytes.getUint16(at + 6);
  const nscount = bytes.getUint16(at + 8);
  const arcount = bytes.getUint16(at + 10);
  let next = at + 12;
  const questions: { question: Question }[] = [];
  for (let index = 0; index < qdcount; index++) {
    const question = readQuestion(bytes, next, end, at);
    if (question === undefined) return undefined;
    next = position;
    questions.push({ question });
  }
  const answers: { record: Resource }[] = [];
  for (let index = 0; index < ancount; index++) {
    const record = readResource(bytes, next, end, at);
    if (record === undefined) return undefined;
    next = position;
    answers.push({ record });
  }
  const authorities: { record: Resource }[] = [];
  for (let index = 0; index < nscount; index++) {
    const record = readResource(bytes, next, end, at);
    if (record === undefined) return undefined;
    next = position;
    authorities.push({ record });
  }
  const additionals: { record: Resource }[] = [];
  for (let index = 0; index < arcount; index++) {
    const record = readResource(bytes, next, end, at);
    if (record === undefined) return undefined;
    next = position;
    additionals.push({ record });
  }
  position = next;
  return {
    id: bytes.getUint16(at),
    qr: bits2 >> 15,
    opcode: (bits2 >> 11) & 15,
    aa: (bits2 >> 10) & 1,
    tc: (bits2 >> 9) & 1,
    rd: (bits2 >> 8) & 1,
    ra: (bits2 >> 7) & 1,
    z: (bits2 >> 6) & 1,
    ad: (bits2 >> 5) & 1,
    cd: (bits2 >> 4) & 1,
    rcode: bits2 & 15,
    qdcount,
    ancount,
    nscount,
    arcount,
    questions,
    answers,
    authorities,
    additionals,
  };
}

function fail(code: number): undefined {
  position = code;
  return undefined;
}
