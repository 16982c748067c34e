import { tcpOverIpv4 } from "../data.js";
import * as bp from "../peers/binaryParser.js";
import * as k from "../peers/kaitai.js";
const p=tcpOverIpv4(512);
for(let i=0;i<512;i++){ const one={...p,buffers:[p.buffers[i]!],separate:[p.separate[i]!]}; const a=bp.sumHeaders(one), b=k.sumHeaders(one); if(a!==b){console.log(i,a,b,a-b, p.buffers[i]!.subarray(0,40).toString("hex")); if(i>6)break;} }
import { Parser } from "binary-parser";
