/** Whatever the bytes: nothing is thrown, nothing is written outside of the reply's room, and every reply is a message. */
import { expect, test } from "vitest";
import { DnsType } from "../../../../../generated/dns/types.js";
import { decodeMessage, imageOf, queryOf, TestServer } from "../../../../support/dns-zone.js";
import { nearNames, randomLines } from "../../../../support/dns-zone-random.js";
import { signedText } from "../../../../support/dns-zone-signer.js";
import { mutated } from "../../../../support/mutate.js";
import { Random } from "../../../../support/random.js";

const ROUNDS = 4000;

function serverOf(random: Random): { readonly server: TestServer; readonly names: readonly string[] } {
  const origins = ["example", "test", "."];
  const zones = origins.map((origin) => ({ origin, lines: randomLines(random, origin) }));
  const images = zones.map(({ origin, lines }) =>
    imageOf(signedText(lines, { origin, denial: random.pick(["NSEC", "NSEC3"] as const) }), origin),
  );
  const server = new TestServer(images, { memoBytes: 1 << 16, serverId: "server", version: "1", hostname: "host" });
  return { server, names: zones.flatMap(({ origin, lines }) => nearNames(lines, origin)) };
}

/** A reply is a message, and answers this query. */
function check(server: TestServer, bytes: Uint8Array, isStream: boolean): void {
  const reply = server.send(bytes, isStream);
  if (!(reply instanceof Uint8Array)) return;
  const message = decodeMessage(reply);
  expect([message.id, message.qr]).toEqual([((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0), 1]);
}

test("arbitrary bytes", () => {
  const random = new Random(1);
  const { server } = serverOf(random);
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = random.bytes(random.below(80), random.pick([1, 8, 255]));
    // Most would be dropped for a bit that says that they are answers, or refused for their opcode.
    if (bytes.length > 2 && random.chance(0.8)) bytes[2] = 0;
    check(server, bytes, random.chance(0.2));
  }
});

test("queries with something changed", () => {
  const random = new Random(2);
  const { server, names } = serverOf(random);
  const types = [DnsType.A, DnsType.MX, DnsType.NS, DnsType.DS, DnsType.ANY, DnsType.NSEC3, DnsType.RRSIG, DnsType.TSIG, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const query = queryOf({
      name: random.pick(names),
      type: random.pick(types),
      payload: random.between(0, 5000),
      dnssecOk: random.chance(0.5),
    });
    check(server, mutated(query, random), random.chance(0.2));
  }
});
