/** Catalogue zones (RFC 9432): what is read of them, and what is written. */
import { describe, expect, test } from "vitest";
import { PRIMITIVES } from "../../../../../servers/dns/node/primitives.js";
import {
  type Catalog,
  hasMembers,
  makeCatalog,
  type NewMember,
  nextCatalogSerial,
  readCatalog,
} from "../../../../../servers/dns/zone/catalog.js";
import { checkZone } from "../../../../../servers/dns/zone/check.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { wireOf } from "../../../../support/dns/names.js";

const ORIGIN = "catalog.example";

function read(...lines: readonly string[]): Catalog {
  const text = [`$ORIGIN ${ORIGIN}.`, "@ 0 SOA invalid. invalid. 1625079950 3600 600 2147483646 0", "@ 0 NS invalid.", ...lines, ""].join(
    "\n",
  );
  const { image, problems } = loadZone(new TextEncoder().encode(text), { file: "catalog", origin: wireOf(ORIGIN) });
  if (image === undefined) throw new Error(problems.map(({ message }) => message).join("; "));
  return readCatalog(image, 5);
}

const VERSION = 'version 0 TXT "2"';

function members(catalog: Catalog): string[] {
  return catalog.kind === "broken" ? [catalog.problem] : catalog.members.map(({ origin, id }) => `${id}: ${origin}`).sort();
}

describe("read", () => {
  test("members (section 4.1), in lower case", () => {
    const catalog = read(VERSION, "unique-1.zones 0 PTR Example.COM.", "UNIQUE-2.Zones 0 PTR example.net.", "unique-3.zones 0 PTR .");
    expect(members(catalog)).toEqual(["unique-1: example.com", "unique-2: example.net", "unique-3: ."]);
  });

  test("none", () => {
    expect(members(read(VERSION))).toEqual([]);
  });

  test("groups and change of ownership (section 4.3)", () => {
    const lines = [
      "a.zones 0 PTR example.com.",
      'group.a.zones 0 TXT "nodnssec"',
      'group.a.zones 0 TXT "x" "y"',
      "coo.a.zones 0 PTR new.example.",
    ];
    const catalog = read(VERSION, ...lines);
    expect(catalog.kind === "catalog" && catalog.members).toEqual([
      { origin: "example.com", id: "a", groups: ["nodnssec", "xy"], changeOfOwnership: "new.example" },
    ]);
  });

  test("without what it has no meaning for (section 3, 4.4)", () => {
    const lines = [
      'private.ext 0 TXT "x"',
      "a.zones 0 PTR example.com.",
      "x.ext.a.zones 0 A 192.0.2.1",
      "b.zones 0 A 192.0.2.1",
      "other 0 PTR x.",
    ];
    expect(members(read(VERSION, ...lines, "coo.c.zones 0 PTR example.org."))).toEqual(["a: example.com"]);
  });

  test("names that are no names of files", () => {
    const lines = ["a.zones 0 PTR \\.\\.%2f.", "b.zones 0 PTR \\$.", "c.zones 0 PTR /etc/passwd."];
    expect(members(read(VERSION, ...lines))).toHaveLength(3);
  });

  test.each<[string, readonly string[], string]>([
    ["no version", ["a.zones 0 PTR example.com."], "it has no version"],
    ["another version", ['version 0 TXT "1"'], "its version is 1, not 2"],
    ["two versions", [VERSION, 'version 0 TXT "1"'], "its version is"],
    ["no text as version", ["version 0 A 192.0.2.1"], "it has no version"],
    ["two records of a member", [VERSION, "a.zones 0 PTR x.", "a.zones 0 PTR y."], "a.zones has more than one PTR record"],
    ["a member twice", [VERSION, "a.zones 0 PTR x.", "b.zones 0 PTR X."], "x is there twice"],
    [
      "two owners",
      [VERSION, "a.zones 0 PTR x.", "coo.a.zones 0 PTR y.", "coo.a.zones 0 PTR z."],
      "coo.a.zones has more than one PTR record",
    ],
    [
      "too many",
      [VERSION, "a", "b", "c", "d", "e", "f"].map((id) => (id.length > 1 ? id : `${id}.zones 0 PTR ${id}.`)),
      "it has 6 members: 5 are the most",
    ],
  ])("%s: broken (section 5.1)", (_what, lines, problem) => {
    const catalog = read(...lines);
    expect(catalog.kind).toBe("broken");
    expect(members(catalog)[0]).toContain(problem);
  });
});

function membersOf(names: readonly string[]): NewMember[] {
  return names.map((origin) => ({ origin }));
}

describe("written", () => {
  const NAMES = ["example.com", "example.net", ".", "\\.\\.%2f", `${"x".repeat(63)}.${"y".repeat(63)}.${"z".repeat(63)}.example`];

  test("is read again, and is a zone", () => {
    const image = makeCatalog(wireOf(ORIGIN), membersOf(NAMES), 7, PRIMITIVES.sha1);
    const catalog = readCatalog(image);
    expect(catalog.kind === "catalog" && catalog.members.map(({ origin }) => origin).sort()).toEqual([...NAMES].sort());
    expect(hasMembers(catalog, membersOf(NAMES))).toBe(true);
    expect(hasMembers(catalog, membersOf(NAMES.slice(1)))).toBe(false);
    expect(hasMembers(catalog, membersOf([...NAMES.slice(1), "example.org"]))).toBe(false);
    expect(checkZone(image).all).toEqual([]);
  });

  test("with groups (section 4.3.2), whose names are any texts", () => {
    const group = `é ${"x".repeat(250)}`;
    const listed = [{ origin: "example.com", group }, { origin: "example.net" }];
    const catalog = readCatalog(makeCatalog(wireOf(ORIGIN), listed, 7, PRIMITIVES.sha1));
    expect(catalog.kind === "catalog" && catalog.members.map(({ origin, groups }) => [origin, groups]).sort()).toEqual([
      ["example.com", [group]],
      ["example.net", []],
    ]);
    expect(hasMembers(catalog, listed)).toBe(true);
    expect(hasMembers(catalog, membersOf(["example.com", "example.net"]))).toBe(false);
    expect(hasMembers(catalog, [{ origin: "example.com", group: "other" }, { origin: "example.net" }])).toBe(false);
    expect(
      hasMembers(catalog, [
        { origin: "example.com", group },
        { origin: "example.net", group },
      ]),
    ).toBe(false);
  });

  test("with the same labels each time", () => {
    const [one, other] = [["example.com"], ["example.net", "example.com"]].map((names) =>
      members(readCatalog(makeCatalog(wireOf(ORIGIN), membersOf(names), 1, PRIMITIVES.sha1))),
    );
    expect(other).toContain(one?.[0]);
  });

  test.each([
    [undefined, 1_700_000_000, 1_700_000_000],
    [5, 1_700_000_000, 1_700_000_000],
    [1_700_000_000, 1_700_000_000, 1_700_000_001],
    [1_700_000_500, 1_700_000_000, 1_700_000_501],
    [0xffff_ffff, 0xffff_fff0, 1],
  ])("after serial %s at %i comes %i", (serial, now, next) => {
    expect(nextCatalogSerial(serial, now)).toBe(next);
  });
});
