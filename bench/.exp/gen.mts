import { readFileSync, writeFileSync, readdirSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { compile } from "../../src/compile.js";
const root="/work/main/specs/";
const mk=(path:string)=>({path, text: readFileSync(path,"utf8")});
for (const f of ["ipv4.mpl","tcp.mpl","dns/dns.mpl","dns/types.mpl","dns/options.mpl","ssh/auth.mpl","ssh/connection.mpl"]) {
  try {
  const r=await compile([mk(root+f)], async (p:string,from:string)=>{ const q=join(from,"..",p); try { return mk(q);} catch { return undefined; } }, {runtime:"../../../runtime"} as any);
  for (const d of r.diagnostics) if (d.severity==="error") console.log(f, JSON.stringify(d.message));
  for(const m of r.modules) writeFileSync("/work/main/bench/.exp/gen/"+m.spec.split("/").pop()!.replace(".mpl",".ts"), m.text);
  console.log(f, r.modules.length);
  } catch(e) { console.log(f, e); }
}
