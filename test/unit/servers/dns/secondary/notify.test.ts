/** Telling others of changes (RFC 1996): again until they answer, the newest serial only, and no more often than sensible. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DnsOpcode, DnsRcode } from "../../../../../generated/dns/types.js";
import { Notifier } from "../../../../../servers/dns/node/notify.js";
import { TransferCounts } from "../../../../../servers/dns/node/transfer-counts.js";
import { Turns } from "../../../../../servers/dns/node/turns.js";
import type { ServedZone } from "../../../../../servers/dns/node/zone-served.js";
import { ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { nodeCryptography } from "../../../../../servers/dns/security/node.js";
import { tsigKeys } from "../../../../../servers/dns/security/tsig-keys.js";
import { decodeMessage } from "../../../../support/dns/message.js";
import { remote } from "../../../../support/dns/replication/deens.js";
import { imageOf, ORIGIN } from "./support.js";

describe("a server that is told", () => {
  let socket: Socket;
  let zone: ServedZone;
  let serials: number[];
  let told: string[];
  let stop: AbortController;
  let counts: TransferCounts;
  let patience: { datagram: number; attempts: number; stream: number };
  let notifier: Notifier;
  /** What is answered: an RCODE, or nothing. */
  let rcode: number | undefined;

  beforeEach(async () => {
    socket = createSocket("udp4").bind(0, "127.0.0.1");
    await once(socket, "listening");
    serials = [];
    told = [];
    rcode = DnsRcode.NoError;
    socket.on("message", (bytes, sender) => {
      const { opcode, qr, aa, answers, questions } = decodeMessage(bytes);
      expect({ opcode, qr, aa, name: questions[0]?.qname.toString() }).toEqual({ opcode: DnsOpcode.Notify, qr: 0, aa: 1, name: ORIGIN });
      const rdata = answers[0]?.rdata;
      serials.push(rdata?.$kind === "SOA" ? rdata.serial : -1);
      if (rcode === undefined) return;
      bytes[2] = (bytes[2] ?? 0) | 0x80;
      bytes[3] = rcode;
      socket.send(bytes, sender.port, sender.address);
    });
    const notify = [remote("second", socket.address().port)];
    const store = new ZoneStore([{ origin: ORIGIN, file: undefined, primaries: [remote("x", 1)], notify }]);
    zone = store.zones[0] ?? (undefined as never);
    await zone.receive(imageOf(1));
    stop = new AbortController();
    counts = new TransferCounts();
    patience = { datagram: 5000, attempts: 4, stream: 100 };
    notifier = new Notifier({
      ...{ keys: tsigKeys([]), cryptography: nodeCryptography, now: () => 1, turns: new Turns(4), signal: stop.signal },
      tell: (text) => void told.push(text),
      patience,
      counts,
    });
  });

  afterEach(() => {
    stop.abort();
    socket.close();
  });

  const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

  test("acknowledges, and is told once", async () => {
    notifier.changed(zone);
    await expect.poll(() => counts.notifications.acknowledged).toBe(1);
    expect(serials).toEqual([1]);
    expect(told).toEqual([]);
    expect(counts.notifications).toMatchObject({ acknowledged: 1, failed: 0 });
  });

  test("does not answer: it is told again, and then people are", async () => {
    rcode = undefined;
    patience.datagram = 30;
    notifier.changed(zone);
    await expect.poll(() => told.length).toBe(1);
    expect(serials).toEqual([1, 1, 1, 1]);
    expect(told).toEqual([expect.stringContaining("does not know of serial 1: it does not answer")]);
    expect(counts.notifications).toMatchObject({ acknowledged: 0, failed: 1 });
  });

  test("says no: it is not told again", async () => {
    rcode = DnsRcode.Refused;
    patience.datagram = 30;
    notifier.changed(zone);
    await expect.poll(() => told.length).toBe(1);
    expect(serials).toEqual([1]);
    expect(told).toEqual([expect.stringContaining("it answers REFUSED")]);
  });

  test("of many changes hears of the last, in time", async () => {
    notifier.changed(zone);
    for (let serial = 2; serial < 50; serial++) {
      await zone.receive(imageOf(serial));
      notifier.changed(zone);
    }
    await wait(1500);
    expect(serials.length).toBeLessThanOrEqual(3);
    expect(serials.at(-1)).toBe(49);
  });

  test("hears nothing of a zone that has expired", async () => {
    zone.expire();
    notifier.changed(zone);
    await wait(100);
    expect(serials).toEqual([]);
  });
});
