import { expect, it } from "vitest";
import { compileTexts } from "../../support/compiled.js";
import { tryText } from "../../support/random-spec/trial.js";
import { typeErrors } from "../../support/type-check.js";

/** HTTP/2's PADDED: a flag of the header tells what stands in the payload. What is given there is known before it is walked. */
it.each([
  [
    "in a part",
    `packet p {
       padded: byte value(present(padding));
       body: bounded (3) { n: byte value(sizeof(padding)) when (padded == 1); padding: byte[n] when (padded == 1); };
     }`,
  ],
  [
    "in arms of a part",
    `packet p {
       length: uint24 value(sizeof(payload));
       kind: byte;
       rest: bit[7];
       padded: bit[1] value(present(padding));
       payload: bounded (length) {
         classify (kind) as frame {
           |0: "Data" ->
             n: byte value(sizeof(padding)) when (padded == 1);
             data: byte[remaining() - (padded == 1 ? n : 0)];
             padding: byte[n] when (padded == 1);
           |1: "More" ->
             a: byte;
             n: byte default(0) when (padded == 1);
             padding: string8 when (padded == 1);
           |_: "Other" -> rest2: byte; padding: byte[0] when (padded == 1);
         };
       };
     }`,
  ],
  [
    "in another arm's part, in elements",
    `packet p {
       count: byte value(array_length(list));
       list: array (count) {
         head: bounded (2) { flag: boolean value(present(x)); level: byte; };
         tag: byte;
         classify (tag) { |1: "One" -> x: uint16 when (flag); |_: "Any" -> y: byte; x: uint16 when (flag); };
       };
     }`,
  ],
])("a flag may tell of what stands %s behind it", async (_, text) => {
  const { diagnostics, modules } = await compileTexts({ "test.mpl": text });
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  expect(typeErrors([modules])).toEqual([]);
  expect(await tryText(text, 1, { values: 60, inputs: 80 })).toEqual({ kind: "same" });
});
