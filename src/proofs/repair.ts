/** Mending a value that can't be encoded: what explain expected is done, and where that is not enough, chance helps. */
import type { Failure } from "../../runtime/failure.js";
import type { ClassifyShape, TypeShape } from "../../runtime/shape.js";
import { Generator, NO_PLAN, sized } from "./generate.js";
import type { Hints, ItemHints } from "./hints.js";
import { spotAt, type Spot } from "./navigate.js";
import { type PacketCode, isObject } from "./packet-code.js";
import { withoutIndices, type Paths } from "./paths.js";
import type { Random } from "./random.js";
import type { Argument } from "./types.js";
import type { ItemId } from "../ir/ir.js";

/** Longer byte arrays are not made. */
const LONGEST = 70_000;

export interface Bench {
  readonly code: PacketCode;
  readonly paths: Paths;
  readonly hints: Hints;
  readonly random: Random;
}

export class Repair {
  constructor(
    private readonly bench: Bench,
    private readonly generator: Generator,
    private readonly value: unknown,
    private readonly args: Argument[],
  ) {}

  /** True if the value now can be encoded. */
  mend(attempts: number): boolean {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const failure = this.bench.code.explainEncode(this.value, this.args);
      if (failure === undefined) return true;
      this.step(failure);
    }
    return this.bench.code.explainEncode(this.value, this.args) === undefined;
  }

  private step(failure: Failure): void {
    const spot = spotAt(this.bench.code.shape, this.value, failure.path);
    if (spot !== undefined && this.bench.random.chance(70) && this.obey(spot, failure.expected)) return;
    for (const id of this.itemsOf(failure)) this.shake(this.bench.hints.of(id), failure.path);
    if (spot !== undefined && this.bench.random.chance(20)) this.renew(spot);
  }

  private itemsOf(failure: Failure): readonly ItemId[] {
    const place = /([0-9]+:[0-9]+)$/.exec(failure.spec)?.[1] ?? "";
    return this.bench.paths.find(failure.path, place);
  }

  /** Does what the message says, where that can be done at the place itself. */
  private obey(spot: Spot, expected: string): boolean {
    const { holder, key, type } = spot;
    const number = /^(at least |at most |an integer from )?(0x[0-9a-f]+|-?[0-9]+)/.exec(expected)?.[2];
    if (expected === "a value") holder[key] = this.generator.type(type, spot.path, 1);
    else if (expected === "none") Reflect.deleteProperty(holder, key);
    else if (type.kind === "classify") return this.choose(spot, type, expected);
    else if (type.kind === "array" && !expected.endsWith(" elements")) return this.grow(spot, type, expected);
    else if (number !== undefined) return this.resize(spot, type, BigInt(number));
    else return false;
    return true;
  }

  private choose({ holder, key, path }: Spot, type: ClassifyShape, expected: string): boolean {
    // An arm that the plan is about stays, with other contents.
    const wanted = this.generator.wantedArm(path) ?? expected;
    const arm = type.arms.find(({ name }) => name === wanted);
    if (arm === undefined || this.bench.random.chance(50)) return false;
    holder[key] = this.generator.arm(type, arm, path, 1);
    return true;
  }

  private resize({ holder, key, path }: Spot, type: TypeShape, number: bigint): boolean {
    if (type.kind === "int") {
      if (typeof holder[key] === "undefined") return false;
      holder[key] = sized(type.bits, number);
      return true;
    }
    const length = Number(number);
    if (length < 0 || length > LONGEST) return false;
    if (type.kind === "bytes") holder[key] = this.generator.bytes(length);
    else if (type.kind === "array") holder[key] = this.stretched(holder[key], type.element, path, length);
    else return false;
    return true;
  }

  /** Adds elements that mend the list: its size, or that nothing said it was the end. */
  private grow({ holder, key, path }: Spot, type: Extract<TypeShape, { kind: "array" }>, expected: string): boolean {
    const list: unknown = holder[key];
    if (!Array.isArray(list)) return false;
    const now: readonly unknown[] = list;
    for (const element of this.elementsFor(type.element, path)) {
      for (let count = 1; count <= 3; count++) {
        const more = Array.from({ length: count }, () => element);
        holder[key] = this.bench.random.chance(50) && expected !== "a last element" ? [...more, ...now] : [...now, ...more];
        if (this.bench.code.explainEncode(this.value, this.args)?.path !== path) return true;
      }
    }
    holder[key] = now.slice(0, this.bench.random.below(now.length + 1));
    return false;
  }

  /** One element of each kind, in any order. */
  private elementsFor(type: TypeShape, path: string): readonly unknown[] {
    const inner = `${withoutIndices(path)}[]`;
    const choice = type.kind === "group" ? type.fields.find((field) => field.type.kind === "classify") : undefined;
    if (choice?.type.kind !== "classify") return [this.generator.type(type, inner, 2)];
    const at = `${inner}.${withoutIndices(choice.name)}`;
    const start = this.bench.random.below(choice.type.arms.length);
    const names = [...choice.type.arms.slice(start), ...choice.type.arms.slice(0, start)].map(({ name }) => name);
    return names.map((arm) => new Generator(this.bench.random, { ...NO_PLAN, arms: new Map([[at, arm]]) }).type(type, inner, 2));
  }

  private stretched(list: unknown, element: TypeShape, path: string, length: number): unknown[] {
    const now: unknown[] = Array.isArray(list) ? list : [];
    return Array.from({ length: Math.min(length, 300) }, (_, index) => now[index] ?? this.generator.type(element, `${path}[]`, 2));
  }

  /** Changes one of the fields or arguments that the failed check depends on. */
  shake(hints: ItemHints, path: string): void {
    const { random } = this.bench;
    const constant = random.pick([...hints.constants, 0n, 1n, 2n, 4n]) ?? 0n;
    const param = random.pick(hints.params);
    if (param !== undefined && random.chance(50)) {
      this.args[param] = typeof this.args[param] === "boolean" ? random.chance(50) : Number(constant);
      return;
    }
    const id = random.pick(hints.fields);
    const spot = id === undefined ? undefined : this.spotOf(id, path);
    if (spot !== undefined) this.alter(spot, constant);
  }

  /** An item of the same packet, in the same elements as the path as far as they share them. */
  spotOf(id: ItemId, path: string): Spot | undefined {
    const wanted = this.bench.paths.pathOf.get(id);
    if (wanted === undefined) return undefined;
    const indices = [...path.matchAll(/\[([0-9]+)\]/g)].map(([text]) => text);
    let used = 0;
    return spotAt(
      this.bench.code.shape,
      this.value,
      wanted.replaceAll("[]", () => indices[used++] ?? "[0]"),
    );
  }

  private alter(spot: Spot, constant: bigint): void {
    const { holder, key, type } = spot;
    if (type.kind === "int" && holder[key] !== undefined) holder[key] = sized(type.bits, within(type.bits, constant));
    else if (type.kind === "bool" && holder[key] !== undefined) holder[key] = this.bench.random.chance(50);
    else if (type.kind === "bytes" && constant < 300n && constant >= 0n) holder[key] = this.generator.bytes(Number(constant));
    else this.renew(spot);
  }

  private renew({ holder, key, type, path, field }: Spot): void {
    if (field?.role === "computed" || field?.role === "constant") return;
    if (isObject(holder)) holder[key] = this.generator.type(type, path, 2);
  }
}

function within(bits: number, value: bigint): bigint {
  return BigInt.asUintN(bits, value);
}
