/** Refresh, retry and expire (RFC 1035 section 3.3.13), and notifications (RFC 1996), under a clock of our own. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOUNDS, expiryOf, RefreshTimer } from "../../../../../servers/dns/zone/timers.js";

const NOW = 1_700_000_000;
const TIMES = { refresh: 7200, retry: 900, expire: 86_400 };

function timer(checkedAt: number | undefined = NOW, times = TIMES, chance = 0): RefreshTimer {
  return new RefreshTimer({ chance: () => chance, times, checkedAt });
}

describe("a zone that is there", () => {
  test("is checked after its refresh time", () => {
    const zone = timer();
    expect(zone.nextAt(NOW)).toBe(NOW + 7200);
    expect(zone.begin(NOW + 7199)).toBe(false);
    expect(zone.begin(NOW + 7200)).toBe(true);
  });

  test("and up to a tenth earlier, by chance", () => {
    expect(timer(NOW, TIMES, 1).nextAt(NOW)).toBe(NOW + 6480);
  });

  test("is checked once at a time", () => {
    const zone = timer();
    expect(zone.begin(NOW + 7200)).toBe(true);
    expect(zone.begin(NOW + 7200)).toBe(false);
    zone.succeed(NOW + 7201, TIMES);
    expect(zone.nextAt(NOW + 7201)).toBe(NOW + 14_401);
  });

  test("after a failure again after its retry time", () => {
    const zone = timer();
    zone.begin(NOW + 7200);
    zone.fail(NOW + 7210);
    expect(zone.nextAt(NOW + 7210)).toBe(NOW + 8110);
  });

  test("takes the times of the SOA that has come", () => {
    const zone = timer();
    zone.begin(NOW + 7200);
    zone.succeed(NOW + 7200, { refresh: 60, retry: 30, expire: 1000 });
    expect(zone.nextAt(NOW + 7200)).toBe(NOW + 7260);
    expect(zone.isExpired(NOW + 8199)).toBe(false);
    expect(zone.isExpired(NOW + 8200)).toBe(true);
  });

  test("a restart goes on where it was", () => {
    const zone = timer(NOW - 10_000);
    expect(zone.begin(NOW)).toBe(true);
    expect(timer(NOW - 100).nextAt(NOW)).toBe(NOW + 7100);
    expect(timer(NOW - 90_000).isExpired(NOW)).toBe(true);
  });
});

describe("bounds", () => {
  test.each([
    [0, BOUNDS.leastRefresh],
    [0xffff_ffff, BOUNDS.mostRefresh],
  ])("refresh of %i", (refresh, seconds) => {
    expect(timer(NOW, { ...TIMES, refresh, expire: 0xffff_ffff }).nextAt(NOW)).toBe(NOW + seconds);
  });

  test.each([
    [0, BOUNDS.leastRetry],
    [0xffff_ffff, BOUNDS.mostRetry],
  ])("retry of %i", (retry, seconds) => {
    const zone = timer(NOW, { ...TIMES, retry, expire: 0xffff_ffff });
    zone.begin(NOW + 7200);
    zone.fail(NOW + 7200);
    expect(zone.nextAt(NOW + 7200)).toBe(NOW + 7200 + seconds);
  });

  test("no zone expires before its second check", () => {
    expect(expiryOf({ ...TIMES, expire: 0 }, NOW)).toBe(NOW + 7200 + 900);
  });
});

describe("a zone that never came", () => {
  test("is fetched at once, then again with ever more patience", () => {
    const zone = new RefreshTimer({ chance: () => 0 });
    const waits: number[] = [];
    for (let now = NOW; waits.length < 12; now = zone.nextAt(now)) {
      expect(zone.begin(now)).toBe(true);
      zone.fail(now);
      waits.push(zone.nextAt(now) - now);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
    expect(zone.isExpired(NOW * 2)).toBe(false);
  });
});

describe("expiry", () => {
  test("is waited for while checks fail, and while one hangs", () => {
    const zone = timer();
    zone.begin(NOW + 86_000);
    expect(zone.nextAt(NOW + 86_000)).toBe(NOW + 86_400);
    expect(zone.isExpired(NOW + 86_400)).toBe(true);
    expect(zone.nextAt(NOW + 86_400)).toBe(Infinity);
  });

  test("ends when the zone is up to date again", () => {
    const zone = timer();
    zone.begin(NOW + 100_000);
    expect(zone.isExpired(NOW + 100_000)).toBe(true);
    zone.succeed(NOW + 100_001, TIMES);
    expect(zone.isExpired(NOW + 100_001)).toBe(false);
  });

  test("a clock that was set back does not make a zone last longer than it may", () => {
    const zone = timer(NOW + 1_000_000);
    expect(zone.isExpired(NOW)).toBe(false);
    expect(zone.isExpired(NOW + 86_400)).toBe(true);
  });
});

describe("a notification", () => {
  test("is a check at once", () => {
    const zone = timer();
    zone.notify(NOW + 10);
    expect(zone.nextAt(NOW + 10)).toBe(NOW + 10);
    expect(zone.begin(NOW + 10)).toBe(true);
  });

  test("of which many are one", () => {
    const zone = timer();
    for (let count = 0; count < 100; count++) zone.notify(NOW + 10);
    expect(zone.begin(NOW + 10)).toBe(true);
    zone.succeed(NOW + 10, TIMES);
    expect(zone.nextAt(NOW + 10)).toBe(NOW + 7210);
  });

  test("during a check is one more check after it", () => {
    const zone = timer();
    zone.notify(NOW);
    zone.begin(NOW);
    for (let count = 0; count < 100; count++) zone.notify(NOW + 5);
    expect(zone.begin(NOW + 5)).toBe(false);
    zone.succeed(NOW + 20, TIMES);
    expect(zone.begin(NOW + 20)).toBe(true);
    zone.succeed(NOW + 30, TIMES);
    expect(zone.nextAt(NOW + 30)).toBe(NOW + 7230);
  });

  test("whatever happens, there is at most one check a second, and one at a time", () => {
    const events = fc.array(fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.constantFrom("notify", "begin", "succeed", "fail")), {
      maxLength: 100,
    });
    fc.assert(
      fc.property(events, (list) => {
        const zone = timer();
        let now = NOW;
        let isRunning = false;
        const begun: number[] = [];
        for (const [after, what] of list) {
          now += after;
          if (what === "notify") zone.notify(now);
          else if (what === "begin") {
            const did = zone.begin(now);
            if (did) begun.push(now);
            expect(did && isRunning).toBe(false);
            isRunning ||= did;
          } else if (isRunning) {
            if (what === "succeed") zone.succeed(now, TIMES);
            else zone.fail(now);
            isRunning = false;
          }
        }
        begun.slice(1).forEach((time, index) => expect(time - (begun[index] ?? 0)).toBeGreaterThanOrEqual(1));
      }),
    );
  });
});
