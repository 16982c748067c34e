import {measure} from "../harness.js"; import {renderTask} from "../report.js"; import {dnsQueries,knownName} from "../dnsData.js"; import {tcpOverIpv4} from "../data.js";
import {DnsName} from "../../runtime/types/dns-name.js"; import {checkName,equalsName} from "../../runtime/types/dns-wire.js"; import {isName,skipName} from "../limits/dnsName.js";
import {DnsMessageView,DnsMessageQuestionsView,DnsQuestionView,checkDnsMessage} from "./gen/dns.js";
import {Ipv4View,checkIpv4} from "./gen/ipv4.js"; import {TcpView,checkTcp} from "./gen/tcp.js";
const p=dnsQueries(256), known=DnsName.parse(knownName)!.toWire();
const m=new DnsMessageView(), q=new DnsMessageQuestionsView(), v=new DnsQuestionView();
const loop=(f:(b:DataView,at:number,end:number)=>number)=>()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) t=(t+f(bytes,starts[i]!,starts[i+1]!))|0; return t;};
const c=[
 {name:"nothing",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) t=(t+starts[i]!)|0; return t;}},
 {name:"check",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) t=(t+checkDnsMessage(bytes,starts[i]!,starts[i+1]!))|0; return t;}},
 {name:"bind",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) t=(t+(m.bind(bytes,starts[i]!,starts[i+1]!)?1:0))|0; return t;}},
 {name:"bind open",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+(m.bind(bytes,starts[i]!,starts[i+1]!)?1:0))|0; m.openQuestions(q);} return t;}},
 {name:"bind open next",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+(m.bind(bytes,starts[i]!,starts[i+1]!)?1:0))|0; m.openQuestions(q); q.next();} return t;}},
 {name:"bind open next bindQ",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+(m.bind(bytes,starts[i]!,starts[i+1]!)?1:0))|0; m.openQuestions(q); q.next(); q.bindQuestion(v);} return t;}},
 {name:"equalsName",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+(equalsName(bytes,starts[i]!+12,starts[i]!,known)?1:0))|0; } return t;}},
 {name:"isName (lean)",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+(isName(bytes,starts[i]!+12,starts[i]!,known)?1:0))|0; } return t;}},
 {name:"checkName",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+checkName(bytes,starts[i]!+12,starts[i+1]!,starts[i]!))|0; } return t;}},
 {name:"skipName (lean)",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+skipName(bytes,starts[i]!+12,starts[i+1]!,starts[i]!))|0; } return t;}},
];
console.log(renderTask(measure({name:"dns parts",batch:256,reference:"check",sameResult:false,candidates:c})));
const h=tcpOverIpv4(512); const iv=new Ipv4View(), tv=new TcpView();
const d=[
 {name:"checkIpv4",run:()=>{let t=0; const {bytes,starts,count}=h; for(let i=0;i<count;i++) t=(t+checkIpv4(bytes,starts[i]!,starts[i+1]!))|0; return t;}},
 {name:"bind ipv4",run:()=>{let t=0; const {bytes,starts,count}=h; for(let i=0;i<count;i++) t=(t+(iv.bind(bytes,starts[i]!,starts[i+1]!)?1:0))|0; return t;}},
 {name:"checkTcp",run:()=>{let t=0; const {bytes,starts,count}=h; for(let i=0;i<count;i++) t=(t+checkTcp(bytes,starts[i]!+(bytes.getUint8(starts[i]!)&15)*4,starts[i+1]!,0))|0; return t;}},
 {name:"bind tcp",run:()=>{let t=0; const {bytes,starts,count}=h; for(let i=0;i<count;i++) t=(t+(tv.bind(bytes,starts[i]!+(bytes.getUint8(starts[i]!)&15)*4,starts[i+1]!,0)?1:0))|0; return t;}},
];
console.log(renderTask(measure({name:"header parts",batch:512,reference:"checkIpv4",sameResult:false,candidates:d})));
