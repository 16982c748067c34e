/** Small images share buffers: each is whole, none is in another's place, and places that nobody reads are used again. */
import { expect, test } from "vitest";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { MemoryPool } from "../../../../../servers/dns/image/memory.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { wireOf } from "../../../../support/dns-zone.js";
import { contents } from "../changes/support.js";

function made(pool: MemoryPool, zone: number, hosts = zone % 7): ZoneImage {
  const lines = Array.from({ length: hosts }, (_, host) => `host${host} A 192.0.2.${zone % 256}\n`);
  const text = new TextEncoder().encode(`$TTL 60\n@ SOA ns h ${zone} 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n${lines.join("")}`);
  const { image } = loadZone(text, { origin: wireOf(`z${zone}.example`), file: "", memory: pool });
  if (image === undefined) throw new Error("the zone has errors");
  return image;
}

test("many small images share a buffer, and each has its own records", () => {
  const pool = new MemoryPool();
  const images = Array.from({ length: 200 }, (_, zone) => made(pool, zone));
  expect(new Set(images.map(({ buffer }) => buffer)).size).toBe(1);
  for (const [zone, image] of images.entries()) {
    expect(contents(image)).toContain(`z${zone}.example. 60 in soa ns.z${zone}.example. h.z${zone}.example. ${zone} 2 3 4 5`);
    expect(contents(image).size).toBe(3 + (zone % 7));
  }
});

test("a place that was given back is the next one's of its size, and no more than one's", () => {
  const pool = new MemoryPool();
  const images = Array.from({ length: 20 }, (_, zone) => made(pool, zone, 3));
  const places = images.map(({ place }) => place.at);
  const released = images.slice(5, 8);
  for (const { place } of released) expect(pool.release(place)).toBe(true);
  for (const { bytes } of released) expect(bytes.every((byte) => byte === 0)).toBe(true);
  const next = Array.from({ length: 5 }, (_, zone) => made(pool, 5 + zone, 3));
  const all = [...images.slice(0, 5), ...images.slice(8), ...next].map(({ place }) => place.at);
  expect(new Set(all).size).toBe(22);
  expect(next.filter(({ place }) => places.includes(place.at))).toHaveLength(3);
  for (const [index, image] of next.entries()) expect(contents(image)).toEqual(contents(made(new MemoryPool(), 5 + index, 3)));
});

test("what images are made in is all zero when it is used again", () => {
  const pool = new MemoryPool();
  made(pool, 1, 6);
  const draft = new Uint8Array(pool.take(1));
  expect(draft.every((byte) => byte === 0)).toBe(true);
});

test("a large image, and one with room for changes, has a buffer of its own", () => {
  const pool = new MemoryPool();
  const large = made(pool, 1, 5000);
  expect(large.place).toEqual({ buffer: large.buffer, at: 0, length: large.buffer.byteLength });
  expect(pool.release(large.place)).toBe(false);
  expect(pool.settle(pool.take(1 << 18), 1000)).toBeUndefined();
});
