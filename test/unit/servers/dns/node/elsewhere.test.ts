import { expect, test } from "vitest";
import { PendingQueries, refuseElsewhere } from "../../../../../servers/dns/node/elsewhere.js";
import { CLIENT, decodeReply, encodeAsked } from "../answer-edns/support.js";

test("only so many are answered at a time; what fails concerns nobody else", async () => {
  const pending = new PendingQueries(2);
  const ends: (() => void)[] = [];
  const wait = (): Promise<void> => new Promise((resolve) => ends.push(resolve));
  expect([pending.begin(wait), pending.begin(() => Promise.reject(new Error("gone"))), pending.begin(wait)]).toEqual([true, true, false]);
  expect(pending.refused).toBe(1);
  ends.forEach((end) => end());
  await pending.settled();
  expect(pending.count).toBe(0);
  expect(pending.begin(() => Promise.resolve())).toBe(true);
});

test("where nothing is configured, it is refused", async () => {
  const bytes = encodeAsked({ name: "example.com.", type: 6, opcode: 4 });
  const messages: Uint8Array[] = [];
  await refuseElsewhere({ bytes, client: CLIENT, port: 53, transport: "udp" }, (message) => Promise.resolve(void messages.push(message)));
  const [message = new Uint8Array(0)] = messages;
  const reply = decodeReply(new DataView(message.buffer, message.byteOffset, message.length), 0, message.length);
  expect(reply.message).toMatchObject({ qr: 1, opcode: 4, rcode: 5, id: 7 });
});
