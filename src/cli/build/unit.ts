/** Compiles the module of one spec: the part of a build that loads the compiler, in this thread or in a worker. */
import { dirname } from "node:path";
import { type CompileOptions, compile } from "../../compile.js";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.js";
import type { Source } from "../../diagnostics/source.js";
import { PrintCache } from "../../emit/print/cache.js";
import { load } from "../../load/load.js";
import type { Loaded, LoadedFile } from "../../load/loaded.js";
import type { Config } from "../config.js";
import { hashOf } from "../files.js";
import { type Asked, SpecReader } from "../project.js";
import { CodeFinder, missingCodecs } from "./codecs.js";
import { type Dependency, type Inputs, listingHash } from "./manifest.js";
import { codecFile, importOfCodec, importOfModule, importOfRuntime, outputOf, type Outputs } from "./outputs.js";

export interface UnitJob {
  /** Absolute. */
  readonly spec: string;
  readonly root: string;
  readonly base: string;
  readonly out: string;
  readonly config: Config;
  /** Every spec of the build. */
  readonly given: readonly string[];
  /** This thread will compile the spec again: what is printed is kept until then. */
  readonly remember: boolean;
}

export interface UnitResult extends Inputs {
  readonly spec: string;
  /** Absent where the spec declares nothing to generate, or has errors. */
  readonly output?: { readonly path: string; readonly text: string };
  /** Its names were looked up among all given files. */
  readonly isOpen: boolean;
  /** Specs whose modules it imports. */
  readonly imports: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly failed: boolean;
}

export function dependenciesOf(answers: ReadonlyMap<string, string | undefined>): Dependency[] {
  // Of its bytes, as whoever compares it reads it.
  return [...answers].map(([path, text]) => [path, text === undefined ? null : hashOf(Buffer.from(text))]);
}

/** What is unreadable is recorded as missing, so that it is never found unchanged. */
export function inputsOf({ answers, unreadable, listings }: Asked): Inputs {
  return {
    dependencies: [...dependenciesOf(answers), ...[...unreadable].map((path) => [path, null] as const)],
    listings: [...listings].map(([folder, names]) => [folder, listingHash(names)]),
  };
}

/** Whether every name means something in its own file or its imports: then no other given file has a say. */
function isClosed({ files }: Loaded): boolean {
  return files.every((file) => {
    const near = new Set([file, ...file.imports.map((entry) => entry.file)]);
    return [...file.packets.values()].every((lookup) => lookup.kind === "found" && near.has(lookup.place.file));
  });
}

/** Of this thread. */
const sources = new Map<string, Source>();
const printed = new PrintCache();

function optionsFor(job: UnitJob, reader: SpecReader, name: string): CompileOptions {
  const outputs: Outputs = job;
  return {
    byteOrder: job.config.byteOrder,
    emit: new Set([name]),
    beside: reader.beside,
    importExtension: job.config.importExtension,
    runtime: importOfRuntime(outputs, job.spec),
    ...(job.remember && { cache: printed }),
    modulePath: (file, from) => importOfModule(outputs, reader.pathOf(file), reader.pathOf(from)),
    codecPath: (codec, from) => {
      const folder = dirname(reader.pathOf(codec.file ?? from));
      return importOfCodec(outputs, codec, reader.pathOf(from), codecFile(outputs, codec, folder));
    },
  };
}

export async function compileUnit(job: UnitJob): Promise<UnitResult> {
  const reader = new SpecReader(job.root, sources);
  const source = await reader.read(job.spec);
  const { value: loaded } = await load([source], reader.resolver);
  const isOpen = !isClosed(loaded);
  const others = isOpen ? await Promise.all(job.given.filter((path) => path !== job.spec).map((path) => reader.read(path))) : [];
  const all = [source, ...others];
  const options = optionsFor(job, reader, source.path);
  const compiled = await compile(all, reader.resolver, options);
  const finder = new CodeFinder();
  const diagnostics = [...compiled.diagnostics, ...missingCodecs(job, reader, compiled.layout.program.codecs, finder)];
  const found = isOpen ? (await load(all, reader.resolver, options)).value.files.filter(({ given }) => !given) : [];
  const module = compiled.modules.find(({ spec }) => spec === source.path);
  const { dependencies, listings } = inputsOf(reader);
  return {
    spec: job.spec,
    ...(module !== undefined && { output: { path: outputOf(job, job.spec), text: module.text } }),
    dependencies: [...dependencies, ...finder.dependencies],
    listings,
    isOpen,
    imports: importsOf([...loaded.files, ...found], reader).filter((path) => path !== job.spec),
    diagnostics,
    failed: hasErrors(diagnostics),
  };
}

function importsOf(files: readonly LoadedFile[], reader: SpecReader): string[] {
  return [...new Set(files.map((file) => reader.pathOf(file.source.path)))];
}
