/** Answers of signed zones under validators of others: Unbound, and BIND's delv. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEENS } from "../../../support/dns/servers/deens.js";
import { type DnsServer, type ServedZone, startServer } from "../../../support/dns/servers/server.js";
import { LDNS_SIGNER, Signer, SIGNERS } from "../../../support/dns/signing.js";
import { requirePeers } from "../../peers.js";
import { delve, trust } from "./delv.js";
import { askUnbound, unbound, UNBOUND } from "./unbound.js";
import {
  expectedAnswer,
  expectedStatus,
  FAMILIES,
  type Family,
  type Finding,
  fullName,
  type Question,
  questionsFor,
  signedFamily,
  spoiled,
  type Validator,
} from "./zones.js";

const peers = requirePeers([UNBOUND, { command: "delv", package: "bind9-dnsutils" }, LDNS_SIGNER, ...SIGNERS]);

type Ask = (name: string, type: Question["type"]) => Promise<Finding>;
type Findings = Record<string, Partial<Finding>>;

/** One after the other: a validator that still asks for keys would ask for them again. */
async function findAll(origin: string, validator: Validator, ask: Ask): Promise<Findings> {
  const found: Findings = {};
  for (const { proof, name, type } of questionsFor(validator)) found[proof] = await ask(fullName(name, origin), type);
  return found;
}

function expected(family: Family, validator: Validator): Findings {
  return Object.fromEntries(
    questionsFor(validator).map((question) => {
      const status = expectedStatus(question, family, validator);
      return [question.proof, { rcode: question.rcode, status, answer: expectedAnswer(question, family) }];
    }),
  );
}

let folder = "";
let signer: Signer;
const signed = new Map<string, readonly ServedZone[]>();

beforeAll(async () => {
  if (!peers.available) return;
  folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
  signer = await Signer.in(join(folder, "keys"));
  for (const family of FAMILIES) signed.set(family.origin, await signedFamily(signer, family));
});

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Our server and Unbound, which asks it. */
class Pair {
  readonly folder: string;
  #ours: DnsServer | undefined;
  #resolver: DnsServer | undefined;
  #anchor = "";

  constructor(name: string) {
    this.folder = name;
  }

  async start(change: (text: string) => string): Promise<void> {
    const place = join(folder, this.folder);
    await mkdir(place);
    const zones = [...signed.values()].flat().map(({ origin, text }) => ({ origin, text: change(text) }));
    this.#ours = await startServer(DEENS, place, zones);
    this.#anchor = await signer.trustAnchor();
    const upstream = { port: this.#ours.client.port, origins: [...signed.keys()], anchor: this.#anchor };
    this.#resolver = await startServer(unbound(upstream), place, []);
  }

  async stop(): Promise<void> {
    await this.#resolver?.stop();
    await this.#ours?.stop();
  }

  unbound(origin: string): Promise<Findings> {
    const { client } = running(this.#resolver);
    return findAll(origin, "unbound", (name, type) => askUnbound(client, name, type));
  }

  async delv(origin: string): Promise<Findings> {
    const trusted = await trust(join(folder, this.folder), running(this.#ours).client.port, origin, this.#anchor);
    return findAll(origin, "delv", (name, type) => delve(trusted, name, type));
  }
}

function running(server: DnsServer | undefined): DnsServer {
  if (server === undefined) throw new Error("it was not started");
  return server;
}

describe.skipIf(!peers.available)(`validators believe what is right${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  const pair = new Pair("right");
  beforeAll(() => pair.start((text) => text));
  afterAll(() => pair.stop());

  test.each(FAMILIES)("Unbound: $denial, by $signing", async (family) => {
    expect(await pair.unbound(family.origin)).toEqual(expected(family, "unbound"));
  });

  test.each(FAMILIES)("delv: $denial, by $signing", async (family) => {
    expect(await pair.delv(family.origin)).toEqual(expected(family, "delv"));
  });
});

describe.skipIf(!peers.available)("validators refuse signatures that are not right", () => {
  const pair = new Pair("spoiled");
  beforeAll(() => pair.start(spoiled));
  afterAll(() => pair.stop());

  /** What is wrong is in each answer itself: the keys are still right. */
  const statusOf = (findings: Findings): unknown => Object.entries(findings).map(([proof, { status }]) => `${proof}: ${status}`);
  const refused = (validator: Validator): string[] =>
    questionsFor(validator).map(({ proof }) => `${proof}: ${proof === "keys" ? "secure" : "bogus"}`);

  test.each(FAMILIES)("Unbound: $denial, by $signing", async ({ origin }) => {
    expect(statusOf(await pair.unbound(origin))).toEqual(refused("unbound"));
  });

  test.each(FAMILIES)("delv: $denial, by $signing", async ({ origin }) => {
    expect(statusOf(await pair.delv(origin))).toEqual(refused("delv"));
  });
});
