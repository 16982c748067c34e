/** Answering allocates nothing, so that no query waits for the garbage collector. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("../../../../support/dns/allocations.ts", import.meta.url));
const LOADER = import.meta.resolve("tsx");

/** Less than one number that is no small integer, which takes 16 bytes. */
const NOTHING = 8;
/** Texts that the system's SHA-1 gives: short-lived, and not many. */
const LITTLE: Readonly<Record<string, number>> = {
  "NSEC3 no such name": 384,
  "NSEC3 wildcard": 192,
};

test("bytes of the heap for an answer of each kind", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--max-semi-space-size=64", "--import", LOADER, PROGRAM]);
  const found = JSON.parse(stdout) as Readonly<Record<string, number>>;
  expect(Object.keys(found).length).toBeGreaterThan(15);
  const tooMuch = Object.entries(found).filter(([kind, bytes]) => bytes > (LITTLE[kind] ?? NOTHING));
  expect(tooMuch).toEqual([]);
}, 120_000);
