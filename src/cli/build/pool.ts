/** Compiles many units: in threads where that pays, else here. */
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { codeExtension } from "../package-files.js";
import { failedUnit, Problem } from "../problem.js";
import type { UnitJob, UnitResult } from "./unit.js";
import type { WorkerAnswer } from "./worker.js";

/** Below so many characters of specs, starting a thread costs more than it saves. */
const WORTH_A_THREAD = 24_000;

export interface Work {
  readonly job: UnitJob;
  /** Characters of the spec: what compiling costs grows with it. */
  readonly size: number;
}

export function threadsFor(work: readonly Work[], cores: number = availableParallelism()): number {
  const total = work.reduce((sum, { size }) => sum + size, 0);
  const useful = Math.min(work.length, Math.floor(total / WORTH_A_THREAD), cores);
  return useful < 2 ? 0 : useful;
}

type Done = (result: UnitResult) => Promise<void> | void;

async function compileHere(queue: UnitJob[], done: Done): Promise<void> {
  const { compileUnit } = await import("./unit.js");
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) await done(await compileUnit(job));
}

function ask(worker: Worker, job: UnitJob): Promise<UnitResult> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void): void => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      action();
    };
    const fail = (problem: Problem): void => {
      settle(() => {
        reject(problem);
      });
    };
    const onMessage = (answer: WorkerAnswer): void => {
      if (!answer.ok) fail(new Problem(answer.problem.message, answer.problem));
      else
        settle(() => {
          resolve(answer.result);
        });
    };
    const onError = (error: unknown): void => {
      fail(failedUnit(job.spec, error));
    };
    const onExit = (): void => {
      fail(failedUnit(job.spec, "its thread ended"));
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(job);
  });
}

/**
 * A build is over in seconds, and V8 spends a quarter of them on optimising code that hardly runs any longer. So threads begin with its
 * quick compiler, and a function has to run three times as long before it is optimised. Both flags are read whenever a function is called.
 */
function tuneForOneBuild(): void {
  setFlagsFromString("--sparkplug");
  setFlagsFromString("--interrupt-budget=400000");
}

/** From the sources, a thread has to be taught TypeScript first, as the main one was. */
function startWorker(): Worker {
  const module = new URL(`./worker${codeExtension}`, import.meta.url);
  if (codeExtension === ".js") return new Worker(module);
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const code = `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); });`;
  return new Worker(code, { eval: true });
}

async function compileInThread(queue: UnitJob[], done: Done): Promise<void> {
  const worker = startWorker();
  try {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) await done(await ask(worker, job));
  } finally {
    await worker.terminate();
  }
}

/**
 * `done` is called as units are finished.
 * @param here in this thread, in the order given; else in any order, where it is fastest
 */
export async function compileAll(work: readonly Work[], done: Done, here = false): Promise<void> {
  if (here)
    return compileHere(
      work.map(({ job }) => job),
      done,
    );
  // The largest first, so that no thread is left alone with it at the end.
  const queue = [...work].sort((a, b) => b.size - a.size).map(({ job }) => job);
  const threads = threadsFor(work);
  if (threads === 0) return compileHere(queue, done);
  tuneForOneBuild();
  const all = await Promise.allSettled(Array.from({ length: threads }, () => compileInThread(queue, done)));
  for (const settled of all) if (settled.status === "rejected") throw settled.reason;
}
