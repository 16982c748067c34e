/** Every packet of every spec: what generated code promises, on values and bytes of every kind. The long form is in test/deep. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { Random } from "../support/random.js";
import { subjectsOf, type Subject } from "../support/packet-properties/subjects.js";
import { tryPacket } from "../support/packet-properties/trial.js";
import { specPackets } from "../support/spec-packets.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

const SEED = 20;

describe("every packet in specs/", () => {
  let subjects: readonly Subject[] = [];
  beforeAll(async () => {
    subjects = subjectsOf(await specPackets());
  }, 300_000);

  it("there are packets, and each has an example", () => {
    expect(subjects.length).toBeGreaterThan(100);
    expect(subjects.filter(({ examples }) => examples.length === 0).map(({ packet }) => packet.packet.name)).toEqual([]);
  });

  it("keeps its promises, and is not refused all the time", { timeout: 300_000 }, () => {
    const problems: string[] = [];
    for (const subject of subjects) {
      const { name } = subject.packet.packet;
      const acceptance = { values: 0, encoded: 0, inputs: 0, decoded: 0 };
      try {
        tryPacket(subject, new Random(SEED), { values: 25, inputs: 60 }, acceptance);
        if (acceptance.encoded === 0 || acceptance.decoded === 0) problems.push(`${name} accepts nothing: ${JSON.stringify(acceptance)}`);
      } catch (error) {
        problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    expect(problems).toEqual([]);
  });
});
