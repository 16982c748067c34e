/** Compiles specs on the spot. Loads the whole compiler: import it only when it is needed. */
import { basename, dirname } from "node:path";
import { analyseSources } from "../../compile.js";
import { hasErrors } from "../../diagnostics/diagnostic.js";
import { makePlan } from "../../dissect/make-plan.js";
import { modelProgram } from "../../emit/model.js";
import { emit, type EmitOptions, type GeneratedModule } from "../../emit/emit.js";
import type { Codec, CodecIndex } from "../../ir/ir.js";
import type { Layout } from "../../layout/layout.js";
import { missingCodecs, placeOfCodec } from "../build/codecs.js";
import { FORMAT } from "../build/manifest.js";
import { codecFile } from "../build/outputs.js";
import { inputsOf } from "../build/unit.js";
import { planExamples } from "../examples/make-plan.js";
import { hashOf } from "../files.js";
import { Problem, unable } from "../problem.js";
import { SpecReader } from "../project.js";
import type { CodecRecord } from "./codec-problems.js";
import { guardText } from "./codec-guard.js";
import { Needs } from "./needs.js";
import type { PreparedRecord, PrepareRequest } from "./prepared.js";
import { SpecErrors } from "./spec-errors.js";
import { CodecModules, type FileToWrite, runtimeUrl, stripTypes } from "./transpile.js";

/** Nobody reads these modules: formatting them would only cost time. */
interface RunOptions extends EmitOptions {
  readonly formatted: false;
}

/** What is compiled, before it is written anywhere. */
export interface CompiledOnTheSpot {
  readonly record: Omit<PreparedRecord, "folder">;
  readonly files: readonly FileToWrite[];
}

function moduleName(spec: string): string {
  return `${hashOf(spec).slice(0, 8)}-${basename(spec).replace(/\.mpl$/, "")}.mjs`;
}

/** One compilation's custom types. */
class Codecs {
  readonly modules: CodecModules;
  readonly needs = new Needs();
  /** In the order of their numbers. */
  readonly used = new Map<CodecIndex, CodecRecord>();

  constructor(
    readonly request: PrepareRequest,
    readonly reader: SpecReader,
  ) {
    this.modules = new CodecModules(request.root);
  }

  /** Its guard, for the module of the spec `from`. One that cannot be loaded is an error only for who needs it. */
  importOf(codec: Codec, from: string): string {
    const record = this.used.get(codec.index) ?? this.#record(codec, from);
    this.used.set(codec.index, record);
    this.needs.addCodec(from, [...this.used.keys()].indexOf(codec.index));
    return record.guard;
  }

  get guards(): FileToWrite[] {
    const sound = [...this.used.values()].filter(({ problem }) => problem === undefined);
    return sound.map((codec) => ({ name: codec.guard.replace(/^\.\//, ""), text: guardText(codec.imported, codec) }));
  }

  #record(codec: Codec, from: string): CodecRecord {
    const place = placeOfCodec(this.reader, codec);
    const guard = `./guard-${hashOf(place).slice(0, 8)}-${codec.name}.mjs`;
    const known = { name: codec.name, place, guard, state: codec.state !== undefined };
    try {
      return { ...known, imported: this.#moduleOf(codec, from, place) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { message, help } = error;
      return { ...known, imported: "", problem: { message, ...(help !== undefined && { help }) } };
    }
  }

  #moduleOf(codec: Codec, from: string, place: string): string {
    const file = codecFile(this.request, codec, dirname(this.reader.pathOf(codec.file ?? from)));
    const imported = file === undefined ? undefined : this.modules.importOf(file);
    if (imported !== undefined) return imported;
    const message = `${place}: the module ${codec.module} of the codec ${codec.name} cannot be loaded`;
    throw unable(message, "give its path in the settings, under `codecs`");
  }
}

function runOptions(codecs: Codecs): RunOptions {
  return {
    formatted: false,
    modulePath: (file, from) => {
      codecs.needs.addImport(from, file);
      return `./${moduleName(file)}`;
    },
    codecPath: (codec, from) => codecs.importOf(codec, from),
  };
}

/** What `Module.stateNamespace` of the emitter imports. */
function statesOf(layout: Layout, codecs: Codecs): string[][] {
  return modelProgram(layout).packets.map(({ packet, needs }) =>
    needs.states.map((state) => {
      const codec = layout.program.codecs.find((candidate) => candidate.state === state);
      return codec?.file === undefined ? runtimeUrl(`/${state}`) : codecs.importOf(codec, packet.file);
    }),
  );
}

function filesOf(modules: readonly GeneratedModule[], codecs: Codecs): FileToWrite[] {
  const generated = modules.map(({ spec, text }) => ({ name: moduleName(spec), text: stripTypes(text) }));
  return [...generated, ...codecs.guards, ...codecs.modules.files];
}

/** @throws SpecErrors where the specs have errors */
export async function compileOnTheSpot(request: PrepareRequest): Promise<CompiledOnTheSpot> {
  const reader = new SpecReader(request.root);
  const sources = await Promise.all(request.specs.map((path) => reader.read(path)));
  const analysed = await analyseSources(sources, reader.resolver, { byteOrder: request.byteOrder, beside: reader.beside });
  const { layout } = analysed;
  const diagnostics = [...analysed.diagnostics, ...missingCodecs(request, reader, layout.program.codecs)];
  if (hasErrors(diagnostics)) throw new SpecErrors(diagnostics);
  const codecs = new Codecs(request, reader);
  const modules = await emit(layout, runOptions(codecs));
  const problems = modules.flatMap((module) => module.problems);
  if (problems.length > 0) throw new SpecErrors(problems);
  const { dependencies, listings } = inputsOf(reader);
  const record = {
    format: FORMAT,
    dependencies: [...dependencies, ...codecs.modules.dependencies],
    listings,
    plan: makePlan(layout),
    examples: planExamples(layout.program),
    modules: Object.fromEntries(modules.map(({ spec }) => [spec, moduleName(spec)])),
    states: statesOf(layout, codecs),
    codecs: [...codecs.used.values()],
    needs: Object.fromEntries(modules.map(({ spec }) => [spec, codecs.needs.of(spec)])),
    codecSources: Object.fromEntries(codecs.modules.sources),
  };
  return { record, files: filesOf(modules, codecs) };
}
