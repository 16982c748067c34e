/** A file while loading goes on: parsed, its imports perhaps not found yet. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Source } from "../diagnostics/source.js";
import type { ImportItem, Name, PacketItem } from "../syntax/ast.js";
import { parse, type ParseResult } from "../syntax/parse.js";
import type { LoadedFile, PacketLookup, PacketPlace } from "./loaded.js";
import { packetNames } from "./packet-names.js";

export interface Draft extends LoadedFile {
  readonly imports: { readonly item: ImportItem; readonly file: Draft }[];
  readonly packets: Map<string, PacketLookup>;
  /** Mentions of packets, by name. */
  readonly mentioned: ReadonlyMap<string, readonly Name[]>;
  /** What lies beside the file under a mentioned name. */
  readonly beside: Map<string, Draft | undefined>;
  /** Of names that are found nowhere else: the packets called so in all files beside, and what else is declared there. */
  readonly around: Map<string, { readonly places: readonly PacketPlace[]; readonly names: readonly string[] }>;
  readonly diagnostics: readonly Diagnostic[];
  /** Its own packets; the first of each name. */
  readonly declared: ReadonlyMap<string, PacketItem>;
  /** Two of one name are counted as two. */
  readonly packetCount: number;
}

/** A source that comes again, as imports of many specs do, is not parsed again: nothing changes a syntax tree. */
const PARSED = new WeakMap<Source, ParseResult>();

function parsedOnce(source: Source): ParseResult {
  const parsed = PARSED.get(source) ?? parse(source);
  PARSED.set(source, parsed);
  return parsed;
}

export function draftOf(source: Source, given: boolean): Draft {
  const parsed = parsedOnce(source);
  // In reverse, so that the first of each name stays.
  const packets = parsed.file.items.filter((item) => item.kind === "packet").reverse();
  return {
    source,
    syntax: parsed.file,
    given,
    imports: [],
    packets: new Map(),
    mentioned: packetNames(parsed.file),
    beside: new Map(),
    around: new Map(),
    diagnostics: parsed.diagnostics,
    declared: new Map(packets.map((packet) => [packet.name.text, packet])),
    packetCount: packets.length,
  };
}

export function importsOf(draft: LoadedFile): ImportItem[] {
  return draft.syntax.items.filter((item) => item.kind === "import");
}
