/**
 * Packets that contain themselves, as deep as decoding allows. What has to be measured ahead of its place is measured again there:
 * if each level did so with the whole of the next, 31 levels would take 2^31 steps, and none of these tests would end.
 */
import { describe, expect, it, vi } from "vitest";
import type { GeneratedPacket } from "../../support/generated-packet.js";
import { packetOf, packetsOf } from "../../support/compiled.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const LEVELS = 31;

function nested(inner: object, around: (value: object) => object, levels = LEVELS): object {
  let value = inner;
  for (let level = 0; level < levels; level++) value = around(value);
  return value;
}

function roundTrip(packet: GeneratedPacket, value: object): void {
  const size = packet.sizeOf(value, []);
  expect(size).toBeGreaterThan(LEVELS);
  const bytes = new DataView(new ArrayBuffer(size));
  expect(packet.encode(value, bytes, 0, [])).toBe(size);
  expect(packet.isCanonical(bytes, 0, size, [])).toBe(true);
  const decoded = packet.decode(bytes, 0, size, []);
  expect(decoded.ok && packet.sizeOf(decoded.value, [])).toBe(size);
  expect(packet.explainEncode(value, [])).toBeUndefined();
}

describe.each<[string, string, object, (value: object) => object]>([
  [
    "a length that is as wide as its value asks for",
    "packet node { length: uleb128 value(sizeof(children)); children: array bytes(length) { child: packet node(); }; }",
    { children: [] },
    (child) => ({ children: [{ child }] }),
  ],
  [
    "such a length in front of other things that have one",
    `packet node {
       total: uleb32 value(sizeof(length) + sizeof(body));
       length: uleb32 value(sizeof(body));
       body: bounded (length) { n: byte value(array_length(children)); children: array (n) { tag: byte; child: packet node(); }; };
     }`,
    { body: { children: [] } },
    (child) => ({ body: { children: [{ tag: 1, child }] } }),
  ],
  [
    "a short length with an escape",
    `packet node {
       short: byte value(sizeof(children) < 128 ? sizeof(children) : 128);
       long: uint32 value(sizeof(children)) when (short == 128);
       children: array bytes(short == 128 ? long : short) { child: packet node(); };
     }`,
    { children: [] },
    (child) => ({ children: [{ child }] }),
  ],
  [
    "what goes on to the end of a part that something else ends",
    `packet node {
       length: uint16 value(sizeof(body));
       body: bounded (length) {
         n: byte value(array_length(children));
         children: array (n) { child: packet node(); };
         twin: packet node() when (n == 200);
         mark: byte;
       };
       require (remaining() < 100) "not much behind it";
     }`,
    { body: { children: [], mark: 1 } },
    (child) => ({ body: { children: [{ child }], mark: 2 } }),
  ],
  [
    "the same in an element that is told",
    `packet node {
       length: uint16 value(sizeof(body));
       body: bounded (length) {
         n: byte value(array_length(children));
         children: array (n) { tag: byte; child: packet node(); };
         mark: byte;
       };
       require (remaining() < 100) "not much behind it";
     }`,
    { body: { children: [], mark: 1 } },
    (child) => ({ body: { children: [{ tag: 1, child }], mark: 2 } }),
  ],
  [
    "the same without an array",
    `packet node {
       length: uint16 value(sizeof(body));
       body: bounded (length) {
         more: boolean value(present(child));
         child: packet node() when (more);
         mark: byte;
       };
       require (remaining() < 100) "not much behind it";
     }`,
    { body: { mark: 1 } },
    (child) => ({ body: { child, mark: 2 } }),
  ],
  [
    "packets whose leftovers are kept",
    `packet node {
       has: boolean value(present(child));
       length: uint16 value(has ? sizeof(child) : 0);
       child: packet node() bounded (length) keep rest when (has);
       require (remaining() < 1000) "not much behind it";
     }`,
    {},
    (child) => ({ child, rest: new Uint8Array(1) }),
  ],
  [
    "elements that say which is the last, in a part that something else ends",
    `packet node {
       length: uint16 value(sizeof(body));
       body: bounded (length) {
         entries: array until (last) {
           last: boolean;
           has: boolean value(present(child));
           child: packet node() when (has);
         };
         mark: byte;
       };
       require (remaining() < 100) "not much behind it";
     }`,
    { body: { entries: [{ last: true }], mark: 1 } },
    (child) => ({ body: { entries: [{ last: false, child }, { last: true }], mark: 2 } }),
  ],
  [
    "a part whose inside is compared outside of it",
    `packet node {
       length: uleb128 value(sizeof(body));
       body: bounded (length) {
         n: byte value(array_length(children));
         children: array (n) { child: packet node(); };
         spare: byte[n];
       };
       again: array (n) of byte;
       require (n < 5) "few of them";
     }`,
    { body: { children: [], spare: new Uint8Array(0) }, again: [] },
    (child) => ({ body: { children: [{ child }], spare: new Uint8Array(1) }, again: [7] }),
  ],
  [
    "a length in front of alternatives",
    `packet node {
       tag: byte;
       length: uleb128 value(sizeof(body));
       body: bounded (length) {
         kind: byte;
         classify (kind) {
           |1: "List" -> n: byte value(array_length(children)); children: array (n) { child: packet node(); };
           |2: "Text" -> width: uleb32 value(sizeof(text)); text: byte[width];
         };
       };
     }`,
    { tag: 0, body: { kind: { $kind: "Text", text: new Uint8Array(3) } } },
    (child) => ({ tag: 1, body: { kind: { $kind: "List", children: [{ child }] } } }),
  ],
  [
    "a parameter that sizes follow from",
    `packet node(int level) {
       length: uleb128 value(sizeof(children));
       kind: uleb32 value(level * 100);
       children: array bytes(length) { child: packet node(level + 1); };
     }
     packet root { node: packet node(1); }`,
    { children: [] },
    (child) => ({ children: [{ child }] }),
  ],
])("%s", (_, text, inner, around) => {
  it("is encoded in time", async () => {
    const value = nested(inner, around);
    roundTrip(await packetOf(text), text.includes("packet root") ? { node: value } : value);
  });
});

