/** Builds that follow each other in one process, as `mplc build --watch` makes them. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { build } from "../../../src/cli/build/build.js";
import type { BuildOutcome, BuildRequest } from "../../../src/cli/build/state.js";
import { defaultConfig } from "../../../src/cli/config.js";
import { SpecReader } from "../../../src/cli/project.js";
import type { Source } from "../../../src/diagnostics/source.js";
import { temporaryFolder, type TemporaryFolder } from "./support.js";

const INNER = "packet inner {\n  a: byte;\n}\n";
const OUTER = 'import "parts/inner.mpl";\n/** Larger than what it imports. */\npacket outer {\n  b: packet inner();\n  c: uint32;\n}\n';

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/parts/inner.mpl", INNER);
  await folder.write("specs/outer.mpl", OUTER);
});
afterEach(() => folder.remove());

function request(more: Partial<BuildRequest> = {}): BuildRequest {
  const specs = ["outer.mpl", "parts/inner.mpl"].map((name) => join(folder.path, "specs", name));
  const base = join(folder.path, "specs");
  return { root: folder.path, config: defaultConfig, specs, base, out: join(folder.path, "generated"), dryRun: false, ...more };
}

const again = (more: Partial<BuildRequest> = {}): Promise<BuildOutcome> => build(request({ remember: true, ...more }));
const inner = (): string => join(folder.path, "generated/parts/inner.ts");

test("a changed spec is written before what imports it", async () => {
  await again();
  await folder.write("specs/parts/inner.mpl", INNER.replace("a: byte", "renamed: byte"));
  const atFirst: string[] = [];
  await again({
    progress: (done) => {
      if (done === 1) atFirst.push(readFileSync(inner(), "utf8"));
    },
  });
  expect(atFirst.join()).toContain("renamed");
});

test("what is remembered changes nothing in what is written", async () => {
  await again();
  for (const type of ["uint16", "uint32", "byte[4]", "byte"]) {
    await folder.write("specs/parts/inner.mpl", INNER.replace("byte", type));
    await again();
    const remembered = await readFile(inner(), "utf8");
    await build(request({ out: join(folder.path, "fresh"), config: defaultConfig }));
    expect(remembered).toBe(await readFile(join(folder.path, "fresh/parts/inner.ts"), "utf8"));
  }
});

test("a spec whose text is the same is the same source to the compiler, and one that changed is not", async () => {
  const known = new Map<string, Source>();
  const path = join(folder.path, "specs/outer.mpl");
  const first = await new SpecReader(folder.path, known).read(path);
  expect(await new SpecReader(folder.path, known).read(path)).toBe(first);
  await folder.write("specs/outer.mpl", `${OUTER}// more\n`);
  expect((await new SpecReader(folder.path, known).read(path)).text).toBe(`${OUTER}// more\n`);
});
