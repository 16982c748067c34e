import fc from "fast-check";
import { expect, test } from "vitest";
import { MessageReader } from "../../../../../servers/dns/node/message-reader.js";

function framed(messages: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(messages.flatMap((message) => [message.length >> 8, message.length & 0xff, ...message]));
}

/** Cuts bytes at places, in any order and any number of times. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((one, other) => one - other);
  return ends.map((end, index) => bytes.slice(index === 0 ? 0 : ends[index - 1], end)).filter(({ length }) => length > 0);
}

function drain(reader: MessageReader): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let message = reader.next(); message !== undefined; message = reader.next()) found.push(message.slice());
  return found;
}

const MESSAGES = fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 8 });
const PLACES = fc.array(fc.nat(), { maxLength: 30 });

test("messages come out as they went in, however they are cut", () => {
  fc.assert(
    fc.property(MESSAGES, PLACES, (messages, places) => {
      const reader = new MessageReader();
      const found = cut(framed(messages), places).flatMap((piece) => {
        reader.push(piece);
        return drain(reader);
      });
      expect(found).toEqual(messages.map((message) => Uint8Array.from(message)));
      expect(reader.next()).toBeUndefined();
    }),
  );
});

test("they do where it is not asked for each after each piece", () => {
  fc.assert(
    fc.property(MESSAGES, PLACES, (messages, places) => {
      const reader = new MessageReader();
      const found: Uint8Array[] = [];
      for (const piece of cut(framed(messages), places)) {
        reader.push(piece);
        found.push(...[reader.next()].flatMap((message) => (message === undefined ? [] : [message.slice()])));
      }
      expect([...found, ...drain(reader)]).toEqual(messages.map((message) => Uint8Array.from(message)));
    }),
  );
});

test("a byte at a time of the longest message: no more is held than it has, and little before it comes", () => {
  const reader = new MessageReader();
  reader.push(Uint8Array.of(0xff, 0xff, 1));
  expect(reader.next()).toBeUndefined();
  expect(reader.heldBytes).toBeLessThanOrEqual(512);
  for (let index = 1; index < 0xffff; index++) {
    reader.push(Uint8Array.of(1));
    if (index < 0xfffe) expect(reader.next()).toBeUndefined();
    if (reader.heldBytes > 0xffff + 2 + 1) throw new Error(`${reader.heldBytes} bytes are held`);
  }
  expect(reader.next()).toHaveLength(0xffff);
  expect(reader.heldBytes).toBe(0);
});
