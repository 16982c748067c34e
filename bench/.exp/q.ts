import {measure} from "../harness.js"; import {renderTask} from "../report.js"; import {dnsQueries,knownName} from "../dnsData.js"; import {sumQueries} from "../limits/dnsQuery.js"; import {DnsName} from "../../runtime/types/dns-name.js";
import {MessageView as MV_rt_next, QuestionView as QV_rt_next} from "./q_rt.js";const rt_next_m=new MV_rt_next(), rt_next_q=new QV_rt_next();
function sum_rt_next(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = rt_next_m, question = rt_next_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.next()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_rt_advance, QuestionView as QV_rt_advance} from "./q_rt.js";const rt_advance_m=new MV_rt_advance(), rt_advance_q=new QV_rt_advance();
function sum_rt_advance(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = rt_advance_m, question = rt_advance_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.advance()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_lean_next, QuestionView as QV_lean_next} from "./q_lean.js";const lean_next_m=new MV_lean_next(), lean_next_q=new QV_lean_next();
function sum_lean_next(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = lean_next_m, question = lean_next_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.next()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_lean_advance, QuestionView as QV_lean_advance} from "./q_lean.js";const lean_advance_m=new MV_lean_advance(), lean_advance_q=new QV_lean_advance();
function sum_lean_advance(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = lean_advance_m, question = lean_advance_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.advance()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_rtcheck_leaneq_next, QuestionView as QV_rtcheck_leaneq_next} from "./q_rtcheck_leaneq.js";const rtcheck_leaneq_next_m=new MV_rtcheck_leaneq_next(), rtcheck_leaneq_next_q=new QV_rtcheck_leaneq_next();
function sum_rtcheck_leaneq_next(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = rtcheck_leaneq_next_m, question = rtcheck_leaneq_next_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.next()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_rtcheck_leaneq_advance, QuestionView as QV_rtcheck_leaneq_advance} from "./q_rtcheck_leaneq.js";const rtcheck_leaneq_advance_m=new MV_rtcheck_leaneq_advance(), rtcheck_leaneq_advance_q=new QV_rtcheck_leaneq_advance();
function sum_rtcheck_leaneq_advance(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = rtcheck_leaneq_advance_m, question = rtcheck_leaneq_advance_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.advance()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_leancheck_rteq_next, QuestionView as QV_leancheck_rteq_next} from "./q_leancheck_rteq.js";const leancheck_rteq_next_m=new MV_leancheck_rteq_next(), leancheck_rteq_next_q=new QV_leancheck_rteq_next();
function sum_leancheck_rteq_next(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = leancheck_rteq_next_m, question = leancheck_rteq_next_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.next()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_leancheck_rteq_advance, QuestionView as QV_leancheck_rteq_advance} from "./q_leancheck_rteq.js";const leancheck_rteq_advance_m=new MV_leancheck_rteq_advance(), leancheck_rteq_advance_q=new QV_leancheck_rteq_advance();
function sum_leancheck_rteq_advance(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = leancheck_rteq_advance_m, question = leancheck_rteq_advance_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.advance()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
const p=dnsQueries(256); const known=DnsName.parse(knownName)!.toWire();
console.log(renderTask(measure({name:"q",batch:256,reference:"limit",sameResult:false,candidates:[{name:"limit",run:()=>sumQueries(p,known)},{name:"rt next",run:()=>sum_rt_next(p,known)},{name:"rt advance",run:()=>sum_rt_advance(p,known)},{name:"lean next",run:()=>sum_lean_next(p,known)},{name:"lean advance",run:()=>sum_lean_advance(p,known)},{name:"rtcheck_leaneq next",run:()=>sum_rtcheck_leaneq_next(p,known)},{name:"rtcheck_leaneq advance",run:()=>sum_rtcheck_leaneq_advance(p,known)},{name:"leancheck_rteq next",run:()=>sum_leancheck_rteq_next(p,known)},{name:"leancheck_rteq advance",run:()=>sum_leancheck_rteq_advance(p,known)}]})));