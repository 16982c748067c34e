/** A view's setters beside encoding: after any of them the bytes are what encoding the same values gives. */
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { toHex } from "../../../runtime/index.js";
import { packetOf } from "../../support/compiled.js";
import { callable } from "../../support/generated-packet.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const SPECS: Readonly<Record<string, string>> = {
  internet:
    "packet p(int seed) { a: uint16; b: byte; c: bit[4]; d: bit[4]; sum: uint16 checksum(internet, 0..offset(e), seed); e: uint32; }",
  "internet, of a part":
    "packet p(int seed) { e: uint32; a: uint16; sum: uint16 checksum(internet, 4..10); b: byte; c: bit[4]; d: bit[4]; }",
  "internet, of a part of a word":
    "packet p(int seed) { b: byte; c: bit[4]; d: bit[4]; a: uint16; sum: uint16 checksum(internet, 2..10); e: uint32; }",
  "internet, of all but a part of a word":
    "packet p(int seed) { e: uint32; sum: uint16 checksum(internet, 0..8, seed); a: uint16; c: bit[4]; d: bit[4]; b: byte; }",
  internet_nonzero:
    "packet p(int seed) { b: byte; a: uint16; sum: uint16 checksum(internet_nonzero, 0..offset(e), seed); c: bit[4]; d: bit[4]; e: uint32; }",
};

const SIZE = 10;
const hexOf = (bytes: DataView): string => toHex(new Uint8Array(bytes.buffer));

// Mostly zeros and ones, of which sums are made that are zero in ones' complement.
const word = (bits: number): fc.Arbitrary<number> => fc.oneof(fc.constantFrom(0, 2 ** bits - 1), fc.nat(2 ** bits - 1));
const values = fc.record({ a: word(16), b: word(8), c: word(4), d: word(4), e: word(32) });
const steps = fc.array(
  values.chain((all) => fc.constantFrom(...Object.entries(all))),
  { maxLength: 8 },
);

it.each(Object.entries(SPECS))("%s", async (_title, text) => {
  const packet = await packetOf(text);
  const encoded = (value: object, seed: bigint): DataView => {
    const bytes = new DataView(new ArrayBuffer(SIZE));
    expect(packet.encode(value, bytes, 0, [seed])).toBe(SIZE);
    return bytes;
  };
  fc.assert(
    fc.property(values, fc.constantFrom(0n, 0xffffn, 0x1_fffen, 5n), steps, (start, seed, changes) => {
      const value = { ...start };
      const bytes = encoded(value, seed);
      const view = packet.bind(bytes, 0, SIZE, [seed]) ?? {};
      for (const [name, fresh] of changes) {
        expect(callable(view, `set${name.toUpperCase()}`)(fresh)).toBe(true);
        Object.assign(value, { [name]: fresh });
        expect(hexOf(bytes)).toBe(hexOf(encoded(value, seed)));
        for (const [field, kept] of Object.entries(value)) expect(Reflect.get(view, field), field).toBe(kept);
      }
    }),
    { numRuns: 1000 },
  );
});
