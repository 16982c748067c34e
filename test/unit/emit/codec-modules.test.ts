/** Types of one's own in several folders: each module is beside the spec that declares the type, each state is one of its own. */
import { expect, it, vi } from "vitest";
import { joinPath } from "../../../src/load/paths.js";
import { compileTexts } from "../../support/compiled.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

async function emitted(files: Readonly<Record<string, string>>, spec: string): Promise<string> {
  const { modules, diagnostics } = await compileTexts(files, {
    codecPath: (codec) => `/${joinPath(codec.file ?? "", codec.module)}`,
  });
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  return modules.find((module) => module.spec === spec)?.text ?? "";
}

const ONE = 'codec one_word from "./word.js" state; packet one { word: one_word; }';
const BOTH = 'import "a/one.mpl"; import "b/two.mpl"; packet both { first: packet one(); second: packet two(); third: one_word; }';

it("modules of one name in two folders have two states", async () => {
  const two = 'codec two_word from "./word.js" state; packet two { word: two_word; }';
  const text = await emitted({ "both.mpl": BOTH, "a/one.mpl": ONE, "b/two.mpl": two }, "both.mpl");
  expect(text).toContain('import * as wordCodec from "/a/word.js";');
  expect(text).toContain('import * as wordCodec_2 from "/b/word.js";');
  expect(text).toContain("walkOne(bytes, at, end, wordState)");
  expect(text).toContain("walkTwo(bytes, firstEnd, end, wordState2)");
  expect(text).toContain("wordCodec.check(bytes, secondEnd, end, wordState)");
});

it("one module, named from two folders, has one state", async () => {
  const two = 'codec two_word from "../a/word.js" state; packet two { word: two_word; }';
  const text = await emitted({ "both.mpl": BOTH, "a/one.mpl": ONE, "b/two.mpl": two }, "both.mpl");
  expect(text).toContain("walkTwo(bytes, firstEnd, end, wordState)");
  expect(text).not.toContain("wordState2");
});

it("a module of the name of a built-in one has a state of its own", async () => {
  const text = await emitted({ "own.mpl": 'codec own from "./dns-name.js" state; packet p { label: dns_label; own: own; }' }, "own.mpl");
  expect(text).toContain("dnsNameCodec.ReadState");
  expect(text).toContain("dnsNameState2: dnsNameCodec_2.ReadState");
});
