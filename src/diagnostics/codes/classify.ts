/** 06xx: variants; 07xx: classify. */
import type { CodeEntry } from "./entry.js";

const twoArms = (first: string, second: string): string =>
  `packet p {\n  a: byte;\n  classify (a) {\n  |${first} -> ();\n  |${second} -> ();\n  };\n}\n`;

export type ClassifyCode =
  "MPL0601" | "MPL0602" | "MPL0603" | "MPL0604" | "MPL0605" | "MPL0606" | "MPL0701" | "MPL0702" | "MPL0703" | "MPL0704" | "MPL0705";

export const classifyCodes: Readonly<Record<ClassifyCode, CodeEntry>> = {
  MPL0601: {
    severity: "error",
    title: "two cases of one tag",
    explanation: "Each tag of a variant names one value.",
    wrong: "packet p {\n  a: byte variant { |1 -> Red |2 -> Red };\n}\n",
    right: "packet p {\n  a: byte variant { |1 -> Red |2 -> Blue };\n}\n",
  },
  MPL0602: {
    severity: "warning",
    title: "two cases of one value",
    explanation: "A value with several tags is decoded to the first; all of them can be given to encode it.",
    wrong: "packet p {\n  a: byte variant { |1 -> Red |1 -> Blue };\n}\n",
    right: "packet p {\n  a: byte variant { |1 -> Red |2 -> Blue };\n}\n",
  },
  MPL0603: {
    severity: "error",
    title: "a case of another type",
    explanation: "The values of a variant are all integers, all booleans or all strings, as the field's are.",
    wrong: 'packet p {\n  a: byte variant { |1 -> Red |"blue" -> Blue };\n}\n',
    right: "packet p {\n  a: byte variant { |1 -> Red |2 -> Blue };\n}\n",
  },
  MPL0604: {
    severity: "error",
    title: "the tag `Unknown` is reserved",
    explanation: "It stands for the values that a variant does not list.",
    wrong: "packet p {\n  a: byte variant { |0 -> Unknown };\n}\n",
    right: "packet p {\n  a: byte variant { |0 -> Unspecified };\n}\n",
  },
  MPL0605: {
    severity: "error",
    title: "more than one default",
    explanation: "One case at most is written with `=>`: the one that is encoded when the caller gives none.",
    wrong: "packet p {\n  a: byte variant { |1 => Red |2 => Blue };\n}\n",
    right: "packet p {\n  a: byte variant { |1 => Red |2 -> Blue };\n}\n",
  },
  MPL0606: {
    severity: "warning",
    title: "a case that never matches",
    explanation: "The value is outside of what the field can hold.",
    wrong: "packet p {\n  a: bit[8] variant { |1 -> Red |256 -> Blue };\n}\n",
    right: "packet p {\n  a: bit[8] variant { |1 -> Red |255 -> Blue };\n}\n",
  },
  MPL0701: {
    severity: "error",
    title: "an expression is classified under a name",
    explanation: "The decoded arm is a property: of the field's name, or, where an expression is classified, of the name that `as` gives.",
    wrong: 'packet p {\n  a: byte;\n  classify (a >> 4) {\n  |1:"One" -> ();\n  };\n}\n',
    right: 'packet p {\n  a: byte;\n  classify (a >> 4) as kind {\n  |1:"One" -> ();\n  };\n}\n',
  },
  MPL0702: {
    severity: "error",
    title: "a pattern of another type",
    explanation: "Patterns have the type of what is classified: integers and ranges, strings, booleans, or the tags of its variant.",
    wrong: twoArms('1:"One"', '"two":"Two"'),
    right: twoArms('1:"One"', '2:"Two"'),
  },
  MPL0703: {
    severity: "error",
    title: "an empty range",
    explanation: "Both ends of a range are in it; the lower one comes first.",
    wrong: twoArms('1:"One"', '9..2:"More"'),
    right: twoArms('1:"One"', '2..9:"More"'),
  },
  MPL0704: {
    severity: "warning",
    title: "an arm that never matches",
    explanation: "The first arm that matches is taken, and earlier ones take all that this one would, or the value is never such.",
    wrong: twoArms('1:"One"', '1:"Uno"'),
    right: twoArms('1:"One"', '2:"Two"'),
  },
  MPL0705: {
    severity: "warning",
    title: "arms overlap",
    explanation: "Some value is matched by both arms, under guards that can hold at once. The first arm is taken.",
    wrong: twoArms('1..5:"Low"', '5..9:"High"'),
    right: twoArms('1..4:"Low"', '5..9:"High"'),
  },
};
