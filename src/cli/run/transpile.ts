/** TypeScript text to a JavaScript module that Node loads from anywhere. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ts } from "ts-morph";
import { sourceOf } from "../build/outputs.js";
import { hashOf } from "../files.js";
import { codeExtension, codeRoot } from "../package-files.js";

/** `from "mplc/runtime"`, or a file in it. */
const RUNTIME_IMPORT = /(from\s*|import\s*)"mplc\/runtime((?:\/[^"]*)?)"/g;

function runtimeUrl(file: string): string {
  const name = (file === "" ? "/index" : file).replace(/\.js$/, "");
  return pathToFileURL(join(codeRoot, "runtime", `${name}${codeExtension}`)).href;
}

export function stripTypes(text: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const { outputText } = ts.transpileModule(text, { compilerOptions, reportDiagnostics: false });
  return outputText.replace(RUNTIME_IMPORT, (_, keyword: string, file: string) => `${keyword}${JSON.stringify(runtimeUrl(file))}`);
}

export interface FileToWrite {
  readonly name: string;
  readonly text: string;
}

/** Custom types' modules: JavaScript is imported where it is, TypeScript is turned into JavaScript with all that it imports. */
export class CodecModules {
  readonly files: FileToWrite[] = [];
  /** Files that were read, and their texts. */
  readonly read = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** What a generated module imports, for a module's path. */
  importOf(path: string): string {
    const file = sourceOf(path, existsSync) ?? path;
    return /\.m?ts$/.test(file) ? `./${this.#add(file)}` : pathToFileURL(file).href;
  }

  #add(file: string): string {
    const known = this.#names.get(file);
    if (known !== undefined) return known;
    const name = `codec-${hashOf(file).slice(0, 8)}-${basename(file).replace(/\.m?ts$/, "")}.mjs`;
    this.#names.set(file, name);
    const text = readFileSync(file, "utf8");
    this.read.set(file, text);
    this.files.push({ name, text: this.#relink(stripTypes(text), file) });
    return name;
  }

  #relink(code: string, file: string): string {
    return code.replace(/(from\s*|import\s*)"(\.[^"]*)"/g, (_, keyword: string, path: string) => {
      return `${keyword}${JSON.stringify(this.importOf(resolve(dirname(file), path)))}`;
    });
  }
}
