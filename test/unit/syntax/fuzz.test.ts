import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnosticJson } from "../../../src/diagnostics/json.js";
import { renderAll } from "../../../src/diagnostics/render.js";
import { format } from "../../../src/syntax/format.js";
import { parse } from "../../../src/syntax/parse.js";
import { specText, specTokens } from "./arbitrary.js";
import { source } from "./support.js";

/** Everything that can be done with a text; nothing may throw, and every place must lie in the text. */
function exercise(text: string): void {
  const { diagnostics } = parse(source(text));
  renderAll(diagnostics);
  for (const one of diagnostics) {
    diagnosticJson(one);
    for (const span of [one.span, one.fix?.span ?? one.span, ...one.related.map((other) => other.span)]) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  }
  expect(format(source(text)) === undefined).toBe(diagnostics.some((one) => one.severity === "error"));
}

const mpl = fc.constantFrom(
  ..."packet variant classify array true false when struct typedef import codec dissect example require bounded label of as by".split(" "),
  ..."{ } ( ) [ ] ; : , . .. | || & && -> => - + * / % ! ~ ? < << <= == != = @ $ \" ' \\ /* */ // /** _ a b A B 1 0x 0xff 1_ \n \t".split(
    " ",
  ),
);

describe("no text makes the parser throw", () => {
  it("arbitrary text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), exercise), { numRuns: 500 });
  });

  it("tokens in any order", () => {
    fc.assert(
      fc.property(fc.array(mpl, { maxLength: 200 }), (parts) => exercise(parts.join(" "))),
      { numRuns: 1500 },
    );
  });

  it("a spec with characters cut, doubled or replaced", () => {
    const mutation = fc.tuple(fc.nat(), fc.nat({ max: 8 }), fc.oneof(mpl, fc.string({ maxLength: 3 })));
    fc.assert(
      fc.property(specText, fc.array(mutation, { minLength: 1, maxLength: 6 }), (text, mutations) => {
        let mutated = text;
        for (const [place, length, insert] of mutations) {
          const at = place % (mutated.length + 1);
          mutated = mutated.slice(0, at) + insert + mutated.slice(at + length);
        }
        exercise(mutated);
      }),
      { numRuns: 800 },
    );
  });

  it("a spec with tokens dropped", () => {
    fc.assert(
      fc.property(specTokens, fc.nat(), fc.nat({ max: 3 }), (tokens, place, count) => {
        const at = place % (tokens.length + 1);
        exercise([...tokens.slice(0, at), ...tokens.slice(at + count)].join(" "));
      }),
      { numRuns: 800 },
    );
  });
});
