/** A thread that compiles one unit after another. */
import { parentPort } from "node:worker_threads";
import { compileUnit, type UnitJob, type UnitResult } from "./unit.js";

export type WorkerAnswer = { readonly ok: true; readonly result: UnitResult } | { readonly ok: false; readonly message: string };

async function answer(job: UnitJob): Promise<WorkerAnswer> {
  try {
    return { ok: true, result: await compileUnit(job) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

const port = parentPort;
port?.on("message", (job: UnitJob) => {
  void answer(job).then((message) => {
    port.postMessage(message);
  });
});
