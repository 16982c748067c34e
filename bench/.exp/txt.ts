import {measure} from "../harness.js"; import {renderTask} from "../report.js"; import {dnsAnswers} from "../dnsData.js";
import {decodeMessage} from "../limits/dnsDecode.js"; import {nameText} from "../limits/dnsName.js"; import {formatName} from "../../runtime/types/dns-text.js";
const p=dnsAnswers(256);
const at:number[]=[],base:number[]=[];
for(let i=0;i<256;i++){const m=decodeMessage(p.bytes,p.starts[i]!,p.starts[i+1]!)!; for(const q of m.questions){at.push(q.name.at);base.push(q.name.base)} for(const a of m.answers){at.push(a.name.at);base.push(a.name.base); if(a.data.kind==="CNAME"){at.push(a.data.name.at);base.push(a.data.name.base)} if(a.data.kind==="MX"){at.push(a.data.exchange.at);base.push(a.data.exchange.base)}}}
const A=Int32Array.from(at),B=Int32Array.from(base);
const names=A.length;
function over(f:(b:DataView,at:number,base:number)=>string){ return ()=>{let t=0; for(let i=0;i<names;i++) t+=f(p.bytes,A[i]!,B[i]!).length; return t;} }
// scratch array reused, apply
const scratch:number[]=[]; 
function reuse(bytes:DataView,at:number,base:number):string{ const units=scratch; let n=0; let position=at;
 for(;;){const size=bytes.getUint8(position); if(size>=0xc0){position=base+(bytes.getUint16(position)&0x3fff);continue} if(size===0){units.length=n; return n===0?".":String.fromCharCode.apply(null,units)} if(n>0)units[n++]=0x2e; const next=position+1+size; for(position++;position<next;position++)units[n++]=bytes.getUint8(position);} }
const labels=(bytes:DataView,at:number,base:number):string=>{ // label by label with unrolled
 let text=""; let position=at;
 for(;;){const size=bytes.getUint8(position); if(size>=0xc0){position=base+(bytes.getUint16(position)&0x3fff);continue} if(size===0) return text===""?".":text; const l=short(bytes,position+1,size); text = text===""?l:text+"."+l; position+=1+size;} };
const f=String.fromCharCode;
function short(b:DataView,p:number,n:number):string{ 
 let t=""; 
 while(n>=8){t+=f(b.getUint8(p),b.getUint8(p+1),b.getUint8(p+2),b.getUint8(p+3),b.getUint8(p+4),b.getUint8(p+5),b.getUint8(p+6),b.getUint8(p+7));p+=8;n-=8}
 if(n>=4){t+=f(b.getUint8(p),b.getUint8(p+1),b.getUint8(p+2),b.getUint8(p+3));p+=4;n-=4}
 switch(n){case 3: return t+f(b.getUint8(p),b.getUint8(p+1),b.getUint8(p+2)); case 2: return t+f(b.getUint8(p),b.getUint8(p+1)); case 1: return t+f(b.getUint8(p));}
 return t; }
function concat(bytes:DataView,at:number,base:number):string{ let text=""; let position=at;
 for(;;){const size=bytes.getUint8(position); if(size>=0xc0){position=base+(bytes.getUint16(position)&0x3fff);continue} if(size===0) return text===""?".":text; if(text!=="")text+="."; const next=position+1+size; for(position++;position<next;position++)text+=f(bytes.getUint8(position));} }
// via expanded wire in a scratch Uint8Array then 16-wide fromCharCode
const wire=new Uint8Array(256);
function wide(bytes:DataView,at:number,base:number):string{ let n=0; let position=at; const w=wire;
 for(;;){const size=bytes.getUint8(position); if(size>=0xc0){position=base+(bytes.getUint16(position)&0x3fff);continue} if(size===0)break; if(n>0)w[n++]=0x2e; const next=position+1+size; for(position++;position<next;position++)w[n++]=bytes.getUint8(position);} 
 if(n===0)return "."; let t=""; let i=0;
 for(;n-i>=16;i+=16) t+=f(w[i]!,w[i+1]!,w[i+2]!,w[i+3]!,w[i+4]!,w[i+5]!,w[i+6]!,w[i+7]!,w[i+8]!,w[i+9]!,w[i+10]!,w[i+11]!,w[i+12]!,w[i+13]!,w[i+14]!,w[i+15]!);
 if(n-i>=8){t+=f(w[i]!,w[i+1]!,w[i+2]!,w[i+3]!,w[i+4]!,w[i+5]!,w[i+6]!,w[i+7]!);i+=8}
 if(n-i>=4){t+=f(w[i]!,w[i+1]!,w[i+2]!,w[i+3]!);i+=4}
 switch(n-i){case 3:return t+f(w[i]!,w[i+1]!,w[i+2]!);case 2:return t+f(w[i]!,w[i+1]!);case 1:return t+f(w[i]!)} return t;}
const scratchBuf=Buffer.from(wire.buffer);
function latin1(bytes:DataView,at:number,base:number):string{ let n=0; let position=at; const w=wire;
 for(;;){const size=bytes.getUint8(position); if(size>=0xc0){position=base+(bytes.getUint16(position)&0x3fff);continue} if(size===0)break; if(n>0)w[n++]=0x2e; const next=position+1+size; for(position++;position<next;position++)w[n++]=bytes.getUint8(position);} return n===0?".":scratchBuf.latin1Slice(0,n);}

