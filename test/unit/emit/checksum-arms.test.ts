import { expect, it } from "vitest";
import { compileTexts } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";
import { typeErrors } from "../../support/type-check.js";

/** Never are two arms there: their checksums don't cover each other, whatever their regions say. */
it.each([
  ["of other names", "c: uint16 checksum(internet, 0..offset(d));", "f: uint16 checksum(internet, 0..offset(d)) verify;"],
  ["of one name", "c: uint16 checksum(internet, 0..offset(d));", "c: uint16 checksum(internet_nonzero, 0..offset(d));"],
  ["of other algorithms", "c: uint32 checksum(crc32, 0..offset(d)) verify;", "e: byte; c: uint16 checksum(fletcher16, 0..offset(d));"],
  [
    "in arms of arms",
    'n: byte; classify (n) as m { |1: "X" -> c: uint16 checksum(internet, 0..offset(d)); |_: "Y" -> c: uint16 checksum(fletcher16, 0..offset(d)); };',
    "c: uint16 checksum(internet, 0..offset(d));",
  ],
])("checksums %s stand in different arms", async (_, first, second) => {
  const text = `packet p { k: byte; classify (k) { |1: "A" -> ${first} |_: "B" -> ${second} }; d: byte[2]; z: uint16 checksum(internet, 0..offset(z)); }`;
  const { diagnostics, modules } = await compileTexts({ "test.mpl": text });
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  expect(typeErrors([modules])).toEqual([]);
  expect(await tryText(text, 1, { values: 40, inputs: 60 })).toEqual({ kind: "same" });
});
