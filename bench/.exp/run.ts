import * as undef from "./undef.js";
import * as noview from "./noview.js";
import * as flat from "./flat.js";
import * as prestore from "./prestore.js";
import * as prestore_nocond from "./prestore_nocond.js";
import * as bool from "./bool.js";
import { tcpOverIpv4 } from "../data.js"; import { measure } from "../harness.js"; import { renderTask } from "../report.js";
const p=tcpOverIpv4(512);
function over(handle:(b:DataView,at:number,end:number)=>number):()=>number { return ()=>{ const {bytes,starts,count}=p; let total=0; for(let i=0;i<count;i++) total=(total+handle(bytes,starts[i]??0,starts[i+1]??0))|0; return total; } }
console.log(renderTask(measure({name:"exp",batch:p.count,reference:"noview",sameResult:false,candidates:[{name:"undef",run:over(undef.handle)},
{name:"noview",run:over(noview.handle)},
{name:"flat",run:over(flat.handle)},
{name:"prestore",run:over(prestore.handle)},
{name:"prestore_nocond",run:over(prestore_nocond.handle)},
{name:"bool",run:over(bool.handle)}]})));