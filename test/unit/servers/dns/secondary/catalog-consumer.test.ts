/** Members of catalogues (RFC 9432 section 5): they come, go, begin anew, and change from one catalogue to another. */
import { beforeEach, describe, expect, test } from "vitest";
import type { ZoneSettings } from "../../../../../servers/dns/config/types.js";
import { CatalogConsumer } from "../../../../../servers/dns/node/zone-catalog.js";
import type { ServedZone } from "../../../../../servers/dns/node/zone-served.js";
import { ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { wireOf } from "../../../../support/dns/names.js";
import { remote } from "../../../../support/dns/replication/deens.js";
import { imageOf } from "./support.js";

const NAMES = ["one.example", "two.example"] as const;

function settingsOf(name: string): ZoneSettings {
  return { primaries: [remote(name, 1)], notify: [], allowTransfer: [], allowUpdate: [], allowNotify: [], zonemd: "verify" };
}

describe("catalogues", () => {
  let store: ZoneStore;
  let consumer: CatalogConsumer;
  let told: string[];
  /** Zones that came and went, in their order. */
  let events: string[];
  let serial = 1;

  beforeEach(async () => {
    told = [];
    events = [];
    const zones = NAMES.map((origin) => {
      const settings = settingsOf(`of ${origin}`);
      const groups = ["first", "second"].map((name) => ({ name, settings: settingsOf(`${name} of ${origin}`) }));
      return { ...settings, origin, file: undefined, catalog: { role: "consume" as const, members: settings, groups } };
    });
    store = new ZoneStore([...zones, { origin: "own.example", file: undefined, primaries: [remote("x", 1)] }]);
    await store.load();
    consumer = new CatalogConsumer({
      store,
      tell: (text) => void told.push(text),
      added: ({ source }) => void events.push(`+${source.origin}`),
      removed: ({ source }) => void events.push(`-${source.origin}`),
    });
  });

  /** Another version of a catalogue. */
  async function say(origin: (typeof NAMES)[number], ...lines: readonly string[]): Promise<void> {
    const head = [`$ORIGIN ${origin}.`, `@ 0 SOA invalid. invalid. ${serial++} 60 60 2147483646 0`, "@ 0 NS invalid."];
    const text = [...head, ...(lines.some((line) => line.startsWith("version")) ? [] : ['version 0 TXT "2"']), ...lines, ""].join("\n");
    const { image, problems } = loadZone(new TextEncoder().encode(text), { file: origin, origin: wireOf(origin) });
    if (image === undefined) throw new Error(problems.map(({ message }) => message).join("; "));
    const catalog = zone(origin);
    await catalog.receive(image);
    await consumer.update(catalog);
  }

  function zone(origin: string): ServedZone {
    const found = store.findText(origin);
    if (found === undefined) throw new Error(`no zone ${origin}`);
    return found;
  }

  const primaryOf = (origin: string): string | undefined => store.findText(origin)?.source.primaries?.[0]?.name;

  test("members come and go", async () => {
    await say("one.example", "a.zones 0 PTR a.example.", "b.zones 0 PTR b.example.");
    // A catalogue has its members in no order.
    expect(events.toSorted()).toEqual(["+a.example", "+b.example"]);
    await say("one.example", "b.zones 0 PTR b.example.");
    expect(events.slice(2)).toEqual(["-a.example"]);
    expect(consumer.isMember(zone("b.example"))).toBe(true);
    expect(consumer.isMember(zone("own.example"))).toBe(false);
  });

  test("a member under another label begins anew (section 5.4)", async () => {
    await say("one.example", "a.zones 0 PTR a.example.");
    await zone("a.example").receive(imageOf(7, [], "a.example"));
    await say("one.example", "a.zones 0 PTR a.example.", "other.zones 0 PTR other.example.");
    expect(zone("a.example").serial).toBe(7);
    await say("one.example", "b.zones 0 PTR a.example.");
    expect(events).toEqual(["+a.example", "+other.example", "-a.example", "-other.example", "+a.example"]);
    expect(zone("a.example").serial).toBeUndefined();
  });

  test("what is configured, or another's, is left alone, and told once", async () => {
    await say("one.example", "a.zones 0 PTR a.example.");
    await say("two.example", "a.zones 0 PTR a.example.", "b.zones 0 PTR own.example.", "c.zones 0 PTR two.example.");
    await say("two.example", "a.zones 0 PTR a.example.", "b.zones 0 PTR own.example.", "c.zones 0 PTR two.example.");
    expect(primaryOf("a.example")).toBe("of one.example");
    const why = "a.example is a member of one.example already; own.example is served already; two.example is served already";
    expect(told).toEqual([`two.example: ${why}`]);
    // What the first gives up, the second has been waiting for.
    await say("one.example");
    expect(primaryOf("a.example")).toBe("of two.example");
  });

  test.each<[string, boolean]>([
    ["a", true],
    ["b", false],
  ])("a member goes to another catalogue if its own says so (section 4.3.1); under the label %s it is kept: %s", async (label, isKept) => {
    await say("one.example", "a.zones 0 PTR a.example.");
    await zone("a.example").receive(imageOf(7, [], "a.example"));
    await say("two.example", `${label}.zones 0 PTR a.example.`);
    expect(primaryOf("a.example")).toBe("of one.example");
    // Also if it says so afterwards.
    await say("one.example", "a.zones 0 PTR a.example.", "coo.a.zones 0 PTR two.example.");
    expect(primaryOf("a.example")).toBe("of two.example");
    expect(zone("a.example").serial).toBe(isKept ? 7 : undefined);
    // The first has no say in it any more.
    await say("one.example");
    expect(primaryOf("a.example")).toBe("of two.example");
    await say("two.example");
    expect(store.findText("a.example")).toBeUndefined();
  });

  test("who is in a group has its settings, of several those of the first that is known (section 4.3.2)", async () => {
    const member = "a.zones 0 PTR a.example.";
    await say("one.example", member, 'group.a.zones 0 TXT "second"', 'group.a.zones 0 TXT "unknown"');
    expect(primaryOf("a.example")).toBe("second of one.example");
    await zone("a.example").receive(imageOf(7, [], "a.example"));
    await say("one.example", member, 'group.a.zones 0 TXT "second"', 'group.a.zones 0 TXT "first"');
    expect(primaryOf("a.example")).toBe("first of one.example");
    await say("one.example", member, 'group.a.zones 0 TXT "unknown"', 'group.a.zones 0 TXT "First"');
    expect(primaryOf("a.example")).toBe("of one.example");
    await say("one.example", member, 'group.b.zones 0 TXT "first"', 'first.group.a.zones 0 TXT "first"');
    expect(primaryOf("a.example")).toBe("of one.example");
    // It is the same zone all along.
    expect(zone("a.example").serial).toBe(7);
    expect(events).toEqual(["+a.example"]);
  });

  test("a member that goes to another catalogue is in a group of that", async () => {
    await say("one.example", "a.zones 0 PTR a.example.", 'group.a.zones 0 TXT "first"');
    await say("two.example", "a.zones 0 PTR a.example.", 'group.a.zones 0 TXT "second"');
    expect(primaryOf("a.example")).toBe("first of one.example");
    await say("one.example", "a.zones 0 PTR a.example.", "coo.a.zones 0 PTR two.example.", 'group.a.zones 0 TXT "first"');
    expect(primaryOf("a.example")).toBe("second of two.example");
  });

  test("one that has expired changes nothing: its members go on", async () => {
    await say("one.example", "a.zones 0 PTR a.example.");
    zone("one.example").expire();
    await consumer.update(zone("one.example"));
    expect(events).toEqual(["+a.example"]);
    await consumer.dropRemoved();
    expect(store.findText("a.example")).toBeDefined();
  });

  test("a member that is to go to a third one does not go to the second", async () => {
    await say("one.example", "a.zones 0 PTR a.example.", "coo.a.zones 0 PTR three.example.");
    await say("two.example", "a.zones 0 PTR a.example.");
    expect(primaryOf("a.example")).toBe("of one.example");
  });

  test("two that point at each other come to rest", async () => {
    await say("one.example", "a.zones 0 PTR a.example.", "coo.a.zones 0 PTR two.example.");
    await say("two.example", "a.zones 0 PTR a.example.", "coo.a.zones 0 PTR one.example.");
    expect(primaryOf("a.example")).toMatch(/^of (one|two)\.example$/);
    expect(events).toEqual(["+a.example"]);
  });

  test.each([['version 0 TXT "1"'], ["a.zones 0 PTR x.example.", "a.zones 0 PTR y.example."]])(
    "one that is broken changes nothing (section 5.1): %s",
    async (...lines) => {
      await say("one.example", "a.zones 0 PTR a.example.");
      await say("one.example", "b.zones 0 PTR b.example.", ...lines);
      expect(events).toEqual(["+a.example"]);
      expect(told).toEqual([expect.stringContaining("one.example: the catalogue is broken, so it changes nothing")]);
    },
  );
});
