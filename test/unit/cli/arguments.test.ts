import { describe, expect, test } from "vitest";
import type { PacketPlan } from "../../../src/dissect/plan.js";
import { parseArguments } from "../../../src/cli/packets/arguments.js";
import { findPacket, splitFiles } from "../../../src/cli/packets/open.js";
import { Problem } from "../../../src/cli/problem.js";
import { mplc, temporaryFolder } from "./support.js";

const packet: PacketPlan = {
  name: "p",
  file: "specs/p.mpl",
  suffix: "P",
  shape: "pShape",
  extras: 0,
  endsWithInput: false,
  params: [
    { name: "size", type: "int", implicit: false },
    { name: "flag", type: "bool", implicit: false },
    { name: "little_endian", type: "bool", implicit: true },
  ],
};

function problemOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Problem) return `${error.message}|${error.help ?? ""}`;
    throw error;
  }
  return "accepted";
}

describe("--arg", () => {
  test.each([
    [
      ["size=12", "flag=true"],
      [12, true, false],
    ],
    [
      ["flag=0", "size=0x1_f"],
      [31, false, false],
    ],
    [
      ["size=-0b11", "flag=1", "little_endian=true"],
      [-3, true, true],
    ],
  ])("%j", (given, args) => {
    expect(parseArguments(packet, given, false)).toEqual(args);
  });

  test.each([
    [["flag=true"], "`p` needs a value for its parameter `size`|--arg size=<integer> --arg flag=<true or false>"],
    [["size=1", "flag=maybe"], "the parameter `flag` of `p` is true or false"],
    [["size=1.5", "flag=1"], "the parameter `size` of `p` is an integer of at most 53 bits"],
    [["size=9007199254740992", "flag=1"], "an integer of at most 53 bits"],
    [["siez=1"], "`p` has no parameter `siez`|did you mean size?"],
    [["size"], "--arg size: write name=value"],
  ])("%j is refused", (given, message) => {
    expect(problemOf(() => parseArguments(packet, given, false))).toContain(message);
  });
});

describe("files on the command line", () => {
  test("specs end in .mpl or are folders, the rest is the input", async () => {
    expect(await splitFiles("/", ["a.mpl", "in.bin", "b.mpl"])).toEqual({ specs: ["a.mpl", "b.mpl"], input: "in.bin" });
    expect(await splitFiles("/", ["a.mpl", "-"])).toEqual({ specs: ["a.mpl"], input: undefined });
    expect(await splitFiles("/", ["a.mpl"])).toEqual({ specs: ["a.mpl"], input: undefined });
    expect(await splitFiles(import.meta.dirname, ["..", "in.bin"])).toEqual({ specs: [".."], input: "in.bin" });
  });

  test("without specs, those of the settings", async () => {
    expect(await splitFiles("/", ["in.bin"])).toEqual({ specs: [], input: "in.bin" });
    const made = await temporaryFolder();
    await made.write("specs/one.mpl", "packet one { a: byte; }");
    await made.write("in.bin", "A");
    expect(await mplc(made.path, ["decode", "-p", "one", "in.bin"])).toMatchObject({ exitCode: 0, out: "one\n  a: 65\n" });
    expect(await mplc(made.path, ["decode", "-p", "one", "specs", "in.bin"])).toMatchObject({ exitCode: 0 });
    await made.remove();
  });

  test("one input", async () => {
    await expect(splitFiles("/", ["a.mpl", "x", "y"])).rejects.toThrow("both x and y");
  });
});

describe("the packet of a name", () => {
  const other = { ...packet, file: "specs/other.mpl" };

  test("the given file's own comes before those of imports", () => {
    expect(findPacket([other, packet], "p", ["/home/specs/p.mpl"])).toBe(1);
    expect(findPacket([packet, other], "p", ["/home/specs/p.mpl"])).toBe(0);
  });

  test("two that may be meant, none at all, a misspelt one", () => {
    expect(problemOf(() => findPacket([packet, other], "p", ["/x/q.mpl"]))).toContain("in specs/p.mpl and in specs/other.mpl");
    expect(problemOf(() => findPacket([packet], "udp", []))).toContain("there is no packet `udp`|there are p");
    expect(problemOf(() => findPacket([{ ...packet, name: "udp" }], "upd", []))).toContain("did you mean udp?");
  });
});
