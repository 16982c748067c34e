/** The files of one compilation, parsed, and what names of packets mean in each. */
import type { Source } from "../diagnostics/source.js";
import type { ImportItem, PacketItem, SpecFile } from "../syntax/ast.js";

/** `path` as an import wrote it, or `name.mpl`, relative to the file `from`; undefined where there is no such file. */
export type Resolver = (path: string, from: string) => Promise<Source | undefined>;

export interface LoadOptions {
  /** More files than this are an error; 1000 unless told. */
  readonly maxFiles?: number;
  /**
   * The spec files in the folder of the file `from`, as paths that the resolver takes from there, in any order. Asked when a
   * packet's name is found nowhere else: one of these files may declare it. Only files whose packets are meant become part of
   * the compilation. Without this function a packet beside is found only in a file of its own name.
   */
  readonly beside?: (from: string) => Promise<readonly string[]>;
}

export interface LoadedFile {
  readonly source: Source;
  readonly syntax: SpecFile;
  /** The user named it, rather than an import or the published lookup. */
  readonly given: boolean;
  /** In the order of the import statements; missing files are left out. */
  readonly imports: readonly { readonly item: ImportItem; readonly file: LoadedFile }[];
  /** Every packet name that the file uses. */
  readonly packets: ReadonlyMap<string, PacketLookup>;
}

export interface PacketPlace {
  readonly file: LoadedFile;
  readonly packet: PacketItem;
}

export type PacketLookup =
  | { readonly kind: "found"; readonly place: PacketPlace }
  | { readonly kind: "ambiguous"; readonly places: readonly PacketPlace[] }
  /** beside: packets that stand in files beside, for suggestions. */
  | { readonly kind: "missing"; readonly beside: readonly string[] };

export interface Loaded {
  /** Given files in the order given, then the others in the order in which the sources mention them. */
  readonly files: readonly LoadedFile[];
}
