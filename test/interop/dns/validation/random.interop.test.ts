/** Random zones, and everything near their names: whatever the oracle says, Unbound believes it of us. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../../generated/dns/types.js";
import { AMPLE, queryText, rcodeName, type Query } from "../../../support/dns/answer.js";
import { isAtOrBelow } from "../../../support/dns/names.js";
import { at, exists, oracle, sourceOfSynthesis, type Verdict } from "../../../support/dns/oracle.js";
import { queriesFor } from "../../../support/dns/queries.js";
import { targetOf, typeName, type ZoneRecord } from "../../../support/dns/records.js";
import { DEENS } from "../../../support/dns/servers/deens.js";
import { type DnsServer, startServer } from "../../../support/dns/servers/server.js";
import { type Denial, DENIALS, Signer, SIGNERS } from "../../../support/dns/signing.js";
import { generateZones, type Zone } from "../../../support/dns/zones.js";
import { requirePeers } from "../../peers.js";
import { unbound, UNBOUND } from "./unbound.js";

const peers = requirePeers([UNBOUND, ...SIGNERS]);
const FIRST_SEED = 90_000;
const ZONES_EACH = 20;
const QUERIES_EACH = 150;
/** Unbound follows eleven. */
const MOST_LINKS = 8;
const { CNAME, DNAME, DS, ANY, RRSIG } = DnsType;

interface Asked {
  readonly query: Query;
  readonly verdict: Verdict;
}

/** What a resolver can find out here: nothing that another server has, or that has no end. */
function isAnswerable({ origin }: Zone, { query, verdict }: Asked): boolean {
  if (query.type === ANY || verdict.unfinished) return false;
  if (verdict.rcode !== DnsRcode.NoError && verdict.rcode !== DnsRcode.NXDomain) return false;
  const links = verdict.answer.filter(({ type }) => type === CNAME);
  const names = [query.name.toLowerCase(), ...links.map(targetOf)];
  // A query for CNAME ends with one, wherever that leads.
  const isOurs = query.type === CNAME || names.every((name) => isAtOrBelow(name, origin));
  // The DS records of the zone itself are its parent's.
  const isParents = query.type === DS && names.includes(origin);
  return isOurs && !isParents && links.length <= MOST_LINKS && verdict.findings.every(({ kind }) => kind !== "delegated");
}

/** What Unbound 1.17 does not believe of BIND and Knot either. delv believes it of us. */
function isBeyondUnbound(zone: Zone, denial: Denial, { query, verdict }: Asked): boolean {
  // By way of a DNAME: a query for an alias, and a name with an asterisk.
  const throughDname = verdict.answer.some(({ type }) => type === DNAME) && verdict.answer.length > 1;
  const isOdd = query.type === CNAME || query.type === DNAME || verdict.answer.some(({ owner }) => owner.startsWith("*."));
  if (throughDname && isOdd) return true;
  // A wildcard that is an empty non-terminal owns no NSEC record.
  const missing = verdict.findings.filter(({ kind, name }) => kind === "no data" && !exists(zone, name));
  return denial === "nsec" && missing.some(({ name }) => at(zone, sourceOfSynthesis(zone, name)).length === 0);
}

function questionsOf(zone: Zone, denial: Denial): Asked[] {
  const edns = { dnssecOk: true, payload: AMPLE };
  return queriesFor(zone, QUERIES_EACH)
    .map(({ name, type }) => ({ query: { name, type, ...edns }, verdict: oracle([zone], name, type) }))
    .filter((asked) => isAnswerable(zone, asked) && !isBeyondUnbound(zone, denial, asked));
}

/** Without signatures; TTLs are less each second. */
function texts(records: readonly ZoneRecord[]): string[] {
  const wanted = records.filter(({ type }) => type !== RRSIG);
  return wanted.map(({ owner, type, rdata }) => `${owner} ${typeName(type)} ${rdata}`).sort();
}

describe.skipIf(!peers.available).each(DENIALS)(`%s${peers.reason === "" ? "" : ` (${peers.reason})`}`, (denial: Denial) => {
  const zones = generateZones(ZONES_EACH, FIRST_SEED + ZONES_EACH * DENIALS.indexOf(denial));
  let folder = "";
  let servers: DnsServer[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
    const signer = await Signer.in(join(folder, "keys"));
    const served = [];
    for (const zone of zones) served.push({ origin: zone.origin, text: await signer.sign(zone, denial) });
    const ours = await startServer(DEENS, folder, served);
    servers = [ours];
    const upstream = { port: ours.client.port, origins: zones.map(({ origin }) => origin), anchor: await signer.trustAnchor() };
    servers.push(await startServer(unbound(upstream), folder, []));
  });

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test("what the oracle says is what Unbound says, and it is sure", async () => {
    const [, resolver] = servers;
    if (resolver === undefined) throw new Error("no resolver");
    const asked = zones.flatMap((zone) => questionsOf(zone, denial));
    const answers = await resolver.client.askAll(asked.map(({ query }) => query));
    const wrong = asked.flatMap(({ query, verdict }, index) => {
      const answer = answers[index];
      // Where something may be opted out, there is no AD (RFC 5155 section 9.2).
      const isSure = denial === "nsec3 with opt-out" || answer?.flags.includes("AD") === true;
      const said = [rcodeName(answer?.rcode ?? -1), ...texts(answer?.answer ?? [])].join("\n");
      const expected = [rcodeName(verdict.rcode), ...texts(verdict.answer)].join("\n");
      return isSure && said === expected ? [] : [`${queryText(query)}: ${isSure ? "" : "not sure, "}${said}\ninstead of ${expected}`];
    });
    expect(wrong.slice(0, 3).join("\n\n")).toBe("");
    expect(asked.length).toBeGreaterThan((ZONES_EACH * QUERIES_EACH) / 4);
  });
});
