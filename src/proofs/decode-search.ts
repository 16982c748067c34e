/** The search for inputs that fail at each check of a decoder. */
import type { Failure } from "../../runtime/failure.js";
import type { TraceEntry } from "../../runtime/trace.js";
import { toHex } from "../../runtime/bytes.js";
import type { ItemId, Packet, Program } from "../ir/ir.js";
import { Often } from "./often.js";
import { extended, havocked } from "./byte-havoc.js";
import { cutsOf, fieldValue, layoutsOf, setField, valuesFor } from "./byte-changes.js";
import { failedChecks, type FailedCheck } from "./matching.js";
import { prefixesOf, withoutIndices, type StaticPath } from "./paths.js";
import { relevanceOf } from "./relevance.js";
import { Patience } from "./patience.js";
import { Thrown } from "./packet-code.js";
import type { Bench } from "./repair.js";
import { someArguments, type Seed } from "./seeds.js";
import type { Targets } from "./targets.js";
import type { Argument, Budget } from "./types.js";

/** Longer inputs are not tried. */
const LONGEST = 4096;
const MOST_STARTS = 500;
/** The same field is changed, or cut, in so many inputs; then it is left to chance. */
const MOST_CHANGES = 6;
const MOST_CHANGES_FOR_ONE = 2;
const MOST_CUTS = 3;

