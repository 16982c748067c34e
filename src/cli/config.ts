/**
 * `mplc.config.json`: what a project's builds have in common. Every entry is optional.
 *
 *     {
 *       "source": ["specs"],            folders or files of specs, from the config file's folder
 *       "out": "generated",             where modules are written, mirroring the source folder
 *       "runtime": "mplc/runtime",      what they import; a path that begins with "." is taken from the config file's folder
 *       "importExtension": ".js",       of imports between modules: ".js", ".ts", ".mjs" or ""
 *       "byteOrder": "big",             of integers that do not say theirs: "big", "little" or "caller" (a parameter)
 *       "codecs": { "my-codec": "./codecs/my-codec.ts" }
 *     }                                 modules of custom types, as specs name them: from the config file's folder
 */
import type { ByteOrder } from "../check/check.js";
import { usage, type Problem } from "./problem.js";

export interface Config {
  readonly source: readonly string[];
  readonly out: string;
  readonly runtime: string;
  readonly importExtension: string;
  readonly byteOrder: ByteOrder;
  readonly codecs: Readonly<Record<string, string>>;
}

export const CONFIG_NAME = "mplc.config.json";

export const defaultConfig: Config = {
  source: ["specs"],
  out: "generated",
  runtime: "mplc/runtime",
  importExtension: ".js",
  byteOrder: "big",
  codecs: {},
};

const EXTENSIONS = [".js", ".ts", ".mjs", ""];
export const BYTE_ORDERS: readonly ByteOrder[] = ["big", "little", "caller"];

interface Reading {
  readonly file: string;
  readonly text: string;
}

/** `line:column` of an offset. */
function placeAt(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length.toString()}:${((before.at(-1)?.length ?? 0) + 1).toString()}`;
}

function refuse({ file, text }: Reading, path: readonly string[], expected: string, found: unknown): Problem {
  const name = JSON.stringify(path.at(-1) ?? "");
  const offset = Math.max(0, text.indexOf(name));
  const what = found === undefined ? "nothing" : JSON.stringify(found);
  return usage(`${file}:${placeAt(text, offset)}: \`${path.join(".")}\` must be ${expected}, and it is ${what}`);
}

function parseJson({ file, text }: Reading): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const place = position === undefined ? "" : `:${placeAt(text, Number(position))}`;
    throw usage(`${file}${place}: this is not JSON: ${message}`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(reading: Reading, key: string, value: unknown): string {
  if (typeof value !== "string" || value === "") throw refuse(reading, [key], "a string that is not empty", value);
  return value;
}

function oneOf<Choice extends string>(reading: Reading, key: string, value: unknown, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw refuse(reading, [key], `one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`, value);
  return chosen;
}

function sources(reading: Reading, value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw refuse(reading, ["source"], "a path or a list of paths", value);
  return list.map((entry) => text(reading, "source", entry));
}

function codecs(reading: Reading, value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) throw refuse(reading, ["codecs"], "an object of module paths", value);
  return Object.fromEntries(
    Object.entries(value).map(([name, path]) => {
      if (typeof path !== "string") throw refuse(reading, ["codecs", name], "the path of a module", path);
      return [name, path];
    }),
  );
}

type Readers = { readonly [Key in keyof Config]: (reading: Reading, value: unknown) => Config[Key] };

const readers: Readers = {
  source: sources,
  out: (reading, value) => text(reading, "out", value),
  runtime: (reading, value) => text(reading, "runtime", value),
  importExtension: (reading, value) => oneOf(reading, "importExtension", value, EXTENSIONS),
  byteOrder: (reading, value) => oneOf(reading, "byteOrder", value, BYTE_ORDERS),
  codecs,
};

function unknownKey(reading: Reading, key: string): Problem {
  const known = Object.keys(readers).join(", ");
  const place = placeAt(reading.text, Math.max(0, reading.text.indexOf(JSON.stringify(key))));
  return usage(`${reading.file}:${place}: there is no setting \`${key}\``, `the settings are ${known}`);
}

/** @param file as it is named in messages */
export function parseConfig(file: string, source: string): Config {
  const reading = { file, text: source };
  const json = parseJson(reading);
  if (!isRecord(json)) throw usage(`${file}:1:1: the settings must be one JSON object`);
  const strange = Object.keys(json).find((key) => !Object.hasOwn(readers, key) && key !== "$schema");
  if (strange !== undefined) throw unknownKey(reading, strange);
  const setting = <Key extends keyof Config>(key: Key): Config[Key] =>
    json[key] === undefined ? defaultConfig[key] : readers[key](reading, json[key]);
  return {
    source: setting("source"),
    out: setting("out"),
    runtime: setting("runtime"),
    importExtension: setting("importExtension"),
    byteOrder: setting("byteOrder"),
    codecs: setting("codecs"),
  };
}
