/** Every answer of a signed zone proves what it says: random zones, a validator of its own, nothing but the answer. */
import { describe, expect, test } from "vitest";
import type { DnsMessage, DnsRecord } from "../../../../../generated/dns/dns.js";
import { typeName } from "../../../../../servers/dns/zone-file/index.js";
import { prove } from "../../../../support/dns-zone-proof.js";
import { nearNames, randomLines, TYPES } from "../../../../support/dns-zone-random.js";
import { type Denial, signedText } from "../../../../support/dns-zone-signer.js";
import { imageOf, replyOf, TestServer } from "../../../../support/dns-zone.js";
import { Random } from "../../../../support/random.js";

const FIRST = 1;
const SEEDS = 20;
const ORIGINS = ["example", "z.a.test", "."];

interface Case {
  readonly name: string;
  readonly type: number;
  readonly message: DnsMessage;
}

/** Everything that is asked of one zone, and what it says. */
function casesFor(seed: number, denial: Denial): { readonly origin: string; readonly text: string; readonly cases: readonly Case[] } {
  const random = new Random(seed);
  const origin = random.pick(ORIGINS);
  const lines = randomLines(random, origin);
  const text = signedText(lines, { origin, denial, salt: random.pick(["", "aabb"]), iterations: random.below(3) });
  const server = new TestServer([imageOf(text, origin)]);
  const cases = nearNames(lines, origin).flatMap((name) =>
    TYPES.map((type) => ({ name, type, message: server.message({ name, type, dnssecOk: true, isStream: true }) })),
  );
  return { origin, text, cases };
}

/** Why an answer proves nothing; undefined where it does. */
function complaint({ name, type, message }: Case, origin: string): string | undefined {
  try {
    prove({ name, type }, message, origin);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function described({ name, type, message }: Case, seed: number, text: string): string {
  const zone = text.replaceAll(/.* RRSIG .*\n/gu, "");
  return `seed ${seed}, ${name} ${typeName(type)}\n${zone}\n${JSON.stringify(replyOf(message), undefined, 1)}`;
}

/** A message without one of its proofs, for each of them. */
function withoutEachProof(message: DnsMessage): DnsMessage[] {
  const owners = message.authorities
    .filter(({ rdata }) => rdata.$kind === "NSEC" || rdata.$kind === "NSEC3")
    .map(({ name }) => name.toString());
  const isProof = ({ rdata }: DnsRecord): boolean =>
    rdata.$kind === "NSEC" ||
    rdata.$kind === "NSEC3" ||
    (rdata.$kind === "RRSIG" && (rdata.typeCovered === 47 || rdata.typeCovered === 50));
  return owners.map((owner) => ({
    ...message,
    authorities: message.authorities.filter((record) => record.name.toString() !== owner || !isProof(record)),
  }));
}

describe.each(["NSEC", "NSEC3", "opt-out"] as const)("%s", (denial) => {
  test("every answer is proven", () => {
    for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
      const { origin, text, cases } = casesFor(seed, denial);
      for (const one of cases) {
        const wrong = complaint(one, origin);
        if (wrong !== undefined) expect.fail(`${wrong}: ${described(one, seed, text)}`);
      }
    }
  });

  // With opt-out, nothing is known of names that may have been left out: less would do.
  test.skipIf(denial === "opt-out")("and has no proof that it could do without", () => {
    for (let seed = FIRST; seed < FIRST + SEEDS / 4; seed++) {
      const { origin, text, cases } = casesFor(seed, denial);
      for (const one of cases) {
        const idle = withoutEachProof(one.message).find((message) => complaint({ ...one, message }, origin) === undefined);
        if (idle !== undefined) expect.fail(`${described(one, seed, text)}\n${JSON.stringify(replyOf(idle), undefined, 1)}`);
      }
    }
  });
});
