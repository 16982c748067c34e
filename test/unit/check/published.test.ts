/** Specs published with Melange, where a copy is at hand; they are no part of the project. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check } from "../../../src/check/check.js";
import { load } from "../../../src/load/load.js";

const folder = process.env.MPL_PUBLISHED ?? "/tmp/published";
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".mpl")) : [];
const read = (path: string): { path: string; text: string } => ({ path, text: readFileSync(join(folder, path), "utf8") });

async function codesOf(paths: readonly { path: string; text: string }[], byteOrder: "big" | "caller"): Promise<string[]> {
  const loaded = await load(paths, (path) => Promise.resolve(names.includes(path) ? read(path) : undefined));
  const checked = check(loaded.value, { byteOrder });
  return [...loaded.diagnostics, ...checked.diagnostics].map((diagnostic) => diagnostic.code);
}

describe.skipIf(names.length === 0)("published specs", () => {
  const alone = names.filter((name) => name !== "dns_packet.mpl");

  it.each(alone)("%s checks without errors", async (name) => {
    const codes = new Set(await codesOf([read(name)], "big"));
    expect([...codes]).toEqual(name === "dns.mpl" ? ["MPL0606"] : []);
    expect(new Set(await codesOf([read(name)], "caller"))).toEqual(codes);
  });

  it.skipIf(!names.includes("dns_packet.mpl"))("finds rR in a given file of that name, whatever its packet is called", async () => {
    const record = { path: "rR.mpl", text: read("dns_rr.mpl").text };
    expect(new Set(await codesOf([read("dns_packet.mpl"), record], "big"))).toEqual(new Set(["MPL0606"]));
  });
});
