/** Every command finds a packet that stands in another file of the same folder. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mplc, type Ran, temporaryFolder, type TemporaryFolder } from "./support.js";

const DNS = "packet dns {\n  a: packet dns_rr();\n}\n";
const RR = "packet dns_rr {\n  b: byte;\n}\n\npacket other {\n  c: byte;\n}\n";

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/dns.mpl", DNS);
  await folder.write("specs/rr.mpl", RR);
  await folder.write("specs/broken.mpl", "packet {\n");
  await folder.write("specs/latin.mpl", new Uint8Array([0x2f, 0x2f, 0xe9]));
  await folder.write("specs/unused.mpl", "packet unused {\n  a: byte;\n}\n");
});
afterEach(() => folder.remove());

const run = (...argv: readonly string[]): Promise<Ran> => mplc(folder.path, argv);
const build = (): Promise<Ran> => run("build", "specs/dns.mpl");
const generated = (name: string): Promise<string> => readFile(join(folder.path, "generated", name), "utf8");

describe("a packet beside", () => {
  test("check", async () => {
    expect(await run("check", "specs/dns.mpl")).toMatchObject({ exitCode: 0, out: "1 spec, 3 packets: no errors, no warnings\n" });
  });

  test("test", async () => {
    await folder.write("specs/dns.mpl", `${DNS}example dns "one" "07" { a: { b: 7 } };\n`);
    expect(await run("test", "specs/dns.mpl")).toMatchObject({ exitCode: 0, out: expect.stringContaining("1 example") as string });
  });

  test("decode and encode", async () => {
    expect((await mplc(folder.path, ["decode", "-p", "dns", "specs/dns.mpl", "--hex"], "07")).out).toContain("b: 7");
    expect((await mplc(folder.path, ["encode", "-p", "dns", "specs/dns.mpl", "--hex"], '{"a":{"b":7}}')).out).toBe("07\n");
  });

  test("decode notices what a file beside has become", async () => {
    const decode = (): Promise<Ran> => mplc(folder.path, ["decode", "-p", "dns", "specs/dns.mpl", "--hex"], "07");
    await decode();
    await folder.write("specs/rr.mpl", RR.replace("b:", "renamed:"));
    expect((await decode()).out).toContain("renamed: 7");
    await folder.write("specs/again.mpl", RR);
    expect((await decode()).err).toContain("MPL0204");
  });
});

describe("mplc build with a packet beside", () => {
  test("builds its file too, and no other", async () => {
    expect((await build()).out).toBe("wrote generated/dns.ts\nwrote generated/rr.ts\n2 modules written\n");
    expect(await generated("dns.ts")).toContain('from "./rr.js"');
  });

  test("notices its changes", async () => {
    await build();
    await folder.write("specs/rr.mpl", RR.replace("b:", "renamed:"));
    expect(await build()).toMatchObject({ exitCode: 0, out: expect.stringContaining("wrote generated/rr.ts") as string });
  });

  test("notices that there is a second one now, and that it has gone again", async () => {
    await rm(join(folder.path, "specs/latin.mpl"));
    await build();
    expect((await build()).out).toBe("2 unchanged\n");
    await folder.write("specs/again.mpl", RR);
    const ambiguous = await build();
    expect(ambiguous.exitCode).toBe(1);
    expect(ambiguous.err).toMatch(/MPL0204[^]*specs\/again\.mpl[^]*specs\/rr\.mpl/);
    await rm(join(folder.path, "specs/again.mpl"));
    expect(await build()).toMatchObject({ exitCode: 0, err: "" });
  });

  test("finds a packet that was missing before", async () => {
    await rm(join(folder.path, "specs/rr.mpl"));
    expect((await build()).err).toContain("unknown packet `dns_rr`");
    await folder.write("specs/later.mpl", RR);
    expect(await build()).toMatchObject({ exitCode: 0, out: expect.stringContaining("wrote generated/later.ts") as string });
  });
});
