/** A thread that compiles one unit after another. */
import { parentPort } from "node:worker_threads";
import { failedUnit, Problem } from "../problem.js";
import { compileUnit, type UnitJob, type UnitResult } from "./unit.js";

/** What crosses over to the other thread of a problem. */
export interface ToldProblem {
  readonly message: string;
  readonly exitCode: number;
  readonly help?: string;
}

export type WorkerAnswer = { readonly ok: true; readonly result: UnitResult } | { readonly ok: false; readonly problem: ToldProblem };

function told({ spec }: UnitJob, error: unknown): ToldProblem {
  const { message, exitCode, help } = error instanceof Problem ? error : failedUnit(spec, error);
  return { message, exitCode, ...(help !== undefined && { help }) };
}

async function answer(job: UnitJob): Promise<WorkerAnswer> {
  try {
    return { ok: true, result: await compileUnit(job) };
  } catch (error) {
    return { ok: false, problem: told(job, error) };
  }
}

const port = parentPort;
port?.on("message", (job: UnitJob) => {
  void answer(job).then((message) => {
    port.postMessage(message);
  });
});
