import {measure} from "../harness.js"; import {renderTask} from "../report.js"; import {dnsQueries,knownName} from "../dnsData.js"; import {sumQueries} from "../limits/dnsQuery.js"; import {DnsName} from "../../runtime/types/dns-name.js";
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
import {MessageView as MV_free_next, QuestionView as QV_free_next} from "./q_free.js";const free_next_m=new MV_free_next(), free_next_q=new QV_free_next();
function sum_free_next(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = free_next_m, question = free_next_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.next()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_free_advance, QuestionView as QV_free_advance} from "./q_free.js";const free_advance_m=new MV_free_advance(), free_advance_q=new QV_free_advance();
function sum_free_advance(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = free_advance_m, question = free_advance_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.advance()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_flatq_next, QuestionView as QV_flatq_next} from "./q_flatq.js";const flatq_next_m=new MV_flatq_next(), flatq_next_q=new QV_flatq_next();
function sum_flatq_next(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = flatq_next_m, question = flatq_next_q;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (!message.bind(bytes, starts[index] ?? 0, starts[index + 1] ?? 0) || message.qdcount !== 1) continue;
    message.bindQuestions(question);
    if (!question.next()) continue;
    total = (total + message.id + message.flags + question.qtype + (question.qnameEquals(known) ? 1 : 0)) | 0;
  }
  return total;
}
import {MessageView as MV_flatq_advance, QuestionView as QV_flatq_advance} from "./q_flatq.js";const flatq_advance_m=new MV_flatq_advance(), flatq_advance_q=new QV_flatq_advance();
function sum_flatq_advance(packets:any, known: Uint8Array): number {
  const { bytes, starts, count } = packets;
  const message = flatq_advance_m, question = flatq_advance_q;
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
console.log(renderTask(measure({name:"q",batch:256,reference:"limit",sameResult:false,candidates:[{name:"limit",run:()=>sumQueries(p,known)},{name:"lean next",run:()=>sum_lean_next(p,known)},{name:"lean advance",run:()=>sum_lean_advance(p,known)},{name:"free next",run:()=>sum_free_next(p,known)},{name:"free advance",run:()=>sum_free_advance(p,known)},{name:"flatq next",run:()=>sum_flatq_next(p,known)},{name:"flatq advance",run:()=>sum_flatq_advance(p,known)}]})));