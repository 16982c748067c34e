/** Zones that are given away: over UDP if it fits (RFC 1995 section 2), with EXPIRE (RFC 7314), only to those who may have them. */
import { beforeEach, describe, expect, test } from "vitest";
import { type DnsMessage, type DnsMessageInput, type DnsRecordInput, encodeDnsMessage } from "../../../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { Answerer, DEFAULT_SETTINGS } from "../../../../../servers/dns/answer/answer.js";
import { ZoneDirectory } from "../../../../../servers/dns/answer/zones.js";
import type { ElsewhereQuery } from "../../../../../servers/dns/node/elsewhere.js";
import { PRIMITIVES } from "../../../../../servers/dns/node/primitives.js";
import { TransferCounts } from "../../../../../servers/dns/node/transfer-counts.js";
import { ZoneService } from "../../../../../servers/dns/node/zone-service.js";
import type { ServedZone } from "../../../../../servers/dns/node/zone-served.js";
import { ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { nodeCryptography } from "../../../../../servers/dns/security/node.js";
import { tsigKeys } from "../../../../../servers/dns/security/tsig-keys.js";
import { signRequest } from "../../../../../servers/dns/security/tsig.js";
import { decodeMessage } from "../../../../support/dns/message.js";
import { remote, rules } from "../../../../support/dns/replication/deens.js";
import { imageOf, ORIGIN } from "../secondary/support.js";
import { NOW, soa } from "./support.js";

const KEYS = tsigKeys([{ name: "transfer.example", algorithm: "hmac-sha256", secret: new Uint8Array(32) }]);
const EXPIRE = 604_800;

describe("a zone that is given away", () => {
  let store: ZoneStore;
  let zone: ServedZone;
  let service: ZoneService;
  let counts: TransferCounts;
  /** Resolves when clients take what they are sent. */
  let taken: Promise<void>;

  beforeEach(async () => {
    const allowTransfer = rules("192.0.2.1", "key:transfer.example");
    store = new ZoneStore([{ origin: ORIGIN, file: undefined, primaries: [remote("one", 1)], allowTransfer }], { now: () => NOW });
    zone = store.zones[0] ?? (undefined as never);
    await zone.receive(imageOf(1));
    await zone.receive(imageOf(2, ["two A 192.0.2.2"]));
    await zone.receive(imageOf(3, ["two A 192.0.2.2", "three A 192.0.2.3"]));
    await zone.noteChecked(NOW - 1000);
    counts = new TransferCounts();
    taken = Promise.resolve();
    service = new ZoneService({
      ...{ store, keys: KEYS, cryptography: nodeCryptography, now: () => NOW, transferSeconds: 60, transfers: 2, udpPayloadBytes: 1232 },
      answerer: new Answerer(new ZoneDirectory(store.images), PRIMITIVES, { ...DEFAULT_SETTINGS, memoBytes: 0 }),
      counts,
    });
  });

  interface Asked {
    readonly type: number;
    readonly serial?: number;
    readonly transport?: ElsewhereQuery["transport"];
    /** What it takes over UDP; undefined: no EDNS. */
    readonly payload?: number;
    readonly wantsExpire?: boolean;
    readonly isSigned?: boolean;
    readonly from?: number;
    readonly qclass?: number;
  }

  const opt = (payload: number, wantsExpire: boolean): DnsRecordInput => ({
    name: ".",
    class: payload,
    ttl: 0,
    rdata: { $kind: "OPT", options: wantsExpire ? [{ code: { $kind: "Expire" } }] : [] },
  });

  async function ask({
    type,
    serial,
    transport = "tcp",
    payload,
    wantsExpire = false,
    isSigned,
    from = 1,
    qclass,
  }: Asked): Promise<DnsMessage[]> {
    const view = new DataView(new ArrayBuffer(1024));
    const query: DnsMessageInput = {
      ...{ id: 7, qr: 0, opcode: DnsOpcode.Query, questions: [{ qname: ORIGIN, qtype: type, qclass: qclass ?? DnsClass.IN }], answers: [] },
      authorities: serial === undefined ? [] : [soa(serial)],
      additionals: payload === undefined ? [] : [opt(payload, wantsExpire)],
    };
    const end = encodeDnsMessage(query, view, 0);
    const key = KEYS.get("transfer.example");
    const signed = isSigned === true && key !== undefined ? signRequest(view, 0, end, key, nodeCryptography, NOW)?.end : undefined;
    const replies: Uint8Array[] = [];
    const bytes = new Uint8Array(view.buffer, 0, signed ?? end).slice();
    await service.handle({ bytes, client: Uint8Array.of(192, 0, 2, from), port: 1, transport }, (reply) => {
      replies.push(reply);
      return taken;
    });
    return replies.map(decodeMessage);
  }

  const serials = ([message]: readonly DnsMessage[]): number[] =>
    (message?.answers ?? []).flatMap(({ rdata }) => (rdata.$kind === "SOA" ? [rdata.serial] : []));

  const expire = ([message]: readonly DnsMessage[]): (number | undefined)[] =>
    (message?.additionals ?? []).flatMap(({ rdata }) =>
      rdata.$kind === "OPT" ? rdata.options.map(({ code }) => (code.$kind === "Expire" ? code.expire : undefined)) : [],
    );

  test("over UDP as changes, if they fit", async () => {
    const replies = await ask({ type: DnsType.IXFR, serial: 1, transport: "udp", payload: 1232 });
    expect(replies).toHaveLength(1);
    expect(serials(replies)).toEqual([3, 1, 2, 2, 3, 3]);
    expect(replies[0]?.answers).toHaveLength(8);
    expect(serials(await ask({ type: DnsType.IXFR, serial: 2, transport: "udp" }))).toEqual([3, 2, 3, 3]);
    expect(counts.out).toMatchObject({ ixfr: 2, axfr: 0, refused: 0 });
  });

  test("over UDP with its SOA alone where they do not fit, or are not known", async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `long-name-of-host-${index} A 192.0.2.${index}`);
    await zone.receive(imageOf(4, lines));
    expect(serials(await ask({ type: DnsType.IXFR, serial: 3, transport: "udp", payload: 512 }))).toEqual([4]);
    // The server's own bound counts too.
    expect(serials(await ask({ type: DnsType.IXFR, serial: 3, transport: "udp", payload: 65_535 }))).toEqual([4]);
    expect(serials(await ask({ type: DnsType.IXFR, serial: 3 }))).toEqual([4, 3, 4, 4]);
    expect(serials(await ask({ type: DnsType.IXFR, serial: 77, transport: "udp", payload: 1232 }))).toEqual([4]);
    expect(serials(await ask({ type: DnsType.IXFR, serial: 4, transport: "udp", payload: 1232 }))).toEqual([4]);
    expect(counts.out).toMatchObject({ ixfr: 1, axfr: 0 });
  });

  test("a signature counts as part of what has to fit", async () => {
    const sizes: number[] = [];
    for (let count = 1; count < 40; count++) {
      await zone.receive(imageOf(10 * count));
      await zone.receive(
        imageOf(
          10 * count + 1,
          Array.from({ length: count }, (_, index) => `name-${index} A 192.0.2.1`),
        ),
      );
      const asked = { type: DnsType.IXFR, serial: 10 * count, transport: "udp", payload: 700, isSigned: true, wantsExpire: true } as const;
      const [message] = await ask(asked);
      sizes.push(message === undefined ? Infinity : encodeDnsMessage(message, new DataView(new ArrayBuffer(0x1_0000)), 0));
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(700);
    expect(Math.max(...sizes)).toBeGreaterThan(650);
    expect(counts.out.ixfr).toBeLessThan(sizes.length);
  });

  test("whole, over TCP only", async () => {
    expect(serials(await ask({ type: DnsType.AXFR }))).toEqual([3, 3]);
    const [refused] = await ask({ type: DnsType.AXFR, transport: "udp", isSigned: true });
    expect(refused).toMatchObject({ rcode: DnsRcode.FormErr, answers: [] });
    expect(counts.out).toMatchObject({ axfr: 1, refused: 1 });
  });

  test("whole, where what has changed is longer", async () => {
    const hosts = Array.from({ length: 40 }, (_, index) => `host-${index} A 192.0.2.1`);
    for (let serial = 4; serial < 14; serial += 2) {
      await zone.receive(imageOf(serial, hosts));
      await zone.receive(imageOf(serial + 1));
    }
    await zone.receive(imageOf(14, hosts));
    await zone.receive(imageOf(15, [...hosts, "new A 192.0.2.1"]));
    expect(serials(await ask({ type: DnsType.IXFR, serial: 4 }))).toEqual([15, 15]);
    expect(serials(await ask({ type: DnsType.IXFR, serial: 14 }))).toEqual([15, 14, 15, 15]);
    expect(counts.out).toMatchObject({ axfr: 1, ixfr: 1 });
  });

  test("to nobody else, and of no other class", async () => {
    expect(await ask({ type: DnsType.AXFR, from: 2 })).toMatchObject([{ rcode: DnsRcode.Refused, answers: [] }]);
    expect(await ask({ type: DnsType.IXFR, serial: 1, from: 2, transport: "udp" })).toMatchObject([{ rcode: DnsRcode.Refused }]);
    expect(await ask({ type: DnsType.AXFR, qclass: DnsClass.CH, isSigned: true })).toMatchObject([{ rcode: DnsRcode.NotAuth }]);
    expect(counts.out).toMatchObject({ refused: 3, bytes: 0 });
    expect(serials(await ask({ type: DnsType.AXFR, from: 2, isSigned: true }))).toEqual([3, 3]);
  });

  test("with how long it will be served, where that is asked (RFC 7314)", async () => {
    for (const asked of [
      { type: DnsType.AXFR },
      { type: DnsType.IXFR, serial: 1 },
      { type: DnsType.IXFR, serial: 3, transport: "udp" },
      { type: DnsType.SOA, isSigned: true },
      { type: DnsType.AXFR, isSigned: true },
    ] as const) {
      expect(expire(await ask({ ...asked, payload: 1232, wantsExpire: true }))).toEqual([EXPIRE - 1000]);
      const [message] = await ask({ ...asked, payload: 1232 });
      expect(message?.additionals.map(({ rdata }) => rdata.$kind)).toEqual("isSigned" in asked ? ["OPT", "TSIG"] : ["OPT"]);
      expect(message?.additionals[0]?.rdata).toMatchObject({ options: [] });
      expect((await ask(asked))[0]?.additionals.filter(({ rdata }) => rdata.$kind === "OPT")).toEqual([]);
    }
  });

  test("to so many at a time, whoever of them takes long", async () => {
    let take = (): void => undefined;
    taken = new Promise((resolve) => (take = resolve));
    const slow = [1, 2].map(() => ask({ type: DnsType.AXFR }));
    taken = Promise.resolve();
    expect(await ask({ type: DnsType.AXFR })).toMatchObject([{ rcode: DnsRcode.ServFail, answers: [] }]);
    take();
    expect((await Promise.all(slow)).map(serials)).toEqual([
      [3, 3],
      [3, 3],
    ]);
    expect(serials(await ask({ type: DnsType.AXFR }))).toEqual([3, 3]);
    expect(counts.out).toMatchObject({ axfr: 3, refused: 1 });
  });

  test("and counted as failed where the client has gone", async () => {
    taken = Promise.reject(new Error("it has gone"));
    await expect(ask({ type: DnsType.AXFR })).rejects.toThrow("it has gone");
    expect(counts.out).toMatchObject({ axfr: 0, failed: 1 });
  });

  test("not by a server on which it has expired", async () => {
    zone.expire();
    expect(await ask({ type: DnsType.AXFR })).toMatchObject([{ rcode: DnsRcode.ServFail, answers: [] }]);
  });
});
