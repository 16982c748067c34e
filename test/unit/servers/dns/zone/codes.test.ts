/** docs/dns-zone-files.md tells of every problem that a zone may have, and of no other. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../../../..");

/** The texts of a union of texts in a source file. */
async function unionIn(file: string, start: string): Promise<string[]> {
  const text = await readFile(join(ROOT, "servers/dns", file), "utf8");
  const from = text.indexOf(start);
  expect(from, start).toBeGreaterThan(0);
  return [...text.slice(from, text.indexOf(";\n", from)).matchAll(/\| "([a-z0-9-]+)"/gu)].map(([, code = ""]) => code);
}

test("all codes are documented, and nothing else is", async () => {
  const codes = [
    ...(await unionIn("zone-file/types.ts", "export type ZoneFileProblemCode")),
    ...(await unionIn("zone/check-findings.ts", "export type ZoneCheckCode")),
    "out-of-zone",
    "duplicate-record",
    "other-ttl",
    "too-many-types",
    "names-collide",
  ];
  const page = await readFile(join(ROOT, "docs/dns-zone-files.md"), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const documented = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([a-z0-9-]+)`/gu)].map(([, code = ""]) => code));
  expect([...new Set(documented)].sort()).toEqual([...new Set(codes)].sort());
  expect(codes.length).toBeGreaterThan(50);
});
