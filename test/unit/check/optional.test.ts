import { describe, expect, it } from "vitest";
import { found } from "./run.js";

/** `n` is there only if `k == 1`. */
const spec = (use: string): string => `packet p { k: byte; n: byte when (k == 1) const(2); ${use} }`;

describe("fields that may be absent", () => {
  it.each([
    "a: byte[n] when (k == 1);",
    "a: byte[n] when (k == 1 && k < 3);",
    "a: byte[n] when (!(k != 1));",
    "a: byte value(present(n) ? n : 0);",
    "a: byte value(k == 1 ? n : 0);",
    "a: byte value(k != 1 ? 0 : n);",
    "a: bounded (4) { b: byte[n]; } when (k == 1);",
    'require (k != 1 || n == 2) "two";',
    "a: byte value(sizeof(n) + offset(n));",
  ])("can be used in %s", async (use) => {
    expect((await found(spec(use))).filter((text) => !text.startsWith("MPL0801"))).toEqual([]);
  });

  it.each([
    "a: byte[n];",
    "a: byte[n] when (k == 2);",
    "a: byte[n] when (k == 1 || k == 2);",
    "a: byte value(k == 1 ? 0 : n);",
    'classify (n) { |2:"Two" -> (); };',
  ])("cannot be used in %s", async (use) => {
    expect((await found(spec(use))).filter((text) => !text.startsWith("MPL0801"))).toEqual(["MPL0410 at n"]);
  });
});
