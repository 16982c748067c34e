/** Compiles specs on the spot into a folder of the cache. Loads the whole compiler: import it only when it is needed. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { analyseSources } from "../../compile.js";
import { hasErrors } from "../../diagnostics/diagnostic.js";
import { makePlan } from "../../dissect/make-plan.js";
import { emit, type EmitOptions, type GeneratedModule } from "../../emit/emit.js";
import type { Codec } from "../../ir/ir.js";
import { FORMAT } from "../build/manifest.js";
import { codecFile } from "../build/outputs.js";
import { dependenciesOf, inputsOf } from "../build/unit.js";
import { planExamples } from "../examples/make-plan.js";
import { hashOf, writeWhole } from "../files.js";
import { Problem } from "../problem.js";
import { SpecReader } from "../project.js";
import type { PreparedRecord, PrepareRequest } from "./prepared.js";
import { SpecErrors } from "./spec-errors.js";
import { CodecModules, type FileToWrite, stripTypes } from "./transpile.js";

/** Nobody reads these modules: formatting them would only cost time. */
interface RunOptions extends EmitOptions {
  readonly formatted: false;
}

function moduleName(spec: string): string {
  return `${hashOf(spec).slice(0, 8)}-${basename(spec).replace(/\.mpl$/, "")}.mjs`;
}

function codecImport(request: PrepareRequest, codecs: CodecModules, codec: Codec, folder: string): string {
  const file = codecFile(request, codec, folder);
  if (file !== undefined) return codecs.importOf(file);
  throw new Problem(`the module ${codec.module} of the type ${codec.name} cannot be loaded`, {
    help: "give its path in the settings, under `codecs`",
  });
}

function runOptions(request: PrepareRequest, reader: SpecReader, codecs: CodecModules): RunOptions {
  return {
    formatted: false,
    modulePath: (file) => `./${moduleName(file)}`,
    codecPath: (codec, from) => codecImport(request, codecs, codec, dirname(reader.pathOf(codec.file ?? from))),
  };
}

/** Whole or not at all: another mplc may be doing the same. */
async function writeFolder(folder: string, files: readonly FileToWrite[]): Promise<void> {
  const temporary = `${folder}.${process.pid.toString()}.tmp`;
  await mkdir(temporary, { recursive: true });
  await Promise.all(files.map(({ name, text }) => writeFile(join(temporary, name), text)));
  await rename(temporary, folder).catch(() => rm(temporary, { recursive: true, force: true }));
}

function filesOf(modules: readonly GeneratedModule[], codecs: CodecModules): FileToWrite[] {
  return [...modules.map(({ spec, text }) => ({ name: moduleName(spec), text: stripTypes(text) })), ...codecs.files];
}

/** @param replaced a folder that the new one takes the place of */
export async function compileOnTheSpot(request: PrepareRequest, recordPath: string, replaced: string | undefined): Promise<PreparedRecord> {
  const reader = new SpecReader(request.root);
  const sources = await Promise.all(request.specs.map((path) => reader.read(path)));
  const { layout, diagnostics } = await analyseSources(sources, reader.resolver, { byteOrder: request.byteOrder, beside: reader.beside });
  if (hasErrors(diagnostics)) throw new SpecErrors(diagnostics);
  const codecs = new CodecModules();
  const modules = await emit(layout, runOptions(request, reader, codecs));
  const problems = modules.flatMap((module) => module.problems);
  if (problems.length > 0) throw new SpecErrors(problems);
  const files = filesOf(modules, codecs);
  const folder = join(dirname(recordPath), hashOf(recordPath, ...files.flatMap(({ name, text }) => [name, text])));
  await writeFolder(folder, files);
  const { dependencies, listings } = inputsOf(reader);
  const record: PreparedRecord = {
    format: FORMAT,
    dependencies: [...dependencies, ...dependenciesOf(codecs.read)],
    listings,
    folder,
    plan: makePlan(layout),
    examples: planExamples(layout.program),
    modules: Object.fromEntries(modules.map(({ spec }) => [spec, moduleName(spec)])),
  };
  await writeWhole(recordPath, JSON.stringify(record));
  if (replaced !== undefined && replaced !== folder) await rm(replaced, { recursive: true, force: true });
  return record;
}
