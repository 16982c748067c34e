/** Specs for which generated code once did something else than the interpreter. */
import { expect, it, vi } from "vitest";
import { tryText } from "../../support/random-spec/trial.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const EFFORT = { values: 40, inputs: 60 };

const SPECS: Readonly<Record<string, string>> = {
  "a checksum covers one behind it": `packet p {
    outer: uint16 checksum(internet, 0..offset(inner)); x: byte;
    inner: uint32 checksum(crc32, offset(outer)..offset(x)) verify; y: byte;
  }`,
  "a checksum covers a part with another one in it": `packet p {
    outer: uint32 checksum(crc32c, 0..offset(part)) verify; n: byte value(sizeof(part));
    part: bounded (n) { inner: uint16 checksum(fletcher16, offset(n)..offset(inner)) verify; data: byte[remaining()]; };
  }`,
  "checksums in elements cover bytes that are computed behind them": `packet p {
    length: uint16 value(offset(end)); n: byte value(array_length(list));
    list: array (n) { sum: uint32 checksum(fletcher32, 0..offset(data)) verify; data: uint16; };
    tail: string8; end: label;
  }`,
  "checksums in elements of elements, and one over all": `packet p {
    length: uint16 value(offset(end)); n: byte value(array_length(list));
    list: array (n) {
      m: byte value(array_length(inner));
      inner: array (m) { sum: uint16 checksum(internet, 0..offset(sum)); d: byte; };
      own: uint32 checksum(adler32, offset(m)..offset(inner)) verify;
    };
    all: uint32 checksum(crc32, 0..offset(list)) verify; end: label;
  }`,
  "the array with checksums stands in an arm": `packet p {
    kind: byte; length: uint16 value(offset(end));
    classify (kind) {
      |0: "List" -> n: byte value(array_length(list)); list: array (n) { sum: uint16 checksum(internet, 0..offset(sum)); d: byte; };
      |_: "None" -> n: byte;
    };
    end: label;
  }`,
};

it.each(Object.entries(SPECS))("%s", async (_title, text) => {
  const trial = await tryText(text, 1, EFFORT);
  expect(trial).toEqual({ kind: "same" });
});
