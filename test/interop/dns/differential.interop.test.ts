/**
 * NSD, Knot, BIND and our server answer the same queries over the same generated zones; each must say what the oracle says, but for
 * named exceptions. For ours there is none that is not a free choice. So whatever differs between two servers is explained, too.
 * MPLC_DNS_ZONES and MPLC_DNS_SEED choose other zones: to look for differences nobody has seen.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareWithOracle, newOutcome, type Outcome } from "../../support/dns/compare.js";
import { type OracleZone } from "../../support/dns/oracle.js";
import { BIND } from "../../support/dns/servers/bind.js";
import { DEENS } from "../../support/dns/servers/deens.js";
import { KNOT } from "../../support/dns/servers/knot.js";
import { NSD } from "../../support/dns/servers/nsd.js";
import { startServer, type DnsServer, type ServerKind } from "../../support/dns/servers/server.js";
import { DENIALS, Signer, SIGNERS } from "../../support/dns/signing.js";
import { askSuite, nestedSuite, plainSuite, signedSuite, type Suite } from "../../support/dns/suites.js";
import { requirePeers } from "../peers.js";

const ZONES = Number(process.env["MPLC_DNS_ZONES"] ?? 200);
const SEED = Number(process.env["MPLC_DNS_SEED"] ?? 1);
const QUERIES_EACH = 120;
const SIXTH = Math.ceil(ZONES / 6);

/** NSD comes first: what the signed zones hold is read from it. */
const KINDS: readonly ServerKind[] = [NSD, KNOT, BIND, DEENS];
const peers = requirePeers([...KINDS.map(({ peer }) => peer), ...SIGNERS]);

/** Their names, and the servers that are left out. */
const SUITES: readonly { readonly suite: string; readonly without: readonly string[] }[] = [
  { suite: "plain zones", without: [] },
  { suite: "zones within zones", without: ["nsd"] },
  ...DENIALS.map((denial) => ({ suite: `zones signed with ${denial}`, without: [] })),
];

async function makeSuites(folder: string): Promise<Suite[]> {
  const signer = await Signer.in(join(folder, "keys"));
  const size = { firstSeed: SEED, zones: ZONES, queriesEach: QUERIES_EACH };
  const suites = [plainSuite(size), nestedSuite({ ...size, zones: SIXTH })];
  for (const denial of DENIALS) suites.push(await signedSuite({ ...size, zones: SIXTH }, denial, signer));
  return suites;
}

/** Outcomes by the server's name and the suite's. */
type Outcomes = Map<string, Outcome>;

async function compareAll(folder: string): Promise<Outcomes> {
  const suites = await makeSuites(folder);
  const outcomes: Outcomes = new Map();
  const zones: readonly OracleZone[][] = suites.map(() => []);
  for (const kind of KINDS) {
    const served = suites.flatMap((suite) => suite.served);
    const server = await startServer(kind, folder, served).catch((error: unknown) => String(error));
    for (const [index, suite] of suites.entries()) {
      if (suite.without.includes(kind.name)) continue;
      const name = `${kind.name}, ${suite.name}`;
      outcomes.set(name, typeof server === "string" ? notStarted(server) : await compareSuite(server, suite, zones[index] ?? []));
    }
    if (typeof server !== "string") await server.stop();
  }
  return outcomes;
}

/** The others are compared all the same. */
function notStarted(why: string): Outcome {
  return { compared: 0, explained: new Map(), unexplained: [why] };
}

async function compareSuite(server: DnsServer, suite: Suite, zones: OracleZone[]): Promise<Outcome> {
  if (zones.length === 0) zones.push(...(await suite.zones(server.client.port)));
  const answers = await askSuite(server, suite);
  const outcome = newOutcome();
  suite.queries.forEach((query, index) => {
    const answer = answers[index];
    if (answer !== undefined) compareWithOracle(server.name, zones, query, answer, outcome);
  });
  return outcome;
}

function report(outcomes: Outcomes): string {
  return [...outcomes]
    .map(([name, { compared, explained, unexplained }]) => {
      const lines = [...explained].map(([exception, count]) => `  ${count.toString().padStart(5)}  ${exception}`);
      return [`${name}: ${compared} answers, ${unexplained.length} unexplained differences`, ...lines].join("\n");
    })
    .join("\n");
}

describe.skipIf(!peers.available)(`servers answer as the RFCs say${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let outcomes: Outcomes = new Map();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
    outcomes = await compareAll(folder);
    process.stdout.write(`\n${report(outcomes)}\n`);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  describe.each(KINDS)("$name", ({ name }) => {
    test(`at least ${ZONES} zones and ${100 * ZONES} answers are compared`, () => {
      expect(outcomes.get(`${name}, plain zones`)?.compared ?? 0).toBeGreaterThanOrEqual(100 * ZONES);
    });

    test.each(SUITES.filter(({ without }) => !without.includes(name)))("no unexplained difference over $suite", ({ suite }) => {
      const outcome = outcomes.get(`${name}, ${suite}`);
      expect(outcome?.unexplained.slice(0, 5).join("\n\n")).toBe("");
      expect(outcome?.compared).toBeGreaterThanOrEqual(100 * SIXTH);
    });
  });
});
