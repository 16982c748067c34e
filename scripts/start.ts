/** `npm start`: the main job on real packets, from the specs on. */
import { join } from "node:path";
import { processTerminal } from "../src/cli/process-terminal.js";
import { run } from "../src/cli/program.js";

const root = join(import.meta.dirname, "..");
const exitCode = await run(["build"], processTerminal(), root);
if (exitCode === 0) {
  // Loaded only now: it imports what has just been generated.
  const { runMainJob } = await import("./start/main-job.js");
  process.exitCode = (await runMainJob(root)) ? 0 : 1;
} else process.exitCode = exitCode;