interface Start {
  readonly bytes: Uint8Array;
  readonly args: readonly Argument[];
  readonly trace: readonly TraceEntry[];
  readonly paths: ReadonlySet<StaticPath>;
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
    private readonly budget: Budget,
    private readonly onProblem: (problem: string) => void,
  ) {}

  /** Gives the inputs that can be decoded and have something in them that no other has. */
  run(seeds: readonly Seed[]): readonly Seed[] {
    for (const { bytes, args } of seeds) if (bytes !== undefined && bytes.length <= LONGEST) this.try(bytes, args);
    const malformed = this.program.examples.filter(({ packet, value }) => packet === this.packet.index && value === undefined);
    for (const { bytes, args } of malformed)
      this.try(
        bytes,
        args.map((arg) => (arg.kind === "bool" ? arg.value : Number(arg.value))),
      );
    if (this.#all.length === 0) this.guess();
    const patience = new Patience(this.budget.steps / 3);
    while (!this.isDone && this.#all.length > 0) {
      const start = this.#fresh.shift();
      if (start !== undefined) this.vary(start);
      else if (patience.isOver(this.targets)) break;
      else this.havoc();
    }
    return this.#all.flatMap(({ bytes, args }) => this.decoded(bytes, args));
  }

  private get isDone(): boolean {
    return this.#steps >= this.budget.steps || this.targets.open.length === 0 || this.budget.isOver();
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
      if (!relevance.covers(entry.path) || !this.isWorthChanging(start, entry)) continue;
      if (entry.bitLength > 64) this.changeBytes(start, entry);
      else this.changeField(start, entry);
    }
  }

  /** A few times anyway, and for each check without a witness that depends on the field and that the input gets to. */
  private isWorthChanging({ paths }: Start, { path }: TraceEntry): boolean {
    const { bench } = this;
    const often = this.#often;
    const place = withoutIndices(path);
    if (often.allows(place, MOST_CHANGES)) return true;
    const field = bench.paths.at(path);
    if (field === undefined) return false;
    return this.targets.open.some(({ item }) => {
      const isNear = bench.hints.of(item).fields.includes(field) && paths.has(bench.paths.pathOf.get(item) ?? "");
      return isNear && often.allows(`${place} for ${String(item)}`, MOST_CHANGES_FOR_ONE);
    });
  }

  private changeField({ bytes, args }: Start, entry: TraceEntry): void {
    for (const layout of layoutsOf(this.packet, this.bench.paths, entry)) {
      const constants = this.bench.hints.near(this.bench.paths.at(entry.path));
      for (const value of valuesFor(entry.bitLength, fieldValue(bytes, entry, layout), constants)) {
        const changed = setField(bytes, entry, layout, value);
        const missing = -1 - this.try(changed, args);
        // With what is missing, checks behind it are got to.
        if (missing > 0 && missing < LONGEST - bytes.length) this.try(extended(changed, missing, 0), args);
      }
    }
    if (this.bench.paths.at(entry.path) === undefined) this.changeBytes({ bytes, args }, entry);
  }

  /** Of what has a format of its own, the first bytes tell most. */
  private changeBytes({ bytes, args }: Pick<Start, "bytes" | "args">, entry: TraceEntry): void {
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

  /** Mostly inputs that get to a check without a witness, and fields that matter to it. */
  private havoc(): void {
    const { random, hints, paths } = this.bench;
    const target = random.pick(this.targets.open);
    const near = this.startsAt(target?.item);
    const start = random.pick(near.length > 0 && random.chance(80) ? near : this.#all);
    if (start === undefined || target === undefined) return;
    const relevance = random.chance(80) ? relevanceOf(paths, hints, [target]) : undefined;
    const trace = relevance === undefined ? start.trace : start.trace.filter(({ path }) => relevance.covers(path));
    const args = random.chance(20) ? someArguments(this.packet, hints.arguments, random) : start.args;
    this.try(havocked(start.bytes, trace, this.packet, this.bench).slice(0, LONGEST), args);
  }

  /** The inputs in which the item, or something in it, was got to. */
  private startsAt(item: ItemId | undefined): readonly Start[] {
    const path = item === undefined ? undefined : this.bench.paths.pathOf.get(item);
    return path === undefined ? [] : this.#all.filter(({ paths }) => paths.has(path));
  }

  /** What check gives. */
  private try(bytes: Uint8Array, args: readonly Argument[]): number {
    this.#steps++;
    try {
      return this.attempt(bytes, args);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      this.onProblem(`${error.message} on ${toHex(bytes)} (${args.join(", ")})`);
      return 0;
    }
  }

  private attempt(bytes: Uint8Array, args: readonly Argument[]): number {
    const { code, paths } = this.bench;
    const result = code.check(bytes, args);
    const { failure, trace } = code.explain(bytes, args);
    const failed = failure === undefined ? [] : failedChecks(this.program, this.packet, paths, failure, "decode");
    const reached = reachedBy(trace, failure);
    if (this.isNew(reached, failed)) this.keep({ bytes, args, trace, paths: reached });
    if (result < 0 || failure !== undefined) this.judge(bytes, args, result, failure, failed);
    return result;
  }

  private judge(
    bytes: Uint8Array,
    args: readonly Argument[],
    result: number,
    failure: Failure | undefined,
    failed: readonly FailedCheck[],
  ): void {
    const input = (): string => `${toHex(bytes)} (${args.join(", ")})`;
    if (failure?.code !== result) return this.onProblem(`check gives ${String(result)}, explain ${String(failure?.code)} on ${input()}`);
    const surprise = this.targets.surprise(failed);
    if (surprise !== undefined) this.onProblem(`${failure.path}: ${surprise}: ${input()}`);
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

  private isNew(paths: ReadonlySet<StaticPath>, failed: readonly FailedCheck[]): boolean {
    const before = this.#reached.size;
    for (const path of paths) this.#reached.add(path);
    for (const { item, kinds } of failed) this.#reached.add(`${String(item)} ${kinds.join()}`);
    return this.#reached.size > before;
  }
}

/** The items that were walked through, and those around them. */
function reachedBy(trace: readonly TraceEntry[], failure: Failure | undefined): ReadonlySet<StaticPath> {
  const reached = new Set<StaticPath>();
  for (const path of [...trace.map((entry) => entry.path), ...(failure === undefined ? [] : [failure.path])]) {
    const known = withoutIndices(path);
    if (!reached.has(known)) for (const prefix of prefixesOf(known)) reached.add(prefix);
  }
  return reached;
}

function argumentsFor(now: Argument | undefined, constants: readonly bigint[]): readonly Argument[] {
  if (typeof now === "boolean") return [!now];
  return [...constants.map(Number), Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 65_536, 4_294_967_296, 255, 256];
}
