/** Compiles the .ksy files beside it (YAML written as JSON) to JavaScript: `npx tsx bench/peers/kaitai/compile.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

interface Compiler {
  compile(language: string, spec: unknown, importer: undefined, debug: boolean): Promise<Record<string, string>>;
}

const require = createRequire(import.meta.url);
const compiler = require("kaitai-struct-compiler") as Compiler;

for (const name of ["headers", "dns", "dns_unbounded"]) {
  const spec: unknown = JSON.parse(readFileSync(new URL(`${name}.ksy`, import.meta.url), "utf8"));
  const files = await compiler.compile("javascript", spec, undefined, false);
  for (const source of Object.values(files)) {
    const text = `// @generated from ${name}.ksy by kaitai-struct-compiler (compile.ts); do not edit.\n${source}`;
    writeFileSync(new URL(`${name}.cjs`, import.meta.url), text);
  }
}
