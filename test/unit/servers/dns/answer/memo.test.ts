/** Answers that are remembered are the same, to the last byte, as those that are looked up. */
import { expect, test } from "vitest";
import { APEX, imageOf, type Question, queryOf, TestServer } from "../../../../support/dns-zone.js";
import { nearNames, randomLines, TYPES } from "../../../../support/dns-zone-random.js";
import { signedText } from "../../../../support/dns-zone-signer.js";
import { Random } from "../../../../support/random.js";
import { DnsType } from "../../../../../generated/dns/types.js";

const KEPT = { memoBytes: 1 << 16 };

function mixedCase(name: string, random: Random): string {
  return name.replaceAll(/[a-z]/gu, (letter) => (random.chance(0.3) ? letter.toUpperCase() : letter));
}

function randomQuestion(names: readonly string[], random: Random): Question {
  const hasOpt = random.chance(0.7);
  return {
    name: mixedCase(random.pick(names), random),
    type: random.pick(TYPES),
    id: random.below(0x10000),
    isStream: random.chance(0.1),
    ...(hasOpt ? { payload: random.between(0, 1400), dnssecOk: random.chance(0.5) } : {}),
  };
}

/** Asks both the same. */
function compare(one: TestServer, other: TestServer, question: Question): void {
  const bytes = queryOf(question);
  const [expected, found] = [one, other].map((server) => server.send(bytes, question.isStream));
  if (!(expected instanceof Uint8Array) || !(found instanceof Uint8Array)) throw new Error("no reply");
  expect(Buffer.from(found).toString("hex")).toBe(Buffer.from(expected).toString("hex"));
}

test("random questions, again and again, in any case and size", () => {
  let hits = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const random = new Random(seed);
    const origin = random.pick(["example", "a.test"]);
    const lines = randomLines(random, origin);
    const image = imageOf(signedText(lines, { origin, denial: random.pick(["NSEC", "NSEC3", "opt-out"] as const) }), origin);
    const plain = new TestServer([image]);
    const keeping = new TestServer([image], KEPT);
    const all = nearNames(lines, origin);
    const names = ["elsewhere.test", ...Array.from({ length: 8 }, () => random.pick(all))];
    for (let left = 500; left > 0; left--) compare(plain, keeping, randomQuestion(names, random));
    hits += keeping.answerer.memoHits;
  }
  expect(hits).toBeGreaterThan(500);
});

test("what is left out of a short answer is in a long one", () => {
  const hosts = Array.from({ length: 6 }, (_, index) => `@ MX ${index} h${index}\n`).join("");
  const addresses = Array.from({ length: 90 }, (_, index) => `h${index % 6} A 192.0.2.${index}\n`).join("");
  const image = imageOf(APEX + hosts + addresses);
  const [plain, keeping] = [new TestServer([image]), new TestServer([image], KEPT)];
  for (const payload of [512, 700, 1232, 512, 900]) compare(plain, keeping, { name: "example", type: DnsType.MX, payload });
});

test("of other zones, from one query to the next", () => {
  const images = [1, 2].map((host) => imageOf(`${APEX}www A 192.0.2.${host}\n`));
  const server = new TestServer([], KEPT);
  for (let turn = 0; turn < 6; turn++) {
    const image = images[turn & 1];
    if (image !== undefined) server.serve([image]);
    for (let again = 0; again < 3; again++) {
      expect(server.ask({ name: "www.example", type: DnsType.A }).answer).toEqual([`www.example. A 192.0.2.${(turn & 1) + 1}`]);
    }
  }
});
