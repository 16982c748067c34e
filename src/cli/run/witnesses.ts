/** Witnesses for the checks of specs, found by running what was compiled on the spot. */
import { setImmediate } from "node:timers/promises";
import type { Layout } from "../../layout/layout.js";
import { searchPackets, timeLimit, type PacketChecks } from "../../proofs/index.js";
import { prepare, type PrepareRequest } from "./prepared.js";

export interface WitnessRequest {
  readonly prepare: PrepareRequest;
  /** Of the same specs. */
  readonly layout: Layout;
  /** Undefined: until all that the search can try is tried. */
  readonly seconds: number | undefined;
  readonly onPacket: (done: number, total: number) => void;
}

export interface Searched {
  readonly packets: readonly PacketChecks[];
  /** Where generated code is at odds with itself or with the analysis. */
  readonly problems: readonly string[];
}

/** @throws SpecErrors where the specs have errors */
export async function searchWitnesses({ prepare: request, layout, seconds, onPacket }: WitnessRequest): Promise<Searched> {
  const { modules, faults } = await prepare(request);
  const problems: string[] = [];
  const onProblem = (problem: string): void => {
    // The search takes what a custom type throws for generated code's own.
    if (faults.latest !== undefined && problem.includes(faults.latest.message)) throw faults.latest;
    problems.push(problem);
  };
  const limit = seconds === undefined ? {} : { limit: timeLimit(seconds, () => performance.now()) };
  const packets: PacketChecks[] = [];
  for (const found of searchPackets(layout, await modules(), { ...limit, onProblem })) {
    packets.push(found);
    onPacket(packets.length, layout.program.packets.length);
    // The search itself never waits: a progress bar would not be drawn.
    await setImmediate();
  }
  return { packets, problems };
}
