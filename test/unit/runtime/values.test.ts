import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  equalValues,
  fromJson,
  printValue,
  toJson,
  type FieldShape,
  type JsonValue,
  type PacketShape,
  type TypeShape,
} from "../../../runtime/index.js";
import * as dnsLabel from "../../../runtime/types/dns-label.js";
import { dnsNameFromWire, parseDnsName } from "../../../runtime/types/dns-name.js";
import * as mpint from "../../../runtime/types/mpint.js";
import * as string8 from "../../../runtime/types/string8.js";
import * as uleb32 from "../../../runtime/types/uleb32.js";
import * as varint from "../../../runtime/types/varint.js";
import { decodedValue } from "./arbitrary.js";
import { wires } from "./support.js";

const free = (name: string, type: TypeShape, more: Partial<FieldShape> = {}): FieldShape => ({
  name,
  key: name,
  role: "free",
  type,
  ...more,
});
const int = (bits: number, signed = false): TypeShape => ({ kind: "int", bits, signed });

const point: PacketShape = { name: "point", params: [], fields: [free("x", int(16, true)), free("y", int(16, true))] };
const tree: PacketShape = {
  name: "tree",
  params: [],
  fields: [free("leaf", int(8)), free("children", { kind: "array", element: { kind: "packet", of: () => tree } })],
};
const everything: PacketShape = {
  name: "everything",
  params: [],
  fields: [
    free("small", int(4)),
    free("wide", int(64)),
    free("wide_signed", int(64, true), { key: "wideSigned" }),
    free("fifty_three", int(53), { key: "fiftyThree" }),
    free("color", {
      kind: "int",
      bits: 16,
      signed: false,
      variant: {
        cases: [
          { tag: "Red", value: 1 },
          { tag: "Green", value: 256 },
        ],
      },
    }),
    free("id", { kind: "int", bits: 64, signed: false, variant: { cases: [{ tag: "One", value: 1n }] } }),
    free("flag", { kind: "bool" }),
    free("named_flag", { kind: "bool", variant: { cases: [{ tag: "Yes", value: true }] } }),
    free("half", { kind: "float", bits: 32 }),
    free("double", { kind: "float", bits: 64 }),
    free("data", { kind: "bytes" }),
    free("padded", { kind: "bytes", align: 4 }),
    free("text", { kind: "codec", name: "string8", codec: string8, values: { kind: "string" } }),
    free("method", {
      kind: "codec",
      name: "string8",
      codec: string8,
      values: { kind: "string" },
      variant: {
        cases: [
          { tag: "None", value: "none" },
          { tag: "Password", value: "password" },
        ],
      },
    }),
    free("number", { kind: "codec", name: "varint", codec: varint, values: { kind: "int", min: 0n, max: (1n << 62n) - 1n } }),
    free("opcode", {
      kind: "codec",
      name: "uleb32",
      codec: uleb32,
      values: { kind: "int", min: 0, max: 0xffffffff },
      variant: { cases: [{ tag: "Nop", value: 1 }] },
    }),
    free("big", { kind: "codec", name: "mpint", codec: mpint, values: { kind: "opaque" } }),
    free("qname", { kind: "codec", name: "dns_label", codec: dnsLabel, values: { kind: "opaque" } }),
    free("numbers", { kind: "array", element: int(32) }),
    free("points", { kind: "array", element: { kind: "group", fields: point.fields } }),
    free("inner", { kind: "packet", of: () => tree }),
    free("bounded", { kind: "group", fields: [free("a", int(8), { optional: true })] }),
    free("ptype", {
      kind: "classify",
      subject: int(8),
      arms: [
        { name: "Echo", fixed: 8, holdsValue: false, patterns: [{ kind: "range", low: 8, high: 8 }], fields: point.fields },
        { name: "Private", holdsValue: true, patterns: [{ kind: "range", low: 10, high: 20 }], fields: [free("$odd", int(8))] },
        { name: "Other", holdsValue: true, patterns: [{ kind: "any" }], fields: [] },
      ],
    }),
    free("__proto__", int(8)),
    free("constructor", { kind: "group", fields: [free("__proto__", { kind: "bytes" }), free("toString", int(8))] }),
    free("hasOwnProperty", int(8), { optional: true }),
    free("checksum", int(16), { role: "computed" }),
    free("ttl", int(8), { default: 64 }),
    free("version", { kind: "int", bits: 4, signed: false, constant: 4 }, { role: "constant" }),
  ],
};
const codecs = {
  mpint: fc.bigInt(-(1n << 80n), 1n << 80n),
  dns_label: wires.map((wire) => dnsNameFromWire(wire)),
};
const values = decodedValue(everything, codecs);
const overText = (json: JsonValue): JsonValue => JSON.parse(JSON.stringify(json)) as JsonValue;
/** Only these fields of `everything`. */
const only = (...names: string[]): PacketShape => ({
  ...everything,
  fields: everything.fields.filter((field) => names.includes(field.name)),
});
const restored = (shape: PacketShape, json: JsonValue): unknown => {
  const result = fromJson(shape, json);
  if (!result.ok) expect.fail(`${result.path}: ${result.message}`);
  return result.value;
};

