/** What a folder has, so that not each of ten thousand names is asked for. */
import { readdirSync } from "node:fs";
import { isMissing } from "./journal-file.js";

export class FolderNames {
  readonly #path: string;
  /** Known while it is held. */
  #names: ReadonlySet<string> | undefined;
  #holds = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** What is there when somebody asks for the first time is what is there until `release`. */
  hold(): void {
    this.#holds++;
  }

  release(): void {
    if (--this.#holds === 0) this.#names = undefined;
  }

  /** Whether there may be a file of this name; true where the folder cannot be read. */
  mayHave(name: string): boolean {
    const names = this.#names ?? this.#read();
    if (this.#holds > 0) this.#names = names;
    return names?.has(name) ?? true;
  }

  #read(): ReadonlySet<string> | undefined {
    try {
      return new Set(readdirSync(this.#path));
    } catch (error) {
      return isMissing(error) ? new Set() : undefined;
    }
  }
}
