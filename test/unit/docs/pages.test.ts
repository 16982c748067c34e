/** Links between the pages, and what each has to mention. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIG_NAME, defaultConfig } from "../../../src/cli/config.js";
import { run } from "../../../src/cli/program.js";
import type { Terminal } from "../../../src/cli/terminal.js";
import { read, ROOT } from "./blocks.js";

const pages = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));

const anchorsOf = (page: string): ReadonlySet<string> => {
  const prose = read(page).replace(/^```[\s\S]*?^```$/gm, "");
  return new Set(
    [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
};

describe.each(pages)("docs/%s", (name) => {
  const page = `docs/${name}`;

  it("is in the index", () => {
    if (name !== "README.md") expect(read("docs/README.md")).toContain(`(${name})`);
  });

  it("has links that lead somewhere", () => {
    const prose = read(page)
      .replace(/^```[\s\S]*?^```$/gm, "")
      .replace(/`[^`\n]*`/g, "");
    for (const [, path = "", anchor] of prose.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)) {
      const target = path === "" ? page : join(dirname(page), path);
      expect(existsSync(join(ROOT, target)), target).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
    }
  });
});

async function helpOf(...command: readonly string[]): Promise<string> {
  let text = "";
  const out = (more: string | Uint8Array): void => {
    text += String(more);
  };
  // Help needs nothing of a terminal but a place to be written to.
  await run([...command, "--help"], { out, err: out } as Partial<Terminal> as Terminal, ROOT);
  return text;
}

describe("docs/command-line.md", () => {
  const page = read("docs/command-line.md");

  it("describes every command and every option", async () => {
    const commands = [...(await helpOf()).matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name).filter((name) => name !== "help");
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) {
      const section = page.split(`\n## ${command}\n`)[1]?.split(/^## /m)[0] ?? "";
      const help = await helpOf(command);
      for (const [, option = ""] of help.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm))
        if (option !== "--help") expect(section, command).toContain(option);
    }
  });

  it("describes every setting", () => {
    expect(page).toContain(CONFIG_NAME);
    for (const [key, value] of Object.entries(defaultConfig)) expect(page).toContain(`| \`${key}\` | \`${JSON.stringify(value)}\` |`);
  });
});
