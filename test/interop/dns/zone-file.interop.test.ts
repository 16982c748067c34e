/** Records of every type, right and nearly right, as BIND, NSD and Knot read them: who takes what, and which bytes they make of it. */
import { beforeAll, describe, expect, test } from "vitest";
import { unexplained } from "../../support/dns/zone-file/compare.js";
import { BIND, DEENS, KNOT, NSD, readingsOf } from "../../support/dns/zone-file/readers.js";
import { type Readings } from "../../support/dns/zone-file/reader.js";
import { randomTexts } from "../../support/dns/zone-file/texts.js";
import { DATA } from "../../unit/servers/dns/zone-file/data.js";
import { KINDS } from "../../unit/servers/dns/zone-file/arbitrary-data.js";
import { requirePeers } from "../peers.js";

const READERS = [DEENS, BIND, NSD, KNOT];
const peers = requirePeers(READERS.flatMap((reader) => reader.peers));

/** Of each type. */
const RANDOM_TEXTS = 8;
const SEEDS = [1, 1000, 2000, 3000];

describe.skipIf(!peers.available)(`zone files of every type ${peers.reason}`, () => {
  describe("the records of the unit tests", () => {
    // A SOA stands alone at the zone's top.
    const texts = DATA.map(([text]) => text.replaceAll("\n", " ")).filter((text) => !text.startsWith("SOA "));
    let readings: readonly Readings[];
    beforeAll(async () => {
      readings = await readingsOf(READERS, texts);
    });

    test("every one is taken by ours, and nearly every one by BIND", () => {
      const [ours, bind] = readings.map((reading) => reading.filter((data) => data !== undefined).length);
      expect(ours).toBe(texts.length);
      expect(bind).toBeGreaterThan(0.85 * texts.length);
    });

    test("and there are some of all types", () => {
      const types = new Set(texts.map((text) => text.split(" ")[0]));
      expect(KINDS.filter((kind) => kind !== "Unknown" && kind !== "SOA" && !types.has(kind))).toEqual([]);
    });

    test("whoever takes it makes the same bytes of it", () => {
      expect(unexplained(texts, readings)).toEqual([]);
    });
  });

  test.each(SEEDS)("random records, half of them with mistakes, from seed %s", async (seed) => {
    const texts = randomTexts(RANDOM_TEXTS, seed);
    const readings = await readingsOf(READERS, texts);
    expect(unexplained(texts, readings)).toEqual([]);
    // Both happens often.
    const [ours = []] = readings;
    expect(ours.filter((data) => data === undefined).length).toBeGreaterThan(0.25 * texts.length);
    expect(ours.filter((data) => data !== undefined).length).toBeGreaterThan(0.5 * texts.length);
  });
});
