/** 08xx: what is computed from what; 09xx: codecs, dissect and example. */
import type { CodeEntry } from "./entry.js";

const example = (hex: string, value: string): string => `packet p {\n  a: byte;\n}\nexample p "one byte" "${hex}" { ${value} };\n`;

const dissect = (path: string, arms: string): string =>
  `packet p {\n  kind: byte;\n  data: byte[remaining()];\n}\npacket q {\n  b: byte;\n}\ndissect ${path} { ${arms} };\n`;

export type ValueCode =
  "MPL0801" | "MPL0802" | "MPL0803" | "MPL0804" | "MPL0901" | "MPL0902" | "MPL0903" | "MPL0904" | "MPL0905" | "MPL0906" | "MPL0907";

export const valueCodes: Readonly<Record<ValueCode, CodeEntry>> = {
  MPL0801: {
    severity: "error",
    title: "encoding cannot fill this field",
    explanation:
      "A field that a size, a count or a bound is computed from is itself computed when encoding: it has a `value`, is constant, or is " +
      "classified.",
    wrong: "packet p {\n  length: byte;\n  data: byte[length];\n}\n",
    right: "packet p {\n  length: byte value(sizeof(data));\n  data: byte[length];\n}\n",
  },
  MPL0802: {
    severity: "error",
    title: "a value that depends on itself",
    explanation:
      "A `value` may be computed from anything but itself, directly, through others, or through its own width (the size of a " +
      "variable-length integer depends on its value).",
    wrong: "packet p {\n  a: byte value(b + 1);\n  b: byte value(a + 1);\n}\n",
    right: "packet p {\n  a: byte value(b + 1);\n  b: byte;\n}\n",
  },
  MPL0804: {
    severity: "error",
    title: "a value that encoding cannot know in time",
    explanation:
      "Encoding goes through a packet from front to back, and fills in what is computed from later parts afterwards. An argument of a " +
      "nested packet, what the elements of an array use of the packet around them, the condition of what is computed, and what " +
      "`remaining()` counts must be known before those are encoded; but where only sizes, counts and bounds use the argument, it may " +
      "follow from the nested packet's own size, and a condition from sizes behind it.",
    wrong:
      "packet p {\n  most: byte value(sizeof(name));\n  entry: packet q(most);\n  name: string8;\n}\n" +
      "packet q(int most) {\n  level: byte max(most);\n}\n",
    right:
      "packet p {\n  most: byte value(sizeof(name));\n  name: string8;\n  entry: packet q(most);\n}\n" +
      "packet q(int most) {\n  level: byte max(most);\n}\n",
  },
  MPL0803: {
    severity: "error",
    title: "recursion without an end",
    explanation: "Every packet of this kind contains another one. Put it in an arm of a classify, under a `when`, or in an array.",
    wrong: "packet p {\n  a: byte;\n  next: packet p();\n}\n",
    right: "packet p {\n  a: byte;\n  next: packet p() when (a == 1);\n}\n",
  },
  MPL0901: {
    severity: "error",
    title: "the path leads nowhere",
    explanation:
      "The path of a `dissect` is a packet, then the names of fields, classifies and arms, as `ethernet.length.IPv4.data`. It cannot lead " +
      "into arrays or nested packets.",
    wrong: dissect("p.body", "|_ -> q"),
    right: dissect("p.data", "|_ -> q"),
  },
  MPL0902: {
    severity: "error",
    title: "not a payload",
    explanation: "What is dissected is a field of bytes, or the leftovers kept by a bounded part.",
    wrong: dissect("p.kind", "|_ -> q"),
    right: dissect("p.data", "|_ -> q"),
  },
  MPL0903: {
    severity: "error",
    title: "patterns need something to match",
    explanation: "The arms of a `dissect` have patterns where there is a `by (expression)`, otherwise `when (condition)` or `_`.",
    wrong: dissect("p.data", "|1 -> q"),
    right: dissect("p.data by (kind)", "|1 -> q"),
  },
  MPL0904: {
    severity: "error",
    title: "not hexadecimal",
    explanation: "The bytes of an example are pairs of hexadecimal digits, with white space between them as you like.",
    wrong: example("0x01", "a: 1"),
    right: example("01", "a: 1"),
  },
  MPL0905: {
    severity: "error",
    title: "the packet has nothing of this name",
    explanation: "The value of an example names the properties that decoding gives; a classify's object has `$kind`, its arm's name.",
    wrong: example("01", "b: 1"),
    right: example("01", "a: 1"),
  },
  MPL0906: {
    severity: "error",
    title: "not a size",
    explanation: "The size of a codec is a constant number of bytes, or a range of them.",
    wrong: 'codec mac from "./mac.js" size (6..2);\npacket p {\n  a: mac;\n}\n',
    right: 'codec mac from "./mac.js" size (2..6);\npacket p {\n  a: mac;\n}\n',
  },
  MPL0907: {
    severity: "warning",
    title: "an alternative that was tried before",
    explanation:
      "A packet behind `else` is tried when those before it have refused the bytes. The same packet with the same arguments refuses them again.",
    wrong: dissect("p.data", "|_ -> q() else q()"),
    right: dissect("p.data", "|_ -> q()"),
  },
};
