/** docs/generated-code.md and docs/codecs.md: excerpts are in the files that they name, snippets compile against generated modules. */
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { type Block, blocksOf, fragmentsOf, read, ROOT } from "./blocks.js";

const PAGE = "docs/generated-code.md";
const blocks = blocksOf(PAGE, "ts");
const excerpts = [...blocks, ...blocksOf("docs/codecs.md", "ts")].filter(({ source }) => source !== "");
const snippets = blocks.filter(({ source }) => source === "");
const pathOf = ({ line }: Block): string => join(ROOT, "docs", `snippet-${line.toString()}.ts`);

/** The messages about each snippet, by its path. */
function typeErrors(): ReadonlyMap<string, readonly string[]> {
  const files = new Map(snippets.map((block) => [pathOf(block), block.text]));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    skipLibCheck: true,
    types: [],
    noEmit: true,
    paths: {
      "mplc/runtime": [join(ROOT, "runtime/index.ts")],
      "mplc/runtime/*": [join(ROOT, "runtime/*.ts")],
      "mplc/generated/*": [join(ROOT, "generated/*.ts")],
    },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, version) => {
    const text = files.get(path);
    return text === undefined ? getSourceFile.call(host, path, version) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram({ rootNames: snippets.map(pathOf), options, host });
  return new Map(
    snippets.map((block) => {
      const source = program.getSourceFile(pathOf(block));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [pathOf(block), found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))];
    }),
  );
}

let errors: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  errors = typeErrors();
}, 120_000);

describe("excerpts", () => {
  it.each(excerpts.map((block) => [`${block.source}, at line ${block.line.toString()} of its page`, block] as const))(
    "%s",
    (_, { source, text }) => {
      const generated = `\n${read(source)}`;
      for (const fragment of fragmentsOf(text)) expect(generated).toContain(`\n${fragment}\n`);
    },
  );
});

describe("snippets", () => {
  it.each(snippets.map((block) => [`${PAGE}:${block.line.toString()}`, block] as const))("%s compiles", (_, block) => {
    expect(errors.get(pathOf(block))).toEqual([]);
  });
});
