/** Answers where there is little room: over UDP without EDNS, and with small buffers, as each server's own whole answers show. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerText, queryText, type Answer, type Query } from "../../support/dns/answer.js";
import { BIND } from "../../support/dns/servers/bind.js";
import { DEENS } from "../../support/dns/servers/deens.js";
import { KNOT } from "../../support/dns/servers/knot.js";
import { NSD } from "../../support/dns/servers/nsd.js";
import { startServer, type DnsServer } from "../../support/dns/servers/server.js";
import { Signer, SIGNERS } from "../../support/dns/signing.js";
import { plainSuite, signedSuite, type Suite } from "../../support/dns/suites.js";
import { EXCUSES, FAULTS, faultsInShort } from "../../support/dns/truncation.js";
import { requirePeers } from "../peers.js";

const SIZE = { firstSeed: 7000, queriesEach: 120 };
const KINDS = [NSD, KNOT, BIND, DEENS];
const peers = requirePeers([...KINDS.map(({ peer }) => peer), ...SIGNERS]);

/** Answers of less than this fit anywhere. */
const LARGE = 400;
const ROOMS = [undefined, 512, 600, 700, 900, 1100, 1232];

async function makeSuites(folder: string): Promise<Suite[]> {
  const signer = await Signer.in(join(folder, "keys"));
  return [plainSuite({ ...SIZE, zones: 60 }), await signedSuite({ ...SIZE, zones: 15 }, "nsec3", signer)];
}

/** How many short answers were looked at, how many of them had TC, what was wrong. */
interface Findings {
  looked: number;
  cut: number;
  readonly faults: string[];
}

async function look(server: DnsServer, suites: readonly Suite[]): Promise<Findings> {
  const findings: Findings = { looked: 0, cut: 0, faults: [] };
  const queries = suites.flatMap((suite) => suite.queries);
  const whole = await server.client.askAll(queries);
  const large = queries.flatMap((query, index) => {
    const answer = whole[index];
    // Without EDNS there is no DO bit: another question.
    const room = ROOMS[index % ROOMS.length] ?? (query.dnssecOk ? 512 : undefined);
    return answer === undefined || answer.size <= LARGE ? [] : [{ query: { ...query, payload: room }, answer }];
  });
  const short = await server.client.askAll(large.map(({ query }) => query));
  large.forEach(({ query, answer }, index) => {
    const got = short[index];
    if (got !== undefined) judge(server.name, query, answer, got, findings);
  });
  return findings;
}

function judge(server: string, query: Query, whole: Answer, short: Answer, findings: Findings): void {
  findings.looked++;
  if (short.flags.includes("TC")) findings.cut++;
  const inexcusable = faultsInShort(query, whole, short).filter((fault) => EXCUSES[server]?.[fault] === undefined);
  for (const fault of inexcusable) {
    const texts = [`${server}: ${queryText(query)}: ${FAULTS[fault]}`, answerText(whole), `in ${short.size} bytes:`, answerText(short)];
    findings.faults.push(texts.join("\n"));
  }
}

describe.skipIf(!peers.available)(`what does not fit is left out${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let suites: readonly Suite[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
    suites = await makeSuites(folder);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test.each(KINDS)("$name: whole RRsets, and TC where something required is missing", async (kind) => {
    const server = await startServer(
      kind,
      folder,
      suites.flatMap(({ served }) => served),
    );
    const { looked, cut, faults } = await look(server, suites).finally(server.stop);
    expect(faults.slice(0, 3).join("\n\n")).toBe("");
    expect(looked).toBeGreaterThan(500);
    expect(cut).toBeGreaterThan(100);
  });
});
