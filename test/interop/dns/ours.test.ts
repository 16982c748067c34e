/** Our server's core against the oracle, in one process: random zones, random queries. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareWithOracle, newOutcome } from "../../support/dns/compare.js";
import { oursFor } from "../../support/dns/ours.js";
import { queriesFor } from "../../support/dns/queries.js";
import { generateZone } from "../../support/dns/zones.js";

const QUERIES = 100;

test("answers are the oracle's", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x7fff_ffff }), (seed) => {
      const zone = generateZone(seed);
      const ask = oursFor([zone]);
      const outcome = newOutcome();
      for (const query of queriesFor(zone, QUERIES)) compareWithOracle("deens", [zone], query, ask(query), outcome);
      expect(outcome.unexplained.slice(0, 2).join("\n\n")).toBe("");
    }),
    { numRuns: 60 },
  );
});
