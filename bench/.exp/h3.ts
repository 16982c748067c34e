import { tcpOverIpv4 } from "../data.js"; import {Ipv4View} from "./gen3/ipv4.js"; import {TcpView} from "./gen3/tcp.js"; import * as limit from "../limits/headers.js";
import {measure} from "../harness.js"; import {renderTask} from "../report.js";
const p=tcpOverIpv4(512); const ip=new Ipv4View(), tcp=new TcpView();
const c=[{name:"limit",run:()=>limit.sumHeaders(p)},
{name:"bind ip",run:()=>{let t=0;const {bytes,starts,count}=p;for(let i=0;i<count;i++){ if(ip.bind(bytes,starts[i]!,starts[i+1]!))t++;} return t;}},
{name:"bind ip+tcp",run:()=>{let t=0;const {bytes,starts,count}=p;for(let i=0;i<count;i++){ if(ip.bind(bytes,starts[i]!,starts[i+1]!)&&tcp.bind(bytes,ip.dataStart,ip.dataEnd,0))t++;} return t;}},
{name:"bind ip+tcp, 6 fields",run:()=>{let t=0;const {bytes,starts,count}=p;for(let i=0;i<count;i++){ if(ip.bind(bytes,starts[i]!,starts[i+1]!)&&tcp.bind(bytes,ip.dataStart,ip.dataEnd,0))t=(t+ip.protocol+ip.sourceAddress+tcp.sourcePort+tcp.destinationPort+tcp.sequenceNumber+tcp.syn)|0;} return t;}},
];
console.log(renderTask(measure({name:"h3",batch:512,reference:"limit",sameResult:false,candidates:c})));
