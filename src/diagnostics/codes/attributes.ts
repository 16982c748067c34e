/** 05xx: attributes. */
import type { CodeEntry } from "./entry.js";

export type AttributeCode =
  "MPL0501" | "MPL0502" | "MPL0503" | "MPL0504" | "MPL0505" | "MPL0506" | "MPL0507" | "MPL0508" | "MPL0509" | "MPL0510" | "MPL0511";

export const attributeCodes: Readonly<Record<AttributeCode, CodeEntry>> = {
  MPL0501: {
    severity: "error",
    title: "the attribute does not fit here",
    explanation:
      "`min` and `max` fit integers; `const`, `default`, `value` and `variant` those, booleans, strings, and bytes without `align`; `align` fits `byte[e]`, " +
      "`bitorder` fits `bit[n]`, `endian` integers and floats of several bytes, `checksum` unsigned integers, `bounded` nested packets, " +
      "`when` everything but labels, structs and classified fields.",
    wrong: "packet p {\n  a: byte[4] min(1);\n}\n",
    right: "packet p {\n  a: byte min(1);\n}\n",
  },
  MPL0502: {
    severity: "error",
    title: "an attribute given twice",
    explanation: "Each attribute stands at most once on a field.",
    wrong: "packet p {\n  a: byte min(1) min(2);\n}\n",
    right: "packet p {\n  a: byte min(2);\n}\n",
  },
  MPL0503: {
    severity: "error",
    title: "attributes that exclude each other",
    explanation:
      "A field is constant, computed (`value`, `checksum`), or given by the caller (perhaps with a `default`): one of the three.",
    wrong: "packet p {\n  a: byte const(1) default(1);\n}\n",
    right: "packet p {\n  a: byte const(1);\n}\n",
  },
  MPL0504: {
    severity: "error",
    title: "the minimum is above the maximum",
    explanation: "No value passes both limits.",
    wrong: "packet p {\n  a: byte min(9) max(1);\n}\n",
    right: "packet p {\n  a: byte min(1) max(9);\n}\n",
  },
  MPL0505: {
    severity: "error",
    title: "outside its own limits",
    explanation: "The constant or default does not pass the field's `min` and `max`.",
    wrong: "packet p {\n  a: byte min(5) default(4);\n}\n",
    right: "packet p {\n  a: byte min(5) default(5);\n}\n",
  },
  MPL0506: {
    severity: "error",
    title: "not an alignment",
    explanation: "`align(n)` pads bytes to a multiple of n bits: a constant, positive multiple of 8.",
    wrong: "packet p {\n  a: byte[4] align(12);\n}\n",
    right: "packet p {\n  a: byte[4] align(16);\n}\n",
  },
  MPL0507: {
    severity: "error",
    title: "nothing to verify",
    explanation: "`verify` compares a decoded field with its `value` or `checksum`.",
    wrong: "packet p {\n  a: byte verify;\n}\n",
    right: "packet p {\n  a: byte value(1) verify;\n}\n",
  },
  MPL0508: {
    severity: "error",
    title: "unknown checksum",
    explanation:
      "The algorithms are `internet`, `internet_nonzero`, `crc32`, `crc32c`, `fletcher16`, `fletcher32` and `adler32`. Only the first " +
      "two take a seed, the sum of a pseudo-header.",
    wrong: "packet p {\n  a: uint16 checksum(inet, 0..offset(a));\n}\n",
    right: "packet p {\n  a: uint16 checksum(internet, 0..offset(a));\n}\n",
  },
  MPL0509: {
    severity: "error",
    title: "the checksum does not fit the field",
    explanation: "`internet`, `internet_nonzero` and `fletcher16` fill an unsigned field of 16 bits, the others one of 32.",
    wrong: "packet p {\n  a: uint32 checksum(internet, 0..offset(a));\n}\n",
    right: "packet p {\n  a: uint16 checksum(internet, 0..offset(a));\n}\n",
  },
  MPL0510: {
    severity: "error",
    title: "a checksum needs a region",
    explanation: "The region is a range of byte offsets from the packet's start, such as `0..offset(data)`.",
    wrong: "packet p {\n  a: uint16 checksum(internet, offset(a));\n}\n",
    right: "packet p {\n  a: uint16 checksum(internet, 0..offset(a));\n}\n",
  },
  MPL0511: {
    severity: "warning",
    title: "a field that can never be encoded",
    explanation: "No value of its type passes its limits, its condition never holds, or no arm takes its values.",
    wrong: "packet p {\n  a: bit[8] min(256);\n}\n",
    right: "packet p {\n  a: bit[8] min(255);\n}\n",
  },
};
