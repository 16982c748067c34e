/** What threads are told of zones that come and go leads to what is served, and is no more than what has changed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ZoneDirectory } from "../../../../../servers/dns/answer/zones.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { NameKey } from "../../../../../servers/dns/image/name-key.js";
import { PublishedZones } from "../../../../../servers/dns/node/published-zones.js";
import { imageOf, wireOf } from "../../../../support/dns-zone.js";

function zoneText(serial: number): string {
  return `@ 60 SOA ns.nowhere. h.nowhere. ${serial} 2 3 4 5\n@ 60 NS ns.nowhere.\nns.nowhere 60 A 192.0.2.1\n`;
}

const ORIGINS = [".", "example", "a.example", "b.a.example", "z.example", "test"];
const IMAGES = [...ORIGINS, ...ORIGINS].map((origin) => imageOf(zoneText(1), origin));

function keyOf(name: string): NameKey {
  const key = new NameKey();
  key.loadWire(wireOf(name));
  return key;
}

/** The zone that has most labels of those that hold a name, the last of two with one name. */
function expected(images: readonly ZoneImage[], key: NameKey): ZoneImage | undefined {
  const holding = images.filter((image) => image.holds(key));
  return holding.reduce<ZoneImage | undefined>(
    (best, image) => (image.originLabels >= (best?.originLabels ?? 0) ? image : best),
    undefined,
  );
}

test("after any changes the nearest zone is found, and threads have what the main thread has", () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.nat(IMAGES.length - 1), { maxLength: 8 }), { maxLength: 6 }), (steps) => {
      const directory = new ZoneDirectory();
      const published = new PublishedZones(directory);
      const thread = new Map<number, ZoneImage>();
      // Those that stay keep their places before those that come.
      let served: ZoneImage[] = [];
      for (const step of steps) {
        const wanted = step.map((index) => IMAGES[index]).filter((image) => image !== undefined);
        served = [...served.filter((image) => wanted.includes(image)), ...wanted.filter((image) => !served.includes(image))];
        const { gone, come } = published.replace(wanted);
        for (const number of gone) expect(thread.delete(number)).toBe(true);
        for (const { number, buffer } of come) {
          const image = IMAGES.find((each) => each.buffer === buffer);
          if (image !== undefined) thread.set(number, image);
        }
        expect([...thread.values()]).toEqual(served);
        expect(published.places.map(({ number }) => number)).toEqual([...thread.keys()]);
        for (const name of [...ORIGINS, "x.b.a.example", "y.z.example", "other"])
          expect(directory.find(keyOf(name))).toBe(expected(served, keyOf(name)));
      }
    }),
    { numRuns: 200 },
  );
});

test("one zone of many that is replaced is all that is told", () => {
  const images = Array.from({ length: 1000 }, (_, index) => imageOf(zoneText(1), `z${index}.example`));
  const published = new PublishedZones(new ZoneDirectory());
  published.replace(images);
  const next = imageOf(zoneText(2), "z500.example");
  const change = published.replace(images.with(500, next));
  expect(change).toEqual({ gone: [500], come: [{ ...next.place, number: 1000 }] });
});
