/** The last resort of looking up a packet: any file in the same folder. */
import { describe, expect, it } from "vitest";
import type { Source } from "../../../src/diagnostics/source.js";
import { analyseSources } from "../../../src/compile.js";
import { load } from "../../../src/load/load.js";
import type { LoadOptions, Resolver } from "../../../src/load/loaded.js";
import { folderOf, joinPath } from "../../../src/load/paths.js";

type Files = Readonly<Record<string, string>>;

interface Disk {
  readonly resolver: Resolver;
  readonly beside: NonNullable<LoadOptions["beside"]>;
  /** Folders that were listed. */
  readonly listed: string[];
}

/** Lists a folder's files in reverse, itself included, as a file system may. */
function diskOf(files: Files): Disk {
  const listed: string[] = [];
  const resolver: Resolver = (path, from) => {
    const joined = joinPath(from, path);
    const text = files[joined];
    if (text === "unreadable") return Promise.reject(new Error(`${joined} is no text`));
    return Promise.resolve(text === undefined ? undefined : { path: joined, text });
  };
  const beside = (from: string): Promise<readonly string[]> => {
    const folder = folderOf(from);
    listed.push(folder);
    const inside = Object.keys(files).filter((path) => folderOf(path) === folder);
    return Promise.resolve(inside.map((path) => path.slice(folder.length)).reverse());
  };
  return { resolver, beside, listed };
}

const DNS: Source = { path: "x/dns.mpl", text: "packet dns { a: packet dns_rr(); }" };
const RR = "packet dns_rr { a: byte; }\npacket other { b: byte; }";

interface Outcome {
  readonly files: readonly string[];
  readonly codes: readonly string[];
  readonly meant: string | undefined;
  readonly listed: readonly string[];
}

async function lookUp(files: Files, sources: readonly Source[] = [DNS], options: LoadOptions = {}): Promise<Outcome> {
  const disk = diskOf(files);
  const { value, diagnostics } = await load(sources, disk.resolver, { beside: disk.beside, ...options });
  const lookup = value.files[0]?.packets.get("dns_rr");
  return {
    files: value.files.map((file) => file.source.path),
    codes: diagnostics.map(({ code }) => code),
    meant: lookup?.kind === "found" ? lookup.place.file.source.path : lookup?.kind,
    listed: disk.listed,
  };
}

describe("a packet in a file beside, whatever that is called", () => {
  it("is found, and only its file is loaded", async () => {
    const files = { "x/rr.mpl": RR, "x/broken.mpl": "packet {{{", "x/unused.mpl": "packet unused { a: nothing; }", "rr.mpl": RR };
    expect(await lookUp(files)).toEqual({ files: ["x/dns.mpl", "x/rr.mpl"], codes: [], meant: "x/rr.mpl", listed: ["x/"] });
  });

  it("brings what its file imports and mentions in turn", async () => {
    const rr = 'import "sub/type.mpl";\npacket dns_rr { a: packet leaf(); }';
    const files = { "x/rr.mpl": rr, "x/sub/type.mpl": "typedef t byte;", "x/leaves.mpl": "packet leaf { a: byte; }" };
    const { codes, files: loaded } = await lookUp(files);
    expect(codes).toEqual([]);
    expect(loaded).toEqual(["x/dns.mpl", "x/rr.mpl", "x/sub/type.mpl", "x/leaves.mpl"]);
  });

  it("is asked for only where nothing else has the name", async () => {
    const elsewhere: readonly (readonly [Files, readonly Source[]])[] = [
      [{ "x/rr.mpl": RR }, [{ path: "x/dns.mpl", text: `${DNS.text}\npacket dns_rr { a: byte; }` }]],
      [{ "x/rr.mpl": RR, "lib.mpl": RR }, [{ path: "x/dns.mpl", text: `import "../lib.mpl";\n${DNS.text}` }]],
      [{ "x/rr.mpl": RR }, [DNS, { path: "y/rr.mpl", text: RR }]],
      [{ "x/rr.mpl": RR, "x/dns_rr.mpl": RR }, [DNS]],
    ];
    const found = await Promise.all(elsewhere.map(([files, sources]) => lookUp(files, sources)));
    expect(found.map(({ meant }) => meant)).toEqual(["x/dns.mpl", "lib.mpl", "y/rr.mpl", "x/dns_rr.mpl"]);
    expect(found.map(({ listed }) => listed)).toEqual([[], [], [], []]);
  });

  it("may stand in a file that is loaded already", async () => {
    const files = { "x/a.mpl": 'import "b.mpl";', "x/b.mpl": RR };
    const { meant, files: loaded } = await lookUp(files, [{ path: "x/dns.mpl", text: `import "a.mpl";\n${DNS.text}` }]);
    expect([meant, loaded]).toEqual(["x/b.mpl", ["x/dns.mpl", "x/a.mpl", "x/b.mpl"]]);
  });

  it("is ambiguous where two files have one, and both are shown", async () => {
    const disk = diskOf({ "x/rr.mpl": RR, "x/again.mpl": RR });
    const { value, diagnostics } = await load([DNS], disk.resolver, { beside: disk.beside });
    expect(value.files.map((file) => file.source.path)).toEqual(["x/dns.mpl"]);
    expect(diagnostics.map(({ code, related }) => [code, ...related.map(({ span }) => span.source.path)])).toEqual([
      ["MPL0204", "x/again.mpl", "x/rr.mpl"],
    ]);
  });

  it("is not missed for a file that cannot be read", async () => {
    expect((await lookUp({ "x/a.mpl": "unreadable", "x/rr.mpl": RR })).meant).toBe("x/rr.mpl");
  });

  it("keeps its file's errors", async () => {
    const disk = diskOf({ "x/rr.mpl": `${RR}\npacket wrong { a: nothing; }` });
    const { diagnostics } = await analyseSources([DNS], disk.resolver, { beside: disk.beside });
    expect(diagnostics.map(({ code, span }) => [code, span.source.path])).toEqual([["MPL0306", "x/rr.mpl"]]);
  });

  it("is not searched in more files than may be loaded", async () => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`x/f${index.toString()}.mpl`, RR]));
    const { codes, meant } = await lookUp(many, [DNS], { maxFiles: 10 });
    expect([codes, meant]).toEqual([["MPL0205"], "missing"]);
    expect((await lookUp({ "x/rr.mpl": RR }, [DNS], { maxFiles: 2 })).meant).toBe("x/rr.mpl");
  });

  it("is suggested for a misspelt name", async () => {
    const disk = diskOf({ "x/rr.mpl": RR.replace("dns_rr", "dns_rrs") });
    const { diagnostics } = await analyseSources([DNS], disk.resolver, { beside: disk.beside });
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([["MPL0305", "did you mean `dns_rrs`?"]]);
  });

  it("is missing for a caller who cannot list files, as before", async () => {
    const { value } = await load([DNS], diskOf({ "x/rr.mpl": RR }).resolver);
    expect(value.files[0]?.packets.get("dns_rr")?.kind).toBe("missing");
  });
});
