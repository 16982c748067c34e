import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe as group, expect, test } from "vitest";
import { answer, describe, isQuestionFor } from "./three-ways.js";

function bytesOf(hex: string): DataView {
  return new DataView(Uint8Array.from(hex.split(" "), (pair) => Number.parseInt(pair, 16)).buffer);
}

const ROUTER = 0xc0a80101;
const HOST = 0xc0a8010a;
const QUESTION = "00 01 08 00 06 04 00 01 00 0c 29 4f 8e 35 c0 a8 01 0a 00 00 00 00 00 00 c0 a8 01 01";
const ANSWER = "00 01 08 00 06 04 00 02 00 50 56 c0 00 08 c0 a8 01 01 00 0c 29 4f 8e 35 c0 a8 01 0a";

group("an ARP packet", () => {
  const question = bytesOf(QUESTION);

  test("is answered in place", () => {
    expect(isQuestionFor(ROUTER, question, 0, 28)).toBe(true);
    expect(isQuestionFor(HOST, question, 0, 28)).toBe(false);
    expect(isQuestionFor(ROUTER, question, 0, 27)).toBe(false);
  });

  test("is a value", () => {
    expect(describe(question, 0, 28)).toBe(`who has ${ROUTER}, tell ${HOST}`);
    expect(describe(bytesOf(ANSWER), 0, 28)).toBe(`${ROUTER} answers ${HOST}`);
    expect(describe(question, 0, 27)).toContain("arp_ipv4");
  });

  test("is written", () => {
    expect(answer(question, Uint8Array.of(0x00, 0x50, 0x56, 0xc0, 0x00, 0x08))).toEqual(bytesOf(ANSWER));
  });
});

test("the README shows this code", () => {
  const folder = import.meta.dirname;
  const code = readFileSync(join(folder, "three-ways.ts"), "utf8");
  const readme = readFileSync(join(folder, "../../README.md"), "utf8");
  const shown = code.slice(code.indexOf("// In place"));
  expect(readme).toContain(shown.trim());
});
