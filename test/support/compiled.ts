/** Compiles specs in memory and loads what was generated, as users would: the front end, emission, plain JavaScript. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile, type CompileOptions } from "../../src/compile.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { Source } from "../../src/diagnostics/source.js";
import { modelProgram } from "../../src/emit/model.js";
import type { GeneratedModule } from "../../src/emit/emit.js";
import type { Layout } from "../../src/layout/layout.js";
import type { Resolver } from "../../src/load/loaded.js";
import { publishModules } from "./module-folder.js";
import { generatedPacket, type GeneratedPacket } from "./generated-packet.js";

export interface CompiledSpecs {
  readonly layout: Layout;
  readonly diagnostics: readonly Diagnostic[];
  readonly modules: readonly GeneratedModule[];
}

/** Imports are found among the given files. */
export async function compileTexts(files: Readonly<Record<string, string>>, options: CompileOptions = {}): Promise<CompiledSpecs> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return compile(sources, async () => undefined, options);
}

const fromDisk: Resolver = async (path, from) => {
  const found = join(from, "..", path);
  return existsSync(found) ? sourceOf(found) : undefined;
};

export function sourceOf(path: string): Source {
  return { path, text: readFileSync(path, "utf8") };
}

/** Files of the repository. */
export async function compileFiles(paths: readonly string[], options: CompileOptions = {}): Promise<CompiledSpecs> {
  return compile(paths.map(sourceOf), fromDisk, options);
}

/** Every packet whose module was emitted, ready to be called; with the files of custom types that the specs name. */
export async function loadPackets(compiled: CompiledSpecs, customTypes: readonly string[] = []): Promise<GeneratedPacket[]> {
  const folder = publishModules(compiled.modules, customTypes);
  const namespaces = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { spec } of compiled.modules) {
    const url = pathToFileURL(join(folder, moduleName(spec))).href;
    namespaces.set(spec, (await import(/* @vite-ignore */ url)) as Readonly<Record<string, unknown>>);
  }
  return modelProgram(compiled.layout).packets.flatMap((model) => {
    const namespace = namespaces.get(model.packet.file);
    return namespace === undefined ? [] : [generatedPacket(compiled.layout.program, model, namespace)];
  });
}

function moduleName(spec: string): string {
  return `${spec.slice(spec.lastIndexOf("/") + 1).replace(/\.mpl$/, "")}.js`;
}

/** The packets of one text; throws where it has errors. */
export async function packetsOf(text: string, options: CompileOptions = {}): Promise<GeneratedPacket[]> {
  const compiled = await compileTexts({ "test.mpl": text }, options);
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return loadPackets(compiled);
}

/** The last packet of a text. */
export async function packetOf(text: string, options: CompileOptions = {}): Promise<GeneratedPacket> {
  const packet = (await packetsOf(text, options)).at(-1);
  if (packet === undefined) throw new Error("no packet");
  return packet;
}
