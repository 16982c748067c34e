/** Sources in, every file that they need out: parsed, imports followed, packet names looked up. */
import { report, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Source } from "../diagnostics/source.js";
import type { ImportItem, Name } from "../syntax/ast.js";
import { searchBeside } from "./beside.js";
import { ambiguousUses, importClashes } from "./clashes.js";
import { importsOf, type Draft } from "./draft.js";
import type { Loaded, LoadOptions, Resolver } from "./loaded.js";
import { addDraft, draftAt, hasRoom, type Loading } from "./loading.js";
import { isGivenByName, lookupDeclared, lookupPacket } from "./lookup.js";
import { joinPath, normalisePath } from "./paths.js";

const DEFAULT_MAX_FILES = 1000;

/** A file to be asked for; `found` is called in the order of the requests, whatever the order of the answers. */
interface Request {
  readonly path: string;
  readonly from: Draft;
  readonly blame: ImportItem | Name;
  readonly found: (file: Draft | undefined) => void;
}

function addGiven(loading: Loading, source: Source): void {
  const { source: known } = addDraft(loading, draftAt(source, true));
  if (known.text === source.text) return;
  const span = { source, start: 0, end: 0 };
  loading.diagnostics.push(report("MPL0202", span, `\`${known.path}\` was given twice, with different text`));
}

async function answer(loading: Loading, request: Request): Promise<Source | Draft | undefined> {
  const known = loading.byPath.get(joinPath(request.from.source.path, request.path));
  return known ?? (await loading.resolver(request.path, request.from.source.path));
}

function isDraft(answered: Source | Draft): answered is Draft {
  return "source" in answered;
}

function accept(loading: Loading, request: Request, answered: Source | Draft | undefined): void {
  if (answered === undefined || isDraft(answered)) return request.found(answered);
  const isNew = !loading.byPath.has(normalisePath(answered.path));
  if (isNew && !hasRoom(loading, 1, request.blame.span)) return;
  request.found(addDraft(loading, draftAt(answered, false)));
}

async function ask(loading: Loading, requests: readonly Request[]): Promise<void> {
  const answers = await Promise.all(requests.map((request) => answer(loading, request)));
  requests.forEach((request, index) => accept(loading, request, answers[index]));
}

function importRequest(loading: Loading, from: Draft, item: ImportItem): Request {
  const found = (file: Draft | undefined): void => {
    if (file !== undefined) {
      if (!from.imports.some((entry) => entry.file === file)) from.imports.push({ item, file });
      return;
    }
    const message = `\`${item.path.value}\` cannot be found from \`${from.source.path}\``;
    loading.diagnostics.push(report("MPL0201", item.path.span, message, { label: "no such file" }));
  };
  return { path: item.path.value, from, blame: item, found };
}

/** Follows imports from the files at `start` on, cycles included, until nothing is new. */
async function followImports(loading: Loading, start: number): Promise<void> {
  for (let done = start; done < loading.files.length;) {
    const fresh = loading.files.slice(done);
    done = loading.files.length;
    await ask(
      loading,
      fresh.flatMap((file) => importsOf(file).map((item) => importRequest(loading, file, item))),
    );
  }
}

function besideRequests(loading: Loading, file: Draft): Request[] {
  const requests: Request[] = [];
  for (const [name, [use]] of file.mentioned) {
    const settled = file.beside.has(name) || lookupDeclared(file, name) !== undefined || isGivenByName(file, name, loading.files);
    if (settled || use === undefined) continue;
    const found = (beside: Draft | undefined): void => void file.beside.set(name, beside === file ? undefined : beside);
    requests.push({ path: `${name}.mpl`, from: file, blame: use, found });
  }
  return requests;
}

async function followNames(loading: Loading, start: number): Promise<void> {
  await ask(
    loading,
    loading.files.flatMap((file) => besideRequests(loading, file)),
  );
  await followImports(loading, start);
}

async function followLastResort(loading: Loading, start: number): Promise<void> {
  await searchBeside(loading);
  await followImports(loading, start);
}

/** Files beside may mention others in turn. */
async function followAll(loading: Loading): Promise<void> {
  for (let count = -1; count < loading.files.length;) {
    count = loading.files.length;
    await followNames(loading, count);
    if (loading.files.length === count) await followLastResort(loading, count);
  }
}

function resolveNames(loading: Loading): void {
  for (const file of loading.files) {
    for (const name of file.mentioned.keys()) file.packets.set(name, lookupPacket(file, name, loading.files));
  }
}

const nothingBeside = (): Promise<readonly string[]> => Promise.resolve([]);

export async function load(
  sources: readonly Source[],
  resolver: Resolver,
  options: LoadOptions = {},
): Promise<{ readonly value: Loaded; readonly diagnostics: readonly Diagnostic[] }> {
  const { maxFiles = DEFAULT_MAX_FILES, beside = nothingBeside } = options;
  const loading: Loading = { files: [], byPath: new Map(), folders: new Map(), diagnostics: [], resolver, beside, maxFiles };
  for (const source of sources) addGiven(loading, source);
  await followImports(loading, 0);
  await followAll(loading);
  resolveNames(loading);
  const perFile = loading.files.flatMap((file) => [...file.diagnostics, ...importClashes(file), ...ambiguousUses(file)]);
  return { value: { files: loading.files }, diagnostics: [...loading.diagnostics, ...perFile] };
}
