import {measure} from "../harness.js"; import {renderTask} from "../report.js"; import {dnsQueries,dnsAnswers,knownName} from "../dnsData.js";
import {DnsName} from "../../runtime/types/dns-name.js"; import {checkName,equalsName} from "../../runtime/types/dns-wire.js"; import {isName,skipName} from "../limits/dnsName.js";
import {decodeMessage} from "../limits/dnsDecode.js";
export function fastCheck(bytes: DataView, at: number, end: number, base: number): number {
  let position = at;
  while (position < end) {
    const size = bytes.getUint8(position);
    if (size > 63) return checkPointers(bytes, at, position, end, base);
    position += size + 1;
    if (size === 0) return position - at > 255 ? -1 : position;
  }
  return position - at > 254 ? -1 : -1 - (position - end + 1);
}
function checkPointers(bytes: DataView, at: number, from: number, end: number, base: number): number {
  if (from - at > 254 || bytes.getUint8(from) < 0xc0) return -1;
  if (from + 1 >= end) return -1 - (from - end + 2);
  let length = from - at + 1;
  let start = at;
  let position = from;
  for (let hops = 1; hops <= 127; hops++) {
    const target = base + (bytes.getUint16(position) & 0x3fff);
    if (!(target >= 0 && target < start)) return -1;
    const limit = start;
    start = target;
    position = target;
    let size = 0;
    for (;;) {
      if (position >= limit) return -1;
      size = bytes.getUint8(position);
      if (size > 63) break;
      if (size === 0) return from + 2;
      length += size + 1;
      if (length > 255) return -1;
      position += size + 1;
    }
    if (size < 0xc0 || position + 1 >= limit) return -1;
  }
  return -1;
}
export function fastEquals(bytes: DataView, at: number, base: number, wire: Uint8Array): boolean {
  const end = bytes.byteLength;
  let position = at;
  let limit = at;
  let index = 0;
  while (position < end) {
    const size = bytes.getUint8(position);
    if (size > 63) {
      if (size < 0xc0 || position + 1 >= end) return false;
      position = base + (bytes.getUint16(position) & 0x3fff);
      if (!(position >= 0 && position < limit)) return false;
      limit = position;
      continue;
    }
    if (size !== wire[index]) return false;
    if (size === 0) return true;
    const next = position + size;
    if (next >= end) return false;
    while (position < next) {
      const byte = bytes.getUint8(++position);
      const expected = wire[++index] ?? 0;
      if (byte !== expected && ((byte ^ expected) !== 0x20 || (byte | 0x20) < 0x61 || (byte | 0x20) > 0x7a)) return false;
    }
    position++;
    index++;
  }
  return false;
}
const p=dnsQueries(256), known=DnsName.parse(knownName)!.toWire();
const R=(f:(i:number)=>number)=>f;
const c=[
 {name:"equalsName",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+(equalsName(bytes,starts[i]!+12,starts[i]!,known)?1:0))|0; } return t;}},
 {name:"isName (lean)",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+(isName(bytes,starts[i]!+12,starts[i]!,known)?1:0))|0; } return t;}},
 {name:"fastEquals",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+(fastEquals(bytes,starts[i]!+12,starts[i]!,known)?1:0))|0; } return t;}}];
const a=dnsAnswers(256); const at:number[]=[],ba:number[]=[],en:number[]=[];
for(let i=0;i<256;i++){const m=decodeMessage(a.bytes,a.starts[i]!,a.starts[i+1]!)!; for(const q of [m.questions[0]!.name,...m.answers.map(r=>r.name),...m.answers.flatMap(r=>r.data.kind==="MX"?[r.data.exchange]:r.data.kind==="CNAME"?[r.data.name]:[])]){at.push(q.at);ba.push(q.base);en.push(a.starts[i+1]!)}}
const A=Int32Array.from(at),B=Int32Array.from(ba),E=Int32Array.from(en);
// equivalence on mutated bytes
{ const b=new Uint8Array(a.octets); const dv=new DataView(b.buffer); let s=1; let n=0; for(let k=0;k<200000;k++){ s=(Math.imul(s,1103515245)+12345)>>>0; const pos=s%b.length; const old=b[pos]!; b[pos]=(s>>>13)&1?0xc0|((s>>>20)&3):(s>>>16)&255; const j=(s>>>3)%A.length; const e=E[j]!-((s>>>7)%40); const x=checkName(dv,A[j]!,e,B[j]!),y=fastCheck(dv,A[j]!,e,B[j]!); if(x!==y){n++; if(n<5)console.log("DIFF",x,y)} if((s>>>28)!==3)b[pos]=old;} console.log("differences",n); }
const d=[
 {name:"checkName q",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+checkName(bytes,starts[i]!+12,starts[i+1]!,starts[i]!))|0; } return t;}},
 {name:"skipName (lean) q",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+skipName(bytes,starts[i]!+12,starts[i+1]!,starts[i]!))|0; } return t;}},
 {name:"fastCheck q",run:()=>{let t=0; const {bytes,starts,count}=p; for(let i=0;i<count;i++) {t=(t+fastCheck(bytes,starts[i]!+12,starts[i+1]!,starts[i]!))|0; } return t;}},];
const e=[
 {name:"checkName a",run:()=>{let t=0; for(let i=0;i<A.length;i++) t=(t+checkName(a.bytes,A[i]!,E[i]!,B[i]!))|0; return t;}},
 {name:"fastCheck a",run:()=>{let t=0; for(let i=0;i<A.length;i++) t=(t+fastCheck(a.bytes,A[i]!,E[i]!,B[i]!))|0; return t;}},
];
for(const [x,n] of [[c,256],[d,256],[e,A.length]] as const) console.log(renderTask(measure({name:"names",batch:n,reference:x[0]!.name,candidates:x})));
