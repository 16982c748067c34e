/** The program's table of codecs: built in, extra ones from the caller, and those that specs declare. */
import type { Codec } from "../ir/ir.js";
import { moduleName } from "../ir/module-name.js";
import type { LoadedFile } from "../load/loaded.js";
import { joinPath } from "../load/paths.js";
import type { CodecItem } from "../syntax/ast.js";
import { builtinCodecs, type CodecEntry } from "./builtins.js";
import { lowerAs, rangeEnds } from "./expressions.js";
import { constantPlace } from "./place.js";
import type { Problems } from "./problems.js";

export interface CodecTable {
  readonly all: readonly Codec[];
  readonly byName: ReadonlyMap<string, Codec>;
  /** Undefined where the declaration is wrong. */
  readonly declared: ReadonlyMap<CodecItem, Codec | undefined>;
}

interface Size {
  readonly min: bigint;
  readonly max: bigint | undefined;
}

function sizeOf(item: CodecItem, problems: Problems): Size | undefined {
  if (item.size === undefined) return { min: 0n, max: undefined };
  const ends = rangeEnds(item.size) ?? { low: item.size, high: item.size };
  const place = constantPlace(problems, "the size of a codec");
  const low = lowerAs(ends.low, "int", place);
  const high = ends.high === ends.low ? low : lowerAs(ends.high, "int", place);
  if (low?.kind !== "int" || high?.kind !== "int") return undefined;
  if (low.value >= 0n && low.value <= high.value) return { min: low.value, max: high.value };
  return problems.report("MPL0906", item.size.span, `a codec cannot have a size of ${low.value} to ${high.value} bytes`);
}

function declare(item: CodecItem, file: string, all: readonly Codec[], problems: Problems): Codec | undefined {
  const size = sizeOf(item, problems);
  if (size === undefined) return undefined;
  const module = item.module.value;
  const base = { index: all.length, name: item.name.text, module, file, builtin: false, values: { kind: "opaque" } } as const;
  return { ...base, minSize: size.min, maxSize: size.max, ...(item.state ? { state: stateOf(module, file, all) } : {}) };
}

/** Two modules of one name in different folders have two states, whose variables have two names. */
function stateOf(module: string, file: string, all: readonly Codec[]): string {
  const path = module.startsWith(".") ? joinPath(file, module) : module;
  const states = [...new Set(all.flatMap(({ state }) => state ?? []))];
  const known = states.find((state) => withoutNumber(state) === path);
  if (known !== undefined) return known;
  const namesakes = states.filter((state) => moduleName(withoutNumber(state)) === moduleName(path)).length;
  return namesakes === 0 ? path : `${path}#${namesakes + 1}`;
}

function withoutNumber(state: string): string {
  return state.replace(/#\d+$/, "");
}

export function codecTable(files: readonly LoadedFile[], extra: readonly CodecEntry[], problems: Problems): CodecTable {
  const all: Codec[] = builtinCodecs.map((entry, index) => ({ index, builtin: true, ...entry }));
  for (const entry of extra) all.push({ index: all.length, builtin: false, ...entry });
  const byName = new Map(all.map((codec) => [codec.name, codec]));
  const declared = new Map<CodecItem, Codec | undefined>();
  for (const { source, syntax } of files) {
    for (const item of syntax.items) {
      if (item.kind !== "codec") continue;
      const codec = declare(item, source.path, all, problems);
      declared.set(item, codec);
      if (codec !== undefined) all.push(codec);
    }
  }
  return { all, byName, declared };
}
