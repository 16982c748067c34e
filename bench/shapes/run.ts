/** Runs the shape candidates: `npx tsx bench/shapes/run.ts [headers ...] [--json]`. */
import { measure, type Task } from "../harness.js";
import { renderTask } from "../report.js";
import { dnsDecodeTasks, dnsQueryTasks } from "./dns/task.js";
import { dnsEncodeTasks } from "./dns/encodeTask.js";
import { headerTasks } from "./headers/task.js";
import { sshTasks } from "./ssh/task.js";

const suites: Readonly<Record<string, () => readonly Task[]>> = {
  headers: headerTasks,
  "dns-query": dnsQueryTasks,
  "dns-decode": dnsDecodeTasks,
  "dns-encode": dnsEncodeTasks,
  ssh: sshTasks,
};

const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
for (const [name, tasks] of Object.entries(suites)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const task of tasks()) {
    const result = measure(task);
    console.log(process.argv.includes("--json") ? JSON.stringify(result) : renderTask(result));
  }
}