describe.each([
  [
    "with lengths in front",
    "packet node { length: uleb32 value(sizeof(children)); children: array bytes(length) { child: packet node(); }; }",
  ],
  ["with counts", "packet node { n: byte value(array_length(children)); children: array (n) of packet node(); }"],
  [
    "through another packet",
    "packet node { n: byte value(array_length(children)); children: array (n) { tag: byte; child: packet link(); }; }\npacket link { node: packet node(); }",
  ],
])("values deeper than any stack, %s", (name, text) => {
  const wrap = (child: object): object =>
    name === "with counts"
      ? { children: [child] }
      : { children: [{ tag: 1, child: name === "through another packet" ? { node: child } : child }] };

  it("have no encoding, and nothing of them is written", async () => {
    const packets = await packetsOf(text);
    const packet = packets.find((one) => one.packet.name === "node") ?? (await packetOf(text));
    const endless: { children: object[] } = { children: [] };
    endless.children.push(...(wrap(endless) as { children: object[] }).children);
    for (const value of [nested({ children: [] }, wrap, 401), nested({ children: [] }, wrap, 5000), endless]) {
      const bytes = new Uint8Array(20_000).fill(0xa5);
      expect(packet.sizeOf(value, [])).toBe(-1);
      expect(packet.encode(value, new DataView(bytes.buffer), 0, [])).toBe(-1);
      expect(bytes.every((byte) => byte === 0xa5)).toBe(true);
      expect(packet.explainEncode(value, [])?.expected).toBe("at most 400 levels");
    }
    expect(packet.sizeOf(nested({ children: [] }, wrap, 190), [])).toBeGreaterThan(190);
  });
});
