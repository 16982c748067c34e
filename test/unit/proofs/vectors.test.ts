/** The kept witnesses of all specs: generated code refuses each of them, with the code and at the place that it did before. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { analyseSources } from "../../../src/compile.js";
import { replayWitnesses, witnessPath, type LoadedModule, type WitnessFile } from "../../../src/proofs/index.js";
import { reader } from "./support.js";

const ROOT = resolve(import.meta.dirname, "../../..");
const FOLDER = join(ROOT, "test/vectors/witnesses");

const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".json"))
  .sort()
  .map((path) => JSON.parse(readFileSync(join(FOLDER, path), "utf8")) as WitnessFile);

const { layout } = await analyseSources(
  files.map(({ spec }) => ({ path: spec, text: readFileSync(join(ROOT, spec), "utf8") })),
  reader,
);

async function generated(spec: string): Promise<LoadedModule> {
  return (await import(join(ROOT, "generated", witnessPath(spec).replace(/\.json$/, ".ts")))) as LoadedModule;
}

describe("kept witnesses", () => {
  it("are there", () => {
    expect(files.length).toBeGreaterThan(20);
  });

  for (const file of files) {
    it(`of ${file.spec} are refused`, async () => {
      const modules = new Map([[file.spec, await generated(file.spec)]]);
      expect(replayWitnesses(layout, modules, file)).toEqual([]);
    });
  }
});
