/** Mistakes of those who are new to the language, and the first thing that each is told. */
import { expect, it } from "vitest";
import { spanText } from "../../../src/diagnostics/source.js";
import { analysed } from "./run.js";

async function told(spec: string): Promise<string> {
  const [first] = (await analysed(spec)).diagnostics;
  if (first === undefined) return "nothing";
  const { code, span, message, help, fix } = first;
  const more = [...(help === undefined ? [] : [`help: ${help}`]), ...(fix === undefined ? [] : [`fix: ${fix.replacement}`])];
  return [`${code} at \`${spanText(span)}\`: ${message}`, ...more].join("; ");
}

it.each([
  [
    "packet p { a: byte; x: label when (a == 1); }",
    "MPL0501 at `label`: a label is only a position: it stands alone, without a size and attributes; help: write `name: label;`",
  ],
  [
    'packet p { a: byte; classify (a) { |_: "B" -> (); } when (a > 2); }',
    "MPL0108 at ``: expected `;` after the classify, found the reserved word `when`; help: `when` stands on fields, arrays, nested packets and bounded parts, and on the arms of a classify",
  ],
])("%s", async (spec, expected) => {
  expect(await told(spec)).toBe(expected);
});
