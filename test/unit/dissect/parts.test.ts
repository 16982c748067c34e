import { describe, expect, test } from "vitest";
import type { PacketShape } from "../../../runtime/shape.js";
import { ipv6Text } from "../../../src/dissect/frame-line.js";
import { evaluate, matches, NoValue, type Scope } from "../../../src/dissect/evaluate.js";
import type { BinaryOperator, PlanExpr } from "../../../src/dissect/plan.js";
import { methodFamily } from "../../../src/dissect/ssh.js";
import { subjectOf, valueAt } from "../../../src/dissect/values.js";

const byte = { kind: "int", bits: 8, signed: false } as const;
const inner: PacketShape = { name: "inner", params: [], fields: [{ name: "deep", key: "deep", role: "free", type: byte }] };
const shape: PacketShape = {
  name: "p",
  params: [],
  fields: [
    { name: "a", key: "a", role: "free", type: byte },
    { name: "a_b", key: "aB", role: "free", type: { kind: "bytes" } },
    {
      name: "list",
      key: "list",
      role: "free",
      type: { kind: "array", element: { kind: "group", fields: [{ name: "x", key: "x", role: "free", type: byte }] } },
    },
    { name: "scalars", key: "scalars", role: "free", type: { kind: "array", element: byte } },
    { name: "nested", key: "nested", role: "free", type: { kind: "packet", of: () => inner } },
    {
      name: "kind",
      key: "kind",
      role: "free",
      type: {
        kind: "classify",
        subject: byte,
        arms: [{ name: "Arm 1.0", fixed: 7, holdsValue: false, patterns: [], fields: [{ name: "y", key: "y", role: "free", type: byte }] }],
      },
    },
  ],
};
const value = {
  scalars: [8, 9],
  a: 1,
  aB: Uint8Array.of(1, 2),
  list: [{ x: 3 }, { x: 4 }],
  nested: { deep: 5 },
  kind: { $kind: "Arm 1.0", y: 6 },
};

describe("values by path", () => {
  test.each([
    ["a", 1],
    ["list[1].x", 4],
    ["nested.deep", 5],
    ["kind.Arm 1.0.y", 6],
    ["list[2].x", undefined],
    ["scalars[1]", 9],
    ["scalars[1].scalar", 9],
    ["scalars[2].scalar", undefined],
    ["kind.Other.y", undefined],
    ["b", undefined],
  ])("%s is %s", (path, found) => {
    expect(valueAt(shape, value, path)?.value).toBe(found);
  });

  test("a classified field's own value", () => {
    const found = valueAt(shape, value, "kind");
    expect(found === undefined ? undefined : subjectOf(found)?.value).toBe(7);
  });
});

describe("expressions of a plan", () => {
  const scope: Scope = {
    shape,
    value,
    args: [9, true],
    trace: () => ({
      start: 10,
      entries: [
        { path: "a", start: 10, end: 11, firstBit: 0, bitLength: 8 },
        { path: "list[0].x", start: 13, end: 14, firstBit: 0, bitLength: 8 },
        { path: "list[1].x", start: 14, end: 15, firstBit: 0, bitLength: 8 },
      ],
    }),
  };
  const int = (number: number): PlanExpr => ({ kind: "int", value: number.toString() });
  const field = (...paths: readonly string[]): PlanExpr => ({ kind: "field", paths });
  const binary = (left: PlanExpr, operator: BinaryOperator, right: PlanExpr): PlanExpr => ({ kind: "binary", operator, left, right });

  test.each<[string, PlanExpr, bigint | boolean]>([
    ["a field of whichever arm is there", field("kind.None.y", "kind.Arm 1.0.y"), 6n],
    ["a classified field", field("kind"), 7n],
    ["parameters", { kind: "param", index: 1 }, true],
    ["sizeof of bytes", { kind: "sizeof", paths: ["a_b"] }, 2n],
    ["sizeof of what has parts", { kind: "sizeof", paths: ["list"] }, 2n],
    ["offset", { kind: "offset", paths: ["list"] }, 5n],
    ["array_length", { kind: "arrayLength", paths: ["list"] }, 2n],
    ["present", { kind: "present", paths: ["kind.None.y"] }, false],
    ["internet_sum", { kind: "internetSum", operand: field("a_b") }, 0x0102n],
    ["internet_sum of a text", { kind: "internetSum", operand: { kind: "string", value: "abc" } }, 0xc462n],
    ["arithmetic", binary(binary(int(7), "/", int(-2)), "%", int(2)), -1n],
    ["shifts", binary(int(1), "<<", int(40)), 1n << 40n],
    ["comparisons", binary(binary(int(1), "<", int(2)), "&&", binary(int(1), "!=", int(1))), false],
    ["conditions", { kind: "conditional", condition: binary(field("a"), "==", int(1)), then: int(5), otherwise: int(6) }, 5n],
    ["strings are their bytes", binary({ kind: "string", value: "\u0001\u0002" }, "==", field("a_b")), true],
  ])("%s", (_, expr, result) => {
    expect(evaluate(expr, scope)).toBe(result);
  });

  test("what has no value is said, never NaN", () => {
    expect(() => evaluate(binary(int(1), "/", int(0)), scope)).toThrow(NoValue);
    expect(() => evaluate(field("nothing"), scope)).toThrow(NoValue);
    expect(() => evaluate({ kind: "internetSum", operand: field("a") }, scope)).toThrow(NoValue);
    expect(() => evaluate({ kind: "param", index: 0 }, { ...scope, args: undefined })).toThrow(NoValue);
  });

  test("patterns", () => {
    expect(matches({ kind: "range", low: "1", high: "3" }, 3n)).toBe(true);
    expect(matches({ kind: "range", low: "1", high: "3" }, 4n)).toBe(false);
    expect(matches({ kind: "string", text: "ab" }, Uint8Array.of(0x61, 0x62))).toBe(true);
    expect(matches({ kind: "bool", value: true }, true)).toBe(true);
    expect(matches({ kind: "any" }, 0n)).toBe(true);
  });
});

test.each([
  ["00000000000000000000000000000000", "::"],
  ["00000000000000000000000000000001", "::1"],
  ["20010db8000000000000000000000000", "2001:db8::"],
  ["20010db8000000010000000000000001", "2001:db8:0:1::1"],
  ["20010db8000100020003000400050006", "2001:db8:1:2:3:4:5:6"],
  ["00010000000100000001000000010000", "1:0:1:0:1:0:1:0"],
])("%s as an address", (hex, text) => {
  expect(ipv6Text(new Uint8Array(Buffer.from(hex, "hex")))).toBe(text);
});

test.each([
  ["diffie-hellman-group14-sha256", 1],
  ["diffie-hellman-group-exchange-sha256", 2],
  ["curve25519-sha256@libssh.org", 3],
  ["mlkem768x25519-sha256", 3],
  ["kexguess2@matt.ucc.asn.au", 0],
  [undefined, 0],
])("SSH's key exchange %s", (name, family) => {
  expect(methodFamily(name)).toBe(family);
});
