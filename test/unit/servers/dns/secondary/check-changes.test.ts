/** Changes are looked at where they may have broken something: that finds what looking at the whole zone would find. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compact } from "../../../../../servers/dns/image/compact.js";
import { ZoneEditor } from "../../../../../servers/dns/image/editor.js";
import { NEWEST } from "../../../../../servers/dns/image/image.js";
import { applyChange, difference } from "../../../../../servers/dns/zone/change.js";
import { checkZone } from "../../../../../servers/dns/zone/check.js";
import { checkChanges } from "../../../../../servers/dns/zone/check-changes.js";
import { ORIGIN, unchecked } from "./support.js";

const HEAD = [`$ORIGIN ${ORIGIN}.`, "$TTL 60"];
/** The least that is a zone. */
const SERVERS = ["@ NS ns1", "ns1 A 192.0.2.9"];
const NAMES = ["@", "a", "b.a", "c.b.a", "ns1", "*.a", "ns2"];
const DATA = ["A 192.0.2.1", "CNAME ns1", "DNAME x.example.", "NS ns1", "NS ns.elsewhere.example.", "NS ns2", "TXT x"];

const line = fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...DATA)).map((parts) => parts.join(" "));
const lines = fc.uniqueArray(line, { maxLength: 8 });

function text(serial: number, records: readonly string[]): string {
  return [...HEAD, `@ SOA ns1 host ${serial} 1 1 1 1`, ...records, ""].join("\n");
}

test("for any zone without errors, and any changes of it", { timeout: 60_000 }, () => {
  const seen = { good: 0, bad: 0 };
  fc.assert(
    fc.property(lines, lines, fc.boolean(), (some, others, hasServers) => {
      const before = unchecked(text(1, [...SERVERS, ...some]));
      fc.pre(checkZone(before).errors === 0);
      const after = unchecked(text(2, hasServers ? [...SERVERS, ...others] : others));
      const change = difference(before, after);
      const editor = new ZoneEditor(compact(before, before.version));
      editor.begin();
      expect(applyChange(editor, change)).toBe(true);
      editor.prepare();
      const isGood = checkZone(editor.image, { version: NEWEST }).errors === 0;
      expect(checkZone(after).errors === 0).toBe(isGood);
      expect(checkChanges(editor.image, [change], 10).errors === 0).toBe(isGood);
      seen[isGood ? "good" : "bad"]++;
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(seen.good, seen.bad)).toBeGreaterThan(50);
});

test("a name server that loses its address, which is found at the zone's own name", () => {
  const before = unchecked(text(1, SERVERS));
  const editor = new ZoneEditor(compact(before, before.version));
  editor.begin();
  const change = difference(before, unchecked(text(2, SERVERS.slice(0, 1))));
  expect(applyChange(editor, change)).toBe(true);
  expect(checkChanges(editor.image, [change], 10).all.map(({ code }) => code)).toEqual(["missing-address"]);
});
