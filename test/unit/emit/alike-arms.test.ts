/** Switches made smaller, statement by statement. */
import { describe, expect, it } from "vitest";
import { shareArms } from "../../../src/emit/decode/alike-arms.js";

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function counted(label: string, bytes: number, name: string, then: string): string {
  return `${label} {
    if (end - at < ${bytes}) return -1;
    const ${name} = bytes.getUint8(at + 1);
    ${then}
    break;
    }`;
}

describe("shareArms", () => {
  it("reads once what most cases read, and tests for more where there must be more", () => {
    const before = `const kind = bytes.getUint8(at);
      switch (kind) {
      case 1: {
      next = at + 1;
      break;
      }
      ${counted("case 2:", 4, "length", "if (length !== 4) return -1;")}
      ${counted("case 3:\ncase 4:", 2, "length_2", "if (length_2 !== 2) return -1;\nnext = at + length_2;")}
      ${counted("default:", 2, "length_3", "next = at + length_3;")}
      }
      at = next;`;
    const after = `const kind = bytes.getUint8(at);
      switch (kind) {
      case 1: {
      next = at + 1;
      break;
      }
      default: {
      if (end - at < 2) return -1;
      const length = bytes.getUint8(at + 1);
      switch (kind) {
      case 2: {
      if (end - at < 4 || (length !== 4)) return -1;
      break;
      }
      case 3:
      case 4: {
      if (length !== 2) return -1;
      next = at + length;
      break;
      }
      default: {
      next = at + length;
      break;
      }
      }
      }
      }
      at = next;`;
    expect(shareArms(lines(before))).toEqual(lines(after));
  });
  it("has no case for values that are treated as any other", () => {
    const body = (name: string): string => `const ${name}End = at + 2;\nnext = ${name}End;\nbreak;\n}`;
    const before = `switch (kind) {\ncase 1: {\n${body("cookie")}\ncase 2: {\nnext = at;\nbreak;\n}\ndefault: {\n${body("data")}\n}`;
    const after = `switch (kind) {\ncase 2: {\nnext = at;\nbreak;\n}\ndefault: {\n${body("data")}\n}`;
    expect(shareArms(lines(before))).toEqual(lines(after));
  });
  it("does not take one name for another that contains it", () => {
    const before = `switch (kind) {\ncase 1: {\nconst a = at + 1;\nnext = a + aa;\nbreak;\n}\ndefault: {\nconst b = at + 1;\nnext = b + bb;\nbreak;\n}\n}`;
    expect(shareArms(lines(before))).toEqual(lines(before));
  });
  it.each([
    ["two cases", `${counted("case 2:", 4, "a", "x = a;")}\n${counted("default:", 2, "b", "x = b + 1;")}`],
    [
      "a default that reads something else",
      `${counted("case 1:", 4, "a", "x = a;")}\n${counted("case 2:", 4, "b", "x = b + 1;")}\n${counted("case 3:", 4, "c", "x = c + 2;")}\ndefault: {\nx = at;\nbreak;\n}`,
    ],
    [
      "a default that needs more than the others",
      `${counted("case 1:", 2, "a", "x = a;")}\n${counted("case 2:", 2, "b", "x = b + 1;")}\n${counted("default:", 4, "c", "x = c + 2;")}`,
    ],
    [
      "no default",
      `${counted("case 1:", 2, "a", "x = a;")}\n${counted("case 2:", 2, "b", "x = b;")}\n${counted("case 3:", 2, "c", "x = c;")}`,
    ],
    ["a default without a block", `${counted("case 1:", 2, "a", "x = a;")}\ndefault: return -1;`],
  ])("leaves %s", (_, cases) => {
    const before = lines(`switch (kind) {\n${cases}\n}`);
    expect(shareArms(before)).toEqual(before);
  });
  it("goes on behind a switch, and into blocks", () => {
    const same = "switch (kind) {\ncase 1: {\nx = 1;\n}\ndefault: {\nx = 1;\n}\n}";
    const smaller = "switch (kind) {\ndefault: {\nx = 1;\n}\n}";
    expect(shareArms(lines(`if (a) {\n${same}\n} else {\n${same}\n}`))).toEqual(lines(`if (a) {\n${smaller}\n} else {\n${smaller}\n}`));
  });
});
