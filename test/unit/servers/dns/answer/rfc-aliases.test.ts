/** What aliases are followed for, and how far: RFC 1034 section 4.3.2 step 3a, beside signatures RFC 4035 section 2.5. */
import { describe, expect, test } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import { NameKey } from "../../../../../servers/dns/image/name-key.js";
import { APEX, imageOf, TestServer, typeOf, wireOf } from "../../../../support/dns-zone.js";
import { type Line, signedText } from "../../../../support/dns-zone-signer.js";
import { Random } from "../../../../support/random.js";

const MOST_NAMES = 1_000_000;

/** Two names of one hash: among some ten thousand there are two. */
function namesOfOneHash(): readonly [string, string] {
  const random = new Random(1);
  const key = new NameKey();
  const known = new Map<number, string>();
  for (let tries = 0; tries < MOST_NAMES; tries++) {
    const label = random.next().toString(36);
    key.loadWire(wireOf(`${label}.example`));
    const hash = key.hashes[0] ?? 0;
    const other = known.get(hash);
    if (other !== undefined && other !== label) return [other, label];
    known.set(hash, label);
  }
  throw new Error("no two names have the same hash");
}

describe("a chain through names of one hash", () => {
  const [one, other] = namesOfOneHash();

  test("goes on", () => {
    const server = new TestServer([imageOf(`${APEX}${one} CNAME middle\nmiddle CNAME ${other}\n${other} A 192.0.2.1\n`)]);
    expect(server.ask({ name: `${one}.example`, type: typeOf("A") }).answer).toEqual([
      `${one}.example. CNAME middle.example.`,
      `middle.example. CNAME ${other}.example.`,
      `${other}.example. A 192.0.2.1`,
    ]);
  });

  test("ends where a name comes again", () => {
    const server = new TestServer([imageOf(`${APEX}start CNAME ${one}\n${one} CNAME ${other}\n${other} CNAME start\n`)]);
    expect(server.ask({ name: "START.example", type: typeOf("A") }).answer).toEqual([
      `START.example. CNAME ${one}.example.`,
      `${one}.example. CNAME ${other}.example.`,
      `${other}.example. CNAME start.example.`,
    ]);
  });
});

/** NSEC and RRSIG records may stand beside a CNAME. */
describe("types that may stand beside an alias", () => {
  const LINES: readonly Line[] = [
    { owner: "example", type: "SOA", data: "ns.test. a.test. 1 2 3 4 5" },
    { owner: "example", type: "NS", data: "ns.test." },
    { owner: "alias.example", type: "CNAME", data: "www.example." },
    { owner: "www.example", type: "A", data: "192.0.2.1" },
  ];
  const plain = LINES.map(({ owner, type, data }) => `${owner}. ${type} ${data}\n`).join("");
  const servers = {
    "an unsigned zone": new TestServer([imageOf(plain)]),
    "a zone with NSEC": new TestServer([imageOf(signedText(LINES, { origin: "example", denial: "NSEC" }))]),
    "a zone with NSEC3": new TestServer([imageOf(signedText(LINES, { origin: "example", denial: "NSEC3" }))]),
  };
  const ALIAS = "alias.example. CNAME www.example.";

  test.each<[keyof typeof servers, string, readonly string[]]>([
    ["an unsigned zone", "NSEC", [ALIAS]],
    ["an unsigned zone", "RRSIG", [ALIAS]],
    ["a zone with NSEC", "NSEC", ["alias.example. NSEC www.example. CNAME RRSIG NSEC"]],
    ["a zone with NSEC", "RRSIG", ["alias.example. RRSIG CNAME"]],
    // A validator refuses an NSEC3 record that tells of a CNAME as a proof of NODATA (RFC 5155 section 8.5).
    ["a zone with NSEC3", "NSEC", [ALIAS]],
    ["a zone with NSEC3", "NSEC3", [ALIAS]],
    ["a zone with NSEC3", "RRSIG", ["alias.example. RRSIG CNAME"]],
  ])("%s: %s", (zone, type, answer) => {
    const reply = servers[zone].ask({ name: "alias.example", type: typeOf(type) });
    expect({ rcode: reply.rcode, answer: reply.answer }).toEqual({ rcode: DnsRcode.NoError, answer });
    expect(reply.authority).toHaveLength(answer[0] === ALIAS ? 1 : 0);
  });
});
