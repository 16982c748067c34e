/** What emission remembers from one call to the next: printed statements, file by file. */

const NOTHING: ReadonlyMap<string, string> = new Map();

/** Hand the same one to every emission of a watch: statements that did not change are not printed again. */
export class PrintCache {
  readonly #printed = new Map<string, ReadonlyMap<string, string>>();

  /** The statements of the file's last version, by what they were printed from. */
  printed(file: string): ReadonlyMap<string, string> {
    return this.#printed.get(file) ?? NOTHING;
  }

  keep(file: string, printed: ReadonlyMap<string, string>): void {
    this.#printed.set(file, printed);
  }
}
