/** Custom types' modules are the user's: what goes wrong in one is said of its file. */
import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileNameOf } from "../build/codecs.js";
import { type Problem, unable } from "../problem.js";
import { CodecFault } from "./codec-guard.js";

export interface CodecRecord {
  readonly name: string;
  /** Where it is declared, as in "a.mpl:1:24". */
  readonly place: string;
  /** As its guard imports it: a file beside the generated modules, or a URL. */
  readonly imported: string;
  /** What generated modules import: a file beside them. */
  readonly guard: string;
  readonly state: boolean;
  /** Why there is no such module. */
  readonly problem?: CodecProblem;
}

export interface CodecProblem {
  readonly message: string;
  readonly help?: string;
}

export interface CodecsRecord {
  readonly codecs: readonly CodecRecord[];
  /** The files behind imported modules: by name, or by URL. */
  readonly codecSources: Readonly<Record<string, string>>;
  /** Absolute: where the compiled modules are. */
  readonly folder: string;
}

const FRAME = /(file:\/\/\/[^\s():]+(?::[^\s():\d][^\s():]*)?|\/[^\s():]+):(\d+)(?::(\d+))?/g;

interface Place {
  readonly file: string;
  readonly line: number;
}

function pathOfFrame(text: string): string {
  try {
    return text.startsWith("file:") ? fileURLToPath(text) : text;
  } catch {
    return text;
  }
}

/** The line of the user's file behind a line of what it was turned into. */
function mappedLine(compiled: string, line: number, column: number): number | undefined {
  if (!existsSync(`${compiled}.map`)) return undefined;
  const map = new SourceMap(JSON.parse(readFileSync(`${compiled}.map`, "utf8")) as SourceMapPayload);
  const entry = map.findEntry(line - 1, column - 1);
  return "originalLine" in entry ? entry.originalLine + 1 : undefined;
}

/** The innermost place of an error that is in the user's own code. */
function placeOf({ codecSources, folder }: CodecsRecord, stack: string): Place | undefined {
  const files = new Set(Object.values(codecSources));
  for (const [, where = "", line = "", column = "1"] of stack.matchAll(FRAME)) {
    const path = pathOfFrame(where);
    if (files.has(path)) return { file: path, line: Number(line) };
    const source = path === join(folder, basename(path)) ? codecSources[basename(path)] : undefined;
    const mapped = source === undefined ? undefined : mappedLine(path, Number(line), Number(column));
    if (source !== undefined && mapped !== undefined) return { file: source, line: mapped };
  }
  return undefined;
}

/** The line on which one of the files names what cannot be found. */
function lineNaming(files: readonly string[], named: string): Place | undefined {
  for (const file of files) {
    const lines = readFileSync(file, "utf8").split("\n");
    const index = lines.findIndex((line) => /\bfrom\b|\bimport\b/.test(line) && line.includes(named));
    if (index >= 0) return { file, line: index + 1 };
  }
  return undefined;
}

/** Node's words, without the paths of the cache, and with the runtime called as the module calls it. */
function wordsOf(error: unknown): string {
  const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return message.replace(/ imported from .*/, "").replace(/'(?:file:\/\/)?[^']*\/runtime\/([\w-]+(?:\/[\w-]+)*)\.[jt]s'/, runtimeName);
}

function runtimeName(_: string, name: string): string {
  return name === "index" ? "'mplc/runtime'" : `'mplc/runtime/${name}.js'`;
}

export function sourceOf({ codecSources }: CodecsRecord, { imported }: CodecRecord): string {
  return codecSources[imported.replace(/^\.\//, "")] ?? imported;
}

/** The place in the user's code, as messages name it. */
function whereIn(root: string, place: Place | undefined, codecFile: string): string {
  return place === undefined ? fileNameOf(root, codecFile) : `${fileNameOf(root, place.file)}:${place.line.toString()}`;
}

function describe(error: unknown): string {
  const kind = error instanceof Error && error.name !== "Error" ? `${error.name}: ` : "";
  return `${kind}${wordsOf(error)}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? "") : "";
}

export function loadProblem(root: string, record: CodecsRecord, codec: CodecRecord, error: unknown): Problem {
  const own = sourceOf(record, codec);
  const words = wordsOf(error);
  const [, missing = ""] = /Cannot find (?:package|module) '(?:mplc\/)?([^']+)'/.exec(words) ?? [];
  const named = missing === "" ? undefined : lineNaming([own, ...Object.values(record.codecSources)], missing.replace(/\.js$/, ""));
  const where = whereIn(root, named ?? placeOf(record, stackOf(error)), own);
  return unable(`${where}: the module of the codec ${codec.name} (${codec.place}) cannot be loaded: ${describe(error)}`);
}

export function faultOf(root: string, record: CodecsRecord, codec: CodecRecord, name: string, error: unknown): CodecFault {
  const where = whereIn(root, placeOf(record, stackOf(error)), sourceOf(record, codec));
  return new CodecFault(`${where}: the function ${name} of the codec ${codec.name} (${codec.place}) threw ${describe(error)}`);
}
