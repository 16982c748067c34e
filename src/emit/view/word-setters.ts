/** Setters of fields that share a word: one method writes the word, and each setter names its bits. */
import type { Block, Field } from "../../ir/ir.js";
import { type Cursor, position } from "../cursor.js";
import { type WordPart, wordRead } from "../decode/words.js";
import { Unavailable, type ViewContext } from "./context.js";
import type { ViewMember } from "./members.js";

/** What a write of `size` bytes at `start` does to the checksums that cover them: before it, and after it. */
export type Adjust = (
  field: Field,
  start: Cursor,
  size: number,
) => { readonly before: readonly string[]; readonly after: readonly string[] };

export class WordSetters {
  /** By name; undefined where a checksum covers a part of the word: each field is written by itself then. */
  readonly #methods = new Map<string, ViewMember | undefined>();
  readonly #shared: ReadonlySet<string>;

  constructor(
    readonly context: ViewContext,
    block: Block,
    isSettable: (field: Field) => boolean,
    readonly adjust: Adjust,
  ) {
    const words = block.items.flatMap((item) =>
      item.kind === "field" && isSettable(item) ? (this.#wordOf(item)?.word.variable ?? []) : [],
    );
    this.#shared = new Set(words.filter((word, index) => words.indexOf(word) !== index));
  }

  get methods(): readonly ViewMember[] {
    return [...this.#methods.values()].filter((method) => method !== undefined);
  }

  /** The setter's statements; undefined where it has to write its bits by itself. */
  statements(field: Field): readonly string[] | undefined {
    const part = this.#wordOf(field);
    if (part === undefined || !this.#shared.has(part.word.variable)) return undefined;
    const name = `$set${part.word.variable.charAt(0).toUpperCase()}${part.word.variable.slice(1)}`;
    if (!this.#methods.has(name)) this.#methods.set(name, this.#methodIfAny(name, field, part));
    if (this.#methods.get(name) === undefined) return undefined;
    return [`return this.${name}(value, ${part.shift}, ${2 ** part.width - 1});`];
  }

  #wordOf(field: Field): WordPart | undefined {
    const { walker } = this.context;
    const part = walker.words.get(field.id);
    if (part === undefined || field.min !== undefined || field.max !== undefined) return undefined;
    return walker.slots.has(part.word.variable) && walker.topLevel.has(part.word.variable) ? part : undefined;
  }

  #methodIfAny(name: string, field: Field, part: WordPart): ViewMember | undefined {
    try {
      return this.#method(name, field, part);
    } catch (error) {
      if (error instanceof Unavailable) return undefined;
      throw error;
    }
  }

  #method(name: string, field: Field, { word }: WordPart): ViewMember {
    const start = this.context.cursor(this.context.walker.wordStart(word.variable));
    const at = position(start);
    const slot = this.context.slot(this.context.walker.slots.get(word.variable) ?? "");
    const { before, after } = this.adjust(field, start, word.bits / 8);
    return {
      kind: "method",
      name,
      parameters: ["value", "shift", "max"].map((parameter) => ({ name: parameter, type: "number" })),
      type: "boolean",
      statements: [
        `if (!${this.context.module.runtime("isInteger")}(value, 0, max)) return false;`,
        ...before,
        // From the bytes, not from the slot: another view may have set its own bits of the word.
        `this.bytes.setUint${word.bits}(${at}, (this.bytes.getUint${word.bits}(${at}) & ~(max << shift)) | (value << shift));`,
        `${slot} = this.bytes.${wordRead(word.bits)}(${at});`,
        ...after,
        "return true;",
      ],
      doc: "@internal",
    };
  }
}
