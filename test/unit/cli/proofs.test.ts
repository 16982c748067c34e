/** `mplc check --proofs`: what is proved, what has a witness that was run, and what has neither. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProofsJson } from "../../../src/cli/proofs.js";
import { mplc, temporaryFolder, type TemporaryFolder } from "./support.js";

/** `length - 8` is proved by the minimum; the minimum itself fails for some bytes; the last one always holds, but is not proved. */
const SPEC = `packet sample(int extra) {
  length: uint16 value(sizeof(body) + 8) min(8);
  body: byte[length - 8];
  more: byte[extra];
  require (length * length >= length) "always";
}
`;

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/sample.mpl", SPEC);
});
afterAll(() => folder.remove());

const proofs = async (...argv: readonly string[]): Promise<{ exitCode: number; out: string; err: string }> =>
  mplc(folder.path, ["check", "--proofs", ...argv]);

const jsonOf = async (...argv: readonly string[]): Promise<ProofsJson> =>
  (JSON.parse((await proofs("--json", ...argv)).out) as { proofs: ProofsJson }).proofs;

describe("mplc check --proofs", () => {
  test("lists all three, with places, and counts them", async () => {
    const { exitCode, out } = await proofs();
    expect(exitCode).toBe(0);
    expect(out).toContain("  proved   specs/sample.mpl:3:14 decode size-not-negative: length - 8 >= 0, because length is 8..65535\n");
    expect(out).toMatch(/\n {2}witness {2}specs\/sample\.mpl:2:46 decode minimum: length >= 8\n/);
    expect(out).toMatch(/^sample \(specs\/sample\.mpl\): \d+ proved, \d+ with a witness, \d+ unproved\n/);
    expect(out).toMatch(/\ntotal: \d+ proved, \d+ with a witness, \d+ unproved\n/);
  });

  test("--verbose shows each witness, as the command line takes it", async () => {
    const { out } = await proofs("--verbose");
    const [, hex = "", extra = ""] =
      /decode minimum: length >= 8\n +(\w+) --arg extra=(-?\d+): refused at sample\.length\n/.exec(out) ?? [];
    const again = await mplc(folder.path, ["decode", "-p", "sample", "--arg", `extra=${extra}`, "specs/sample.mpl", "--hex"], hex);
    expect(again).toMatchObject({ exitCode: 1, out: "", err: expect.stringContaining("sample.length: malformed") as string });
  });

  test("--json has every check, its status and its witness", async () => {
    const { counts, packets, checks } = await jsonOf();
    expect(packets).toEqual([{ packet: "sample", file: "specs/sample.mpl", ...counts }]);
    expect(counts.proved + counts.witness + counts.unproved).toBe(checks.length);
    for (const { status, witness } of checks) expect(witness !== undefined).toBe(status === "witness");
    const minimum = checks.find(({ kind, direction }) => kind === "minimum" && direction === "decode");
    expect(minimum).toMatchObject({ place: "specs/sample.mpl:2:46", status: "witness", witness: { direction: "decode", code: -1 } });
  });

  test("what is neither proved nor broken is unproved", async () => {
    const statuses = (await jsonOf("--seconds", "0")).checks.filter(({ kind }) => kind === "minimum").map(({ status }) => status);
    expect(statuses).toEqual(["unproved", "proved"]);
  });

  test("a byte order that the caller decides is an argument as others are", async () => {
    await folder.write("caller/mplc.config.json", '{ "byteOrder": "caller" }');
    await folder.write("caller/specs/c.mpl", "packet c {\n  n: uint16 min(2);\n}\n");
    const { exitCode, out } = await mplc(`${folder.path}/caller`, ["check", "--proofs", "-v"]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/decode minimum: n >= 2\n +[0-9a-f]{4} --arg \w+=(?:true|false): refused at c\.n\n/);
  });

  test("of specs with errors it shows what is known without running them", async () => {
    await folder.write("bad/bad.mpl", "packet good {\n  a: byte min(3);\n}\npacket bad {\n  a: nothing;\n}\n");
    const { exitCode, out } = await proofs("bad");
    expect(exitCode).toBe(1);
    expect(out).toContain("unproved bad/bad.mpl:2:");
    expect(out).toContain("no witnesses were looked for: the specs have errors\n");
  });

  test.each([
    [["check", "--seconds", "3"], "--seconds tells how --proofs works"],
    [["check", "--verbose"], "--verbose tells how --proofs works"],
    [["check", "--proofs", "--seconds", "soon"], "--seconds soon: this is no number of seconds"],
    [["check", "--proofs", "--seconds", "-1"], "--seconds -1: this is no number of seconds"],
  ])("%j is refused", async (argv, message) => {
    expect(await mplc(folder.path, argv)).toMatchObject({ exitCode: 2, err: expect.stringContaining(message) as string });
  });
});
