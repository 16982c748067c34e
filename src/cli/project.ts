/** A project: its root, its settings, and its specs by the names that the compiler knows them by. */
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Source } from "../diagnostics/source.js";
import type { LoadOptions, Resolver } from "../load/loaded.js";
import { CONFIG_NAME, type Config, defaultConfig, parseConfig } from "./config.js";
import { filesBelow, forwardSlashes, kindOf, namesIn, readText, readTextIfThere } from "./files.js";
import { packageRoot } from "./package-files.js";
import { unable, usage } from "./problem.js";

export interface Project {
  /** The config file's folder, else the working folder: names of specs are relative to it, whatever folder one stands in. */
  readonly root: string;
  readonly config: Config;
}

async function findConfig(from: string): Promise<{ folder: string; text: string } | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const text = await readTextIfThere(join(folder, CONFIG_NAME));
    if (text !== undefined) return { folder, text };
    if (folder === dirname(folder)) return undefined;
  }
}

async function toldConfig(told: string, path: string): Promise<string> {
  const kind = await kindOf(path);
  if (kind === "missing") throw usage(`--config ${told}: there is no such file`);
  if (kind === "folder") throw usage(`--config ${told}: this is a folder`, `name the file, as in ${join(told, CONFIG_NAME)}`);
  return readText(path);
}

/** @param told the config file that the user named */
export async function openProject(workingFolder: string, told?: string): Promise<Project> {
  if (told !== undefined) {
    const path = resolve(workingFolder, told);
    return { root: dirname(path), config: parseConfig(told, withoutMark(await toldConfig(told, path)) ?? "") };
  }
  const found = await findConfig(workingFolder);
  if (found === undefined) return { root: workingFolder, config: defaultConfig };
  const name = relative(workingFolder, join(found.folder, CONFIG_NAME));
  return { root: found.folder, config: parseConfig(name, withoutMark(found.text) ?? "") };
}

function isOutside(relativePath: string): boolean {
  return relativePath.startsWith("..") || isAbsolute(relativePath);
}

/** A spec's name in messages and in generated code: the same on every machine, from every folder. */
export function specNameOf(root: string, path: string): string {
  const inside = relative(root, path);
  if (!isOutside(inside)) return forwardSlashes(inside);
  const bundled = relative(packageRoot, path);
  return forwardSlashes(isOutside(bundled) ? join(basename(dirname(path)), basename(path)) : join("mplc", bundled));
}

export interface SpecFiles {
  /** Absolute paths, each once, in a fixed order. */
  readonly paths: readonly string[];
  /** The folder that outputs mirror. */
  readonly base: string;
}

function commonFolder(folders: readonly string[]): string {
  const [first, ...rest] = folders;
  let common = first ?? "";
  for (const folder of rest) {
    while (relative(common, folder).startsWith("..") && common !== dirname(common)) common = dirname(common);
  }
  return common;
}

const FIRST_SPEC = "`mplc init NAME` writes a first one";

/** Files and folders as the user named them. */
export async function findSpecs(workingFolder: string, named: readonly string[]): Promise<SpecFiles> {
  const paths: string[] = [];
  const folders: string[] = [];
  for (const name of named) {
    const path = resolve(workingFolder, name);
    const kind = await kindOf(path);
    if (kind === "missing") throw usage(`there is no file or folder ${name}`, "name .mpl files, or folders that hold some");
    if (kind === "folder") paths.push(...(await filesBelow(path, ".mpl")));
    else paths.push(path);
    folders.push(kind === "folder" ? path : dirname(path));
  }
  if (paths.length === 0) throw usage(`there is no .mpl file in ${named.join(", ")}`, FIRST_SPEC);
  return { paths: [...new Set(paths)], base: commonFolder(folders) };
}

/** The specs that the user named, else those of the settings. */
export async function projectSpecs(project: Project, workingFolder: string, named: readonly string[]): Promise<SpecFiles> {
  if (named.length > 0) return findSpecs(workingFolder, named);
  const { source } = project.config;
  for (const name of source) {
    if ((await kindOf(resolve(project.root, name))) === "missing")
      throw usage(`no specs are named, and there is no file or folder ${name}, where the settings look for them`, FIRST_SPEC);
  }
  return findSpecs(project.root, source);
}

/** What a compilation asked the file system for: it has to be done again when an answer changes. */
export interface Asked {
  /** Absolute path; the text, or undefined where there was no file. */
  readonly answers: ReadonlyMap<string, string | undefined>;
  /** Absolute paths of files that are there, but are no text. */
  readonly unreadable: ReadonlySet<string>;
  /** Absolute path of a folder; the names of the specs in it. */
  readonly listings: ReadonlyMap<string, readonly string[]>;
}

/** A byte order mark is no character of the first line. */
function withoutMark(text: string | undefined): string | undefined {
  return text?.startsWith("\ufeff") === true ? text.slice(1) : text;
}

/** Reads specs, and remembers what was asked. */
export class SpecReader implements Asked {
  readonly answers = new Map<string, string | undefined>();
  readonly listings = new Map<string, readonly string[]>();
  readonly unreadable = new Set<string>();
  readonly #paths = new Map<string, string>();

  /** @param known sources of earlier compilations, by path: one whose text is still the same is handed out again */
  constructor(
    readonly root: string,
    readonly known: Map<string, Source> = new Map(),
  ) {}

  /** The absolute path of a spec that was read. */
  pathOf(name: string): string {
    return this.#paths.get(name) ?? resolve(this.root, name);
  }

  async read(path: string): Promise<Source> {
    const source = await this.#open(path);
    if (source === undefined) throw unable(`cannot read ${path}: there is no such file`);
    return source;
  }

  async #open(path: string): Promise<Source | undefined> {
    const text = withoutMark(this.answers.has(path) ? this.answers.get(path) : await this.#readNew(path));
    if (text === undefined) return undefined;
    const name = specNameOf(this.root, path);
    this.#paths.set(name, path);
    const before = this.known.get(path);
    const source = before?.path === name && before.text === text ? before : { path: name, text };
    this.known.set(path, source);
    return source;
  }

  async #readNew(path: string): Promise<string | undefined> {
    try {
      const text = await readTextIfThere(path);
      this.answers.set(path, text);
      return text;
    } catch (error) {
      this.unreadable.add(path);
      throw error;
    }
  }

  readonly resolver: Resolver = (path, from) => this.#open(resolve(dirname(this.pathOf(from)), path));

  readonly beside: NonNullable<LoadOptions["beside"]> = async (from) => {
    const folder = dirname(this.pathOf(from));
    const names = this.listings.get(folder) ?? (await namesIn(folder, ".mpl"));
    this.listings.set(folder, names);
    return names;
  };
}