describe("JSON", () => {
  it("gives back every value, over its text", () => {
    fc.assert(
      fc.property(values, (value) => {
        const again = restored(everything, overText(toJson(everything, value)));
        expect(equalValues(everything, value, again)).toBe(true);
        expect(Object.getPrototypeOf(again)).toBe(Object.prototype);
        expect(toJson(everything, again)).toEqual(toJson(everything, value));
      }),
      { numRuns: 500 },
    );
  });
  it("looks as it is documented", () => {
    const value = {
      small: 3,
      wide: 18446744073709551615n,
      color: 256,
      id: 7n,
      namedFlag: true,
      half: NaN,
      double: -0,
      data: Uint8Array.of(0xde, 0xad),
      text: Uint8Array.of(0xff),
      method: "none",
      opcode: 1,
      qname: parseDnsName("a.b."),
      ptype: { $kind: "Private", $value: 12, $odd: 1 },
    };
    const json = toJson(everything, value);
    expect(overText(json)).toEqual({
      small: 3,
      wide: "18446744073709551615",
      color: "Green",
      id: "7",
      half: "NaN",
      double: "-0",
      data: "dead",
      text: { hex: "ff" },
      method: "None",
      opcode: "Nop",
      qname: "a.b",
      ptype: { $kind: "Private", $value: 12, $odd: 1 },
    });
    expect(restored(only("half", "double"), { half: "-Infinity", double: "Infinity" })).toEqual({ half: -Infinity, double: Infinity });
    expect(restored(only("method"), { method: "other" })).toEqual({ method: new TextEncoder().encode("other") });
    expect(restored(only("ttl", "checksum", "version", "hasOwnProperty"), { hasOwnProperty: null })).toEqual({});
    expect(restored(only("wide", "id"), { wide: 5, id: "One" })).toEqual({ wide: 5n, id: 1n });
  });
  it("says what is wrong, and where", () => {
    const cases: [string[], string, string, RegExp][] = [
      [["small"], "{}", "everything.small", /missing/],
      [["small"], "[]", "everything", /expected an object, found an array/],
      [["small"], "null", "everything", /found null/],
      [["small"], '{"small": 16}', "everything.small", /from 0 to 15, found 16/],
      [["small"], '{"small": 1.5}', "everything.small", /found 1.5/],
      [["small"], '{"small": "1"}', "everything.small", /found "1"/],
      [["small"], '{"small": 1, "other": 2}', "everything.other", /no such field/],
      [["small"], '{"small": 1, "__proto__": 2}', "everything.__proto__", /no such field/],
      [["small"], '{"small": 1, "$kind": 2}', "everything.$kind", /no such field/],
      [["wide"], '{"wide": "18446744073709551616"}', "everything.wide", /string of decimal digits/],
      [["color"], '{"color": "Blue"}', "everything.color", /\(Red, Green\)/],
      [["flag"], '{"flag": 1}', "everything.flag", /true or false/],
      [["half"], '{"half": "0"}', "everything.half", /a number/],
      [["data"], '{"data": "0"}', "everything.data", /hex digits/],
      [["text"], '{"text": 5}', "everything.text", /type string8/],
      [["qname"], '{"qname": "a..b"}', "everything.qname", /type dns_label, found "a..b"/],
      [["points"], '{"points": {}}', "everything.points", /an array/],
      [["points"], '{"points": [{"x": 1, "y": 2}, {"x": 1}]}', "everything.points[1].y", /missing/],
      [["ptype"], '{"ptype": {"x": 1}}', "everything.ptype", /one of Echo, Private, Other; found nothing/],
      [["ptype"], '{"ptype": {"$kind": "Other"}}', "everything.ptype.$value", /missing/],
      [["ptype"], '{"ptype": {"$kind": "Other", "$value": 300}}', "everything.ptype.$value", /from 0 to 255/],
      [["inner"], `{"inner": ${'{"leaf":1,"children":['.repeat(300)}${"]}".repeat(300)}}`, "everything.inner", /deeper than/],
    ];
    for (const [names, text, path, message] of cases) {
      const result = fromJson(only(...names), JSON.parse(text) as JsonValue);
      if (result.ok) expect.fail(text);
      expect(result.path.startsWith(path)).toBe(true);
      expect(result.message).toMatch(message);
    }
  });
  it("takes any JSON without throwing", () => {
    fc.assert(
      fc.property(values, fc.jsonValue(), fc.nat(), (value, other, which) => {
        const json = overText(toJson(everything, value)) as Record<string, JsonValue>;
        const names = Object.keys(json);
        json[names[which % names.length] ?? ""] = other as JsonValue;
        expect(typeof fromJson(everything, json).ok).toBe("boolean");
        expect(fromJson(everything, other as JsonValue).ok).toBe(false);
      }),
    );
  });
  it("writes whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        JSON.stringify(toJson(only("small", "points", "inner", "ptype", "data"), value));
        printValue(everything, value);
        equalValues(everything, value, value);
      }),
    );
  });
});

