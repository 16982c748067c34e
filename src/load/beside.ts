/** The last resort for a packet's name: the files in the same folder, whatever they are called. */
import type { Source, Span } from "../diagnostics/source.js";
import type { Name } from "../syntax/ast.js";
import type { Draft } from "./draft.js";
import type { PacketPlace } from "./loaded.js";
import { addDraft, draftAt, hasRoom, type Loading } from "./loading.js";
import { lookupPacket } from "./lookup.js";
import { folderOf, joinPath } from "./paths.js";

/** What cannot be read cannot be meant; only a file that somebody asked for is missed. */
async function readable(loading: Loading, path: string, from: string): Promise<Source | undefined> {
  try {
    return await loading.resolver(path, from);
  } catch {
    return undefined;
  }
}

async function openFolder(loading: Loading, file: Draft, blame: Span): Promise<readonly Draft[]> {
  const from = file.source.path;
  const names = [...new Set(await loading.beside(from))].sort();
  const strange = names.filter((name) => !loading.byPath.has(joinPath(from, name)));
  if (!hasRoom(loading, strange.length, blame)) return [];
  const sources = await Promise.all(strange.map((name) => readable(loading, name, from)));
  const known = names.flatMap((name) => loading.byPath.get(joinPath(from, name)) ?? []);
  const drafts = [...known, ...sources.flatMap((source) => (source === undefined ? [] : draftAt(source, false)))];
  const byPath = new Map(drafts.map((draft) => [draft.source.path, draft]));
  return [...byPath.values()].sort((a, b) => (a.source.path < b.source.path ? -1 : 1));
}

async function folderOfFile(loading: Loading, file: Draft, blame: Span): Promise<readonly Draft[]> {
  const folder = folderOf(file.source.path);
  const known = loading.folders.get(folder) ?? (await openFolder(loading, file, blame));
  loading.folders.set(folder, known);
  // One that was loaded since, for its own name, is that file.
  return known.map((draft) => loading.byPath.get(draft.source.path) ?? draft);
}

/** Only a file whose packet is meant is loaded; of several, none is. */
function placesIn(loading: Loading, drafts: readonly Draft[], { text, span }: Name): readonly PacketPlace[] {
  const places = drafts.flatMap((file) => {
    const packet = file.declared.get(text);
    return packet === undefined ? [] : [{ file, packet }];
  });
  const [meant, second] = places;
  if (meant === undefined || second !== undefined || loading.byPath.has(meant.file.source.path)) return places;
  if (!hasRoom(loading, 1, span)) return [];
  addDraft(loading, meant.file);
  return places;
}

async function searchFor(loading: Loading, file: Draft, name: Name): Promise<void> {
  const drafts = await folderOfFile(loading, file, name.span);
  const places = placesIn(loading, drafts, name);
  file.around.set(name.text, { places, names: drafts.flatMap((draft) => [...draft.declared.keys()]) });
}

/** For every name that is found nowhere else. One after the other: the order of the files is always the same. */
export async function searchBeside(loading: Loading): Promise<void> {
  for (const file of [...loading.files]) {
    for (const [text, [use]] of file.mentioned) {
      if (use === undefined || file.around.has(text)) continue;
      if (lookupPacket(file, text, loading.files).kind === "missing") await searchFor(loading, file, use);
    }
  }
}
