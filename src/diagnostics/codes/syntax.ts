/** 01xx: characters, tokens and grammar. */
import type { CodeEntry } from "./entry.js";

export type SyntaxCode =
  | "MPL0101"
  | "MPL0102"
  | "MPL0103"
  | "MPL0104"
  | "MPL0105"
  | "MPL0106"
  | "MPL0107"
  | "MPL0108"
  | "MPL0109"
  | "MPL0110"
  | "MPL0111"
  | "MPL0112"
  | "MPL0113"
  | "MPL0114"
  | "MPL0115"
  | "MPL0116"
  | "MPL0117"
  | "MPL0118";

export const syntaxCodes: Readonly<Record<SyntaxCode, CodeEntry>> = {
  MPL0101: {
    severity: "error",
    title: "unexpected character",
    explanation:
      "The character begins no token of the language. Outside strings and comments a spec is written in ASCII letters, digits, " +
      "white space and the signs of the grammar.",
    wrong: "packet p {\n  a: byte value(1 @ 2);\n}\n",
    right: "packet p {\n  a: byte value(1 + 2);\n}\n",
  },
  MPL0102: {
    severity: "error",
    title: "comment without an end",
    explanation: "A block comment that opens with `/*` needs its own `*/`. Block comments nest: each `/*` inside needs one too.",
    wrong: "packet p {\n  a: byte;\n}\n/* outer /* inner */\n",
    right: "packet p {\n  a: byte;\n}\n/* outer /* inner */ */\n",
  },
  MPL0103: {
    severity: "error",
    title: "string without an end",
    explanation: 'A string ends on the line on which it begins. A line break in it is written `\\n`, a quote `\\"`.',
    wrong: 'packet p {\n  a: byte;\n  require (a > 0) "a is positive;\n}\n',
    right: 'packet p {\n  a: byte;\n  require (a > 0) "a is positive";\n}\n',
  },
  MPL0104: {
    severity: "error",
    title: "unknown escape in a string",
    explanation: 'The escapes are `\\"`, `\\\\`, `\\n`, `\\r`, `\\t` and `\\xHH` with two hexadecimal digits.',
    wrong: 'packet p {\n  a: byte;\n  require (a > 0) "bad \\q";\n}\n',
    right: 'packet p {\n  a: byte;\n  require (a > 0) "bad \\\\q";\n}\n',
  },
  MPL0105: {
    severity: "error",
    title: "malformed integer",
    explanation:
      "Integers are decimal, or begin with `0x`, `0o` or `0b` and have digits of that base. `_` stands between digits only. " +
      "A name may not begin with a digit.",
    wrong: "packet p {\n  a: byte const(0x1g);\n}\n",
    right: "packet p {\n  a: byte const(0x1f);\n}\n",
  },
  MPL0106: {
    severity: "error",
    title: "the file is too large",
    explanation: "The size of one file is limited, so that no input can exhaust the memory of the machine. Split the spec, and `import`.",
    wrong: "",
    right: "packet p {\n  a: byte;\n}\n",
  },
  MPL0107: {
    severity: "error",
    title: "nested too deeply",
    explanation:
      "Braces, brackets, parentheses and the operators of one expression may nest only so deep, so that no input can exhaust the " +
      "stack. Move inner parts to a packet or a struct of their own.",
    wrong: `packet p {\n  a: byte const(${"(".repeat(120)}1${")".repeat(120)});\n}\n`,
    right: "packet p {\n  a: byte const((1));\n}\n",
  },
  MPL0108: {
    severity: "error",
    title: "something is missing",
    explanation: "The grammar needs a certain sign or word here, and another one stands in its place.",
    wrong: "packet p {\n  a: byte\n  b: byte;\n}\n",
    right: "packet p {\n  a: byte;\n  b: byte;\n}\n",
  },
  MPL0109: {
    severity: "error",
    title: "unexpected text",
    explanation: "None of the forms that the grammar allows here begins like this.",
    wrong: "packet p {\n  a: byte const(* 2);\n}\n",
    right: "packet p {\n  a: byte const(1 * 2);\n}\n",
  },
  MPL0110: {
    severity: "error",
    title: "unknown attribute",
    explanation:
      "The attributes of a field are `min`, `max`, `align`, `const`, `value`, `default`, `when`, `variant`, `verify`, `endian`, " +
      "`bitorder`, `checksum` and `bounded`.",
    wrong: "packet p {\n  a: byte maximum(3);\n}\n",
    right: "packet p {\n  a: byte max(3);\n}\n",
  },
  MPL0111: {
    severity: "error",
    title: "a reserved word cannot be a name",
    explanation:
      "`packet`, `variant`, `classify`, `array`, `true`, `false`, `when`, `struct` and `typedef` are reserved. Every other word of the " +
      "language may be a name too.",
    wrong: "packet p {\n  packet: byte;\n}\n",
    right: "packet p {\n  packet_number: byte;\n}\n",
  },
  MPL0112: {
    severity: "error",
    title: "wrong case for a name",
    explanation:
      "Names of packets, fields, types and parameters begin with a lower-case letter or `_`; the tags of a variant begin with an " +
      "upper-case letter.",
    wrong: "packet p {\n  Length: byte;\n}\n",
    right: "packet p {\n  length: byte;\n}\n",
  },
  MPL0113: {
    severity: "error",
    title: "a bracket is never closed",
    explanation: "Each `{`, `(` and `[` needs its counterpart before the construct around it ends.",
    wrong: "packet p {\n  a: byte;\n",
    right: "packet p {\n  a: byte;\n}\n",
  },
  MPL0114: {
    severity: "error",
    title: "too many syntax errors",
    explanation: "After this many the rest is probably not MPL, so the parser has stopped.",
    wrong: "",
    right: "packet p {\n  a: byte;\n}\n",
  },
  MPL0115: {
    severity: "error",
    title: "an empty body",
    explanation: "A packet, struct, arm or group has at least one statement. A body without fields is written `();`.",
    wrong: "packet p {\n}\n",
    right: "packet p {\n  ();\n}\n",
  },
  MPL0116: {
    severity: "error",
    title: "unknown word",
    explanation:
      "Some places take one of a few words: `endian(big)` or `endian(little)`, `bitorder(msb)` or `bitorder(lsb)`, and `bool`, " +
      "`boolean`, `int` or `integer` for a parameter.",
    wrong: "packet p endian(middle) {\n  a: uint16;\n}\n",
    right: "packet p endian(little) {\n  a: uint16;\n}\n",
  },
  MPL0117: {
    severity: "error",
    title: "a mark of an unresolved merge",
    explanation: "Lines of `<<<<<<<`, `=======` or `>>>>>>>` are left behind by version control. Choose one side and delete the marks.",
    wrong: "packet p {\n<<<<<<< ours\n  a: byte;\n}\n",
    right: "packet p {\n  a: byte;\n}\n",
  },
  MPL0118: {
    severity: "error",
    title: "a packet's clause is given twice",
    explanation: "A packet has one byte order and one bit order. Both can still be changed for a single field.",
    wrong: "packet p endian(big) endian(little) {\n  a: uint16;\n}\n",
    right: "packet p endian(little) {\n  a: uint16;\n}\n",
  },
};
