import type { Task } from "../../harness.js";
import { tcpOverIpv4 } from "../../data.js";
import * as limit from "./byHand.js";
import * as functions from "./functions.js";
import * as int32Slots from "./int32Slots.js";
import * as leanCached from "./leanCached.js";
import * as objects from "./objects.js";
import * as octets from "./octets.js";
import * as recomputed from "./recomputed.js";
import * as separateCheck from "./separateCheck.js";
import * as slots from "./slots.js";
import * as stored from "./stored.js";
import * as tight from "./tight.js";
import * as tightWords from "./tightWords.js";

export function headerTasks(): readonly Task[] {
  const packets = tcpOverIpv4(512);
  return [
    {
      name: "headers, one buffer",
      batch: packets.count,
      reference: "limit",
      candidates: [
        { name: "limit", run: () => limit.sumShared(packets) },
        { name: "A slots", run: () => slots.sumShared(packets) },
        { name: "A2 separate check", run: () => separateCheck.sumShared(packets) },
        { name: "A3 words by private getter", run: () => tightWords.sumShared(packets) },
        { name: "A7 words cached", run: () => leanCached.sumShared(packets) },
        { name: "A8 words cached, each read once", run: () => tight.sumShared(packets) },
        { name: "A9 as A8, start stored first", run: () => stored.sumShared(packets) },
        { name: "A over Uint8Array", run: () => octets.sumShared(packets) },
        { name: "C1 recomputed", run: () => recomputed.sumShared(packets) },
        { name: "C2 Int32Array slots", run: () => int32Slots.sumShared(packets) },
        { name: "D functions", run: () => functions.sumShared(packets) },
        { name: "eager objects", run: () => objects.sumShared(packets) },
      ],
    },
    {
      name: "headers, a buffer each",
      batch: packets.count,
      reference: "limit",
      candidates: [
        { name: "limit", run: () => limit.sumSeparate(packets) },
        { name: "A slots", run: () => slots.sumSeparate(packets) },
        { name: "A2 separate check", run: () => separateCheck.sumSeparate(packets) },
        { name: "A3 words by private getter", run: () => tightWords.sumSeparate(packets) },
        { name: "A7 words cached", run: () => leanCached.sumSeparate(packets) },
        { name: "A8 words cached, each read once", run: () => tight.sumSeparate(packets) },
        { name: "A9 as A8, start stored first", run: () => stored.sumSeparate(packets) },
        { name: "C1 recomputed", run: () => recomputed.sumSeparate(packets) },
        { name: "C2 Int32Array slots", run: () => int32Slots.sumSeparate(packets) },
        { name: "D functions", run: () => functions.sumSeparate(packets) },
        { name: "eager objects", run: () => objects.sumSeparate(packets) },
      ],
    },
  ];
}
