/** A name has so many types and no more: each look-up at it goes through them. */
import { expect, test } from "vitest";
import type { DnsRecordInput } from "../../../../../generated/dns/dns.js";
import { DnsClass } from "../../../../../generated/dns/types.js";
import { ZoneEditor } from "../../../../../servers/dns/image/editor.js";
import { ADDED, MOST_RRSETS } from "../../../../../servers/dns/image/rrset-store.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { wireOf } from "../../../../support/dns-zone.js";

const APEX = ["@ 60 SOA ns admin 1 7200 900 1209600 300", "@ 60 NS ns", "ns 60 A 192.0.2.1"];
/** Nobody has given these a meaning. */
const FIRST_TYPE = 1000;

function load(types: number): ReturnType<typeof loadZone> {
  const lines = Array.from({ length: types }, (_, index) => `crowd 60 TYPE${FIRST_TYPE + index} \\# 1 00`);
  return loadZone(Buffer.from([...APEX, ...lines, ""].join("\n")), { file: "zone", origin: wireOf("example") });
}

function data(type: number): DnsRecordInput["rdata"] {
  return { $kind: "Unknown", $value: type, data: Uint8Array.of(0) };
}

test("in a file, each type beyond is an error in its place", () => {
  expect(load(MOST_RRSETS).image).toBeDefined();
  const { image, problems } = load(MOST_RRSETS + 2);
  expect(image).toBeUndefined();
  const first = APEX.length + MOST_RRSETS + 1;
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ["too-many-types", first],
    ["too-many-types", first + 1],
  ]);
});

test("in a change, it is not put in; more records of a type that is there are", () => {
  const { image } = load(MOST_RRSETS);
  if (image === undefined) throw new Error("no zone");
  const editor = new ZoneEditor(image);
  editor.begin();
  const owner = wireOf("crowd.example");
  const add = (type: number): number => editor.add(owner, type, DnsClass.IN, 60, data(type));
  expect(add(FIRST_TYPE + MOST_RRSETS)).toBe(ADDED.TOO_MANY);
  expect(add(FIRST_TYPE)).toBe(ADDED.DUPLICATE);
  expect(editor.remove(owner, FIRST_TYPE, DnsClass.IN, 60, data(FIRST_TYPE))).toBe(true);
  expect(add(FIRST_TYPE + MOST_RRSETS)).toBe(ADDED.YES);
});
