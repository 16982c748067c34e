/** The whole compiler on one screen: every stage, in order. No file access, no process: it works in a browser. */
import { type CheckOptions, check } from "./check/check.js";
import { type Diagnostic, hasErrors, inReadingOrder } from "./diagnostics/diagnostic.js";
import type { Source } from "./diagnostics/source.js";
import { type EmitOptions, type GeneratedModule, emit } from "./emit/emit.js";
import { forecast, renameWarning } from "./emit/forecast.js";
import { analyse } from "./layout/analyse.js";
import type { Layout } from "./layout/layout.js";
import { load } from "./load/load.js";
import type { LoadOptions, Resolver } from "./load/loaded.js";

/** How sources are found, and what they mean. */
export interface AnalyseOptions extends LoadOptions, CheckOptions {}

export interface CompileOptions extends AnalyseOptions, EmitOptions {
  /** Modules are emitted for these files; default: the given sources. */
  readonly emit?: ReadonlySet<string>;
}

export interface Compiled {
  /** Empty where there are errors. */
  readonly modules: readonly GeneratedModule[];
  /** Of the packets that are sound. */
  readonly layout: Layout;
  readonly diagnostics: readonly Diagnostic[];
}

interface Analysed {
  readonly layout: Layout;
  readonly diagnostics: readonly Diagnostic[];
}

async function frontEnd(sources: readonly Source[], resolver: Resolver, options: AnalyseOptions): Promise<Analysed> {
  const loaded = await load(sources, resolver, options);
  const checked = check(loaded.value, options);
  const laidOut = analyse(checked.value);
  return { layout: laidOut.value, diagnostics: [...loaded.diagnostics, ...checked.diagnostics, ...laidOut.diagnostics] };
}

/** All that there is to say of the sources and what they import, without emitting. */
export async function analyseSources(sources: readonly Source[], resolver: Resolver, options: AnalyseOptions = {}): Promise<Analysed> {
  const { layout, diagnostics } = await frontEnd(sources, resolver, options);
  return { layout, diagnostics: inReadingOrder(hasErrors(diagnostics) ? diagnostics : [...diagnostics, ...forecast(layout)]) };
}

/** Compiles the sources. Emission needs all of them sound. */
export async function compile(sources: readonly Source[], resolver: Resolver, options: CompileOptions = {}): Promise<Compiled> {
  const { layout, diagnostics } = await frontEnd(sources, resolver, options);
  if (hasErrors(diagnostics)) return { modules: [], layout, diagnostics: inReadingOrder(diagnostics) };
  const only = options.emit ?? new Set(sources.map(({ path }) => path));
  const modules = await emit(layout, options, only);
  const problems = modules.flatMap((module) => module.problems);
  const renames = modules.flatMap((module) => module.renames.map(renameWarning));
  const all = inReadingOrder([...diagnostics, ...problems, ...renames]);
  return { modules: problems.length > 0 ? [] : modules, layout, diagnostics: all };
}
