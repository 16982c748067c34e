import { describe, expect, it } from "vitest";
import { parseAccessRule } from "../../../../../servers/dns/security/access.js";
import { parseAddress } from "../../../../../servers/dns/security/address.js";
import { AnswerKind, RateLimiter, type RateLimitSettings, type RateVerdict } from "../../../../../servers/dns/security/rate-limit.js";

const SETTINGS: RateLimitSettings = {
  responsesPerSecond: 10,
  nxdomainsPerSecond: 5,
  nodataPerSecond: 5,
  errorsPerSecond: 2,
  burstSeconds: 2,
  slip: 0,
  ipv4PrefixBits: 24,
  ipv6PrefixBits: 56,
  tableRows: 1024,
  exempt: [],
};

function limiter(changes: Partial<RateLimitSettings> = {}): RateLimiter {
  return new RateLimiter({ ...SETTINGS, ...changes }, 0x12345678);
}

interface Flow {
  readonly kind?: AnswerKind;
  readonly zone?: number;
  readonly from?: number;
  readonly step?: number;
  readonly verdict?: RateVerdict;
}

/** How many of `count` answers, one each `step` milliseconds from `from` on, have this verdict. */
function counted(
  by: RateLimiter,
  client: string,
  count: number,
  { kind = AnswerKind.Positive, zone = 0, from = 0, step = 0, verdict = "send" }: Flow = {},
): number {
  const bytes = parseAddress(client) ?? new Uint8Array(0);
  let found = 0;
  for (let index = 0; index < count; index++) {
    by.now = from + index * step;
    if (by.check(bytes, 0, bytes.length, kind, zone) === verdict) found++;
  }
  return found;
}

describe("rates", () => {
  it("sends a burst, and then as much as the rate", () => {
    const by = limiter();
    expect(counted(by, "192.0.2.1", 1000, { step: 0 })).toBe(20);
    // One more each 100 ms.
    expect(counted(by, "192.0.2.1", 10_000, { from: 1, step: 1 })).toBe(100);
  });

  it("never holds back who stays below", () => {
    expect(counted(limiter(), "192.0.2.1", 10_000, { step: 100 })).toBe(10_000);
  });

  it("fills the bucket again, to a burst and no further", () => {
    const by = limiter();
    counted(by, "192.0.2.1", 100);
    expect(counted(by, "192.0.2.1", 100, { from: 1000 })).toBe(10);
    expect(counted(by, "192.0.2.1", 100, { from: 3_600_000 })).toBe(20);
  });

  it("counts a network together, and others apart", () => {
    const by = limiter();
    counted(by, "192.0.2.1", 100);
    expect(counted(by, "192.0.2.254", 100)).toBe(0);
    expect(counted(by, "192.0.3.1", 100)).toBe(20);
    expect(counted(by, "2001:db8:0:11::1", 100)).toBe(20);
    expect(counted(by, "2001:db8:0:22::1", 100)).toBe(0);
    expect(counted(by, "2001:db8:0:111::1", 100)).toBe(20);
    expect(counted(by, "::ffff:192.0.2.7", 100)).toBe(0);
  });

  it("takes prefixes of any length", () => {
    const by = limiter({ ipv4PrefixBits: 25, ipv6PrefixBits: 0 });
    counted(by, "192.0.2.1", 100);
    expect(counted(by, "192.0.2.127", 100)).toBe(0);
    expect(counted(by, "192.0.2.128", 100)).toBe(20);
    counted(by, "2001:db8::", 100);
    expect(counted(by, "fd00::1", 100)).toBe(0);
  });

  it("counts each kind by its own rate, and negative answers by zone", () => {
    const by = limiter();
    const kinds = [AnswerKind.Positive, AnswerKind.NxDomain, AnswerKind.NoData, AnswerKind.Error];
    expect(kinds.map((kind) => counted(by, "192.0.2.1", 100, { kind, zone: 7 }))).toEqual([20, 10, 10, 4]);
    expect(counted(by, "192.0.2.1", 100, { kind: AnswerKind.NxDomain, zone: 8 })).toBe(10);
    expect(counted(by, "192.0.2.1", 100, { kind: AnswerKind.NxDomain, zone: 7 })).toBe(0);
  });

  it.each([
    [AnswerKind.NxDomain, AnswerKind.NoData],
    [AnswerKind.NoData, AnswerKind.NxDomain],
  ])("gives one network of all zones four times as much as of one (kind %i)", (kind, other) => {
    const by = limiter();
    const sent = Array.from({ length: 100 }, (_, zone) => counted(by, "192.0.2.1", 3, { kind, zone }));
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(40);
    expect(counted(by, "192.0.2.1", 100, { kind, zone: 1000 })).toBe(0);
    // 20 of them a second.
    expect(counted(by, "192.0.2.1", 100, { kind, zone: 1000, from: 1000 })).toBe(10);
    expect(counted(by, "192.0.2.1", 100, { kind, zone: 1001, from: 1000 })).toBe(10);
    expect(counted(by, "192.0.2.1", 100, { kind, zone: 1002, from: 1000 })).toBe(0);
    expect(counted(by, "192.0.3.1", 100, { kind, zone: 1002 })).toBe(10);
    // Other kinds have their own.
    expect(counted(by, "192.0.2.1", 100)).toBe(20);
    expect(counted(by, "192.0.2.1", 100, { kind: other })).toBe(10);
  });

  it("takes nothing of what all zones have for one that is flooded", () => {
    const by = limiter();
    const kind = AnswerKind.NxDomain;
    expect(counted(by, "192.0.2.1", 100_000, { kind, zone: 1, step: 1 })).toBe(10 + 499);
    expect(counted(by, "192.0.2.1", 100, { kind, zone: 2, from: 100_000 })).toBe(10);
  });

  it("has no limit where the rate is 0, nor for exempt clients", () => {
    const rule = parseAccessRule("192.0.2.0/28");
    const by = limiter({ errorsPerSecond: 0, exempt: rule.ok ? [rule.rule] : [] });
    expect(counted(by, "192.0.2.77", 1000, { kind: AnswerKind.Error })).toBe(1000);
    expect(counted(by, "192.0.2.7", 1000)).toBe(1000);
    expect(counted(by, "192.0.2.77", 1000)).toBe(20);
  });
});

