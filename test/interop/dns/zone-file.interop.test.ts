/** Records of every type, right and nearly right, as BIND, NSD and Knot read them: who takes what, and which bytes they make of it. */
import { tmpdir } from "node:os";
import { beforeAll, describe, expect, test } from "vitest";
import { snapshotText } from "../../../servers/dns/zone/snapshot.js";
import { unexplained } from "../../support/dns/zone-file/compare.js";
import { BIND, DEENS, KNOT, NSD, readingsOf } from "../../support/dns/zone-file/readers.js";
import { ORIGIN, outputOf, type Readings } from "../../support/dns/zone-file/reader.js";
import { randomTexts } from "../../support/dns/zone-file/texts.js";
import { DATA } from "../../unit/servers/dns/zone-file/data.js";
import { KINDS } from "../../unit/servers/dns/zone-file/arbitrary-data.js";
import { imageOf } from "../../support/dns-zone.js";
import { requirePeers } from "../peers.js";

const READERS = [DEENS, BIND, NSD, KNOT];
const CHECKZONE = { command: "named-checkzone", package: "bind9-utils" };
const peers = requirePeers([...READERS.flatMap((reader) => reader.peers), CHECKZONE]);

/** Of each type. */
const RANDOM_TEXTS = 8;
const SEEDS = [1, 1000, 2000, 3000];

/** No checks, and the zone as it was read. */
const CHECKZONE_ARGUMENTS = ["-i", "none", "-k", "ignore", "-n", "ignore", "-r", "ignore", "-D", "-o", "-"];
/** `%` is a name that is written in two ways. */
const TWINS = [
  ...["MX 1 %", "PTR %", "SRV 1 2 3 %", "RP % y", "RP y %", "KX 1 %", "AFSDB 1 %", "RT 1 %", "PX 1 % y", "PX 1 y %", "MINFO % y"],
  ...["MINFO y %", "MB %", "MG %", "MR %", 'NAPTR 1 1 "u" "x" "" %', "NS %", "CNAME %", "DNAME %"],
  ...["RRSIG A 5 3 60 20300101000000 20200101000000 1 % AAAA", "NSEC % A", "LP 1 %", "IPSECKEY 10 3 2 % AQ==", "HTTPS 1 %", "SVCB 1 %"],
];

/** The pairs, some of names of the zone itself, which are not written in full. */
function twinsText(): string {
  const pairs = TWINS.flatMap((twin, index) =>
    [`Host.${ORIGIN}.`, `hOst.${ORIGIN.toUpperCase()}.`].map((name) => `r${index} 5 ${twin.replace("%", name)}`),
  );
  const elsewhere = TWINS.flatMap((twin, index) => ["Host.test.", "host.TEST."].map((name) => `e${index} 5 ${twin.replace("%", name)}`));
  return [`$ORIGIN ${ORIGIN}.`, "@ 5 SOA a. b. 1 2 3 4 5", "@ 5 NS a.", ...pairs, ...elsewhere, ""].join("\n");
}

/** How many records each name has. */
function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [owner] of text.matchAll(/^[re]\d+\S*/gmu)) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return counts;
}

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

  test("records that differ only in the case of names are one, or two, for BIND and ours alike", async () => {
    const text = twinsText();
    const { stdout } = await outputOf(CHECKZONE, [...CHECKZONE_ARGUMENTS, ORIGIN, "-"], tmpdir(), text);
    const bind = countsOf(stdout);
    const image = imageOf(text, ORIGIN);
    const ours = countsOf([...snapshotText(image, 0)].join(""));
    expect(bind.size).toBeGreaterThan(TWINS.length);
    expect(ours).toEqual(bind);
    // Both kinds are there.
    expect([ours.get(`r0.${ORIGIN}.`), ours.get(`r${TWINS.length - 1}.${ORIGIN}.`)]).toEqual([1, 2]);
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
