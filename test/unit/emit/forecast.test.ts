/** What only emission knows of a spec is said by a check already, and by a build in the same words. */
import { describe, expect, it, vi } from "vitest";
import { analyseSources, compile } from "../../../src/compile.js";
import { spanText } from "../../../src/diagnostics/source.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

async function found(text: string): Promise<string[]> {
  const sources = [{ path: "test.mpl", text }];
  const [checked, built] = await Promise.all([analyseSources, compile].map((run) => run(sources, () => Promise.resolve(undefined))));
  expect(built?.diagnostics).toEqual(checked?.diagnostics);
  return (checked?.diagnostics ?? []).map(({ code, severity, span, message }) => `${severity} ${code} at ${spanText(span)}: ${message}`);
}

describe("a name that is another one in TypeScript", () => {
  it.each([
    ["packet p { a_b: byte; aB: byte; }", "aB: `aB` is `aB_2` in TypeScript: something else has that name"],
    ["packet p { constructor: byte; }", "constructor: `constructor` is `constructor_` in TypeScript: JavaScript uses that name itself"],
    [
      "packet data_view { a: byte; }",
      "data_view: `DataView`, the name of `data_view`, is `DataView_` in TypeScript: JavaScript uses that name itself",
    ],
    [
      "packet udp { a: byte; }\npacket udp_view { a: byte; }",
      "udp_view: `UdpView`, the name of `udp_view`, is `UdpView_2` in TypeScript: something else has that name",
    ],
    [
      "packet p { list: array to_end { a: byte min(1); }; }\npacket all_p_list { b: byte; }",
      "list: `PList`, the name of `list`, is `PList_2` in TypeScript: something else has that name",
    ],
    [
      "variant math { |1 -> One };\npacket p { a: byte variant math; }",
      "math: `Math`, the name of `math`, is `Math_` in TypeScript: JavaScript uses that name itself",
    ],
  ])("is a warning: %s", async (text, message) => {
    expect(await found(text)).toEqual([`warning MPL0316 at ${message}`]);
  });

  it("is none where the runtime's import can give way", async () => {
    expect(await found("packet cursor { a: byte; }\npacket print_value { report: byte; }")).toEqual([]);
  });

  it("is none where a variant can be called after its arm", async () => {
    const arm = (value: number, name: string): string => `|${String(value)}: "${name}" -> code: byte variant { |0 -> ${name}Code };`;
    const { modules } = await compile(
      [{ path: "test.mpl", text: `packet p { a: byte; classify (a) { ${arm(1, "One")} ${arm(2, "Two")} }; }` }],
      () => Promise.resolve(undefined),
    );
    expect(modules.flatMap(({ renames }) => renames)).toEqual([]);
    expect(modules[0]?.text).toMatch(/export const PCode:[^]*export const PTwoCode:/);
  });
});

it("a value that encoding cannot know in time is an error", async () => {
  const text = "packet p { n: byte value(sizeof(x)); a: packet q(n); x: string8; }\npacket q(int n) { level: byte max(n); }";
  expect(await found(text)).toEqual(["error MPL0804 at n: this argument can't be computed before `a` is encoded"]);
});

it("names that are compressed are not measured before it is known where they stand", async () => {
  const text = `packet q { name: dns_label_comp; } packet p { n: uleb32 value(sizeof(inner)); inner: packet q(); }`;
  expect(await found(text)).toEqual(["error MPL0804 at n: `n` can't be computed before it is written: its size depends on its value"]);
});
