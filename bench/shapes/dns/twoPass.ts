/** Candidate A: the check pass over a message, its views, and a trusted second pass that builds objects. */
import { checkName, equalsName, nameEnd } from "../../../runtime/types/dns-wire.js";
import { DnsName, type Message, type Question, type Rdata, type Resource } from "./values.js";

export function walkQuestion(bytes: DataView, at: number, end: number, base: number, slots?: QuestionView): number {
  const qnameEnd = checkName(bytes, at, end, base);
  if (qnameEnd < 0) return qnameEnd;
  if (end - qnameEnd < 4) return end - qnameEnd - 5;
  if (slots !== undefined) {
    slots.bytes = bytes;
    slots.at = at;
    slots.base = base;
    slots.qnameEnd = qnameEnd;
  }
  return qnameEnd + 4;
}

function walkRdata(bytes: DataView, at: number, end: number, base: number, type: number, rdlength: number): number {
  if (rdlength === 0) return at;
  switch (type) {
    case 1:
      return end - at < 4 ? -1 : at + 4;
    case 5:
      return checkName(bytes, at, end, base);
    case 15:
      return end - at < 2 ? -1 : checkName(bytes, at + 2, end, base);
    default:
      return end;
  }
}

export function walkResource(bytes: DataView, at: number, end: number, base: number): number {
  const nameEnd = checkName(bytes, at, end, base);
  if (nameEnd < 0) return nameEnd;
  if (end - nameEnd < 10) return end - nameEnd - 11;
  const rdlength = bytes.getUint16(nameEnd + 8);
  const rdataEnd = nameEnd + 10 + rdlength;
  if (rdataEnd > end) return end - rdataEnd - 1;
  return walkRdata(bytes, nameEnd + 10, rdataEnd, base, bytes.getUint16(nameEnd), rdlength) === rdataEnd ? rdataEnd : -1;
}

function walkResources(bytes: DataView, at: number, end: number, base: number, count: number): number {
  let next = at;
  for (let index = 0; index < count; index++) {
    next = walkResource(bytes, next, end, base);
    if (next < 0) return next;
  }
  return next;
}

export function walkMessage(bytes: DataView, at: number, end: number, slots?: MessageView): number {
  if (end - at < 12) return end - at - 13;
  const bits2 = bytes.getUint16(at + 2);
  let questionsEnd = at + 12;
  const qdcount = bytes.getUint16(at + 4);
  for (let index = 0; index < qdcount; index++) {
    questionsEnd = walkQuestion(bytes, questionsEnd, end, at);
    if (questionsEnd < 0) return questionsEnd;
  }
  const answersEnd = walkResources(bytes, questionsEnd, end, at, bytes.getUint16(at + 6));
  if (answersEnd < 0) return answersEnd;
  const authoritiesEnd = walkResources(bytes, answersEnd, end, at, bytes.getUint16(at + 8));
  if (authoritiesEnd < 0) return authoritiesEnd;
  const additionalsEnd = walkResources(bytes, authoritiesEnd, end, at, bytes.getUint16(at + 10));
  if (additionalsEnd < 0) return additionalsEnd;
  if (slots !== undefined) {
    slots.bytes = bytes;
    slots.at = at;
    slots.bits2 = bits2;
    slots.questionsEnd = questionsEnd;
    slots.answersEnd = answersEnd;
    slots.authoritiesEnd = authoritiesEnd;
    slots.end = additionalsEnd;
  }
  return additionalsEnd;
}

const none = new DataView(new ArrayBuffer(0));

export class MessageView {
  bytes: DataView = none;
  at = 0;
  end = 0;
  bits2 = 0;
  questionsEnd = 0;
  answersEnd = 0;
  authoritiesEnd = 0;

  bind(bytes: DataView, at: number, end: number): boolean {
    return walkMessage(bytes, at, end, this) >= 0;
  }
  get id(): number {
    return this.bytes.getUint16(this.at);
  }
  get flags(): number {
    return this.bits2;
  }
  get qdcount(): number {
    return this.bytes.getUint16(this.at + 4);
  }
  bindQuestions(view: QuestionView): void {
    view.bytes = this.bytes;
    view.base = this.at;
    view.next_ = this.at + 12;
    view.limit = this.questionsEnd;
  }
}

