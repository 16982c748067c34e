/** The search for inputs that fail at each check of a decoder. */
import type { Failure } from "../../runtime/failure.js";
import type { TraceEntry } from "../../runtime/trace.js";
import { toHex } from "../../runtime/bytes.js";
import type { Packet, Program } from "../ir/ir.js";
import { Often } from "./often.js";
import { cutsOf, fieldValue, layoutsOf, setField, valuesFor } from "./byte-changes.js";
import { failedChecks, type FailedCheck } from "./matching.js";
import { withoutIndices } from "./paths.js";
import { relevanceOf } from "./relevance.js";
import { Thrown } from "./packet-code.js";
import type { Bench } from "./repair.js";
import { someArguments, type Seed } from "./seeds.js";
import type { Targets } from "./targets.js";
import type { Argument } from "./types.js";

/** Longer inputs are not tried. */
const LONGEST = 4096;
const MOST_STARTS = 500;
/** The same field is changed, or cut, in so many inputs; then it is left to chance. */
const MOST_CHANGES = 6;
const MOST_CUTS = 3;

interface Start {
  readonly bytes: Uint8Array;
  readonly args: readonly Argument[];
  readonly trace: readonly TraceEntry[];
}

export class DecodeSearch {
  #steps = 0;
  /** Fields, and failed checks, that some input has got to. */
  readonly #reached = new Set<string>();
  /** Inputs that got to something new, still to be changed in turn. */
  readonly #fresh: Start[] = [];
  readonly #all: Start[] = [];
  readonly #often = new Often();

  constructor(
    private readonly program: Program,
    private readonly packet: Packet,
    private readonly bench: Bench,
    private readonly targets: Targets,
    private readonly budget: number,
    private readonly onProblem: (problem: string) => void,
  ) {}

