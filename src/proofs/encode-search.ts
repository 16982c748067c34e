/** The search for values that fail at each check of an encoder. */
import { failureReason } from "../../runtime/failure.js";
import type { ItemId, Packet, Program } from "../ir/ir.js";
import { copyValue } from "./copy.js";
import { Generator } from "./generate.js";
import { Often } from "./often.js";
import { withoutIndices } from "./paths.js";
import { failedChecks, itemAt } from "./matching.js";
import { spotsOf, type Spot } from "./navigate.js";
import { relevanceOf } from "./relevance.js";
import { isObject, Thrown } from "./packet-code.js";
import { Patience } from "./patience.js";
import type { Bench } from "./repair.js";
import { someArguments, type Seed } from "./seeds.js";
import type { Targets } from "./targets.js";
import type { Argument, Budget, Witness } from "./types.js";
import { changesOf, NOT_GIVEN, type Scale } from "./value-changes.js";
import { valueFromJson, valueToJson } from "./value-json.js";

const MOST_SPOTS = 300;
/** The same property is changed in so many values; then it is left to chance. */
const MOST_CHANGES = { small: 4, huge: 1 };
/** What only large values may break. */
const HUGE_KINDS: ReadonlySet<string> = new Set(["value-fits-field", "maximum", "require"]);

export class EncodeSearch {
  #steps = 0;
  readonly #often = new Often();
  private readonly generator: Generator;

  constructor(
    private readonly program: Program,
    private readonly packet: Packet,
    private readonly bench: Bench,
    private readonly targets: Targets,
    private readonly budget: Budget,
    private readonly onProblem: (problem: string) => void,
  ) {
    this.generator = new Generator(bench.random);
  }

  run(seeds: readonly Seed[]): void {
    for (const seed of seeds) this.changes(seed, "small");
    for (const seed of seeds) this.changes(seed, "huge");
    for (const seed of seeds) this.argumentChanges(seed);
    const patience = new Patience(this.budget.steps / 3);
    while (!this.isDone && seeds.length > 0 && !patience.isOver(this.targets)) this.havoc(seeds);
  }

  private get isDone(): boolean {
    return this.#steps >= this.budget.steps || this.targets.open.length === 0 || this.budget.isOver();
  }

  /** Each place in turn is given other values. */
  private changes({ value, args }: Seed, scale: Scale): void {
    const open = this.targets.open.filter(({ item, kind }) => scale === "small" || (HUGE_KINDS.has(kind) && this.mayBreak(item)));
    if (this.isDone || open.length === 0) return;
    const copy = copyValue(value);
    const relevance = relevanceOf(this.bench.paths, this.bench.hints, open);
    for (const spot of spotsOf(this.bench.code.shape, copy, MOST_SPOTS)) {
      if (this.isDone) return;
      if (!relevance.covers(spot.path) || !this.#often.allows(`${scale} ${placeOf(spot)}`, MOST_CHANGES[scale])) continue;
      const before = spot.holder[spot.key];
      for (const change of changesOf(spot, this.source(scale))) {
        put(spot, change);
        this.try(copy, args);
      }
      put(spot, before === undefined ? NOT_GIVEN : before);
    }
  }

  private source(scale: Scale): Parameters<typeof changesOf>[1] {
    return { generator: this.generator, constants: this.bench.hints.constants, scale };
  }

  /** Only what is a size or count, limits one, or has one of its own, may break by a large value. */
  private mayBreak(item: ItemId): boolean {
    const place = itemAt(this.packet, item);
    return place?.kind !== "field" || place.value !== undefined || place.type.kind === "codec";
  }

  private argumentChanges({ value, args }: Seed): void {
    if (this.isDone) return;
    args.forEach((now, index) => {
      const others = typeof now === "boolean" ? [!now] : [...this.bench.hints.arguments.map(Number), 255, 256, 65_536];
      for (const other of others) this.try(value, args.with(index, other));
    });
  }

  private havoc(seeds: readonly Seed[]): void {
    const { random, hints, code } = this.bench;
    const seed = random.pick(seeds);
    if (seed === undefined) return;
    const copy = copyValue(seed.value);
    const args = random.chance(20) ? someArguments(this.packet, hints.arguments, random) : seed.args;
    for (let change = random.below(3); change >= 0; change--) {
      const spot = random.pick(spotsOf(code.shape, copy, MOST_SPOTS));
      if (spot === undefined) continue;
      const changes = [...changesOf(spot, { ...this.source("small"), chance: random })];
      if (changes.length > 0) put(spot, random.pick(changes));
    }
    this.try(copy, args);
  }

  private try(value: unknown, args: readonly Argument[]): void {
    this.#steps++;
    try {
      this.attempt(value, args);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      this.onProblem(`${error.message} for ${JSON.stringify(valueToJson(this.bench.code.shape, value))}`);
    }
  }

  private attempt(value: unknown, args: readonly Argument[]): void {
    const { code, paths } = this.bench;
    const failure = code.explainEncode(value, args);
    if (failure === undefined) return;
    const failed = failedChecks(this.program, this.packet, paths, failure, "encode");
    const surprise = this.targets.surprise(failed);
    if (surprise !== undefined) this.onProblem(`${failure.path}: ${surprise} (${failure.spec}, ${failureReason(failure)})`);
    if (!this.targets.isWanted(failed, 0)) return;
    const json = valueToJson(code.shape, value);
    const size = json === undefined ? Infinity : JSON.stringify(json).length;
    this.targets.hit(failed, size, () => this.confirmed(json, args, failure.path));
  }

  /** The value as JSON is read again, and fails in the same way. */
  private confirmed(json: ReturnType<typeof valueToJson>, args: readonly Argument[], path: string): Witness | undefined {
    if (json === undefined) return undefined;
    const { code } = this.bench;
    const value = valueFromJson(code.shape, json);
    const failure = code.explainEncode(value, args);
    if (failure?.path !== path) return undefined;
    const result = code.sizeOf(value, args);
    if (result !== failure.code) {
      this.onProblem(`sizeOf gives ${String(result)}, explainEncode ${String(failure.code)} for ${JSON.stringify(json).slice(0, 300)}`);
      return undefined;
    }
    return { direction: "encode", value: json, args, code: result, path };
  }
}

/** A classify with another arm is another place. */
function placeOf({ holder, key, path }: Spot): string {
  const value = holder[key];
  return isObject(value) && "$kind" in value ? `${withoutIndices(path)} ${String(value["$kind"])}` : withoutIndices(path);
}

function put({ holder, key }: Spot, value: unknown): void {
  if (value === NOT_GIVEN) Reflect.deleteProperty(holder, key);
  else holder[key] = value;
}
