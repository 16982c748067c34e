import { expect, it, vi } from "vitest";
import { pages } from "../../../scripts/docs.js";
import { read } from "./blocks.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

it.each(pages.map(({ path, text }) => [path, text] as const))("%s is up to date (npx tsx scripts/docs.ts)", async (path, text) => {
  expect(read(path)).toBe(await text());
});
