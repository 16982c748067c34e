/** docs/language.md: what it quotes exists, what it shows compiles, its tables are complete. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtinCodecs, builtinTypes } from "../../../src/check/builtins.js";
import { analyseSources } from "../../../src/compile.js";
import { defaultLimits } from "../../../runtime/limits.js";
import { blocksOf, fragmentsOf, read, ROOT } from "./blocks.js";

const PAGE = "docs/language.md";
const blocks = blocksOf(PAGE, "mpl");
const named = (line: number): string => `${PAGE}:${line.toString()}`;

describe("examples", () => {
  it.each(blocks.filter(({ source }) => source !== "").map((block) => [named(block.line), block] as const))(
    "%s is in the spec",
    (_, block) => {
      expect(existsSync(join(ROOT, block.source)), block.source).toBe(true);
      const spec = `\n${read(block.source)}`;
      for (const fragment of fragmentsOf(block.text)) expect(spec).toContain(`\n${fragment}\n`);
    },
  );

  it.each(blocks.filter(({ source }) => source === "").map((block) => [named(block.line), block.text] as const))(
    "%s compiles",
    async (_, text) => {
      const { diagnostics } = await analyseSources([{ path: "example.mpl", text }], () => Promise.resolve(undefined));
      expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    },
  );
});

describe("tables", () => {
  const page = read(PAGE);
  const section = (title: string): string => page.split(`## ${title}\n`)[1]?.split(/^##? /m)[0] ?? "";

  it.each([...builtinTypes.keys(), ...builtinCodecs.map(({ name }) => name)])("the type %s is listed", (name) => {
    expect(section("Types")).toMatch(new RegExp(`^\\|[^|]*\`${name}(\\[[ne]\\])?\``, "m"));
  });

  it.each(["internet", "internet_nonzero", "crc32", "crc32c", "fletcher16", "fletcher32", "adler32"])(
    "the checksum %s is listed",
    (name) => {
      expect(section("Checksums")).toMatch(new RegExp(`^\\|[^|]*\`${name}\``, "m"));
    },
  );

  it.each(["offset(x)", "sizeof(x)", "array_length(x)", "present(x)", "remaining()"])("the function %s is listed", (name) => {
    expect(section("Expressions") + section("# Functions")).toContain(`| \`${name}\` |`);
  });

  it("the budgets are those of the runtime", () => {
    expect(section("Budgets and limits")).toContain(`${defaultLimits.depth.toString()} deep`);
    expect(section("Budgets and limits")).toContain(`${defaultLimits.elements.toLocaleString("en")} elements`);
  });

  it("links lead somewhere", () => {
    const anchors = new Set(
      [...page.matchAll(/^##+ (.+)$/gm)].map((match) =>
        (match[1] ?? "")
          .toLowerCase()
          .replace(/[^\w\- ]/g, "")
          .replaceAll(" ", "-"),
      ),
    );
    for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });
});
