import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestJson } from "../../../src/cli/commands/test.js";
import { mplc, temporaryFolder, type TemporaryFolder } from "./support.js";

const SPEC = `/** A test. */
packet sample(int extra) {
  kind: byte variant { |1 -> One |2 -> Two };
  length: uint16 value(sizeof(body));
  body: byte[length];
  big: uint64;
  more: byte[extra];
}
example sample(1) "works" "01 0002 abcd 0000000000000007 ff" { kind: One, length: 2, body: "abcd", big: 7, more: "ff" };
example sample(0) "cut off" "01 0002 ab" malformed;
`;
const BYTES = Uint8Array.of(1, 0, 2, 0xab, 0xcd, 0, 0, 0, 0, 0, 0, 0, 7);
const JSON_VALUE = { kind: "One", length: 2, body: "abcd", big: "7", more: "" };

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/sample.mpl", SPEC);
  await folder.write("in.bin", BYTES);
});
afterAll(() => folder.remove());

const PACKET = ["-p", "sample", "--arg", "extra=0", "specs/sample.mpl"];

describe("mplc decode", () => {
  test("as a tree, from a file", async () => {
    const { exitCode, out } = await mplc(folder.path, ["decode", ...PACKET, "in.bin"]);
    expect(exitCode).toBe(0);
    expect(out).toBe("sample\n  kind: One (1)\n  length: 2\n  body: abcd\n  big: 7\n  more: (empty)\n");
  });

  test("as JSON, from hex on standard input", async () => {
    const { out } = await mplc(folder.path, ["decode", ...PACKET, "--hex", "--format", "json"], "010002 abcd 00000000 00000007");
    expect(JSON.parse(out)).toEqual(JSON_VALUE);
  });

  test("malformed input ends with 1 and says where", async () => {
    const { exitCode, out, err } = await mplc(folder.path, ["decode", ...PACKET, "--hex"], "01 0009 abcd");
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toMatch(/sample\.body: truncated, at least 7 more bytes needed\n {2}at: +byte 3\n/);
    expect(err).toContain("specs/sample.mpl:5:");
    expect(err).toContain("0000: 01 00 09 ab cd");
  });

  test("packet after packet, at an offset, exactly", async () => {
    const twice = new Uint8Array([0, ...BYTES, ...BYTES]);
    const repeated = await mplc(folder.path, ["decode", ...PACKET, "--at", "1", "--repeat", "--format", "json"], twice);
    expect(
      repeated.out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([JSON_VALUE, JSON_VALUE]);
    const exact = await mplc(folder.path, ["decode", ...PACKET, "--at", "1", "--exact"], twice);
    expect(exact).toMatchObject({ exitCode: 1, err: "mplc: 13 bytes left over behind the packet, from byte 14 on\n" });
  });

  test("what the command line lacks is said", async () => {
    const decode = async (...argv: readonly string[]): Promise<string> => (await mplc(folder.path, ["decode", ...argv])).err;
    expect(await decode("-p", "sample", "specs/sample.mpl")).toContain("`sample` needs a value for its parameter `extra`");
    expect(await decode("-p", "smaple", "specs/sample.mpl")).toContain("did you mean sample?");
    expect(await decode(...PACKET, "nothere.bin")).toContain("nothere.bin: there is no such file");
    expect(await decode(...PACKET, "in.bin", "--at", "99")).toContain("behind the end of the input, which has 13 bytes");
  });
});

describe("mplc encode", () => {
  test("what decode printed, as it was", async () => {
    const { bytes } = await mplc(folder.path, ["encode", ...PACKET], JSON.stringify(JSON_VALUE));
    expect(bytes).toEqual(BYTES);
  });

  test("computed fields may be left out; hex", async () => {
    const { out } = await mplc(folder.path, ["encode", ...PACKET, "--hex"], '{ "kind": 9, "body": "", "big": "1", "more": "" }');
    expect(out).toBe("09 00 00 00 00 00 00 00 00 00 01\n");
  });

  test.each([
    ["{", "standard input: this is not JSON"],
    ['{ "kind": "Three", "body": "", "big": "1", "more": "" }', "sample.kind: expected an integer from 0 to 255 or a name (One, Two)"],
    ['{ "kind": 1, "body": "", "big": "1", "more": "00" }', "sample.more: cannot be encoded"],
  ])("%s is refused, and it is said where", async (json, message) => {
    const { exitCode, err } = await mplc(folder.path, ["encode", ...PACKET], json);
    expect(exitCode).toBe(1);
    expect(err).toContain(message);
  });
});

describe("a byte order mark", () => {
  test("is no character of a spec, of JSON, nor of the settings", async () => {
    await folder.write("mark/marked.mpl", "\ufeffpacket marked { a: byt; }");
    expect((await mplc(folder.path, ["check", "mark"])).out).toContain("marked.mpl:1:20: error MPL0306");
    const json = `\ufeff${JSON.stringify(JSON_VALUE)}`;
    expect((await mplc(folder.path, ["encode", ...PACKET], json)).bytes).toEqual(BYTES);
    await folder.write("marked.json", '\ufeff{ "source": ["specs"] }');
    expect(await mplc(folder.path, ["--config", "marked.json", "check"])).toMatchObject({ exitCode: 0 });
  });
});

describe("mplc test", () => {
  test("examples that hold", async () => {
    expect(await mplc(folder.path, ["test"])).toMatchObject({ exitCode: 0, out: "2 examples of 1 packet: all passed\n" });
  });

  test("examples that do not", async () => {
    const wrong =
      'packet q {\n  a: byte;\n}\nexample q "wrong" "05" { a: 6 };\nexample q "fine" "05" malformed;\nexample q "canonical" "05" noncanonical { a: 5 };\n';
    await folder.write("wrong/q.mpl", wrong);
    const { exitCode, out } = await mplc(folder.path, ["test", "wrong"]);
    expect(exitCode).toBe(1);
    expect(out).toContain('wrong/q.mpl:4:1: failed q "wrong"\n  wrong/q.mpl:4:29: q.a: expected 6, found 5\n');
    expect(out).toContain("it should be refused, and was decoded:\n  q\n    a: 5");
    expect(out).toContain("it says noncanonical");
    const json = JSON.parse((await mplc(folder.path, ["test", "wrong", "--json"])).out) as TestJson;
    expect(json.diagnostics).toEqual([]);
    expect(json.examples.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(json.examples[0]).toMatchObject({ place: "wrong/q.mpl:4:1", packet: "q", title: "wrong" });
  });

  test("--json gives the errors of specs as check --json does", async () => {
    await folder.write("sick/p.mpl", 'packet p {\n  a: byt;\n  constructor: byte;\n}\nexample p "one" "01" { a: 1 };\n');
    const { diagnostics } = JSON.parse((await mplc(folder.path, ["check", "sick", "--json"])).out) as TestJson;
    expect(diagnostics.map(({ severity }) => severity)).toContain("error");
    const { exitCode, out, err } = await mplc(folder.path, ["test", "sick", "--json"]);
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: "" });
    expect(JSON.parse(out)).toEqual({ diagnostics, problems: [], examples: [] });
  });
});