function fill(bytes:DataView,at:number,base:number):number{ let n=0; let position=at; const w=wire;
 for(;;){const size=bytes.getUint8(position); if(size>=0xc0){position=base+(bytes.getUint16(position)&0x3fff);continue} if(size===0)return n; if(n>0)w[n++]=0x2e; const next=position+1+size; for(position++;position<next;position++)w[n++]=bytes.getUint8(position);} }
function padded(bytes:DataView,at:number,base:number):string{ const n=fill(bytes,at,base); const w=wire; if(n===0)return ".";
 if(n<=8) return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!).slice(0,n); if(n<=16) return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!).slice(0,n); if(n<=24) return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!).slice(0,n); if(n<=32) return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!,w[25]!,w[26]!,w[27]!,w[28]!,w[29]!,w[30]!,w[31]!).slice(0,n);
 return scratchBuf.latin1Slice(0,n); }
const arr:number[]=new Array(256).fill(0);
function exact(bytes:DataView,at:number,base:number):string{ const n=fill(bytes,at,base); const w=wire; 
 switch(n){ case 0: return "."; case 1: return f(w[0]!); case 2: return f(w[0]!,w[1]!); case 3: return f(w[0]!,w[1]!,w[2]!); case 4: return f(w[0]!,w[1]!,w[2]!,w[3]!); case 5: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!); case 6: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!); case 7: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!); case 8: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!); case 9: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!); case 10: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!); case 11: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!); case 12: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!); case 13: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!); case 14: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!); case 15: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!); case 16: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!); case 17: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!); case 18: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!); case 19: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!); case 20: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!); case 21: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!); case 22: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!); case 23: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!); case 24: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!); case 25: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!); case 26: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!,w[25]!); case 27: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!,w[25]!,w[26]!); case 28: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!,w[25]!,w[26]!,w[27]!); case 29: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!,w[25]!,w[26]!,w[27]!,w[28]!); case 30: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!,w[25]!,w[26]!,w[27]!,w[28]!,w[29]!); case 31: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!,w[25]!,w[26]!,w[27]!,w[28]!,w[29]!,w[30]!); case 32: return f(w[0]!,w[1]!,w[2]!,w[3]!,w[4]!,w[5]!,w[6]!,w[7]!,w[8]!,w[9]!,w[10]!,w[11]!,w[12]!,w[13]!,w[14]!,w[15]!,w[16]!,w[17]!,w[18]!,w[19]!,w[20]!,w[21]!,w[22]!,w[23]!,w[24]!,w[25]!,w[26]!,w[27]!,w[28]!,w[29]!,w[30]!,w[31]!); }
 return scratchBuf.latin1Slice(0,n); }
// cache by hash
const keys=new Int32Array(1024), texts:string[]=new Array(1024).fill("");
function hashed(bytes:DataView,at:number,base:number):string{ let n=0,h=0x811c9dc5|0; let position=at; const w=wire;
 for(;;){const size=bytes.getUint8(position); if(size>=0xc0){position=base+(bytes.getUint16(position)&0x3fff);continue} if(size===0)break; if(n>0)w[n++]=0x2e; const next=position+1+size; for(position++;position<next;position++){const c=bytes.getUint8(position); w[n++]=c; h=Math.imul(h^c,0x01000193);}}
 const slot=(h^(h>>>15))&1023; const t=texts[slot]!; if(t.length===n){let i=0; for(;i<n;i++) if(t.charCodeAt(i)!==w[i])break; if(i===n)return t;} const s=scratchBuf.latin1Slice(0,n); texts[slot]=s; return s;}
// same base+at memo (last only)
console.log(names/256, "names per message");
console.log(renderTask(measure({name:"text per name",batch:names,reference:"limit",candidates:[{name:"limit",run:over(nameText)},{name:"runtime",run:over(formatName)},{name:"reuse",run:over(reuse)},{name:"labels",run:over(labels)},{name:"concat",run:over(concat)},{name:"wide",run:over(wide)},{name:"latin1",run:over(latin1)},{name:"padded",run:over(padded)},{name:"exact",run:over(exact)},{name:"hashed",run:over(hashed)}]})));

const table=new Map<string,number>(); for(let i=0;i<names;i++) table.set(nameText(p.bytes,A[i]!,B[i]!),i%7);
function keyed(f:(b:DataView,at:number,base:number)=>string){ return ()=>{let t=0; for(let i=0;i<names;i++) t+=table.get(f(p.bytes,A[i]!,B[i]!))??0; return t;} }
console.log(renderTask(measure({name:"text per name, looked up in a Map",batch:names,reference:"limit",candidates:[{name:"limit",run:keyed(nameText)},{name:"runtime",run:keyed(formatName)},{name:"reuse",run:keyed(reuse)},{name:"labels",run:keyed(labels)},{name:"wide",run:keyed(wide)},{name:"padded",run:keyed(padded)},{name:"exact",run:keyed(exact)},{name:"latin1",run:keyed(latin1)}]})));