describe("slip", () => {
  it.each([
    [0, 0, 980],
    [1, 980, 0],
    [2, 490, 490],
    [3, 326, 654],
    [10, 98, 882],
  ])("%i: %i truncated, %i dropped", (slip, truncated, dropped) => {
    expect(counted(limiter({ slip }), "192.0.2.1", 1000, { verdict: "truncate" })).toBe(truncated);
    expect(counted(limiter({ slip }), "192.0.2.1", 1000, { verdict: "drop" })).toBe(dropped);
  });
});

describe("the table", () => {
  it("stays as it is under 1,000,000 random addresses, which hide no flood", () => {
    const by = limiter({ tableRows: 16_384 });
    const size = by.tableBytes;
    const client = new Uint8Array(4);
    const flooded = Uint8Array.of(192, 0, 2, 1);
    let random = 1;
    let sent = 0;
    for (let count = 0; count < 1_000_000; count++) {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
      new DataView(client.buffer).setUint32(0, random);
      by.now = count / 100;
      by.check(client, 0, 4, AnswerKind.Positive, 0);
      if (count % 10 === 0 && by.check(flooded, 0, 4, AnswerKind.Positive, 0) === "send") sent++;
    }
    expect(by.tableBytes).toBe(size);
    // Ten seconds of 100,000 packets each: a burst, and ten a second.
    expect(sent).toBeGreaterThanOrEqual(119);
    expect(sent).toBeLessThanOrEqual(121);
  });

  it("has a power of two rows, however many were asked for", () => {
    expect(limiter({ tableRows: 1 }).tableBytes).toBe(4 * 17);
    expect(limiter({ tableRows: 1000 }).tableBytes).toBe(1024 * 17);
  });

  it("gives the same verdicts for the same seed and clock", () => {
    const run = (): number[] => {
      const by = limiter({ tableRows: 64, slip: 2 });
      return Array.from({ length: 300 }, (_, index) => counted(by, `10.${index % 50}.0.1`, 7, { from: index * 10 }));
    };
    expect(run()).toEqual(run());
  });
});
