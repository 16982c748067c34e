import { describe, expect, it } from "vitest";
import { packet, parsed, statements } from "./support.js";

const docs = (body: string): (string | undefined)[] => statements(body).map((one) => ("doc" in one ? one.doc?.text : undefined));

describe("documentation comments", () => {
  it("belong to the declaration, field, arm, case or parameter behind them", () => {
    const file = parsed(`
      /** the import */ import "a.mpl";
      /** the typedef */ typedef a byte;
      /** the struct */ struct { (); } s;
      /** the variant */ variant v { /** the case */ |1 -> A |2 -> /** the tag */ B };
      /** the codec */ codec c from "x";
      /** the packet */ packet p(/** the parameter */ int n) {
        /** the classify */ classify (n) {
          /** the arm */ |1: "A" -> /** the field */ a: byte;
        };
      }
      /** the dissection */ dissect p.a { |_ -> p };
      /** the example */ example p "t" "00" {};
    `);
    expect(file.items.map((one) => one.doc?.text)).toEqual([
      "the import",
      "the typedef",
      "the struct",
      "the variant",
      "the codec",
      "the packet",
      "the dissection",
      "the example",
    ]);
    const text = JSON.stringify(file, (key, value: unknown) => (key === "span" ? undefined : typeof value === "bigint" ? 0 : value));
    for (const inner of ["case", "tag", "parameter", "classify", "arm", "field"]) expect(text).toContain(`"the ${inner}"`);
  });

  it("lose their stars and their margin", () => {
    const text = "/**\n   * First (RFC 793 section 3.1).\n   *\n   *   indented\n   */\n  a: byte;\n/**second\n   line*/ b: byte;";
    expect(docs(text)).toEqual(["First (RFC 793 section 3.1).\n\n  indented", "second\nline"]);
  });

  it("are those that stand nearest, whatever other comments stand between", () => {
    expect(docs("/** one */ /** two */ // three\n/* four */ a: byte;")).toEqual(["two"]);
  });

  it("do not stand at the end of another thing's line", () => {
    expect(docs("a: byte; /** of a? */\nb: byte; /** of c */ c: byte;")).toEqual([undefined, undefined, "of c"]);
  });

  it("are ordinary comments anywhere else, and without text", () => {
    expect(docs("/** */ a: byte; /***/ b: /** x */ byte; /**** no ****/ c: byte; /**/ d: byte;")).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(packet("packet p { a: byte; /** stray */ } /** stray */").doc).toBeUndefined();
  });
});
