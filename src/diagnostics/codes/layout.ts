/** 10xx: bits, sizes and ranges. */
import type { CodeEntry } from "./entry.js";

export type LayoutCode =
  | "MPL1001"
  | "MPL1002"
  | "MPL1003"
  | "MPL1004"
  | "MPL1005"
  | "MPL1006"
  | "MPL1007"
  | "MPL1008"
  | "MPL1009"
  | "MPL1010"
  | "MPL1011"
  | "MPL1012"
  | "MPL1013";

export const layoutCodes: Readonly<Record<LayoutCode, CodeEntry>> = {
  MPL1001: {
    severity: "error",
    title: "in the middle of a byte",
    explanation:
      "Only bit fields, labels, classifies and arrays with a count or `until` may start in the middle of a byte. What is nested, " +
      "bounded or optional ends on a whole byte too.",
    wrong: "packet p {\n  a: bit[4];\n  b: uint16;\n  c: bit[4];\n}\n",
    right: "packet p {\n  a: bit[4];\n  c: bit[4];\n  b: uint16;\n}\n",
  },
  MPL1002: {
    severity: "error",
    title: "not a whole number of bytes",
    explanation:
      "A packet ends on a byte. An element of an array ends on the bit on which it starts; only elements that are bit fields may take " +
      "any number of bits, in an array whose count tells by itself where the last one ends: `array (8) of bit[1]`, " +
      "`array (2 * n) of bit[4]`.",
    wrong: "packet p {\n  a: bit[4];\n  b: bit[3];\n}\n",
    right: "packet p {\n  a: bit[4];\n  b: bit[4];\n}\n",
  },
  MPL1003: {
    severity: "error",
    title: "two bit orders in one byte",
    explanation:
      "Bit fields that go most significant bit first fill a byte from the top, the others from the bottom. One byte is filled from one " +
      "end only.",
    wrong: "packet p {\n  a: bit[4];\n  b: bit[4] bitorder(lsb);\n}\n",
    right: "packet p {\n  a: bit[4] bitorder(lsb);\n  b: bit[4] bitorder(lsb);\n}\n",
  },
  MPL1004: {
    severity: "error",
    title: "the field cannot hold this",
    explanation: "A constant, or a default, is a value of the field's type.",
    wrong: "packet p {\n  a: byte const(256);\n}\n",
    right: "packet p {\n  a: uint16 const(256);\n}\n",
  },
  MPL1005: {
    severity: "error",
    title: "a negative size",
    explanation: "Whatever the packet holds, the size or the number of elements is less than zero.",
    wrong: "packet p {\n  n: bit[8] value(sizeof(data));\n  data: byte[n - 300];\n}\n",
    right: "packet p {\n  n: bit[8] value(sizeof(data));\n  data: byte[n];\n}\n",
  },
  MPL1006: {
    severity: "error",
    title: "it can never fit",
    explanation: "The part takes more bytes than there can be: more than its bound allows, or than is left after what takes everything.",
    wrong: "packet p {\n  data: byte[remaining()];\n  crc: uint32;\n}\n",
    right: "packet p {\n  data: byte[remaining() - 4];\n  crc: uint32;\n}\n",
  },
  MPL1007: {
    severity: "error",
    title: "an array that makes no progress",
    explanation:
      "An element that can be empty never gets an array to the end of its bytes, and a count from the input would make a loop that reads " +
      "nothing. Every element takes at least a byte, or a count is at most 65535, and so is the product of such counts inside of each other.",
    wrong: "packet p {\n  list: array to_end { data: byte[0]; };\n}\n",
    right: "packet p {\n  list: array to_end { data: byte[1]; };\n}\n",
  },
  MPL1008: {
    severity: "error",
    title: "arms end on different bits",
    explanation: "What follows a classify stands on the same bit of a byte, whichever arm was taken.",
    wrong: 'packet p {\n  a: bit[4];\n  classify (a) {\n  |1:"One" -> b: bit[4];\n  |2:"Two" -> c: bit[3];\n  };\n}\n',
    right: 'packet p {\n  a: bit[4];\n  classify (a) {\n  |1:"One" -> b: bit[4];\n  |2:"Two" -> c: bit[3]; d: bit[1];\n  };\n}\n',
  },
  MPL1009: {
    severity: "error",
    title: "the requirement never holds",
    explanation: "No packet has values for which the condition of this `require` is true.",
    wrong: 'packet p {\n  a: bit[4];\n  b: bit[4];\n  require (a > 20) "a is large";\n}\n',
    right: 'packet p {\n  a: bit[4];\n  b: bit[4];\n  require (a > 10) "a is large";\n}\n',
  },
  MPL1010: {
    severity: "error",
    title: "an operator that never gives a result",
    explanation: "A divisor is never zero, and a shift is by 0 to 64 bits. Here no packet has values for which that holds.",
    wrong: "packet p {\n  a: byte value(1 << (b + 65));\n  b: byte;\n}\n",
    right: "packet p {\n  a: byte value((1 << (b & 7)) & 255);\n  b: byte;\n}\n",
  },
  MPL1011: {
    severity: "error",
    title: "a value that never fits its field",
    explanation: "Whatever is encoded, the computed value is none that the field can hold.",
    wrong: "packet p {\n  a: bit[8] value(b + 256);\n  b: byte;\n}\n",
    right: "packet p {\n  a: uint16 value(b + 256);\n  b: byte;\n}\n",
  },
  MPL1012: {
    severity: "error",
    title: "recursion that makes no progress",
    explanation:
      "A packet can contain itself at its own beginning, so that decoding could go on without reading anything. Something that takes at " +
      "least a byte has to stand before it, or it is bounded to less than what is left.",
    wrong: "packet p(int n) {\n  next: packet p(n - 1) when (n > 0);\n  a: byte;\n}\n",
    right: "packet p(int n) {\n  a: byte;\n  next: packet p(n - 1) when (n > 0);\n}\n",
  },
  MPL1013: {
    severity: "warning",
    title: "a length that is never met",
    explanation:
      "A size, a count or a bound follows from what is given, as its field is computed from that; but it is another one, whatever is given. " +
      "It can be decoded, and never encoded.",
    wrong: "packet p {\n  n: byte value(sizeof(data));\n  data: byte[n + 1];\n}\n",
    right: "packet p {\n  n: byte value(sizeof(data) - 1);\n  data: byte[n + 1];\n}\n",
  },
};
