/** Which custom types a generated module needs, itself or through the modules that it imports. No file access. */

export class Needs {
  readonly #imports = new Map<string, Set<string>>();
  readonly #codecs = new Map<string, Set<number>>();

  /** The module of one spec imports that of another. */
  addImport(from: string, to: string): void {
    add(this.#imports, from, to);
  }

  /** @param codec its number */
  addCodec(from: string, codec: number): void {
    add(this.#codecs, from, codec);
  }

  /** In the order of their numbers. */
  of(spec: string): number[] {
    const reached = new Set([spec]);
    for (const file of reached) for (const imported of this.#imports.get(file) ?? []) reached.add(imported);
    const codecs = [...reached].flatMap((file) => [...(this.#codecs.get(file) ?? [])]);
    return [...new Set(codecs)].sort((a, b) => a - b);
  }
}

function add<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  map.set(key, (map.get(key) ?? new Set<Value>()).add(value));
}