describe("equality", () => {
  it("holds between a value and its copy, and not after any change", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(equalValues(everything, a, a)).toBe(true);
        const same = JSON.stringify(toJson(everything, a)) === JSON.stringify(toJson(everything, b));
        if (!same && equalValues(everything, a, b)) {
          // Only padding may differ.
          const padded = { ...(toJson(everything, a) as object), padded: 0 };
          expect(padded).toEqual({ ...(toJson(everything, b) as object), padded: 0 });
        }
      }),
    );
  });
  it("ignores what encoding fills in", () => {
    const shape = only("checksum", "ttl", "version", "padded");
    expect(equalValues(shape, { padded: Uint8Array.of(1) }, { checksum: 5, ttl: 64, version: 4, padded: Uint8Array.of(1, 0, 0, 0) })).toBe(
      true,
    );
    expect(equalValues(shape, { padded: Uint8Array.of(1) }, { ttl: 63, padded: Uint8Array.of(1) })).toBe(false);
    expect(equalValues(shape, { checksum: 1, padded: Uint8Array.of() }, { checksum: 2, padded: Uint8Array.of() })).toBe(false);
    for (const other of [[1, 1], [2], [1, 0, 0, 0, 0], []]) {
      expect(equalValues(shape, { padded: Uint8Array.of(1) }, { padded: Uint8Array.from(other) })).toBe(false);
    }
  });
  it("compares floats and strings by what they stand for", () => {
    expect(equalValues(only("half"), { half: NaN }, { half: NaN })).toBe(true);
    expect(equalValues(only("half"), { half: 0 }, { half: -0 })).toBe(false);
    expect(equalValues(only("method"), { method: "none" }, { method: new TextEncoder().encode("none") })).toBe(true);
    expect(equalValues(only("method"), { method: "none" }, { method: "password" })).toBe(false);
    expect(equalValues(only("text"), { text: "a" }, { text: Uint8Array.of(0x61) })).toBe(true);
    expect(equalValues(only("number"), { number: 1n }, { number: 2n })).toBe(false);
    expect(equalValues(only("hasOwnProperty"), {}, { hasOwnProperty: 1 })).toBe(false);
  });
});

describe("printing", () => {
  it("is a tree of the spec's names", () => {
    const text = printValue(everything, {
      small: 3,
      wide: 4096n,
      wideSigned: -1n,
      color: 256,
      id: 7n,
      namedFlag: true,
      double: -0,
      data: new Uint8Array(100).fill(0xab),
      text: new TextEncoder().encode('say "hi"'),
      method: "none",
      opcode: 1,
      qname: parseDnsName("a.b"),
      numbers: [1, 70000],
      points: [{ x: 1, y: -2 }],
      inner: { leaf: 1, children: [] },
      bounded: {},
      ptype: { $kind: "Echo", x: 1, y: 2 },
      version: 4,
    });
    expect(text).toBe(
      [
        "everything",
        "  small: 3",
        "  wide: 4096 (0x1000)",
        "  wide_signed: -1",
        "  color: Green (256)",
        "  id: 7",
        "  double: -0",
        `  data: ${"ab".repeat(64)}... (100 bytes)`,
        '  text: "say \\"hi\\""',
        '  method: None ("none")',
        "  opcode: Nop (1)",
        "  qname: a.b",
        "  numbers[0]: 1",
        "  numbers[1]: 70000 (0x11170)",
        "  points[0]:",
        "    x: 1",
        "    y: -2",
        "  inner: tree",
        "    leaf: 1",
        "    children: (none)",
        "  bounded:",
        "  ptype: Echo (8)",
        "    x: 1",
        "    y: 2",
        "  version: 4",
      ].join("\n"),
    );
  });
  it("is bounded in depth and lines", () => {
    let value: unknown = { leaf: 0, children: [] };
    for (let depth = 0; depth < 1000; depth++) value = { leaf: depth, children: [value] };
    const deep = printValue(tree, value).split("\n");
    expect(deep.at(-1)?.trim()).toBe("...");
    expect(deep.length).toBeLessThan(100);
    const wide = printValue(tree, { leaf: 1, children: new Array(5000).fill({ leaf: 2, children: [] }) }, { maxLines: 50 }).split("\n");
    expect(wide.length).toBeLessThanOrEqual(52);
    expect(wide.at(-1)).toBe("...");
  });
  it("prints any value", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(printValue(everything, value)).toMatch(/^everything\n/);
      }),
    );
  });
});
