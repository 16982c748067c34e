/** Signed zones that are between two ways to deny names: several chains of NSEC3, NSEC beside NSEC3 (RFC 5155 section 4.1.2, 7.3, 10.4). */
import { describe, expect, test } from "vitest";
import { DnsType } from "../../../../../generated/dns/types.js";
import { prove } from "../../../../support/dns-zone-proof.js";
import { nearNames, randomLines, TYPES } from "../../../../support/dns-zone-random.js";
import { type Line, type SignerOptions, signedText } from "../../../../support/dns-zone-signer.js";
import { imageOf, load, replyOf, TestServer } from "../../../../support/dns-zone.js";
import { Random } from "../../../../support/random.js";

const ORIGIN = "example";
const SEEDS = 3;
/** ANY may be answered with the NSEC3PARAM records, which are not signed as one set here. */
const ASKED = TYPES.filter((type) => type !== DnsType.ANY);

/** All lines of some zone files, each once. */
function together(...texts: readonly string[]): string {
  return [...new Set(texts.flatMap((text) => text.split("\n")))].join("\n");
}

function without(text: string, pattern: RegExp): string {
  const kept = text.split("\n").filter((line) => !pattern.test(line));
  expect(kept.length).toBeLessThan(text.split("\n").length);
  return kept.join("\n");
}

const PARAMETERS = / NSEC3PARAM /u;

type Sign = (options: Omit<SignerOptions, "origin">) => string;

/** A zone file in one of these states, and which kind of record is to prove things. */
const STATES: readonly (readonly [string, "NSEC" | "NSEC3", (sign: Sign) => string])[] = [
  ["two chains", "NSEC3", (sign) => together(sign({ denial: "NSEC3", salt: "aa" }), sign({ denial: "NSEC3", iterations: 1 }))],
  ["two chains, one with opt-out", "NSEC3", (sign) => together(sign({ denial: "opt-out" }), sign({ denial: "NSEC3", salt: "abcd" }))],
  [
    "a chain beside another one that is not complete",
    "NSEC3",
    (sign) => together(sign({ denial: "NSEC3", salt: "aa" }), without(sign({ denial: "NSEC3", salt: "bb" }), PARAMETERS)),
  ],
  ["NSEC3 beside NSEC", "NSEC3", (sign) => together(sign({ denial: "NSEC" }), sign({ denial: "NSEC3" }))],
  [
    "NSEC beside NSEC3 that is not complete",
    "NSEC",
    (sign) => together(sign({ denial: "NSEC" }), without(sign({ denial: "NSEC3" }), PARAMETERS)),
  ],
  [
    "parameters of an unknown hash, and such with flags, first",
    "NSEC3",
    (sign) => `example. NSEC3PARAM 6 0 0 -\nexample. NSEC3PARAM 1 1 9 aa\n${sign({ denial: "NSEC3", salt: "ee" })}`,
  ],
  ["NSEC beside an unknown hash", "NSEC", (sign) => `example. NSEC3PARAM 6 0 0 -\n${sign({ denial: "NSEC" })}`],
];

/** Asks everything; why an answer proves nothing, and of which kinds the proofs are. */
function examine(lines: readonly Line[], text: string): { readonly wrong: readonly string[]; readonly kinds: ReadonlySet<string> } {
  const server = new TestServer([imageOf(text, ORIGIN)]);
  const wrong: string[] = [];
  const kinds = new Set<string>();
  for (const name of nearNames(lines, ORIGIN)) {
    for (const type of ASKED) {
      const message = server.message({ name, type, dnssecOk: true, isStream: true });
      for (const { rdata } of message.authorities) if (rdata.$kind === "NSEC" || rdata.$kind === "NSEC3") kinds.add(rdata.$kind);
      try {
        prove({ name, type }, message, ORIGIN);
      } catch (error) {
        wrong.push(`${String(error)}: ${name} ${type} ${JSON.stringify(replyOf(message), undefined, 1)}`);
      }
    }
  }
  return { wrong, kinds };
}

describe.each(STATES)("%s", (_state, kind, textOf) => {
  test("every answer is proven, by one chain", () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const lines = randomLines(new Random(seed), ORIGIN);
      const { wrong, kinds } = examine(
        lines,
        textOf((options) => signedText(lines, { origin: ORIGIN, ...options })),
      );
      expect(wrong.slice(0, 1).join()).toBe("");
      expect([...kinds]).toEqual([kind]);
    }
  });
});

test("an unknown hash alone: nothing is proven, and nothing fails", () => {
  const lines: Line[] = [
    { owner: ORIGIN, type: "SOA", data: "ns.test. admin.test. 1 2 3 4 5" },
    { owner: ORIGIN, type: "NS", data: "ns.test." },
  ];
  const text = signedText(lines, { origin: ORIGIN, denial: "NSEC3" }).replaceAll(/ (NSEC3(?:PARAM)?) 1 /gu, " $1 6 ");
  const { authority, rcode } = new TestServer([imageOf(text)]).ask({ name: "a.example", type: 1, dnssecOk: true });
  expect([rcode, authority]).toEqual([3, [expect.stringMatching(/^example\. SOA/u), "example. RRSIG SOA"]]);
  expect(load(text, ORIGIN).problems.map(({ code }) => code)).toContain("no-proofs");
});
