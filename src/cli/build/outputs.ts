/** Where modules go, and how they import each other, the runtime and custom types. No file access. */
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Codec } from "../../ir/ir.js";
import type { Config } from "../config.js";
import { forwardSlashes } from "../files.js";
import { usage } from "../problem.js";

export interface Outputs {
  /** Absolute. */
  readonly root: string;
  /** The folder of specs that `out` mirrors; absolute. */
  readonly base: string;
  readonly out: string;
  readonly config: Pick<Config, "runtime" | "importExtension" | "codecs">;
}

/** The module that is generated from a spec; both absolute. */
export function outputOf(outputs: Outputs, spec: string): string {
  const inside = relative(outputs.base, spec);
  if (inside.startsWith("..") || isAbsolute(inside)) {
    throw usage(
      `${spec} is imported, but it is not below ${outputs.base}, so it is not known where its module belongs`,
      "give `mplc build` the folder that holds all specs",
    );
  }
  return join(outputs.out, inside.replace(/\.mpl$/, ".ts"));
}

/** `./a/b`, as an import in a module of the folder `from`. */
export function relativeImport(from: string, to: string): string {
  const path = forwardSlashes(relative(from, to));
  return path.startsWith(".") ? path : `./${path}`;
}

function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]s$/, "");
}

export function importOfModule(outputs: Outputs, spec: string, from: string): string {
  const path = relativeImport(dirname(outputOf(outputs, from)), outputOf(outputs, spec));
  return withoutExtension(path) + outputs.config.importExtension;
}

/** A path in the settings is relative to the root; a package's name stays as it is. */
export function importOfRuntime(outputs: Outputs, from: string): string {
  const { runtime } = outputs.config;
  if (!runtime.startsWith(".")) return runtime;
  const path = relativeImport(dirname(outputOf(outputs, from)), resolve(outputs.root, runtime));
  return path.replace(/\/$/, "");
}

/** The file of a custom type's module; undefined for a package's. `folder` is that of the spec that declares the type. */
export function codecFile({ root, config }: Pick<Outputs, "root" | "config">, codec: Codec, folder: string): string | undefined {
  const told = config.codecs[codec.module] ?? config.codecs[codec.name];
  if (told !== undefined) return told.startsWith(".") || isAbsolute(told) ? resolve(root, told) : undefined;
  return codec.module.startsWith(".") ? resolve(folder, codec.module) : undefined;
}

/** The files that an import may mean, the first that is there: TypeScript's own rule that `x.js` may be `x.ts`. */
export function sourcesOf(path: string): readonly string[] {
  const stem = join(dirname(path), withoutExtension(basename(path)));
  return [...new Set([path, `${stem}.ts`, `${stem}.mts`, `${stem}.js`, `${stem}.mjs`])];
}

export function importOfCodec(outputs: Outputs, codec: Codec, from: string, file: string | undefined): string {
  if (file === undefined) return outputs.config.codecs[codec.module] ?? outputs.config.codecs[codec.name] ?? codec.module;
  return withoutExtension(relativeImport(dirname(outputOf(outputs, from)), file)) + outputs.config.importExtension;
}
