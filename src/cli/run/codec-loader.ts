/** Custom types' modules are loaded and looked at before generated code runs into their mistakes. */
import { fileNameOf } from "../build/codecs.js";
import { unable } from "../problem.js";
import { CodecFault, Faults, functionsOf, onCaught } from "./codec-guard.js";
import { type CodecRecord, type CodecsRecord, faultOf, loadProblem, sourceOf } from "./codec-problems.js";
import { importFrom } from "./import.js";

async function checkExports(root: string, record: CodecsRecord, codec: CodecRecord): Promise<void> {
  const module = await importFrom(record.folder, codec.imported).catch((error: unknown) => {
    throw loadProblem(root, record, codec, error);
  });
  const missing = functionsOf(codec).filter((name) => typeof module[name] !== "function");
  if (missing.length === 0) return;
  const file = fileNameOf(root, sourceOf(record, codec));
  const message = `${file}: it exports no function ${missing.join(", ")}, which the codec ${codec.name} (${codec.place}) needs`;
  throw unable(message, "docs/codecs.md lists what such a module exports");
}

/** Custom types by their numbers, each loaded once, when something first needs it. */
export class CodecLoader {
  readonly faults = new Faults();
  readonly #loaded = new Map<number, Promise<void>>();

  constructor(
    readonly root: string,
    readonly record: CodecsRecord,
  ) {}

  /** One after another, so that each mistake is said of the right one. @throws Problem of the first that does not load */
  async load(codecs: readonly number[]): Promise<void> {
    for (const index of codecs) {
      const loaded = this.#loaded.get(index) ?? this.#load(index);
      this.#loaded.set(index, loaded);
      await loaded;
    }
  }

  async #load(index: number): Promise<void> {
    const { root, record, faults } = this;
    const codec = record.codecs[index];
    if (codec === undefined) throw new Error(`there is no codec ${index.toString()}`);
    if (codec.problem !== undefined) throw unable(codec.problem.message, codec.problem.help);
    await checkExports(root, record, codec);
    onCaught(await importFrom(record.folder, codec.guard), (name, error) =>
      error instanceof CodecFault ? faults.throw(error) : faults.throw(faultOf(root, record, codec, name, error)),
    );
  }
}
