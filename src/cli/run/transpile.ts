/** TypeScript text to a JavaScript module that Node loads from anywhere. */
import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ts } from "ts-morph";
import { CodeFinder, fileNameOf } from "../build/codecs.js";
import type { Dependency } from "../build/manifest.js";
import { decodeText, hashOf } from "../files.js";
import { codeExtension, codeRoot } from "../package-files.js";
import { Problem, unable } from "../problem.js";

/** `from "mplc/runtime"`, or a file in it. */
const RUNTIME_IMPORT = /(from\s*|import\s*)(["'])mplc\/runtime((?:\/[^"']*)?)\2/g;
const RELATIVE_IMPORT = /(from\s*|import\s*)(["'])(\.[^"']*)\2/g;

/** @param file as behind `mplc/runtime` in an import */
export function runtimeUrl(file: string): string {
  const name = (file === "" ? "/index" : file).replace(/\.js$/, "");
  return pathToFileURL(join(codeRoot, "runtime", `${name}${codeExtension}`)).href;
}

function linkRuntime(code: string): string {
  return code.replace(RUNTIME_IMPORT, (_, keyword: string, _quote, file: string) => `${keyword}${JSON.stringify(runtimeUrl(file))}`);
}

const TARGET = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true } as const;

/** Of a text without mistakes. */
export function stripTypes(text: string): string {
  return linkRuntime(ts.transpileModule(text, { compilerOptions: TARGET, reportDiagnostics: false }).outputText);
}

/** What the module's own statements import: `ts.preProcessFile` does not see `export * as name from`. */
function importsOf(text: string): readonly string[] {
  return ts.createSourceFile("module.ts", text, TARGET.target).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  });
}

export interface FileToWrite {
  readonly name: string;
  readonly text: string;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Custom types' modules: JavaScript is imported where it is, TypeScript is turned into JavaScript with all that it imports. */
export class CodecModules {
  readonly files: FileToWrite[] = [];
  /** The file behind each module that is imported: by its name in `files`, or by its URL. */
  readonly sources = new Map<string, string>();
  readonly #finder = new CodeFinder();
  readonly #imports = new Map<string, string>();
  /** Files that cannot be loaded: so cannot what imports them. */
  readonly #broken = new Map<string, Problem>();

  /** @param root names of files in messages are relative to it */
  constructor(readonly root: string) {}

  get dependencies(): Dependency[] {
    return this.#finder.dependencies;
  }

  /** What a generated module imports, for a module's path; undefined where there is no such file. */
  importOf(path: string): string | undefined {
    const file = this.#finder.find(path);
    if (file === undefined) return undefined;
    const broken = this.#broken.get(file);
    if (broken !== undefined) throw broken;
    return this.#imports.get(file) ?? this.#add(file);
  }

  #add(file: string): string {
    try {
      return /\.m?ts$/.test(file) ? this.#addTypeScript(file) : this.#addJavaScript(file);
    } catch (error) {
      if (error instanceof Problem) this.#broken.set(file, error);
      throw error;
    }
  }

  #addTypeScript(file: string): string {
    const name = `codec-${hashOf(file).slice(0, 8)}-${basename(file).replace(/\.m?ts$/, "")}.mjs`;
    this.#know(file, `./${name}`, name);
    const text = this.#textOf(file);
    const { outputText, sourceMapText = "" } = this.#transpile(file, text);
    const code = outputText.replace(/^\/\/# sourceMappingURL=.*$/m, "");
    const linked = this.#relink(linkRuntime(code), text, file);
    // The map is read only to tell where something went wrong.
    this.files.push({ name, text: linked }, { name: `${name}.map`, text: sourceMapText });
    return `./${name}`;
  }

  /** Read only to find mistakes: Node loads it from where it is. */
  #addJavaScript(file: string): string {
    const url = pathToFileURL(file).href;
    this.#know(file, url, url);
    if (!/\.[cm]?js$/.test(file)) return url;
    const text = this.#textOf(file);
    this.#transpile(file, text);
    this.#relink(text, text, file);
    return url;
  }

  #know(file: string, imported: string, key: string): void {
    this.#imports.set(file, imported);
    this.sources.set(key, file);
  }

  #textOf(file: string): string {
    return decodeText(fileNameOf(this.root, file), readFileSync(file));
  }

  #transpile(file: string, text: string): ts.TranspileOutput {
    const compilerOptions = { ...TARGET, allowJs: true, sourceMap: true };
    const transpiled = ts.transpileModule(text, { compilerOptions, fileName: file, reportDiagnostics: true });
    const wrong = transpiled.diagnostics?.find(({ category }) => category === ts.DiagnosticCategory.Error);
    if (wrong === undefined) return transpiled;
    const message = ts.flattenDiagnosticMessageText(wrong.messageText, " ");
    const place = `${fileNameOf(this.root, file)}:${lineOf(text, wrong.start ?? 0).toString()}`;
    throw unable(`${place}: this module of a custom type is no valid code: ${message}`);
  }

  /** @param text what the code was made of: comments and strings may look like imports */
  #relink(code: string, text: string, file: string): string {
    const imports = new Set(importsOf(text));
    return code.replace(RELATIVE_IMPORT, (whole: string, keyword: string, _quote, path: string) =>
      imports.has(path) ? `${keyword}${JSON.stringify(this.#imported(file, text, path))}` : whole,
    );
  }

  #imported(file: string, text: string, path: string): string {
    const found = this.importOf(resolve(dirname(file), path));
    if (found !== undefined) return found;
    const place = `${fileNameOf(this.root, file)}:${lineOf(text, text.indexOf(path)).toString()}`;
    const message = `${place}: it imports ${JSON.stringify(path)}, and there is no such file`;
    throw unable(message, `the path is taken from the folder ${fileNameOf(this.root, dirname(file)) || "."}`);
  }
}
