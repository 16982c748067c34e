/** 03xx: names. */
import type { CodeEntry } from "./entry.js";

export type NameCode =
  | "MPL0301"
  | "MPL0302"
  | "MPL0303"
  | "MPL0304"
  | "MPL0305"
  | "MPL0306"
  | "MPL0307"
  | "MPL0308"
  | "MPL0309"
  | "MPL0310"
  | "MPL0311"
  | "MPL0312"
  | "MPL0313"
  | "MPL0314"
  | "MPL0315"
  | "MPL0316"
  | "MPL0317";

export const nameCodes: Readonly<Record<NameCode, CodeEntry>> = {
  MPL0301: {
    severity: "error",
    title: "declared twice",
    explanation: "Packets, types, named variants and codecs of one file share one namespace.",
    wrong: "packet p {\n  a: byte;\n}\npacket p {\n  b: byte;\n}\n",
    right: "packet p {\n  a: byte;\n}\npacket q {\n  b: byte;\n}\n",
  },
  MPL0302: {
    severity: "error",
    title: "two things of one name",
    explanation:
      "Within one list of statements each name stands once, a classify's property included; the first list of a packet also shares " +
      "its names with the parameters. The members of a struct are named after the field, as in `field_member`.",
    wrong: "packet p {\n  a: byte;\n  a: uint16;\n}\n",
    right: "packet p {\n  a: byte;\n  b: uint16;\n}\n",
  },
  MPL0303: {
    severity: "error",
    title: "two arms of one name",
    explanation: "The arms of one classify are told apart by their names in the generated types.",
    wrong: 'packet p {\n  a: byte;\n  classify (a) {\n  |1:"One" -> ();\n  |2:"One" -> ();\n  };\n}\n',
    right: 'packet p {\n  a: byte;\n  classify (a) {\n  |1:"One" -> ();\n  |2:"Two" -> ();\n  };\n}\n',
  },
  MPL0304: {
    severity: "error",
    title: "unknown name",
    explanation: "No field, label, classify or parameter of this name can be seen from here.",
    wrong: "packet p {\n  length: byte value(sizeof(dta));\n  data: byte[length];\n}\n",
    right: "packet p {\n  length: byte value(sizeof(data));\n  data: byte[length];\n}\n",
  },
  MPL0305: {
    severity: "error",
    title: "unknown packet",
    explanation: "A packet is looked up in the same file, in its imports, among the given files, and in the files beside it.",
    wrong: "packet p {\n  a: packet iner();\n}\npacket inner {\n  b: byte;\n}\n",
    right: "packet p {\n  a: packet inner();\n}\npacket inner {\n  b: byte;\n}\n",
  },
  MPL0306: {
    severity: "error",
    title: "unknown type",
    explanation: "The type is neither built in nor declared by this file or one that it imports.",
    wrong: "packet p {\n  a: unit16;\n}\n",
    right: "packet p {\n  a: uint16;\n}\n",
  },
  MPL0307: {
    severity: "error",
    title: "unknown variant",
    explanation: "`variant name` on a field refers to a `variant name { ... };` of this file or of one that it imports.",
    wrong: "variant colour { |1 -> Red };\npacket p {\n  a: byte variant color;\n}\n",
    right: "variant colour { |1 -> Red };\npacket p {\n  a: byte variant colour;\n}\n",
  },
  MPL0308: {
    severity: "error",
    title: "unknown function",
    explanation: "The functions are `offset(x)`, `sizeof(x)`, `array_length(x)`, `present(x)` and `remaining()`.",
    wrong: "packet p {\n  length: byte value(size(data));\n  data: byte[length];\n}\n",
    right: "packet p {\n  length: byte value(sizeof(data));\n  data: byte[length];\n}\n",
  },
  MPL0309: {
    severity: "error",
    title: "unknown tag",
    explanation: "The variant of the value that the tag is compared with has no such tag.",
    wrong: 'packet p {\n  a: byte variant { |1 -> Red };\n  require (a == Rad) "red";\n}\n',
    right: 'packet p {\n  a: byte variant { |1 -> Red };\n  require (a == Red) "red";\n}\n',
  },
  MPL0310: {
    severity: "error",
    title: "used before it is read",
    explanation:
      "Sizes, counts, bounds, conditions, guards, limits and arguments use what stands earlier: decoding knows nothing else yet. " +
      "Only `value`, `checksum` and `require` may use what comes later.",
    wrong: "packet p {\n  data: byte[length];\n  length: byte value(sizeof(data));\n}\n",
    right: "packet p {\n  length: byte value(sizeof(data));\n  data: byte[length];\n}\n",
  },
  MPL0311: {
    severity: "error",
    title: "not in every arm",
    explanation: "A name of a classify's arms that is used outside of it has to be in every arm that can be chosen there.",
    wrong:
      'packet p {\n  length: byte value(sizeof(data));\n  a: byte;\n  classify (a) {\n  |1:"One" -> data: byte[length];\n  |2:"Two" -> b: byte;\n  };\n}\n',
    right:
      'packet p {\n  length: byte value(sizeof(data));\n  a: byte;\n  classify (a) {\n  |1:"One" -> data: byte[length];\n  |2:"Two" -> data: byte[length];\n  };\n}\n',
  },
  MPL0312: {
    severity: "error",
    title: "a type that means itself",
    explanation: "A typedef leads back to itself, or a struct contains itself. Only packets can be recursive.",
    wrong: "typedef a b;\ntypedef b a;\npacket p {\n  x: byte;\n}\n",
    right: "typedef a byte;\ntypedef b a;\npacket p {\n  x: b;\n}\n",
  },
  MPL0313: {
    severity: "error",
    title: "another kind of thing",
    explanation: "The name is declared, but not as what is wanted here: a type, a packet, a variant.",
    wrong: "packet q {\n  b: byte;\n}\npacket p {\n  a: q;\n}\n",
    right: "packet q {\n  b: byte;\n}\npacket p {\n  a: packet q();\n}\n",
  },
  MPL0314: {
    severity: "warning",
    title: "a parameter that nothing uses",
    explanation: "Callers have to pass it for nothing.",
    wrong: "packet p (int length) {\n  a: byte;\n}\n",
    right: "packet p (int length) {\n  a: byte[length];\n}\n",
  },
  MPL0315: {
    severity: "error",
    title: "the packet is too large",
    explanation:
      "The number of items in one packet, structs spliced in, is limited, so that no spec can exhaust the memory of the machine.",
    wrong: "",
    right: "packet p {\n  a: byte;\n}\n",
  },
  MPL0316: {
    severity: "warning",
    title: "another name in TypeScript",
    explanation:
      "Names become camelCase in the generated code, and those of types PascalCase. Where two names of a spec become one, the later one " +
      "is numbered, `name_2`. A name that JavaScript uses itself gets `_` at its end. JSON and examples have the spec's own names.",
    wrong: "packet p {\n  item_count: byte;\n  itemCount: byte;\n}\n",
    right: "packet p {\n  item_count: byte;\n  total_count: byte;\n}\n",
  },
  MPL0317: {
    severity: "warning",
    title: "an arm hides a name",
    explanation:
      "Something in an arm has the name of something around its classify. In the arm, the name means the arm's own; outside of it, the " +
      "other one, also where every arm has such a name.",
    wrong: 'packet p {\n  a: byte;\n  b: byte;\n  classify (a) {\n  |1: "One" ->\n    b: byte;\n  };\n}\n',
    right: 'packet p {\n  a: byte;\n  b: byte;\n  classify (a) {\n  |1: "One" ->\n    c: byte;\n  };\n}\n',
  },
};
