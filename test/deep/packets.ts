/** The long form of test/property/packets.test.ts: round after round with new seeds, in shards for several cores. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readCaptureFile } from "../support/capture/capture.js";
import { capturedInputs } from "../support/packet-properties/captured.js";
import { deepPacket, deepSeed, deepTime } from "../support/budget.js";
import { Random } from "../support/random.js";
import { subjectsOf, type Subject } from "../support/packet-properties/subjects.js";
import { type Acceptance, tryPacket } from "../support/packet-properties/trial.js";
import { specPackets } from "../support/spec-packets.js";

const FOLDER = fileURLToPath(new URL("../../examples/captures", import.meta.url));
const CAPTURES = existsSync(FOLDER)
  ? readdirSync(FOLDER)
      .filter((name) => /\.pcap(ng)?$/.test(name))
      .map((name) => join(FOLDER, name))
  : [];
const EFFORT = { values: 60, inputs: 200 };

export function runShard(shard: number, shards: number): void {
  it(`shard ${String(shard)}: every packet from seed ${String(deepSeed)} keeps its promises`, { timeout: 0 }, async () => {
    const packets = await specPackets();
    const frames = await Promise.all(CAPTURES.map(readCaptureFile));
    const all = subjectsOf(packets, capturedInputs(packets, frames.flat()));
    const subjects = all.filter(({ packet }, index) =>
      deepPacket === undefined ? index % shards === shard : packet.packet.name === deepPacket && shard === 0,
    );
    const end = performance.now() + deepTime;
    const problems = new Map<string, string>();
    const accepted = new Map(subjects.map((subject) => [subject, { values: 0, encoded: 0, inputs: 0, decoded: 0 }]));
    let rounds = 0;
    for (; (rounds === 0 || performance.now() < end) && problems.size < subjects.length; rounds++) {
      for (const [subject, sums] of accepted) {
        if (rounds === 0 || performance.now() < end) round(subject, deepSeed + rounds, problems, sums);
      }
    }
    console.log(`shard ${String(shard)}: ${String(rounds)} rounds of ${String(subjects.length)} packets from seed ${String(deepSeed)}`);
    expect([...problems.values()]).toEqual([]);
    // A round may be refused by bad luck, all of them may not.
    const refused = [...accepted].filter(([, { encoded, decoded }]) => encoded === 0 || decoded === 0);
    expect(refused.map(([{ packet }, sums]) => `${packet.packet.name} accepts nothing: ${JSON.stringify(sums)}`)).toEqual([]);
  });
}

function round(subject: Subject, seed: number, problems: Map<string, string>, acceptance: Acceptance): void {
  const { name } = subject.packet.packet;
  if (problems.has(name)) return;
  try {
    tryPacket(subject, new Random(seed), EFFORT, acceptance);
  } catch (error) {
    problems.set(
      name,
      `MPLC_DEEP_SEED=${String(seed)} MPLC_DEEP_PACKET=${name}\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
