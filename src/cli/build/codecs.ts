/** Modules of custom types: where they are looked for, and what is said where there is none. */
import { readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative } from "node:path";
import { type Diagnostic, report } from "../../diagnostics/diagnostic.js";
import { positionAt, type Span } from "../../diagnostics/source.js";
import type { Codec } from "../../ir/ir.js";
import { parse } from "../../syntax/parse.js";
import { forwardSlashes, hashOf } from "../files.js";
import type { SpecReader } from "../project.js";
import type { Dependency } from "./manifest.js";
import { codecFile, type Outputs, sourcesOf } from "./outputs.js";

export type CodecPlaces = Pick<Outputs, "root" | "config">;

/** As files that are no specs are named in messages. */
export function fileNameOf(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith("..") || isAbsolute(inside) ? path : forwardSlashes(inside);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Looks for files of code, and remembers what was there and what was not: what is made of them depends on both. */
export class CodeFinder {
  readonly #hashes = new Map<string, string | null>();

  find(path: string): string | undefined {
    for (const candidate of sourcesOf(path)) {
      if (isFile(candidate)) {
        this.#hashes.set(candidate, hashOf(readFileSync(candidate)));
        return candidate;
      }
      this.#hashes.set(candidate, null);
    }
    return undefined;
  }

  get dependencies(): Dependency[] {
    return [...this.#hashes];
  }
}

/** The module's name where a spec declares a codec. The typed program keeps no place of it: only mistakes need one. */
function declarationOf(reader: SpecReader, { file, name }: Codec): Span | undefined {
  const source = file === undefined ? undefined : reader.known.get(reader.pathOf(file));
  if (source === undefined) return undefined;
  const item = parse(source).file.items.find((candidate) => candidate.kind === "codec" && candidate.name.text === name);
  return item?.kind === "codec" ? item.module.span : { source, start: 0, end: 0 };
}

/** `file:line:column` of a codec's declaration. */
export function placeOfCodec(reader: SpecReader, codec: Codec): string {
  const span = declarationOf(reader, codec);
  if (span === undefined) return codec.file ?? codec.name;
  const { line, column } = positionAt(span.source, span.start);
  return `${span.source.path}:${line.toString()}:${column.toString()}`;
}

function notThere({ root, config }: CodecPlaces, codec: Codec, path: string, span: Span): Diagnostic {
  const [first = path, ...others] = sourcesOf(path).map((candidate) => fileNameOf(root, candidate));
  const isTold = (config.codecs[codec.module] ?? config.codecs[codec.name]) !== undefined;
  const message = `the module \`${codec.module}\` of the codec \`${codec.name}\` cannot be found`;
  return report("MPL0201", span, message, {
    label: "no such file",
    notes: [`looked for ${first}${isTold ? ", as the settings say under `codecs`" : ""}; then for ${others.join(", ")}`],
    help: isTold ? "mend the path in the settings" : "write that file, mend the path, or give another one in the settings, under `codecs`",
  });
}

/** What is wrong with where the specs' codecs are; a package's module is left to who imports it. */
export function missingCodecs(places: CodecPlaces, reader: SpecReader, codecs: readonly Codec[], finder = new CodeFinder()): Diagnostic[] {
  return codecs.flatMap((codec) => {
    if (codec.builtin || codec.file === undefined) return [];
    const path = codecFile(places, codec, dirname(reader.pathOf(codec.file)));
    if (path === undefined || finder.find(path) !== undefined) return [];
    const span = declarationOf(reader, codec);
    return span === undefined ? [] : [notThere(places, codec, path, span)];
  });
}
