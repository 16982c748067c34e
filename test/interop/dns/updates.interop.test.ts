/** Random updates, sent to BIND and to ours: the same RCODE each time, and the same zone after it (RFC 2136). */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DnsRecordInput } from "../../../generated/dns/dns.js";
import { DnsRcode } from "../../../generated/dns/types.js";
import { decodeMessage } from "../../support/dns/message.js";
import { freePort } from "../../support/dns/port.js";
import { RandomUpdates, type RandomUpdate } from "../../support/dns/random-updates.js";
import { recordText } from "../../support/dns/records.js";
import { rules } from "../../support/dns/replication/deens.js";
import { PEERS } from "../../support/dns/replication/peers.js";
import { Replicas, sharedKey } from "../../support/dns/replication/replicas.js";
import { exchangeOverTcp } from "../../support/dns/tcp.js";
import { transferZone } from "../../support/dns/transfer.js";
import { Random } from "../../support/random.js";
import { requirePeers } from "../peers.js";

const peers = requirePeers([PEERS.bind]);
const ZONES = 24;
const UPDATES = 40;
/** Of 32 bits: some zones are where serials begin anew. */
const SERIALS = [1, 0xffff_fffe];

const originOf = (index: number): string => `z${index}.example`;

function textOf(index: number): string {
  return `$ORIGIN ${originOf(index)}.
@ 60 IN SOA ns admin. ${SERIALS[index % SERIALS.length]} 3600 600 1000000 60
@ 60 IN NS ns
ns 60 IN A 192.0.2.1
a 60 IN A 192.0.2.1
a 60 IN MX 1 B
alias 60 IN CNAME a
c.b 60 IN TXT x
`;
}

describe.skipIf(!peers.available)(`updates ${peers.reason}`, () => {
  let replicas: Replicas;
  let ports: { ours: number; bind: number };

  beforeAll(async () => {
    replicas = await Replicas.make(originOf(0), sharedKey(3));
    ports = { ours: await freePort(), bind: await freePort() };
    const zones = await Promise.all(
      Array.from({ length: ZONES }, async (_, index) => {
        const write = async (server: string): Promise<string> => {
          const folder = join(replicas.folder, `${server}-zones`);
          await mkdir(folder, { recursive: true });
          await writeFile(join(folder, originOf(index)), textOf(index));
          return join(folder, originOf(index));
        };
        return { origin: originOf(index), ours: await write("ours"), bind: await write("bind") };
      }),
    );
    const [first, ...others] = zones.map(({ origin, bind }) => ({ origin, file: bind }));
    if (first === undefined) throw new Error("no zones");
    await replicas.startPeer("bind", { port: ports.bind, file: first.file, otherPort: ports.ours, others, takesUpdates: true });
    await replicas.startOurs({
      port: ports.ours,
      dataDirectory: join(replicas.folder, "data"),
      zones: zones.map(({ origin, ours }) => ({
        ...{ origin, file: ours },
        ...{ allowTransfer: rules("127.0.0.1"), allowUpdate: rules("127.0.0.1") },
      })),
    });
  });

  afterAll(() => replicas.close());

  test.each(Array.from({ length: ZONES }, (_, index) => index))("of zone %s", { timeout: 120_000 }, async (index) => {
    const origin = originOf(index);
    const updates = new RandomUpdates(new Random(1000 + index), `${origin}.`);
    await expect.poll(() => contents(ports.bind, origin).catch(() => []), { timeout: 20_000 }).not.toEqual([]);
    let before = await contents(ports.bind, origin);
    let changed = 0;
    for (let count = 0; count < UPDATES; count++) {
      const update = updates.next(serialIn(before));
      const told = { update: textOfUpdate(update), before };
      const rcodes = await Promise.all([ports.bind, ports.ours].map((port) => rcodeOf(port, update)));
      const after = await Promise.all([ports.bind, ports.ours].map((port) => contents(port, origin)));
      const [bind, ours] = rcodes;
      expect({ ...told, rcode: isLaterReason(bind, ours) ? bind : ours, after: after[1] }, told.update.join("\n")).toEqual({
        ...told,
        rcode: bind,
        after: after[0],
      });
      if (String(after[0]) !== String(before)) changed++;
      before = after[0] ?? [];
    }
    expect(changed).toBeGreaterThan(UPDATES / 10);
  });
});

/**
 * Of two reasons each tells the first that it finds. BIND reads all data, then looks at the form of all changes, then at the
 * prerequisites; ours goes as RFC 2136 section 3 does, from one section to the next.
 */
function isLaterReason(bind: string | undefined, ours: string | undefined): boolean {
  return (bind === "FormErr" || bind === "NotZone") && ours !== bind && REASONS.includes(ours ?? "");
}

const REASONS = ["NXDomain", "YXDomain", "NXRRSet", "YXRRSet", "FormErr", "NotZone"];

async function contents(port: number, origin: string): Promise<string[]> {
  return (await transferZone(port, origin)).map(recordText).sort();
}

function serialIn(records: readonly string[]): number {
  const soa = records.find((record) => record.includes(" SOA "));
  return Number(soa?.split(" ").at(-5));
}

async function rcodeOf(port: number, { bytes }: RandomUpdate): Promise<string> {
  const { rcode } = decodeMessage(await exchangeOverTcp(port, bytes, "an update"));
  return Object.entries(DnsRcode).find(([, number]) => number === rcode)?.[0] ?? String(rcode);
}

/** For those who look for the reason. */
function textOfUpdate({ prerequisites, changes }: RandomUpdate): string[] {
  const text = ({ name, class: classNumber, ttl, rdata }: DnsRecordInput): string =>
    `${String(name)} ${ttl} ${classNumber} ${rdata.$kind === "Empty" ? `(${rdata.$value})` : JSON.stringify(rdata)}`;
  return [...prerequisites.map((record) => `if ${text(record)}`), ...changes.map(text)];
}
