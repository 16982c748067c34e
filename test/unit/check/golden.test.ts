/** Every case in test/golden/diagnostics: input.mpl and what is said of it, as it is shown to people. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderAll } from "../../../src/diagnostics/render.js";
import { run } from "./run.js";

const folder = join(import.meta.dirname, "../../golden/diagnostics");

function filesOf(name: string): Record<string, string> {
  const specs = readdirSync(join(folder, name)).filter((file) => file.endsWith(".mpl"));
  return Object.fromEntries(specs.map((file) => [file, readFileSync(join(folder, name, file), "utf8")]));
}

describe("golden diagnostics", () => {
  it.each(readdirSync(folder))("%s", async (name) => {
    const files = filesOf(name);
    const { diagnostics } = await run(files["input.mpl"] ?? "", files);
    await expect(`${renderAll(diagnostics)}\n`).toMatchFileSnapshot(join(folder, name, "diagnostics.txt"));
  });
});
