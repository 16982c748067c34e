/** Generated modules under the compiler options that generated/ is held to. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { GeneratedModule } from "../../src/emit/emit.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CACHE = join(ROOT, "node_modules/.cache/mplc-tests");

function options(): ts.CompilerOptions {
  const path = join(ROOT, "tsconfig.generated.json");
  const parsed = ts.getParsedCommandLineOfConfigFile(
    path,
    { noEmit: true, rootDir: ROOT, skipLibCheck: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (parsed === undefined) throw new Error(`cannot read ${path}`);
  return { ...parsed.options, declaration: true };
}

/** What tsc says, one line each, with the line of code. Each program's modules stand in a folder of their own. */
export function typeErrors(programs: readonly (readonly GeneratedModule[])[]): string[] {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "types-"));
  try {
    const files = programs.flatMap((modules, index) => modules.map((module) => written(join(folder, String(index)), module)));
    const program = ts.createProgram(files, options());
    const own = files.flatMap((file) => {
      const source = program.getSourceFile(file);
      return source === undefined
        ? []
        : [
            ...program.getSyntacticDiagnostics(source),
            ...program.getSemanticDiagnostics(source),
            ...program.getDeclarationDiagnostics(source),
          ];
    });
    return [...program.getOptionsDiagnostics(), ...own].map((diagnostic) => shown(diagnostic, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function written(folder: string, { spec, text }: GeneratedModule): string {
  const file = join(folder, `${spec.slice(spec.lastIndexOf("/") + 1).replace(/\.mpl$/, "")}.ts`);
  mkdirSync(dirname(file), { recursive: true });
  const runtime = relative(dirname(file), join(ROOT, "runtime"));
  writeFileSync(
    file,
    text
      .replaceAll('from "mplc/runtime"', `from "${runtime}/index.js"`)
      .replaceAll(/from "mplc\/runtime\/([^"]+)"/g, (_, name: string) => `from "${runtime}/${name}.js"`),
  );
  return file;
}

function shown({ file, start, messageText, code }: ts.Diagnostic, folder: string): string {
  const message = ts.flattenDiagnosticMessageText(messageText, " ");
  if (file === undefined || start === undefined) return `TS${String(code)}: ${message}`;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${relative(folder, file.fileName)}: TS${String(code)}: ${message}: ${file.text.split("\n")[line]?.trim() ?? ""}`;
}