export class QuestionView {
  bytes: DataView = none;
  at = 0;
  base = 0;
  qnameEnd = 0;
  next_ = 0;
  limit = 0;

  /** Checks again. */
  next(): boolean {
    if (this.next_ >= this.limit) return false;
    const end = walkQuestion(this.bytes, this.next_, this.limit, this.base, this);
    if (end < 0) return false;
    this.next_ = end;
    return true;
  }
  /** Trusts the check. */
  advance(): boolean {
    const at = this.next_;
    if (at >= this.limit) return false;
    this.at = at;
    this.qnameEnd = nameEnd(this.bytes, at, this.limit);
    this.next_ = this.qnameEnd + 4;
    return true;
  }
  get qtype(): number {
    return this.bytes.getUint16(this.qnameEnd);
  }
  qnameEquals(wire: Uint8Array): boolean {
    return equalsName(this.bytes, this.at, this.base, wire);
  }
}

export function decodeMessage(bytes: DataView, at: number, end: number): Message | undefined {
  if (walkMessage(bytes, at, end) < 0) return undefined;
  return readMessage(bytes, at);
}

function readQuestion(bytes: DataView, at: number, qnameEnd: number, base: number): Question {
  return {
    qname: new DnsName(bytes, at, base),
    qtype: bytes.getUint16(qnameEnd),
    qclass: bytes.getUint16(qnameEnd + 2),
  };
}

function readResource(bytes: DataView, at: number, end: number, base: number): Resource {
  const type = bytes.getUint16(end);
  const rdlength = bytes.getUint16(end + 8);
  return {
    name: new DnsName(bytes, at, base),
    type,
    class: bytes.getUint16(end + 2),
    ttl: bytes.getUint32(end + 4),
    rdlength,
    rdata: readRdata(bytes, end + 10, base, type, rdlength),
  };
}

function readRdata(bytes: DataView, at: number, base: number, type: number, rdlength: number): Rdata {
  if (rdlength === 0) return { $kind: "Empty" };
  switch (type) {
    case 1:
      return { $kind: "A", address: bytes.getUint32(at) };
    case 5:
      return { $kind: "CNAME", cname: new DnsName(bytes, at, base) };
    case 15:
      return { $kind: "MX", preference: bytes.getUint16(at), exchange: new DnsName(bytes, at + 2, base) };
    default:
      return { $kind: "Unknown", $value: type, data: new Uint8Array(bytes.buffer, bytes.byteOffset + at, rdlength) };
  }
}

function readMessage(bytes: DataView, at: number): Message {
  const bits2 = bytes.getUint16(at + 2);
  const qdcount = bytes.getUint16(at + 4);
  const ancount = bytes.getUint16(at + 6);
  const nscount = bytes.getUint16(at + 8);
  const arcount = bytes.getUint16(at + 10);
  let next = at + 12;
  const questions: { question: Question }[] = [];
  for (let index = 0; index < qdcount; index++) {
    const qnameEnd = nameEnd(bytes, next);
    questions.push({ question: readQuestion(bytes, next, qnameEnd, at) });
    next = qnameEnd + 4;
  }
  const answers: { record: Resource }[] = [];
  for (let index = 0; index < ancount; index++) {
    const end = nameEnd(bytes, next);
    answers.push({ record: readResource(bytes, next, end, at) });
    next = end + 10 + bytes.getUint16(end + 8);
  }
  const authorities: { record: Resource }[] = [];
  for (let index = 0; index < nscount; index++) {
    const end = nameEnd(bytes, next);
    authorities.push({ record: readResource(bytes, next, end, at) });
    next = end + 10 + bytes.getUint16(end + 8);
  }
  const additionals: { record: Resource }[] = [];
  for (let index = 0; index < arcount; index++) {
    const end = nameEnd(bytes, next);
    additionals.push({ record: readResource(bytes, next, end, at) });
    next = end + 10 + bytes.getUint16(end + 8);
  }
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
