/** What the differential tests ask, of all servers alike: plain zones, and signed ones of each kind with DO set. */
import { DnsType } from "../../../generated/dns/types.js";
import { AMPLE, type Answer, type Query } from "./answer.js";
import { signedZone } from "./dnssec.js";
import { type OracleZone } from "./oracle.js";
import { queriesFor } from "./queries.js";
import { type DnsServer, type ServedZone } from "./servers/server.js";
import { DENIALS, type Denial, type Signer } from "./signing.js";
import { transferZone } from "./transfer.js";
import { generateChild, generateGrandchild, generateZones, type Zone } from "./zones.js";

export interface Suite {
  readonly name: string;
  readonly served: readonly ServedZone[];
  readonly queries: readonly Query[];
  /** For the oracle. Of signed zones only a server that has loaded them knows the records. */
  readonly zones: (port: number) => Promise<readonly OracleZone[]>;
  /** Servers that cannot be asked this. */
  readonly without: readonly string[];
}

export interface SuiteSize {
  readonly firstSeed: number;
  readonly zones: number;
  readonly queriesEach: number;
}

export function plainSuite({ firstSeed, zones, queriesEach }: SuiteSize): Suite {
  const generated = generateZones(zones, firstSeed);
  return {
    name: "plain zones",
    served: generated,
    queries: generated.flatMap((zone) => queriesFor(zone, queriesEach)),
    zones: () => Promise.resolve(generated),
    without: [],
  };
}

/**
 * Zones, and zones that these delegate to, directly or by others, on one server. NSD has one tree of names for all zones, so that names of the one exist in
 * the other: it is left out.
 */
export function nestedSuite({ firstSeed, zones, queriesEach }: SuiteSize): Suite {
  const generated = generateZones(zones, firstSeed + 50_000);
  const nested = [
    ...generated,
    ...generated.flatMap((zone) => generateChild(zone) ?? []),
    ...generated.flatMap((zone) => generateGrandchild(zone) ?? []),
  ];
  return {
    name: "zones within zones",
    served: nested,
    queries: nested.flatMap((zone) => [...queriesFor(zone, queriesEach), delegationOf(zone)]),
    zones: () => Promise.resolve(nested),
    without: ["nsd"],
  };
}

/** What the zone above has to say, if that is served (RFC 4035 section 3.1.4.1). */
function delegationOf({ origin }: Zone): Query {
  return { name: origin, type: DnsType.DS, dnssecOk: false, payload: AMPLE };
}

export async function signedSuite({ firstSeed, zones, queriesEach }: SuiteSize, denial: Denial, signer: Signer): Promise<Suite> {
  const generated = generateZones(zones, firstSeed + 10_000 * (1 + DENIALS.indexOf(denial)));
  const served: ServedZone[] = [];
  const texts = await inPairs(generated, (zone) => signer.sign(zone, denial));
  generated.forEach(({ origin }, index) => served.push({ origin, text: texts[index] ?? "" }));
  return {
    name: `zones signed with ${denial}`,
    served,
    queries: generated.flatMap((zone) => queriesFor(zone, queriesEach, { dnssecOk: true, payload: AMPLE })),
    zones: (port) => transferAll(port, generated),
    without: [],
  };
}

async function transferAll(port: number, zones: readonly Zone[]): Promise<OracleZone[]> {
  const result: OracleZone[] = [];
  for (const { origin } of zones) result.push(signedZone(origin, await transferZone(port, origin)));
  return result;
}

/** Two at a time, each a process: there may be two processors. */
async function inPairs<T, U>(list: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (let index = 0; index < list.length; index += 2) results.push(...(await Promise.all(list.slice(index, index + 2).map(work))));
  return results;
}

/** Asks a server all of it. */
export async function askSuite(server: DnsServer, suite: Suite): Promise<readonly Answer[]> {
  return server.client.askAll(suite.queries);
}
