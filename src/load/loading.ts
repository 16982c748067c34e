/** What is known while loading goes on. */
import { report, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Source, Span } from "../diagnostics/source.js";
import { draftOf, type Draft } from "./draft.js";
import type { LoadOptions, Resolver } from "./loaded.js";
import { normalisePath } from "./paths.js";

export interface Loading {
  readonly files: Draft[];
  readonly byPath: Map<string, Draft>;
  /** What stands in a folder, used or not. */
  readonly folders: Map<string, readonly Draft[]>;
  readonly diagnostics: Diagnostic[];
  readonly resolver: Resolver;
  readonly beside: NonNullable<LoadOptions["beside"]>;
  readonly maxFiles: number;
}

/** Under the path by which others would find it. */
export function draftAt(source: Source, given: boolean): Draft {
  const path = normalisePath(source.path);
  return draftOf(path === source.path ? source : { path, text: source.text }, given);
}

/** The same file if it is known by this path, whoever mentions it. */
export function addDraft(loading: Loading, draft: Draft): Draft {
  const { path } = draft.source;
  const known = loading.byPath.get(path);
  if (known !== undefined) return known;
  loading.files.push(draft);
  loading.byPath.set(path, draft);
  return draft;
}

/** Whether there is room for `more` files; if not, that is an error at `blame`. */
export function hasRoom({ files, maxFiles, diagnostics }: Loading, more: number, blame: Span): boolean {
  if (files.length + more <= maxFiles) return true;
  diagnostics.push(report("MPL0205", blame, `no more than ${maxFiles} files can be loaded at once`));
  return false;
}
