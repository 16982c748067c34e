/** What the last build made from what. This file must load nothing of the compiler: it is all that an unchanged build needs. */
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { hashOf, namesIn, readTextIfThere, writeWhole } from "../files.js";

/** What something was made from: absolute paths, and hashes. */
export interface Inputs {
  /** null: there was no such file. */
  readonly dependencies: readonly Dependency[];
  /** Of folders in which a name was searched. */
  readonly listings: readonly Dependency[];
}

export type Dependency = readonly [path: string, hash: string | null];

export interface UnitRecord extends Inputs {
  /** Specs whose modules it imports. */
  readonly imports: readonly string[];
  /** Of the list of all specs, where that mattered. */
  readonly given: string | null;
  readonly output: { readonly path: string; readonly hash: string } | null;
}

/** Of this file; another is read as none. */
export const FORMAT = 5;

export interface Manifest {
  readonly format: number;
  /** Compiler and options. */
  readonly key: string;
  readonly units: Readonly<Record<string, UnitRecord>>;
}

export function manifestPath(cache: string, place: { readonly root: string; readonly base: string; readonly out: string }): string {
  return join(cache, "build", `${hashOf(place.root, place.base, place.out)}.json`);
}

/** An unreadable manifest is none, be it that its text or its folder cannot be read. */
export async function readManifest(path: string, key: string): Promise<Manifest> {
  const empty: Manifest = { format: FORMAT, key, units: {} };
  const text = await readTextIfThere(path).catch(() => undefined);
  if (text === undefined) return empty;
  try {
    const manifest = JSON.parse(text) as Manifest;
    return manifest.format === FORMAT && manifest.key === key ? manifest : empty;
  } catch {
    return empty;
  }
}

export async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  await writeWhole(path, JSON.stringify(manifest));
}

/** Hashes of files as they are now, each read once; null where there is none. */
export class FileHashes {
  readonly #known = new Map<string, Promise<string | null>>();

  of(path: string): Promise<string | null> {
    const known =
      this.#known.get(path) ??
      readFile(path).then(
        (bytes) => hashOf(bytes),
        () => null,
      );
    this.#known.set(path, known);
    return known;
  }

  /** Of the names of specs in a folder. */
  async ofListing(folder: string): Promise<string> {
    return listingHash(await namesIn(folder, ".mpl"));
  }

  /** To be called for what has changed. */
  forget(path: string): void {
    this.#known.delete(path);
  }
}

export function listingHash(names: readonly string[]): string {
  return hashOf(...names);
}

async function isSame(hashes: FileHashes, files: readonly Dependency[]): Promise<boolean> {
  const same = await Promise.all(files.map(async ([path, hash]) => (await hashes.of(path)) === hash));
  return same.every(Boolean);
}

export async function areUnchanged({ dependencies, listings }: Inputs, hashes: FileHashes): Promise<boolean> {
  const same = await Promise.all(listings.map(async ([folder, hash]) => (await hashes.ofListing(folder)) === hash));
  return same.every(Boolean) && isSame(hashes, dependencies);
}

/** Whether the unit's output is what a build would make again. */
export async function isFresh(record: UnitRecord | undefined, hashes: FileHashes, given: string): Promise<boolean> {
  if (record === undefined || (record.given !== null && record.given !== given)) return false;
  const { output } = record;
  return (await areUnchanged(record, hashes)) && (output === null || isSame(hashes, [[output.path, output.hash]]));
}
