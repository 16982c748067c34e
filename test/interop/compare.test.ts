/** The comparison itself: it must find what is wrong. */
import { expect, test } from "vitest";
import type { DissectedFrame, JsonValue } from "../support/capture/types.js";
import { Comparison } from "./compare.js";
import type { Tables } from "./fields/table.js";
import { Tally } from "./tally.js";
import type { TsharkField, TsharkFrame } from "./tshark.js";

const TABLES: Tables = {
  pair: {
    protocol: "pair",
    fields: { first: "p.first", second: "p.second", list: { names: "p.list", prefix: 1 }, opaque: { unseen: "test" } },
  },
};
const BYTES = Uint8Array.of(0x12, 0x34, 0x02, 0x68, 0x69);

function ours(path: string, start: number, bitLength: number, value: JsonValue, firstBit = 0): DissectedFrame {
  const field = { path, start, end: start + Math.ceil((firstBit + bitLength) / 8), firstBit, bitLength, value };
  return { layers: [{ packet: "pair", start: 0, end: 5, json: {}, fields: [field] }], failures: [] };
}

function theirs(
  ...fields: readonly (Partial<TsharkField> & { readonly name: string; readonly bitStart: number; readonly bitLength: number })[]
): TsharkFrame {
  return { number: 1, layers: [], fields: fields.map((field) => ({ protocol: "p", show: "", hidden: false, ...field })) };
}

function compared(mine: DissectedFrame, shark: TsharkFrame, explanations = {}): Tally {
  const comparison = new Comparison(TABLES, new Tally(explanations));
  comparison.add("test.pcap", BYTES, mine, shark);
  return comparison.tally;
}

const FIRST = { name: "p.first", bitStart: 0, bitLength: 16, raw: 0x1234n };

test("the same value at the same place agrees", () => {
  const tally = compared(ours("first", 0, 16, 0x1234), theirs(FIRST));
  expect(tally.unexplained).toEqual([]);
  expect(tally.protocols.get("pair")).toEqual({ packets: 1, compared: 1, differences: 0 });
});

test("another value differs", () => {
  expect(compared(ours("first", 0, 16, 0x1235), theirs(FIRST)).unexplained).toHaveLength(1);
});

test("another place differs, even where the value is right", () => {
  expect(compared(ours("first", 1, 16, 0x3402), theirs(FIRST)).unexplained).toHaveLength(1);
});

test("another name differs", () => {
  expect(compared(ours("second", 0, 16, 0x1234), theirs(FIRST)).unexplained).toHaveLength(1);
});

test("a part of tshark's field is compared with that part", () => {
  expect(compared(ours("first", 0, 4, 1), theirs(FIRST)).unexplained).toEqual([]);
  expect(compared(ours("first", 0, 4, 2, 4), theirs(FIRST)).unexplained).toEqual([]);
  expect(compared(ours("first", 0, 4, 1, 4), theirs(FIRST)).unexplained).toHaveLength(1);
});

test("several of tshark's fields that make up ours are joined", () => {
  const halves = theirs({ ...FIRST, bitLength: 8, raw: 0x12n }, { ...FIRST, bitStart: 8, bitLength: 8, raw: 0x34n });
  expect(compared(ours("first", 0, 16, 0x1234), halves).unexplained).toEqual([]);
  expect(compared(ours("first", 0, 24, 0x123402), halves).unexplained).toHaveLength(1);
});

test("text behind its length", () => {
  const list = { name: "p.list", bitStart: 24, bitLength: 16, raw: 0x6869n };
  expect(compared(ours("list", 2, 24, "hi"), theirs(list)).unexplained).toEqual([]);
  expect(compared(ours("list", 2, 24, "ho"), theirs(list)).unexplained).toHaveLength(1);
});

test("a tag must stand for the same number everywhere", () => {
  const comparison = new Comparison(TABLES, new Tally({}));
  comparison.add("test.pcap", BYTES, ours("first", 0, 8, "Twelve"), theirs({ ...FIRST, bitLength: 8, raw: 0x12n }));
  comparison.add("test.pcap", Uint8Array.of(0x13), ours("first", 0, 8, "Twelve"), theirs({ ...FIRST, bitLength: 8, raw: 0x13n }));
  expect(comparison.tally.unexplained).toHaveLength(1);
});

test("what tshark read elsewhere than in this frame is no match", () => {
  expect(compared(ours("first", 0, 16, 0x1234), theirs({ ...FIRST, raw: 0x9999n })).unexplained).toHaveLength(1);
});

test("fields without a line in the table are told, with tshark's names", () => {
  const tally = compared(ours("third", 0, 16, 0x1234), theirs(FIRST));
  expect([...(tally.unknowns.get("pair third") ?? [])]).toEqual([["p.first", 1]]);
});

test("a difference is explained or counted", () => {
  const tally = compared(ours("first", 0, 16, 1), theirs(FIRST), { "pair first": "test" });
  expect(tally.unexplained).toEqual([]);
  expect(tally.report()).toContain("pair first: 1, test");
});

test("malformed packets differ", () => {
  const failed = { layers: [], failures: [{ packet: "pair", start: 0, expected: "sense", message: "none" }] };
  expect(compared(failed, theirs()).unexplained).toEqual(["pair: sense: 1, first test.pcap 1: none"]);
});
