/** Names as keys, against the runtime's functions for names. */
import { expect, test } from "vitest";
import { dnsNameFromWire, sameDnsName } from "../../../../../runtime/types/dns-name.js";
import { NameKey } from "../../../../../servers/dns/image/name-key.js";
import { Random } from "../../../../support/random.js";
import { wireOf } from "../../../../support/dns-zone.js";
import { keyOf } from "./support.js";

/** A name in wire form: labels of any bytes. */
function randomWire(random: Random, mostLabels: number): Uint8Array {
  const labels = Array.from({ length: random.below(mostLabels + 1) }, () => random.bytes(random.between(1, 12), random.pick([3, 255])));
  return Uint8Array.from([...labels.flatMap((label) => [label.length, ...label]), 0]);
}

/** Some letters in the other case. */
function inOtherCase(wire: Uint8Array, random: Random): Uint8Array {
  const copy = wire.slice();
  for (let label = 0; (copy[label] ?? 0) > 0; label += 1 + (copy[label] ?? 0)) {
    for (let index = label + 1; index <= label + (copy[label] ?? 0); index++) {
      const lower = (copy[index] ?? 0) | 0x20;
      if (lower >= 0x61 && lower <= 0x7a && random.chance(0.5)) copy[index] = (copy[index] ?? 0) ^ 0x20;
    }
  }
  return copy;
}

function keyFrom(wire: Uint8Array): NameKey {
  const key = new NameKey();
  key.loadWire(wire);
  return key;
}

function textOf({ bytes, length }: NameKey): string {
  return Buffer.from(bytes.subarray(0, length)).toString("latin1");
}

test("two names have the same key exactly when they are the same (RFC 4343)", () => {
  const random = new Random(1);
  for (let round = 0; round < 3000; round++) {
    const wire = randomWire(random, 4);
    const other = random.chance(0.5) ? inOtherCase(wire, random) : randomWire(random, 2);
    const [one, two] = [dnsNameFromWire(wire), dnsNameFromWire(other)];
    if (one === undefined || two === undefined) throw new Error("no name");
    const isSame = sameDnsName(one, two);
    expect(textOf(keyFrom(wire)) === textOf(keyFrom(other))).toBe(isSame);
    if (isSame) expect(keyFrom(wire).hashes[0]).toBe(keyFrom(other).hashes[0]);
  }
});

test("loaded from a message, from a view and from bytes, it is the same", () => {
  const random = new Random(2);
  for (let round = 0; round < 1000; round++) {
    const wire = randomWire(random, 5);
    const prefix = randomWire(random, 3).slice(0, -1);
    // A pointer to where the name stands, behind some labels.
    const message = Uint8Array.from([...wire, ...prefix, 0xc0, 0]);
    const view = new DataView(message.buffer);
    const whole = keyFrom(Uint8Array.from([...prefix, ...wire]));
    const [pointed, plain] = [new NameKey(), new NameKey()];
    expect(pointed.loadFromMessage(view, wire.length, 0)).toBe(true);
    expect(plain.load(view, 0, wire.length)).toBe(true);
    expect(snapshot(pointed)).toEqual(snapshot(whole));
    expect(snapshot(plain)).toEqual(snapshot(keyFrom(wire)));
    expect(plain.load(view, wire.length, message.length)).toBe(prefix.length === 0 && wire.length === 0);
  }
});

function snapshot(key: NameKey): unknown {
  const { labels, length, starts, hashes } = key;
  return { labels, length, text: textOf(key), starts: [...starts.subarray(0, labels + 1)], hashes: [...hashes.subarray(0, labels + 1)] };
}

test("each ending has the hash that it has as a name of its own; the wildcard's too", () => {
  const random = new Random(3);
  for (let round = 0; round < 1000; round++) {
    const key = keyFrom(randomWire(random, 6));
    for (let label = 0; label <= key.labels; label++) {
      const ending = key.bytes.slice(key.starts[label], key.length);
      expect(keyFrom(ending).hashes[0]).toBe(key.hashes[label]);
      const wildcard = new NameKey();
      wildcard.loadWildcard(key, label);
      expect(wildcard.hashes[0]).toBe(key.wildcardHash(label));
      expect(textOf(wildcard)).toBe(textOf(keyFrom(Uint8Array.of(1, 0x2a, ...ending))));
    }
  }
});

test("an ending is put in the place of another, as long as that fits (RFC 6672 section 2.2)", () => {
  const key = new NameKey();
  expect(key.replaceEnding(keyOf("a.b.old.example"), 2, keyOf("new.test"))).toBe(true);
  expect(snapshot(key)).toEqual(snapshot(keyOf("a.b.new.test")));
  const long = [63, 63, 63].map((size) => "x".repeat(size)).join(".");
  // 192 bytes of labels, and 63 more: 255 in all.
  expect(key.replaceEnding(keyOf(`${long}.a`), 3, keyOf("y".repeat(61)))).toBe(true);
  expect(key.length).toBe(255);
  expect(key.replaceEnding(keyOf(`${long}.a`), 3, keyOf("y".repeat(62)))).toBe(false);
});

test("what is no name is none", () => {
  const key = new NameKey();
  const loads = (...bytes: readonly number[]): boolean => key.loadFromMessage(new DataView(Uint8Array.from(bytes).buffer), 0, 0);
  expect(loads()).toBe(false);
  expect(loads(3, 0x61)).toBe(false);
  expect(loads(0xc0, 0)).toBe(false);
  expect(loads(0x40, 0)).toBe(false);
  expect(key.loadFromMessage(new DataView(wireOf("a.b").buffer.slice(0)), 0, 0)).toBe(true);
});

test("whether one name ends in another", () => {
  const ends = (one: string, other: string): boolean => keyOf(one).endsWith(keyOf(other));
  expect([ends("a.Example", "example"), ends("example", "example"), ends("a.b", ".")]).toEqual([true, true, true]);
  expect([ends("anexample", "example"), ends("example", "a.example"), ends("example.test", "example")]).toEqual([false, false, false]);
});
