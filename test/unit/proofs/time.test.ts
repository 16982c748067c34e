import { describe, expect, it } from "vitest";
import { findWitnesses, timeLimit } from "../../../src/proofs/index.js";
import { loadText } from "./support.js";

describe("a time limit", () => {
  it("is shared among the packets that are left", () => {
    let now = 1000;
    const limit = timeLimit(10, () => now);
    const first = limit.share(4);
    now = 3499;
    expect(first()).toBe(false);
    now = 3500;
    expect(first()).toBe(true);
    const last = limit.share(1);
    now = 10_999;
    expect(last()).toBe(false);
    now = 11_000;
    expect(last()).toBe(true);
    expect(limit.share(1)()).toBe(true);
  });

  it("ends the search; what was not tried is unproved", async () => {
    const { layout, modules } = await loadText("packet p { n: byte min(3); }");
    const statuses = findWitnesses(layout, modules, { limit: timeLimit(0, () => 0) }).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(["unproved"]));
  });

  it("stops in the middle of a packet", async () => {
    const { layout, modules } = await loadText(
      'packet p { n: uint32 value(sizeof(data)); data: byte[n]; require (n / 2 * 2 <= n) "always"; }',
    );
    let now = 0;
    const begun = performance.now();
    findWitnesses(layout, modules, { steps: 1e9, limit: timeLimit(1, () => now++) });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