  /** Gives the inputs that can be decoded and have something in them that no other has. */
  run(seeds: readonly Seed[]): readonly Seed[] {
    for (const { bytes, args } of seeds) if (bytes !== undefined && bytes.length <= LONGEST) this.try(bytes, args);
    const malformed = this.program.examples.filter(({ packet, value }) => packet === this.packet.index && value === undefined);
    for (const { bytes, args } of malformed) this.try(bytes, args.map((arg) => (arg.kind === "bool" ? arg.value : Number(arg.value))));
    if (this.#all.length === 0) this.guess();
    while (!this.isDone && this.#all.length > 0) {
      const start = this.#fresh.shift();
      if (start === undefined) this.havoc();
      else this.vary(start);
    }
    return this.#all.flatMap(({ bytes, args }) => this.decoded(bytes, args));
  }

  private get isDone(): boolean {
    return this.#steps >= this.budget || this.targets.open.length === 0;
  }

  private decoded(bytes: Uint8Array, args: readonly Argument[]): readonly Seed[] {
    const result = this.bench.code.decode(bytes, args);
    return "value" in result ? [{ bytes, args, value: result.value }] : [];
  }

  private vary(start: Start): void {
    this.cuts(start);
    this.changes(start);
    this.others(start);
  }

  /** Where no value could be made up: zeros and whatever chance gives. */
  private guess(): void {
    const { random, hints } = this.bench;
    for (let attempt = 0; attempt < 2000 && !this.isDone; attempt++) {
      const bytes = Uint8Array.from({ length: random.below(64) }, () => (random.chance(50) ? random.below(8) : random.below(256)));
      this.try(bytes, someArguments(this.packet, hints.arguments, random));
    }
  }

  private cuts({ bytes, args, trace }: Start): void {
    for (const length of cutsOf(bytes, trace)) {
      if (this.isDone) return;
      const cut = trace.find(({ start, end }) => start <= length && length < end);
      const place = cut === undefined ? "" : `${withoutIndices(cut.path)} ${String(Math.min(length - cut.start, 4))}`;
      if (this.#often.allows(`cut ${place}`, MOST_CUTS)) this.try(bytes.slice(0, length), args);
    }
  }

  private changes(start: Start): void {
    const relevance = relevanceOf(this.bench.paths, this.bench.hints, this.targets.open);
    for (const entry of start.trace) {
      if (this.isDone) return;
      if (!relevance.covers(entry.path) || !this.#often.allows(withoutIndices(entry.path), MOST_CHANGES)) continue;
      if (entry.bitLength > 64) this.changeBytes(start, entry);
      else this.changeField(start, entry);
    }
  }

  private changeField({ bytes, args }: Start, entry: TraceEntry): void {
    for (const layout of layoutsOf(this.packet, this.bench.paths, entry)) {
      for (const value of valuesFor(entry.bitLength, fieldValue(bytes, entry, layout), this.bench.hints.constants)) {
        const changed = setField(bytes, entry, layout, value);
        this.try(changed, args);
        this.try(extended(changed, 40, 0), args);
      }
    }
    if (entry.bitLength % 8 === 0 && entry.firstBit === 0) this.changeBytes({ bytes, args, trace: [] }, entry);
  }

  /** Of what has a format of its own, the first bytes tell most. */
  private changeBytes({ bytes, args }: Start, entry: TraceEntry): void {
    for (let at = entry.start; at < Math.min(entry.end, entry.start + 8); at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xc0, 0xff]) {
        const changed = Uint8Array.from(bytes);
        changed[at] = value;
        this.try(changed, args);
      }
    }
  }

  private others({ bytes, args }: Start): void {
    if (this.isDone) return;
    for (const size of [1, 3, 8, 200]) this.try(extended(bytes, size, 1), args);
    args.forEach((_, index) => {
      for (const value of argumentsFor(args[index], this.bench.hints.arguments)) this.try(bytes, args.with(index, value));
    });
  }

  private havoc(): void {
    const { random } = this.bench;
    const start = random.pick(this.#all);
    if (start === undefined) return;
    let { bytes } = start;
    const args = random.chance(20) ? someArguments(this.packet, this.bench.hints.arguments, random) : start.args;
    for (let change = random.below(4); change >= 0; change--) bytes = this.changedOnce(bytes, start.trace);
    this.try(bytes.slice(0, LONGEST), args);
  }

  private changedOnce(bytes: Uint8Array, trace: readonly TraceEntry[]): Uint8Array {
    const { random, hints } = this.bench;
    const entry = random.pick(trace);
    const kind = random.below(10);
    if (entry === undefined || kind === 0) return extended(bytes, random.below(40), random.below(256));
    if (kind === 1) return bytes.slice(0, random.below(bytes.length + 1));
    if (kind === 2) return spliced(bytes, entry.start, entry.end, 0);
    if (kind === 3) return spliced(bytes, entry.start, entry.start, Math.max(1, entry.end - entry.start));
    const layout = random.pick(layoutsOf(this.packet, this.bench.paths, entry)) ?? "big";
    const value = random.pick(valuesFor(entry.bitLength, fieldValue(bytes, entry, layout), hints.constants));
    return value === undefined ? bytes : setField(bytes, entry, layout, value);
  }

  private try(bytes: Uint8Array, args: readonly Argument[]): void {
    this.#steps++;
    try {
      this.attempt(bytes, args);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      this.onProblem(`${error.message} on ${toHex(bytes)} (${args.join(", ")})`);
    }
  }

  private attempt(bytes: Uint8Array, args: readonly Argument[]): void {
    const { code, paths } = this.bench;
    const result = code.check(bytes, args);
    const { failure, trace } = code.explain(bytes, args);
    const failed = failure === undefined ? [] : failedChecks(this.program, this.packet, paths, failure, "decode");
    if (this.isNew(trace, failed)) this.keep({ bytes, args, trace });
    if (result < 0 || failure !== undefined) this.judge(bytes, args, result, failure, failed);
  }

  private judge(bytes: Uint8Array, args: readonly Argument[], result: number, failure: Failure | undefined, failed: readonly FailedCheck[]): void {
    const input = (): string => `${toHex(bytes)} (${args.join(", ")})`;
    if (failure?.code !== result) return this.onProblem(`check gives ${String(result)}, explain ${String(failure?.code)} on ${input()}`);
    if (!this.targets.isWanted(failed, bytes.length)) return;
    const decoded = this.bench.code.decode(bytes, args);
    if (!("code" in decoded) || decoded.code !== result) return this.onProblem(`check and decode disagree on ${input()}`);
    this.targets.hit(failed, bytes.length, () => ({ direction: "decode", hex: toHex(bytes), args, code: result, path: failure.path }));
  }

  private keep(start: Start): void {
    if (this.#all.length >= MOST_STARTS) return;
    this.#all.push(start);
    this.#fresh.push(start);
  }

  private isNew(trace: readonly TraceEntry[], failed: readonly FailedCheck[]): boolean {
    const before = this.#reached.size;
    for (const { path } of trace) this.#reached.add(path.includes("[") ? withoutIndices(path) : path);
    for (const { item, kinds } of failed) this.#reached.add(`${String(item)} ${kinds.join()}`);
    return this.#reached.size > before;
  }
}

function extended(bytes: Uint8Array, count: number, value: number): Uint8Array {
  const longer = new Uint8Array(bytes.length + count).fill(value);
  longer.set(bytes);
  return longer;
}

/** With `start..end` replaced by so many zeros. */
function spliced(bytes: Uint8Array, start: number, end: number, zeros: number): Uint8Array {
  return Uint8Array.from([...bytes.slice(0, start), ...new Uint8Array(zeros), ...bytes.slice(end)]);
}

function argumentsFor(now: Argument | undefined, constants: readonly bigint[]): readonly Argument[] {
  if (typeof now === "boolean") return [!now];
  return [...constants.map(Number), Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 65_536, 4_294_967_296, 255, 256];
}
