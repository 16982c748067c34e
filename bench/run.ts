/**
 * `npx tsx bench/run.ts [headers dns-query dns-decode dns-encode bundle build] [--json] [--quick]`: the named suites, or all.
 * Generated modules are found through generated.ts.
 */
import { benchBuild, renderBuild } from "./build.js";
import { defaultOptions, measure, type Task } from "./harness.js";
import { renderTask } from "./report.js";
import { bundleSizes } from "./suites/bundle.js";
import { dnsDecode } from "./suites/dnsDecode.js";
import { dnsEncode } from "./suites/dnsEncode.js";
import { dnsQuery } from "./suites/dnsQuery.js";
import { headers } from "./suites/headers.js";

const suites: Readonly<Record<string, () => Promise<readonly Task[]>>> = {
  headers,
  "dns-query": dnsQuery,
  "dns-decode": dnsDecode,
  "dns-encode": dnsEncode,
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = names.filter((name) => name !== "bundle" && name !== "build" && !(name in suites));
if (unknown.length > 0) throw new Error(`no suite ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}, bundle, build`);
const json = process.argv.includes("--json");
const options = process.argv.includes("--quick")
  ? { rounds: 15, slices: 8, sliceMilliseconds: 0.7, warmUpMilliseconds: 150 }
  : defaultOptions;

function isChosen(name: string): boolean {
  return names.length === 0 || names.includes(name);
}

for (const [name, tasks] of Object.entries(suites)) {
  if (!isChosen(name)) continue;
  for (const task of await tasks()) {
    const result = measure(task, options);
    console.log(json ? JSON.stringify(result) : renderTask(result));
  }
}
if (isChosen("bundle")) {
  const sizes = await bundleSizes();
  if (json) console.log(JSON.stringify({ name: "bundle", sizes }));
  else for (const { name, bytes, compressed } of sizes) console.log(`${name.padEnd(28)} ${bytes} bytes, ${compressed} compressed`);
}
if (isChosen("build")) {
  const costs = await benchBuild(process.argv.includes("--quick") ? 1 : 3);
  console.log(json ? JSON.stringify({ name: "build", ...costs }) : renderBuild(costs));
}
