/** Changing an image: a model of sets of records, every version of which stays readable. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DnsType } from "../../../../../generated/dns/types.js";
import { compact } from "../../../../../servers/dns/image/compact.js";
import { ZoneEditor } from "../../../../../servers/dns/image/editor.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { NameKey } from "../../../../../servers/dns/image/name-key.js";
import { readSnapshot, snapshotText } from "../../../../../servers/dns/zone/snapshot.js";
import { imageOf, wireOf } from "../../../../support/dns-zone.js";
import { APEX, contents, ZONE } from "./support.js";

const NAMES = ["a", "b", "c.b", "d.c.b", "e.d.c.b", "*.a", "f.g", "g", "x.y.z"].map((name) => `${name}.${ZONE}`);

interface Step {
  readonly isAddition: boolean;
  readonly name: string;
  readonly type: number;
  readonly value: number;
  /** Names in data are the same in any case. */
  readonly isUpper: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  isAddition: fc.boolean(),
  name: fc.constantFrom(...NAMES),
  type: fc.constantFrom(DnsType.A, DnsType.TXT, DnsType.NS),
  value: fc.integer({ min: 1, max: 4 }),
  isUpper: fc.boolean(),
});

function dataOf({ type, value, isUpper }: Step): Parameters<ZoneEditor["add"]>[4] {
  if (type === DnsType.A) return { $kind: "A", address: 0x0a000000 + value };
  if (type === DnsType.TXT) return { $kind: "TXT", txtData: [`text ${value}`] };
  const nsdname = `ns${value}.${ZONE}`;
  return { $kind: "NS", nsdname: isUpper ? nsdname.toUpperCase() : nsdname };
}

function textOf(step: Step): string {
  const { name, type, value } = step;
  if (type === DnsType.A) return `${name}. 60 in a 10.0.0.${value}`;
  return type === DnsType.TXT ? `${name}. 60 in txt "text ${value}"` : `${name}. 60 in ns ns${value}.${ZONE}.`;
}

/** Carries out a step in the editor and in the model. */
function carryOut(editor: ZoneEditor, model: Set<string>, step: Step): void {
  const { isAddition, name, type } = step;
  const was = model.has(textOf(step));
  if (isAddition) {
    expect(editor.add(wireOf(name), type, 1, 60, dataOf(step))).toBe(was ? 1 : 0);
    model.add(textOf(step));
  } else {
    expect(editor.remove(wireOf(name), type, 1, 60, dataOf(step))).toBe(was);
    model.delete(textOf(step));
  }
}

/** The names that a set of records makes: owners, and what is above them (RFC 4592 section 2.2.2). */
function namesOf(lines: ReadonlySet<string>): Set<string> {
  const names = new Set<string>();
  for (const line of lines) {
    const labels = line.slice(0, line.indexOf(" ") - 1).split(".");
    for (let first = 0; first < labels.length; first++) names.add(labels.slice(first).join("."));
  }
  return names;
}

function hasName(image: ZoneImage, name: string, version: number): boolean {
  const key = new NameKey();
  key.loadWire(wireOf(name));
  return image.find(key, 0, version) !== 0;
}

describe("an image that is changed", () => {
  test("has at every version what a set of records would have, names included, and so has its copy", () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { maxLength: 12 }), (changes) => {
        // With room for all of this.
        const image = compact(imageOf(APEX, ZONE), 0);
        const editor = new ZoneEditor(image);
        const model = contents(image);
        const versions = [new Set(model)];
        for (const change of changes) {
          editor.begin();
          for (const each of change) carryOut(editor, model, each);
          expect(contents(image)).toEqual(versions.at(-1));
          editor.prepare();
          editor.commit();
          versions.push(new Set(model));
        }
        versions.forEach((lines, version) => {
          expect(contents(image, version)).toEqual(lines);
          const kept = readSnapshot(new TextEncoder().encode([...snapshotText(image, version)].join("")), wireOf(ZONE));
          expect(typeof kept === "string" ? kept : contents(kept)).toEqual(lines);
          const names = namesOf(lines);
          for (const name of [...NAMES, `z.${ZONE}`, `y.z.${ZONE}`, `d.b.${ZONE}`])
            expect(hasName(image, name, version)).toBe(names.has(name));
        });
        const copy = compact(image, image.version);
        expect(contents(copy)).toEqual(versions.at(-1));
        for (const name of NAMES) expect(hasName(copy, name, 0)).toBe(namesOf(versions.at(-1) ?? new Set()).has(name));
      }),
      { numRuns: 150 },
    );
  });

  test("keeps the case of a name as it was written first, and finds it in any", () => {
    const image = compact(imageOf(APEX, ZONE), 0);
    const editor = new ZoneEditor(image);
    editor.begin();
    editor.add(wireOf("MiXed.Example"), DnsType.A, 1, 60, { $kind: "A", address: 1 });
    editor.add(wireOf("mixed.example"), DnsType.A, 1, 60, { $kind: "A", address: 2 });
    editor.prepare();
    editor.commit();
    expect(hasName(image, "mIxEd.eXample", image.version)).toBe(true);
    expect([...contents(image)].filter((line) => line.startsWith("mixed"))).toHaveLength(2);
  });

  test("refuses what is not in the zone, and what is not there", () => {
    const editor = new ZoneEditor(compact(imageOf(APEX, ZONE), 0));
    editor.begin();
    expect(editor.add(wireOf("www.example.org"), DnsType.A, 1, 60, { $kind: "A", address: 1 })).toBe(2);
    expect(editor.remove(wireOf("www.example.org"), DnsType.A, 1, 60, { $kind: "A", address: 1 })).toBe(false);
    expect(editor.remove(wireOf("ns.example"), DnsType.A, 1, 60, { $kind: "A", address: 1 })).toBe(false);
  });
});
