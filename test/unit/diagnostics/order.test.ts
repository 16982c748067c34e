import { expect, it } from "vitest";
import { analyseSources } from "../../../src/compile.js";
import { spanText } from "../../../src/diagnostics/source.js";

it("what several stages find is told from top to bottom, file by file", async () => {
  const first =
    "packet a { x: nope; y: byte[z]; }\npacket b { v: byte min(; }\npacket u { w: byte const(256); }\npacket c { l: byte; d: byte[l]; }";
  const second = "packet d { m: byte; e: byte[m]; }";
  const { diagnostics } = await analyseSources(
    [
      { path: "first.mpl", text: first },
      { path: "second.mpl", text: second },
    ],
    () => Promise.resolve(undefined),
  );
  expect(diagnostics.map(({ span }) => `${span.source.path}: ${spanText(span)}`)).toEqual([
    "first.mpl: nope",
    "first.mpl: z",
    "first.mpl: ;",
    "first.mpl: w",
    "first.mpl: l",
    "second.mpl: m",
  ]);
});
