/** 02xx: files, imports, and the lookup of packets across files. */
import type { CodeEntry } from "./entry.js";

export type LoadCode = "MPL0201" | "MPL0202" | "MPL0203" | "MPL0204" | "MPL0205";

export const loadCodes: Readonly<Record<LoadCode, CodeEntry>> = {
  MPL0201: {
    severity: "error",
    title: "imported file not found",
    explanation: "The path of an `import` is taken from the folder of the importing file, with forward slashes.",
    wrong: 'import "adresses.mpl";\npacket p {\n  a: byte;\n}\n',
    right: 'import "addresses.mpl";\npacket p {\n  a: byte;\n}\n',
    files: { "addresses.mpl": "typedef mac byte;\n" },
  },
  MPL0202: {
    severity: "error",
    title: "one file was given twice",
    explanation: "Two sources of the same path but different text were given to the compiler.",
    wrong: "",
    right: "packet p {\n  a: byte;\n}\n",
  },
  MPL0203: {
    severity: "error",
    title: "imported names clash",
    explanation: "A name is declared by two of: the file itself and the files that it imports. Rename one of them.",
    wrong: 'import "other.mpl";\ntypedef mac byte;\npacket p {\n  a: mac[6];\n}\n',
    right: 'import "other.mpl";\ntypedef address byte;\npacket p {\n  a: address[6];\n}\n',
    files: { "other.mpl": "typedef mac byte;\n" },
  },
  MPL0204: {
    severity: "error",
    title: "more than one packet may be meant",
    explanation:
      "A packet's name is looked up in the same file, in its imports, as a given file of that name, then in all given files and " +
      "beside the file. The last step found several. An `import` says which one is meant.",
    wrong: "",
    right: 'import "inner.mpl";\npacket p {\n  a: packet inner();\n}\n',
    files: { "inner.mpl": "packet inner {\n  b: byte;\n}\n" },
  },
  MPL0205: {
    severity: "error",
    title: "too many files",
    explanation: "The number of files in one compilation is limited, so that no spec can make the compiler read for ever.",
    wrong: "",
    right: "packet p {\n  a: byte;\n}\n",
  },
};
