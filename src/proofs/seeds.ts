/** Packets to start from: the examples of the spec, and values made up to get to every arm and part, encoded. */
import type { Constant, ItemId, Packet, Program } from "../ir/ir.js";
import { copyValue } from "./copy.js";
import { Generator, NO_PLAN, type Plan } from "./generate.js";
import { Thrown } from "./packet-code.js";
import type { Random } from "./random.js";
import { Repair, type Bench } from "./repair.js";
import type { Argument } from "./types.js";

export interface Seed {
  /** Undefined for a value that can't be encoded: it may still get to some check before the one that refuses it. */
  readonly bytes: Uint8Array | undefined;
  readonly args: readonly Argument[];
  /** What the bytes were made of, or decode to. */
  readonly value: unknown;
}

const ATTEMPTS = 6;
const REPAIRS = 40;
const MOST_PLANS = 160;

export function seedsOf(program: Program, packet: Packet, bench: Bench, wanted: readonly ItemId[], isOver: () => boolean): readonly Seed[] {
  const seeds = exampleSeeds(program, packet, bench);
  for (const plan of plansFor(bench, wanted)) {
    for (let attempt = 0; attempt < ATTEMPTS && !isOver(); attempt++) {
      const seed = madeUp(packet, bench, plan);
      if (seed !== undefined) seeds.push(seed);
    }
  }
  return seeds.sort((a, b) => (a.bytes?.length ?? Infinity) - (b.bytes?.length ?? Infinity));
}

function exampleSeeds(program: Program, packet: Packet, { code }: Bench): Seed[] {
  return program.examples
    .filter((example) => example.packet === packet.index && example.value !== undefined)
    .flatMap(({ bytes, args }) => {
      const own = args.map(argumentOf);
      const decoded = code.decode(bytes, own);
      return "value" in decoded ? [{ bytes, args: own, value: decoded.value }] : [];
    });
}

function argumentOf(constant: Constant): Argument {
  return constant.kind === "bool" ? constant.value : Number(constant.value);
}

/** One plan for each way to an item, and one without a goal. */
function plansFor(bench: Bench, wanted: readonly ItemId[]): readonly Plan[] {
  const plans = new Map<string, Plan>([["", NO_PLAN]]);
  for (const id of wanted) {
    const plan = planFor(bench, id);
    plans.set(JSON.stringify([[...plan.arms], [...plan.present], plan.inside.split("[]").slice(0, -1)]), plan);
    if (plans.size >= MOST_PLANS) break;
  }
  return [...plans.values()];
}

function planFor({ paths }: Bench, id: ItemId): Plan {
  const arms = new Map((paths.arms.get(id) ?? []).map(({ path, arm }) => [path, arm]));
  const present = new Set((paths.optionals.get(id) ?? []).map((optional) => paths.pathOf.get(optional) ?? ""));
  return { arms, present, inside: paths.pathOf.get(id) ?? "" };
}

function madeUp(packet: Packet, bench: Bench, plan: Plan): Seed | undefined {
  const { code, random } = bench;
  const generator = new Generator(random, plan);
  const args = someArguments(packet, bench.hints.arguments, random);
  const value = copyValue(generator.fields(code.shape.fields, code.shape.name, 0));
  try {
    const made = copyValue(value);
    if (!new Repair(bench, generator, value, args).mend(REPAIRS)) return { bytes: undefined, args, value: made };
    return { bytes: code.encode(value, args), args, value };
  } catch (error) {
    if (error instanceof Thrown) return undefined; // the value is not of its type: the search for witnesses does not make such
    throw error;
  }
}

export function someArguments(packet: Packet, constants: readonly bigint[], random: Random): Argument[] {
  return packet.params.map(({ type }) => (type === "bool" ? random.chance(50) : Number(random.pick(constants) ?? 0n)));
}
