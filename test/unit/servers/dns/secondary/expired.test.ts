/** What a zone that is too old answers: SERVFAIL, and why (RFC 8914 section 4.25), from all threads at once. */
import { expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { Answerer } from "../../../../../servers/dns/answer/answer.js";
import { ANY_DATAGRAM } from "../../../../../servers/dns/answer/transport.js";
import { ZoneDirectory } from "../../../../../servers/dns/answer/zones.js";
import { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { PRIMITIVES } from "../../../../../servers/dns/node/primitives.js";
import { ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { decodeMessage, encodeQuery } from "../../../../support/dns/message.js";
import { imageOf, SECONDARY } from "./support.js";

function answer(answerer: Answerer): { rcode: number; errors: number[]; answers: number } {
  const query = encodeQuery({ name: "ns1.example.com", type: DnsType.A, dnssecOk: false, payload: 1232 }, 1);
  const out = new DataView(new ArrayBuffer(0x1_0000));
  answerer.reply.attach(out);
  const size = answerer.answer(new DataView(query.buffer), 0, query.length, 0, ANY_DATAGRAM);
  const { rcode, answers, additionals } = decodeMessage(new Uint8Array(out.buffer, 0, size));
  const errors = additionals.flatMap(({ rdata }) =>
    rdata.$kind === "OPT" ? rdata.options.flatMap(({ code }) => (code.$kind === "ExtendedError" ? [code.infoCode] : [])) : [],
  );
  return { rcode, errors, answers: answers.length };
}

test("an expired zone, and the same when it is up to date again", () => {
  const image = imageOf(1);
  // As another thread has it.
  const answerer = new Answerer(new ZoneDirectory([new ZoneImage(image.buffer)]), PRIMITIVES);
  expect(answer(answerer)).toEqual({ rcode: DnsRcode.NoError, errors: [], answers: 1 });
  image.isExpired = true;
  expect(answer(answerer)).toEqual({ rcode: DnsRcode.ServFail, errors: [24], answers: 0 });
  image.isExpired = false;
  expect(answer(answerer)).toEqual({ rcode: DnsRcode.NoError, errors: [], answers: 1 });
});

test("a zone that has not come yet", async () => {
  const store = new ZoneStore([SECONDARY]);
  await store.load();
  const answerer = new Answerer(new ZoneDirectory(store.images), PRIMITIVES);
  expect(answer(answerer)).toEqual({ rcode: DnsRcode.ServFail, errors: [24], answers: 0 });
  await store.zones[0]?.receive(imageOf(1));
  answerer.zones = new ZoneDirectory(store.images);
  expect(answer(answerer)).toEqual({ rcode: DnsRcode.NoError, errors: [], answers: 1 });
});
