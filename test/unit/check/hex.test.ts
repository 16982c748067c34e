/** Diagnostics and claims tell a number as the spec writes it: what is in hexadecimal there is so in the message. */
import { expect, it } from "vitest";
import { analyseSources } from "../../../src/compile.js";

async function analyse(text: string): Promise<Awaited<ReturnType<typeof analyseSources>>> {
  return analyseSources([{ path: "input.mpl", text }], () => Promise.resolve(undefined));
}

it.each([
  ["packet p { a: byte const(0x100); }", "`a` cannot hold its constant 0x100: it holds 0..255"],
  ["packet p { a: byte const(256); }", "`a` cannot hold its constant 256: it holds 0..255"],
  ["packet p { a: byte const(0x01) min(0x10); }", "0x01 is below the minimum of 0x10"],
  ["packet p { a: byte const(0x21) max(32); }", "0x21 is above the maximum of 32"],
  ["packet p { a: byte min(0x20) max(0x1f); }", "the minimum of 0x20 is above the maximum of 0x1f"],
  ["packet p { a: byte variant { |0x1_0 -> A |16 -> B }; }", "two cases have the value 16"],
  ["packet p { a: byte variant { |16 -> A |0x10 -> B }; }", "two cases have the value 0x10"],
  ["packet p { a: byte variant { |0x0800 -> Ip |1 -> B }; }", "the case `Ip` never matches: the field holds 0 to 255, not 0x0800"],
  ['packet p { a: byte; classify (a) { |0x2..0x1: "No" -> (); }; }', "the range 0x2..0x1 is empty"],
])("%s", async (text, message) => {
  expect((await analyse(text)).diagnostics.map((diagnostic) => diagnostic.message)).toContain(message);
});

it("claims", async () => {
  const text = 'packet p { a: uint16 const(0x0800); b: uint16 variant { |0x86DD -> New }; c: byte max(0x7F); require (b == New) "new"; }';
  const { layout } = await analyse(text);
  const claims = layout.obligations.map(({ claim }) => claim);
  expect(claims).toEqual(expect.arrayContaining(["a == 0x0800", "c <= 0x7f", "b == 0x86dd"]));
});