describe("mplc test, of bytes behind the packet", () => {
  test("says how many, and which", async () => {
    const text = "packet q {\n  n: byte value(sizeof(d));\n  d: byte[n];\n}\n";
    await folder.write(
      "rest/q.mpl",
      `${text}example q "two" "01 aa bb cc" { d: "aa" };\nexample q "one" "00 0d" noncanonical { d: "" };\n`,
    );
    const { exitCode, out } = await mplc(folder.path, ["test", "rest"]);
    expect(exitCode).toBe(1);
    expect(out).toContain("2 bytes left behind the packet, which ends at byte 2: bbcc");
    expect(out).toContain("1 byte left behind the packet, which ends at byte 1: 0d");
  });
});

describe("mplc check, fmt, explain, init", () => {
  test("check", async () => {
    expect((await mplc(folder.path, ["check"])).out).toBe("1 spec, 1 packet: no errors, no warnings\n");
    await folder.write("bad/bad.mpl", "packet bad {\n  a: byte;\n  a: byte;\n}\n");
    const bad = await mplc(folder.path, ["check", "bad"]);
    expect(bad.exitCode).toBe(1);
    expect(bad.out).toContain("bad/bad.mpl:3:3: error MPL");
    const json = JSON.parse((await mplc(folder.path, ["check", "bad", "--json"])).out) as { diagnostics: { severity: string }[] };
    expect(json.diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
  });

  test("fmt", async () => {
    await folder.write("rough/r.mpl", "packet r{a:byte;}");
    expect((await mplc(folder.path, ["fmt", "-"], "packet r{a:byte;}")).out).toBe("packet r {\n  a: byte;\n}\n");
    expect(await mplc(folder.path, ["fmt", "rough", "--check"])).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining("would format rough/r.mpl") as string,
    });
    expect((await mplc(folder.path, ["fmt", "rough"])).exitCode).toBe(0);
    expect(await readFile(join(folder.path, "rough/r.mpl"), "utf8")).toBe("packet r {\n  a: byte;\n}\n");
    const broken = await mplc(folder.path, ["fmt", "-"], "packet {");
    expect(broken.exitCode).toBe(1);
    expect(broken.err).toContain("standard input:1:8: error");
  });

  test("explain", async () => {
    expect((await mplc(folder.path, ["explain", "mpl0201"])).out).toContain("MPL0201 (error): imported file not found");
    expect(await mplc(folder.path, ["explain", "MPL9999"])).toMatchObject({ exitCode: 2 });
    expect((await mplc(folder.path, ["explain"])).out).toContain("MPL0201");
  });

  test("init writes what passes, and never overwrites", async () => {
    const made = await temporaryFolder();
    expect((await mplc(made.path, ["init", "beat"])).out).toContain("wrote specs/beat.mpl");
    expect((await mplc(made.path, ["check"])).exitCode).toBe(0);
    expect((await mplc(made.path, ["test"])).out).toBe("3 examples of 1 packet: all passed\n");
    expect((await mplc(made.path, ["fmt", "--check"])).exitCode).toBe(0);
    expect(await mplc(made.path, ["init", "beat"])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("nothing is overwritten") as string,
    });
    expect((await mplc(made.path, ["init", "Beat"])).err).toContain("is no name for a packet");
    expect((await mplc(made.path, ["init", "packet"])).err).toContain("a word of the language");
    expect((await mplc(made.path, ["init", "data_view"])).err).toContain(
      "`DataView`, the name of `data_view`, is `DataView_` in TypeScript",
    );
    await made.remove();
  });
});

describe("the command line itself", () => {
  test("unknown commands are met with suggestions", async () => {
    const { exitCode, err } = await mplc(folder.path, ["chekc"]);
    expect(exitCode).toBe(2);
    expect(err).toContain("Did you mean check?");
  });

  test("help and version", async () => {
    expect(await mplc(folder.path, ["--version"])).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
    expect((await mplc(folder.path, ["decode", "--help"])).out).toContain("Examples:");
  });
});
