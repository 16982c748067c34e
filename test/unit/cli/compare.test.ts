import { describe, expect, test } from "vitest";
import type { PacketShape } from "../../../runtime/shape.js";
import { compareExample } from "../../../src/cli/examples/compare.js";
import type { Expected } from "../../../src/cli/examples/plan.js";

const shape: PacketShape = {
  name: "p",
  params: [],
  fields: [
    {
      name: "number",
      key: "number",
      role: "free",
      type: { kind: "int", bits: 8, signed: false, variant: { cases: [{ tag: "One", value: 1 }] } },
    },
    { name: "large", key: "large", role: "free", type: { kind: "int", bits: 64, signed: false } },
    { name: "bytes", key: "bytes", role: "free", type: { kind: "bytes" } },
    { name: "list", key: "list", role: "free", type: { kind: "array", element: { kind: "int", bits: 8, signed: false } } },
    {
      name: "kind",
      key: "kind",
      role: "free",
      type: {
        kind: "classify",
        subject: { kind: "int", bits: 8, signed: false },
        arms: [
          { name: "A", fixed: 1, holdsValue: false, patterns: [], fields: [{ name: "x", key: "x", role: "free", type: { kind: "bool" } }] },
          { name: "Other", holdsValue: true, patterns: [], fields: [] },
        ],
      },
    },
  ],
};

const value = { number: 1, large: 2n ** 60n, bytes: Uint8Array.of(0xab, 1), list: [1, 2], kind: { $kind: "A", x: true } };

function at(name: string, expected: Expected): Expected {
  return { kind: "object", place: "f:1:1", entries: [[name, expected]] };
}

const int = (text: string): Expected => ({ kind: "int", value: text, place: "f:2:2" });
const tag = (text: string): Expected => ({ kind: "tag", value: text, place: "f:2:2" });
const string = (text: string): Expected => ({ kind: "string", value: text, place: "f:2:2" });
const bool = (flag: boolean): Expected => ({ kind: "bool", value: flag, place: "f:2:2" });

describe("an example's value", () => {
  test.each<[string, Expected]>([
    ["number", int("1")],
    ["number", tag("One")],
    ["large", int((2n ** 60n).toString())],
    ["bytes", string("AB 01")],
    ["list", { kind: "list", elements: [int("1"), int("2")], place: "" }],
    ["kind", int("1")],
    ["kind", string("A")],
    [
      "kind",
      {
        kind: "object",
        entries: [
          ["$kind", string("A")],
          ["$value", int("1")],
          ["x", bool(true)],
        ],
        place: "",
      },
    ],
  ])("%s matches %j", (name, expected) => {
    expect(compareExample(shape, value, at(name, expected))).toEqual([]);
  });

  test.each<[string, Expected, string, string, string]>([
    ["number", int("2"), "p.number", "2", "One (1)"],
    ["number", tag("Two"), "p.number", "Two", "One (1)"],
    ["bytes", string("ab"), "p.bytes", '"ab"', '"ab01"'],
    ["list", { kind: "list", elements: [int("1")], place: "f:2:2" }, "p.list", "a list of 1", "a list of 2"],
    ["list", { kind: "list", elements: [int("1"), int("3")], place: "" }, "p.list[1]", "3", "2"],
    ["kind", { kind: "object", entries: [["$kind", string("Other")]], place: "" }, "p.kind.$kind", '"Other"', "A"],
    ["kind", { kind: "object", entries: [["x", bool(false)]], place: "" }, "p.kind.x", "false", "true"],
    ["nothing", int("1"), "p.nothing", "1", "nothing"],
  ])("%s does not match %j", (name, expected, path, wanted, found) => {
    expect(compareExample(shape, value, at(name, expected))).toEqual([{ place: "f:2:2", path, expected: wanted, found }]);
  });
});
