/** Witnesses for the checks that the analysis leaves: what the search tries, in which order, and what it gives. */
import { modelProgram, type PacketModel } from "../emit/model.js";
import type { ItemId, Packet, PacketIndex } from "../ir/ir.js";
import type { Layout, Obligation } from "../layout/layout.js";
import { DecodeSearch } from "./decode-search.js";
import { EncodeSearch } from "./encode-search.js";
import { hintsOf } from "./hints.js";
import { PacketCode, Thrown } from "./packet-code.js";
import { pathsOf } from "./paths.js";
import { Random, seedOf } from "./random.js";
import type { Bench } from "./repair.js";
import { seedsOf, type Seed } from "./seeds.js";
import { Targets } from "./targets.js";
import { NO_TIME_LIMIT } from "./time.js";
import { DEFAULT_STEPS, type Check, type Direction, type LoadedModules, type SearchOptions } from "./types.js";

/** A packet with so many checks to break is given twice the steps. */
const TARGETS_FOR_FREE = 50;

/**
 * Every check that encoding and decoding need, in the order of the layout's obligations, with a witness where one was
 * found. Packets whose module was not given are left out. The same call gives the same witnesses.
 */
export function findWitnesses(layout: Layout, modules: LoadedModules, options: SearchOptions = {}): readonly Check[] {
  return [...searchPackets(layout, modules, options)].flatMap(({ checks }) => checks);
}

/** The checks of one packet. */
export interface PacketChecks {
  readonly packet: Packet;
  readonly checks: readonly Check[];
}

/** The same, packet after packet: for whoever shows how far it has got. */
export function* searchPackets(layout: Layout, modules: LoadedModules, options: SearchOptions = {}): Generator<PacketChecks> {
  const byPacket = obligationsByPacket(layout);
  const searches = modelProgram(layout).packets.flatMap((model) => {
    const module = modules.get(model.packet.file);
    return module === undefined ? [] : [{ model, code: new PacketCode(model, module) }];
  });
  const limit = options.limit ?? NO_TIME_LIMIT;
  for (const [index, { model, code }] of searches.entries()) {
    const obligations = byPacket.get(model.packet.index) ?? [];
    const isOver = limit.share(searches.length - index);
    yield { packet: model.packet, checks: checksOf(layout, model, code, obligations, options, isOver) };
  }
}

/** What is known without running anything: what is not proved is unproved. */
export function provedChecks(layout: Layout): readonly PacketChecks[] {
  const none = { decode: new Targets([], "decode"), encode: new Targets([], "encode") };
  const byPacket = obligationsByPacket(layout);
  return layout.program.packets.map((packet) => ({ packet, checks: judged(byPacket.get(packet.index) ?? [], none) }));
}

function obligationsByPacket({ program, obligations }: Layout): ReadonlyMap<PacketIndex, readonly Obligation[]> {
  const byPacket = new Map<PacketIndex, Obligation[]>(program.packets.map(({ index }) => [index, []]));
  for (const obligation of obligations) byPacket.get(obligation.packet)?.push(obligation);
  return byPacket;
}

function checksOf(
  layout: Layout,
  model: PacketModel,
  code: PacketCode,
  obligations: readonly Obligation[],
  options: SearchOptions,
  isOver: () => boolean,
): readonly Check[] {
  const { packet } = model;
  const random = new Random(seedOf(`${packet.file} ${packet.name}`, options.seed ?? 0));
  const bench: Bench = { code, random, paths: pathsOf(packet), hints: hintsOf(packet) };
  const decode = new Targets(obligations, "decode");
  const encode = new Targets(obligations, "encode");
  const wanted = new Set<ItemId>([...decode.open, ...encode.open].map(({ item }) => item));
  if (wanted.size > 0 && !isOver()) {
    const tell = (problem: string): void => options.onProblem?.(`${packet.file}: ${packet.name}: ${problem}`);
    const seeds = seedsOrNone(() => seedsOf(layout.program, packet, bench, [...wanted], isOver), tell);
    const steps = options.steps ?? DEFAULT_STEPS;
    const budget = (targets: Targets): number => steps * (1 + targets.open.length / TARGETS_FOR_FREE);
    const found = new DecodeSearch(layout.program, packet, bench, decode, { steps: budget(decode), isOver }, tell).run(seeds);
    new EncodeSearch(layout.program, packet, bench, encode, { steps: budget(encode), isOver }, tell).run([...seeds, ...found]);
  }
  return judged(obligations, { decode, encode });
}

function judged(obligations: readonly Obligation[], targets: Readonly<Record<Direction, Targets>>): readonly Check[] {
  return obligations.flatMap((obligation) =>
    directionsOf(obligation).map((direction) => checkOf(obligation, direction, targets[direction])),
  );
}

function seedsOrNone(make: () => readonly Seed[], tell: (problem: string) => void): readonly Seed[] {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    tell(error.message);
    return [];
  }
}

function directionsOf({ direction }: Obligation): readonly Direction[] {
  return direction === "both" ? ["decode", "encode"] : [direction];
}

function checkOf(obligation: Obligation, direction: Direction, targets: Targets): Check {
  if (obligation.proved) return { obligation, direction, status: "proved" };
  const witness = targets.witness(obligation.item, obligation.kind);
  if (witness === undefined) return { obligation, direction, status: "unproved" };
  return { obligation, direction, status: "witness", witness };
}
