import { describe, expect, it } from "vitest";
import type { Source } from "../../../src/diagnostics/source.js";
import { load } from "../../../src/load/load.js";
import type { LoadedFile, Resolver } from "../../../src/load/loaded.js";
import { joinPath } from "../../../src/load/paths.js";

type Files = Readonly<Record<string, string>>;

function resolverOf(files: Files, delay: (path: string) => number = () => 0): Resolver {
  return async (path, from) => {
    const joined = joinPath(from, path);
    const text = files[joined];
    await new Promise((done) => setTimeout(done, delay(joined)));
    return text === undefined ? undefined : { path: joined, text };
  };
}

const given = (files: Files): Source[] => Object.entries(files).map(([path, text]) => ({ path, text }));

function packetMeant(file: LoadedFile | undefined, name: string): string | undefined {
  const lookup = file?.packets.get(name);
  return lookup?.kind === "found" ? `${lookup.place.file.source.path}:${lookup.place.packet.name.text}` : lookup?.kind;
}

const inner = "packet inner { a: byte; }";
const user = "packet user { a: packet inner(); }";

describe("imports", () => {
  it("follows imports from the importing file's folder, cycles included", async () => {
    const files = { "lib/b.mpl": `import "../main.mpl";\nimport "c.mpl";\n${inner}`, "lib/c.mpl": 'import "b.mpl";' };
    const { value, diagnostics } = await load([{ path: "main.mpl", text: `import "lib/b.mpl";\n${user}` }], resolverOf(files));
    expect(diagnostics).toEqual([]);
    expect(value.files.map((file) => [file.source.path, file.given])).toEqual([
      ["main.mpl", true],
      ["lib/b.mpl", false],
      ["lib/c.mpl", false],
    ]);
    expect(packetMeant(value.files[0], "inner")).toBe("lib/b.mpl:inner");
  });

  it("keeps one order of the files, whatever the order of the answers", async () => {
    const files = { "a.mpl": 'import "d.mpl";', "b.mpl": 'import "c.mpl";', "c.mpl": "", "d.mpl": "" };
    const main = { path: "main.mpl", text: 'import "a.mpl";\nimport "b.mpl";' };
    const orders = await Promise.all(
      [(path: string) => path.charCodeAt(0) % 7, (path: string) => 7 - (path.charCodeAt(0) % 7)].map(async (delay) => {
        const { value } = await load([main], resolverOf(files, delay));
        return value.files.map((file) => file.source.path);
      }),
    );
    expect(orders[0]).toEqual(["main.mpl", "a.mpl", "b.mpl", "d.mpl", "c.mpl"]);
    expect(orders[1]).toEqual(orders[0]);
  });

  it("reports clashes at both places", async () => {
    const files = { "b.mpl": inner };
    const { diagnostics } = await load([{ path: "a.mpl", text: `import "b.mpl";\n${inner}` }], resolverOf(files));
    const [clash] = diagnostics;
    expect(clash?.code).toBe("MPL0203");
    expect(clash?.related.map(({ span }) => span.source.path)).toEqual(["b.mpl", "a.mpl"]);
  });

  it("stops at the limit of files", async () => {
    const endless: Resolver = (path) => Promise.resolve({ path, text: `import "x${path}";` });
    const { value, diagnostics } = await load([{ path: "a.mpl", text: 'import "b.mpl";' }], endless, { maxFiles: 5 });
    expect(value.files).toHaveLength(5);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["MPL0205"]);
  });

  it("reports one path with two texts", async () => {
    const sources = [...given({ "a.mpl": inner }), { path: "./a.mpl", text: user }];
    const { diagnostics } = await load(sources, resolverOf({}));
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["MPL0202"]);
  });
});

describe("the published lookup", () => {
  it("takes the same file's packet first", async () => {
    const { value } = await load(given({ "a.mpl": `${user}${inner}`, "inner.mpl": inner }), resolverOf({}));
    expect(packetMeant(value.files[0], "inner")).toBe("a.mpl:inner");
  });

  it("takes a given file of that name for its single packet, whatever that is called", async () => {
    const { value } = await load(given({ "a.mpl": user, "x/inner.mpl": "packet other { a: byte; }" }), resolverOf({}));
    expect(packetMeant(value.files[0], "inner")).toBe("x/inner.mpl:other");
  });

  it("prefers the given file in the same folder", async () => {
    const { value } = await load(given({ "x/a.mpl": user, "inner.mpl": inner, "x/inner.mpl": inner }), resolverOf({}));
    expect(packetMeant(value.files[0], "inner")).toBe("x/inner.mpl:inner");
  });

  it("takes the one packet of that name in all given files", async () => {
    const { value } = await load(given({ "a.mpl": user, "b.mpl": `${inner}packet x { a: byte; }` }), resolverOf({}));
    expect(packetMeant(value.files[0], "inner")).toBe("b.mpl:inner");
  });

  it("asks for a file beside, and for what that one mentions", async () => {
    const files = { "x/inner.mpl": "packet inner { a: packet leaf(); }", "x/leaf.mpl": "packet deep { a: byte; }" };
    const { value, diagnostics } = await load(given({ "x/a.mpl": user }), resolverOf(files));
    expect(diagnostics).toEqual([]);
    expect(packetMeant(value.files[0], "inner")).toBe("x/inner.mpl:inner");
    expect(packetMeant(value.files[1], "leaf")).toBe("x/leaf.mpl:deep");
  });

  it("is ambiguous only where it is used", async () => {
    const sources = { "b.mpl": `${inner}packet x { a: byte; }`, "c.mpl": `${inner}packet y { a: byte; }` };
    const unused = await load(given(sources), resolverOf({}));
    expect(unused.diagnostics).toEqual([]);
    const used = await load(given({ "a.mpl": user, ...sources }), resolverOf({}));
    expect(used.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["MPL0204"]);
    expect(used.diagnostics[0]?.related.map(({ span }) => span.source.path)).toEqual(["b.mpl", "c.mpl"]);
  });

  it("says what it did not find", async () => {
    const { value } = await load(given({ "a.mpl": user }), resolverOf({}));
    expect(packetMeant(value.files[0], "inner")).toBe("missing");
  });
});
