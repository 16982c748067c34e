/** Notifications without end (RFC 1996): a primary is asked once a second at most, and whoever is not believed changes nothing. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { encodeDnsMessage } from "../../../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { decodeMessage } from "../../../../support/dns/message.js";
import { freePort } from "../../../../support/dns/port.js";
import { DeensReplica, remote, rules } from "../../../../support/dns/replication/deens.js";
import { answerTo, ScriptedPrimary, sendTo } from "../../../../support/dns/replication/scripted-primary.js";
import { APEX, soa } from "../transfer/support.js";
import { ORIGIN } from "./support.js";

const ENDS: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ENDS.splice(0).reverse()) await end();
});

function notification(origin: string, id: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(512));
  const questions = [{ qname: origin, qtype: DnsType.SOA, qclass: DnsClass.IN }];
  const value = { id, qr: 0, opcode: DnsOpcode.Notify, aa: 1, questions, answers: [], authorities: [], additionals: [] };
  return new Uint8Array(bytes.buffer, 0, encodeDnsMessage(value, bytes, 0));
}

test.each([
  ["that are believed", "127.0.0.1", DnsRcode.NoError],
  ["that are not", "none", DnsRcode.Refused],
])("two thousand %s", async (_what, from, rcode) => {
  const times = { refresh: 86_400, retry: 86_400, expire: 1_209_600, minimum: 300 };
  const primary = await ScriptedPrimary.start({
    datagram: (query) => answerTo(query, [soa(5, times)]),
    stream: (query, socket) => sendTo(socket, answerTo(query, [soa(5, times), ...APEX, soa(5, times)])),
  });
  ENDS.push(() => primary.stop());
  const ours = await DeensReplica.start({
    port: await freePort(),
    zones: [{ origin: ORIGIN, file: undefined, primaries: [remote("one", primary.port)], allowNotify: rules(from) }],
  });
  ENDS.push(() => ours.stop());
  await ours.until("the zone", () => ours.zone(ORIGIN).serial === 5);
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  ENDS.push(() => new Promise<void>((resolve) => socket.close(resolve)));
  await once(socket, "listening");
  const rcodes = new Set<number>();
  let answers = 0;
  socket.on("message", (bytes) => {
    answers++;
    rcodes.add(decodeMessage(bytes).rcode);
  });
  const began = Date.now();
  for (let sent = 0; sent < 2000; sent++) {
    socket.send(notification(ORIGIN, sent), ours.port, "127.0.0.1");
    // The system's buffers are not what is tested.
    if (sent % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
  }
  await expect.poll(() => answers, { timeout: 10_000 }).toBeGreaterThan(500);
  expect([...rcodes]).toEqual([rcode]);
  const seconds = Math.ceil((Date.now() - began) / 1000);
  const checks = primary.asked.filter((asked) => asked === "UDP SOA").length;
  // The first one brought the zone.
  expect(checks).toBeLessThanOrEqual(1 + (rcode === DnsRcode.NoError ? seconds + 1 : 0));
  expect(checks).toBeGreaterThanOrEqual(1);
  expect(ours.counts.notifications.believed > 0).toBe(rcode === DnsRcode.NoError);
});
