/** docs/dns-server.md names everything that there is to watch and to type. */
import { describe, expect, it } from "vitest";
import { type } from "../../support/dns/typed.js";
import { read } from "./blocks.js";

const page = read("docs/dns-server.md");

function namesIn(text: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([name]) => name))];
}

describe("docs/dns-server.md", () => {
  it("has every metric, and no other", () => {
    const pattern = /\bdeens_[a-z_]+/g;
    expect(namesIn(page, pattern).sort()).toEqual(namesIn(read("servers/dns/node/metrics.ts"), pattern).sort());
  });

  it("has every command and every option of `deens serve`", async () => {
    const commands = namesIn((await type("--help")).out, /(?<=^ {2})[a-z-]+(?= .*(<|\[options\]))/gm);
    expect(commands).toEqual(["serve", "check-config", "check-zone", "control"]);
    for (const command of commands) expect(page).toContain(`\`deens ${command} `);
    const options = namesIn((await type("serve", "--help")).out, /--[a-z-]+/g).filter((name) => name !== "--help");
    for (const option of options) expect(page).toContain(option);
  });

  it("has every command of `deens control`", async () => {
    const list = (await type("control", "--help")).out.split("Commands:\n")[1]?.split("\n\n")[0] ?? "";
    const commands = namesIn(list, /(?<=^ {2})[a-z-]+/gm);
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) expect(page).toMatch(new RegExp(`^\\|.*\`${command}[ \`]`, "m"));
  });

  it("says what `npm run dns` prints", () => {
    const { dns } = (JSON.parse(read("package.json")) as { readonly scripts: { readonly dns: string } }).scripts;
    const place = /--listen (\S+)/.exec(dns)?.[1] ?? "";
    expect(page).toContain(
      `deens is ready on ${place} (udp, tcp) with 1 zone\n    Try: dig @${place.replace(":", " -p ")} www.example.com\n`,
    );
  });
});
