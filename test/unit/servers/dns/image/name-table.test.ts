/** Names that somebody chose so that the table of names would be slow: they are told, and nothing takes long. */
import { describe, expect, test } from "vitest";
import type { ZoneBuilder } from "../../../../../servers/dns/image/builder.js";
import { spread } from "../../../../../servers/dns/image/image.js";
import { NameKey } from "../../../../../servers/dns/image/name-key.js";
import { MOST_ALIKE, MOST_TRIED, NamesCollide } from "../../../../../servers/dns/image/name-table.js";
import { DnsClass, DnsType } from "../../../../../generated/dns/types.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { formatWireName } from "../../../../../servers/dns/zone-file/index.js";
import { wireOf } from "../../../../support/dns-zone.js";
import { address, builderOf } from "./support.js";

const ORIGIN = wireOf("example");
const key = new NameKey();

/** A name of one label below the zone's. */
function nameOf(label: Uint8Array): Uint8Array {
  return Uint8Array.of(label.length, ...label, ...ORIGIN);
}

function hashOf(name: Uint8Array): number {
  key.loadWire(name);
  return key.hashes[0] ?? 0;
}

function inverse(factor: number): number {
  let found = factor;
  for (let round = 0; round < 5; round++) found = Math.imul(found, 2 - Math.imul(factor, found));
  return found;
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** What the hash takes a word for, before it is mixed in; and the word that it takes for that. */
function scrambled(word: number): number {
  return Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
}
function unscrambled(value: number): number {
  return Math.imul(rotated(Math.imul(value, inverse(0x1b873593)), 17), inverse(0xcc9e2d51));
}
function mixed(hash: number, word: number): number {
  return (Math.imul(rotated(hash ^ scrambled(word), 13), 5) + 0xe6546b64) | 0;
}

/** Labels of eleven bytes whose names have the hash of the first: the last four bytes make up for the ones before. */
function namesOfOneHash(count: number): Uint8Array[] {
  const zone = hashOf(ORIGIN);
  const target = 0x12345678;
  const names: Uint8Array[] = [];
  for (let seed = 0; names.length < count; seed++) {
    const words = new DataView(new ArrayBuffer(12));
    words.setUint8(0, 11);
    for (let at = 1; at < 8; at++) words.setUint8(at, 0x61 + ((seed >>> (4 * (at - 1))) & 15));
    const before = mixed(mixed(zone, words.getInt32(0, true)), words.getInt32(4, true));
    words.setInt32(8, unscrambled(before ^ target), true);
    const label = new Uint8Array(words.buffer, 1);
    // Letters are hashed in lower case.
    if (label.every((byte) => byte < 0x41 || byte > 0x5a)) names.push(nameOf(label));
  }
  return names;
}

/** Names that belong to the first few places of a table. */
function namesOfOnePlace(count: number, slots: number): Uint8Array[] {
  const names: Uint8Array[] = [];
  for (let number = 0; names.length < count; number++) {
    const name = nameOf(Buffer.from(number.toString(36)));
    if ((spread(hashOf(name)) & (slots - 1)) < 16) names.push(name);
  }
  return names;
}

function addAll(builder: ZoneBuilder, names: readonly Uint8Array[]): void {
  for (const name of names) builder.add(name, name.length, DnsType.A, DnsClass.IN, 60, address(1));
}

describe("names that were chosen to fall on each other", () => {
  test("have one hash: some are taken, no more", () => {
    const names = namesOfOneHash(MOST_ALIKE + 1);
    expect(new Set(names.map(hashOf)).size).toBe(1);
    const few = builderOf("example");
    addAll(few, names.slice(0, MOST_ALIKE));
    const image = few.finish();
    for (const name of names.slice(0, MOST_ALIKE)) {
      key.loadWire(name);
      expect(image.find(key, 0, 0)).not.toBe(0);
    }
    const builder = builderOf("example");
    expect(() => {
      addAll(builder, names);
      builder.finish();
    }).toThrow(NamesCollide);
  });

  test("stand in each other's way in the table", () => {
    // A table of 8,192 places, which is far from full.
    const builder = builderOf("example", { names: 4096, bytes: 0 });
    const names = namesOfOnePlace(MOST_TRIED + 64, 8192);
    addAll(builder, names.slice(0, MOST_TRIED - 64));
    expect(() => addAll(builder, names.slice(MOST_TRIED - 64))).toThrow(NamesCollide);
  });

  test.each([100, MOST_ALIKE + 1])("are an error of the zone file that has them: %i of them", (count) => {
    const lines = namesOfOneHash(count).map((name) => `${formatWireName(name)} 60 A 192.0.2.1`);
    const text = ["@ 60 SOA ns admin 1 7200 900 1209600 300", "@ 60 NS ns", "ns 60 A 192.0.2.1", ...lines, ""].join("\n");
    const { image, problems, errors } = loadZone(Buffer.from(text), { file: "zone", origin: ORIGIN });
    expect(image).toBeUndefined();
    expect(errors).toBe(1);
    expect(problems.map(({ code }) => code)).toEqual(["names-collide"]);
  });
});
