import dnsPacket from "dns-packet";
import type { Packets } from "../../data.js";
import { dnsAnswers, dnsQueries, knownName, knownWire } from "../../dnsData.js";
import type { Task } from "../../harness.js";
import * as limitDecode from "../../limits/dnsDecode.js";
import { sumQueries } from "../../limits/dnsQuery.js";
import * as fusedCursor from "./fusedCursor.js";
import * as fusedVariable from "./fusedVariable.js";
import * as sharedNames from "./sharedNames.js";
import { MessageView, QuestionView, decodeMessage as decodeTwice } from "./twoPass.js";
import type { Message } from "./values.js";

const messageView = new MessageView();
const questionView = new QuestionView();

function sumViews(packets: Packets, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = messageView;
  const question = questionView;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.next()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}

function sumTrusted(packets: Packets, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = messageView;
  const question = questionView;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.advance()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}

function sumDnsPacket(packets: Packets, known: string): number {
  let total = 0;
  for (const buffer of packets.buffers) {
    const { id, flags, questions } = dnsPacket.decode(buffer);
    const [question] = questions ?? [];
    total += (id ?? 0) + (flags ?? 0) + (question?.name.toLowerCase() === known ? 1 : 0);
  }
  return total;
}

export function dnsQueryTasks(): readonly Task[] {
  const packets = dnsQueries(256);
  const known = knownWire();
  const candidates = [
    { name: "limit", run: () => sumQueries(packets, known) },
    { name: "A views, next() checks again", run: () => sumViews(packets, known) },
    { name: "A views, next() trusts", run: () => sumTrusted(packets, known) },
    { name: "dns-packet", run: () => sumDnsPacket(packets, knownName) },
  ];
  return [{ name: "dns query", batch: packets.count, reference: "limit", sameResult: false, candidates }];
}

type Decode = (bytes: DataView, at: number, end: number) => Message | undefined;

/** A loop of its own for each decoder, so that none is megamorphic. */
const loops = {
  cursor: (packets: Packets): number => {
    let total = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = fusedCursor.decodeMessage(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total += value?.answers[4]?.record.ttl ?? 0;
    }
    return total;
  },
  shared: (packets: Packets): number => {
    let total = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = sharedNames.decodeMessage(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total += value?.answers[4]?.record.ttl ?? 0;
    }
    return total;
  },
  variable: (packets: Packets): number => {
    let total = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = fusedVariable.decodeMessage(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total += value?.answers[4]?.record.ttl ?? 0;
    }
    return total;
  },
  twice: (packets: Packets): number => {
    let total = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = decodeTwice(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total += value?.answers[4]?.record.ttl ?? 0;
    }
    return total;
  },
  limit: (packets: Packets): number => {
    let total = 0;
    for (let index = 0; index < packets.count; index++) {
      const value = limitDecode.decodeMessage(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
      total += value?.answers[4]?.ttl ?? 0;
    }
    return total;
  },
  dnsPacket: (packets: Packets): number => {
    let total = 0;
    for (const buffer of packets.buffers) {
      const record = dnsPacket.decode(buffer).answers?.[4];
      total += record !== undefined && "ttl" in record ? (record.ttl ?? 0) : 0;
    }
    return total;
  },
};

function textLength(message: Message | undefined): number {
  let length = 0;
  for (const { question } of message?.questions ?? []) length += question.qname.toString().length;
  for (const { record } of message?.answers ?? []) {
    length += record.name.toString().length;
    const { rdata } = record;
    if (rdata.$kind === "CNAME") length += rdata.cname.toString().length;
    if (rdata.$kind === "MX") length += rdata.exchange.toString().length;
  }
  return length;
}

function limitTextLength(message: limitDecode.LimitMessage | undefined): number {
  let length = 0;
  for (const question of message?.questions ?? []) length += question.name.toString().length;
  for (const { name, data } of message?.answers ?? []) {
    length += name.toString().length;
    if (data.kind === "CNAME") length += data.name.toString().length;
    if (data.kind === "MX") length += data.exchange.toString().length;
  }
  return length;
}

function sumTexts(packets: Packets, decode: Decode): number {
  let total = 0;
  for (let index = 0; index < packets.count; index++) {
    total += textLength(decode(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0));
  }
  return total;
}

function sumLimitTexts(packets: Packets): number {
  let total = 0;
  for (let index = 0; index < packets.count; index++) {
    const at = packets.starts[index] ?? 0;
    total += limitTextLength(limitDecode.decodeMessage(packets.bytes, at, packets.starts[index + 1] ?? 0));
  }
  return total;
}

export function dnsDecodeTasks(): readonly Task[] {
  const packets = dnsAnswers(256);
  const lazy = [
    { name: "limit", run: () => loops.limit(packets) },
    { name: "A check, then trusted read", run: () => loops.twice(packets) },
    { name: "B fused, cursor object", run: () => loops.cursor(packets) },
    { name: "B fused, cursor object, shared names", run: () => loops.shared(packets) },
    { name: "B fused, module variable", run: () => loops.variable(packets) },
    { name: "dns-packet", run: () => loops.dnsPacket(packets) },
  ];
  const texts = [
    { name: "limit", run: () => sumLimitTexts(packets) },
    { name: "B fused, cursor object", run: () => sumTexts(packets, fusedCursor.decodeMessage) },
    { name: "B fused, cursor object, shared names", run: () => sumTexts(packets, sharedNames.decodeMessage) },
    { name: "dns-packet", run: () => loops.dnsPacket(packets) },
  ];
  return [
    {
      name: "dns decode, names left in place",
      batch: packets.count,
      reference: "limit",
      sameResult: true,
      candidates: lazy,
    },
    {
      name: "dns decode, names as text",
      batch: packets.count,
      reference: "limit",
      sameResult: false,
      candidates: texts,
    },
  ];
}
