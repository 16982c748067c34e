/**
 * One runner for every benchmark. A round gives each candidate many short slices, in turn, in an order that rotates, and
 * keeps the fastest of each: a slice is shorter than the scheduler's, so that some are undisturbed even on a busy machine,
 * and a change of clock speed hits all candidates. Ratios are taken within a round; the median over the rounds is reported.
 */
import { median, medianInterval, ninthDecile, spreadPercent, type Interval } from "./statistics.js";

export interface Candidate {
  readonly name: string;
  /** Goes over the whole batch once; returns something computed from everything read, so that no work is dead. */
  readonly run: () => number;
  /** It reads or writes something a little different, so that its result is not compared with the others'. */
  readonly ownResult?: boolean;
}

export interface Task {
  readonly name: string;
  /** Operations (packets) that one `run` does. */
  readonly batch: number;
  /** The name of the candidate that ratios are relative to. */
  readonly reference: string;
  readonly candidates: readonly Candidate[];
  /** All candidates must return the same number (default); false where they read different things. */
  readonly sameResult?: boolean;
}

export interface Measurement {
  readonly name: string;
  readonly nanoseconds: number;
  readonly spreadPercent: number;
  /** The fastest round: what the machine does when nobody disturbs it. */
  readonly bestNanoseconds: number;
  /** Best time relative to the reference's best. */
  readonly bestRatio: number;
  /** Time relative to the reference: above 1 is slower. */
  readonly ratio: number;
  readonly ratioInterval: Interval;
  readonly bytesAllocated: number;
}

export interface TaskResult {
  readonly name: string;
  readonly rounds: number;
  readonly measurements: readonly Measurement[];
}

export interface HarnessOptions {
  readonly rounds: number;
  /** Slices of one candidate in one round. */
  readonly slices: number;
  readonly sliceMilliseconds: number;
  readonly warmUpMilliseconds: number;
}

export const defaultOptions: HarnessOptions = {
  rounds: 21,
  slices: 20,
  sliceMilliseconds: 0.7,
  warmUpMilliseconds: 250,
};

/**
 * An input made twice, the two given in turn. What is always called with one object may be compiled for that object, its buffer and
 * lengths as constants; whether it is depends on how much V8 inlines, and no program that receives packets has it.
 */
export function inTurns<Input>(make: () => Input): () => Input {
  const inputs: [Input, Input] = [make(), make()];
  return () => {
    inputs.reverse();
    return inputs[0];
  };
}

const controlName = "control (reference again)";

let sink = 0;

export function measure(task: Task, options: HarnessOptions = defaultOptions): TaskResult {
  if (task.sameResult !== false) requireSameResult(task);
  const reference = task.candidates.find((candidate) => candidate.name === task.reference);
  if (!reference) throw new Error(`${task.name}: no candidate ${task.reference}`);
  const candidates = [...task.candidates, { name: controlName, run: reference.run }];
  for (const candidate of candidates) runFor(candidate, options.warmUpMilliseconds);
  const repeats = candidates.map((candidate) => calibrate(candidate, options));
  const times = candidates.map((): number[] => []);
  for (let round = 0; round < options.rounds; round++) {
    const best = oneRound(candidates, repeats, options.slices, round);
    best.forEach((time, index) => times[index]?.push(time / task.batch));
  }
  const referenceTimes = times[task.candidates.indexOf(reference)] ?? [];
  const measurements = candidates.map((candidate, index): Measurement => {
    const own = times[index] ?? [];
    const ratios = own.map((time, round) => time / (referenceTimes[round] ?? NaN));
    return {
      name: candidate.name,
      nanoseconds: median(own),
      spreadPercent: spreadPercent(own),
      bestNanoseconds: Math.min(...own),
      bestRatio: Math.min(...own) / Math.min(...referenceTimes),
      ratio: median(ratios),
      ratioInterval: medianInterval(ratios),
      bytesAllocated: bytesAllocated(candidate, task.batch),
    };
  });
  return { name: task.name, rounds: options.rounds, measurements };
}

/** The fastest slice of each candidate, in nanoseconds of one `run`. */
function oneRound(candidates: readonly Candidate[], repeats: readonly number[], slices: number, round: number): number[] {
  const best = candidates.map(() => Infinity);
  for (let slice = 0; slice < slices; slice++) {
    for (let step = 0; step < candidates.length; step++) {
      const index = (round + slice + step) % candidates.length;
      const candidate = candidates[index];
      if (candidate) best[index] = Math.min(best[index] ?? Infinity, timeOnce(candidate, repeats[index] ?? 1));
    }
  }
  return best;
}

function requireSameResult(task: Task): void {
  const compared = task.candidates.filter((candidate) => candidate.ownResult !== true);
  const results = compared.map((candidate) => `${candidate.name} = ${candidate.run()}`);
  if (new Set(compared.map((candidate) => candidate.run())).size > 1)
    throw new Error(`${task.name}: candidates disagree: ${results.join(", ")}`);
}

function runFor(candidate: Candidate, milliseconds: number): void {
  const stop = performance.now() + milliseconds;
  while (performance.now() < stop) sink += candidate.run();
}

function calibrate(candidate: Candidate, options: HarnessOptions): number {
  let fastest = Infinity;
  for (let sample = 0; sample < 30; sample++) fastest = Math.min(fastest, timeOnce(candidate, 1));
  return Math.max(1, Math.round((options.sliceMilliseconds * 1e6) / fastest));
}

/** Nanoseconds of one `run`. */
function timeOnce(candidate: Candidate, repeat: number): number {
  const start = process.hrtime.bigint();
  for (let index = 0; index < repeat; index++) sink += candidate.run();
  return Number(process.hrtime.bigint() - start) / repeat;
}

/**
 * Bytes on the JavaScript heap per operation, after optimisation: how much the used heap grows over one run. A run with a
 * collection in it shows too little, so of many the ninth decile counts.
 */
export function bytesAllocated(candidate: Candidate, batch: number): number {
  const samples: number[] = [];
  for (let sample = 0; sample < 41; sample++) {
    const before = process.memoryUsage().heapUsed;
    sink += candidate.run();
    samples.push(process.memoryUsage().heapUsed - before);
  }
  // process.memoryUsage() allocates a little itself.
  const bytes = (ninthDecile(samples) - ownAllocation()) / batch;
  return bytes < 2 ? 0 : bytes;
}

function ownAllocation(): number {
  const samples = Array.from({ length: 21 }, () => -process.memoryUsage().heapUsed + process.memoryUsage().heapUsed);
  return Math.max(0, ninthDecile(samples));
}

/** Keeps results alive; also shows that benchmarks did something. */
export function sinkValue(): number {
  return sink;
}
