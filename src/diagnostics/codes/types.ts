/** 04xx: types of fields and of expressions. */
import type { CodeEntry } from "./entry.js";

export type TypeCode =
  | "MPL0401"
  | "MPL0402"
  | "MPL0403"
  | "MPL0404"
  | "MPL0405"
  | "MPL0406"
  | "MPL0407"
  | "MPL0408"
  | "MPL0409"
  | "MPL0410"
  | "MPL0411"
  | "MPL0412";

export const typeCodes: Readonly<Record<TypeCode, CodeEntry>> = {
  MPL0401: {
    severity: "error",
    title: "wrong type",
    explanation: "Expressions are integers, booleans or strings; none turns into another by itself, but a boolean in a `value` is 0 or 1.",
    wrong: 'packet p {\n  a: byte;\n  require (a == "x") "x";\n}\n',
    right: 'packet p {\n  a: byte;\n  require (a == 120) "x";\n}\n',
  },
  MPL0402: {
    severity: "error",
    title: "a condition has to be a boolean",
    explanation: "Conditions, guards and `require` take a boolean. An integer is compared with 0.",
    wrong: "packet p {\n  a: bit[8];\n  b: byte when (a);\n}\n",
    right: "packet p {\n  a: bit[8];\n  b: byte when (a != 0);\n}\n",
  },
  MPL0403: {
    severity: "error",
    title: "this has no value to compute with",
    explanation:
      "Integers, bits, booleans, strings and bytes without `align` have values in expressions. Padded bytes, floats, labels, groups and " +
      "nested packets have only a size and an offset: `sizeof(x)`, `offset(x)`; of bytes there is `internet_sum(x)` too.",
    wrong: "packet p {\n  length: byte value(data);\n  data: byte[length] align(32);\n}\n",
    right: "packet p {\n  length: byte value(sizeof(data));\n  data: byte[length] align(32);\n}\n",
  },
  MPL0404: {
    severity: "error",
    title: "not a constant",
    explanation: "`const`, `default`, `align`, the cases of a variant and the width of a bit field are known when the spec is compiled.",
    wrong: "packet p {\n  a: byte;\n  b: byte const(a);\n}\n",
    right: "packet p {\n  a: byte;\n  b: byte value(a);\n}\n",
  },
  MPL0405: {
    severity: "error",
    title: "the expression has no value",
    explanation: "It divides by zero, or shifts by a negative or very large number of bits.",
    wrong: "packet p {\n  a: byte[8 / 0];\n}\n",
    right: "packet p {\n  a: byte[8 / 1];\n}\n",
  },
  MPL0406: {
    severity: "error",
    title: "wrong argument of a function",
    explanation:
      "`offset`, `sizeof` and `present` take the name of an item, `array_length` that of an array, `internet_sum` that of a byte array or " +
      "a string, `remaining` nothing.",
    wrong: "packet p {\n  n: byte value(array_length(data));\n  data: byte[n];\n}\n",
    right: "packet p {\n  n: byte value(sizeof(data));\n  data: byte[n];\n}\n",
  },
  MPL0407: {
    severity: "error",
    title: "a range is not a value",
    explanation: "`a..b` stands in patterns, in the region of a checksum and in the size of a codec.",
    wrong: "packet p {\n  a: byte[1..2];\n}\n",
    right: "packet p {\n  a: byte[2];\n}\n",
  },
  MPL0408: {
    severity: "error",
    title: "wrong number of arguments",
    explanation: "Arguments are bound to a packet's parameters by position.",
    wrong: "packet q (int n) {\n  a: byte[n];\n}\npacket p {\n  b: packet q();\n}\n",
    right: "packet q (int n) {\n  a: byte[n];\n}\npacket p {\n  b: packet q(4);\n}\n",
  },
  MPL0409: {
    severity: "error",
    title: "the type does not take this size",
    explanation:
      "`bit[n]` needs a width from 1 to 64; `byte[e]` takes a size. Other types have none: repeat them with `array (n) of type`.",
    wrong: "packet p {\n  a: uint16[4];\n}\n",
    right: "packet p {\n  a: array (4) of uint16;\n}\n",
  },
  MPL0410: {
    severity: "error",
    title: "it may be absent here",
    explanation:
      "A field under `when` has a value only where the condition holds: under the same condition, or in `present(x) ? x : 0`. It cannot " +
      "be classified.",
    wrong: "packet p {\n  a: byte;\n  n: byte when (a == 1) value(sizeof(data));\n  data: byte[n];\n}\n",
    right: "packet p {\n  a: byte;\n  n: byte when (a == 1) value(sizeof(data));\n  data: byte[n] when (a == 1);\n}\n",
  },
  MPL0411: {
    severity: "warning",
    title: "it is always present",
    explanation: "`present(x)` is true for everything that does not stand under a `when`.",
    wrong: "packet p {\n  a: byte value(present(b));\n  b: byte;\n}\n",
    right: "packet p {\n  a: byte value(present(b));\n  b: byte when (a == 1);\n}\n",
  },
  MPL0412: {
    severity: "error",
    title: "nothing says whose tag this is",
    explanation: "A tag stands where it is compared with, or given to, a field that has a variant.",
    wrong: 'packet p {\n  a: byte;\n  require (a == Red) "red";\n}\n',
    right: 'packet p {\n  a: byte variant { |1 -> Red };\n  require (a == Red) "red";\n}\n',
  },
};
