import dnsPacket from "dns-packet";
import { dnsAnswers } from "../../dnsData.js";
import type { Task } from "../../harness.js";
import { encodeAnswer } from "../../limits/dnsEncode.js";
import { writeState, type WriteState } from "../../../runtime/types/dns-name.js";
import * as onePass from "./encodeOnePass.js";
import * as twoPass from "./encodeTwoPass.js";
import { encodeInputs, type Inputs } from "./inputs.js";

const room = 4096;

function lengthsOfTwoPass({ generated }: Inputs, out: DataView, state: WriteState): number {
  let total = 0;
  for (const value of generated) {
    state.reset(0);
    total += twoPass.encodeMessage(value, out, 0, room, state);
  }
  return total;
}

function lengthsOfOnePass({ generated }: Inputs, out: DataView, state: WriteState): number {
  let total = 0;
  for (const value of generated) {
    state.reset(0);
    total += onePass.encodeMessage(value, out, 0, room, state);
  }
  return total;
}

function lengthsOfSizes({ generated }: Inputs, state: WriteState): number {
  let total = 0;
  for (const value of generated) {
    state.reset(0);
    total += twoPass.sizeMessage(value, 0, state);
  }
  return total;
}

function lengthsOfLimit({ limit }: Inputs, out: DataView): number {
  let total = 0;
  for (const value of limit) total += encodeAnswer(value, out, 0);
  return total;
}

function lengthsOfDnsPacket({ dnsPacket: inputs }: Inputs, out: Buffer): number {
  let total = 0;
  for (const value of inputs) {
    dnsPacket.encode(value, out, 0);
    total += dnsPacket.encode.bytes;
  }
  return total;
}

export function dnsEncodeTasks(): readonly Task[] {
  const packets = dnsAnswers(256);
  const inputs = encodeInputs(packets);
  const out = new DataView(new ArrayBuffer(room));
  const buffer = Buffer.alloc(room);
  const state = writeState(0);
  const candidates = [
    { name: "limit", run: () => lengthsOfLimit(inputs, out) },
    { name: "A measure, then write", run: () => lengthsOfTwoPass(inputs, out, state) },
    { name: "A measuring pass alone", run: () => lengthsOfSizes(inputs, state) },
    { name: "B one pass", run: () => lengthsOfOnePass(inputs, out, state) },
    { name: "dns-packet, no compression", run: () => lengthsOfDnsPacket(inputs, buffer) },
  ];
  return [{ name: "dns encode, names from text", batch: packets.count, reference: "limit", sameResult: false, candidates }];
}
