/** Starts a program that was built into one file, with the code that V8 made of it when it was built, so that it need not compile it again. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { Script } from "node:vm";

/** Where the code that V8 made of a program is kept. */
export function codeCacheOf(file: string): string {
  return `${file}.cache`;
}

type Program = (require: NodeJS.Require, filename: string, folder: string) => void;

/**
 * Runs a CommonJS file of ASCII text as if it were required. Where there is no kept code, or it is another V8's, it is compiled as usual.
 *
 * @param file its absolute path
 */
export function launch(file: string): Script {
  const source = `(function (require, __filename, __dirname) {${readFileSync(file, "latin1")}\n})`;
  // Its name is kept with its code, so it must not say where that was made.
  const script = new Script(source, { filename: basename(file), cachedData: keptCode(file) });
  const program = script.runInThisContext() as Program;
  program(createRequire(file), file, dirname(file));
  return script;
}

function keptCode(file: string): Buffer | undefined {
  try {
    return readFileSync(codeCacheOf(file));
  } catch {
    return undefined;
  }
}
