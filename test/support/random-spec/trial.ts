/** One random spec through the whole compiler and the comparison with the interpreter. */
import { compileTexts, loadPackets } from "../compiled.js";
import { differenceOf, newTally, type Effort, type Tally } from "../differential.js";
import { Random } from "../random.js";
import { shrunk } from "./shrink.js";
import { printSpec, type SpecTree } from "./tree.js";

export type Trial =
  | { readonly kind: "unsound"; readonly errors: readonly string[] }
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly packet: string; readonly difference: string };

export async function tryText(text: string, seed: number, effort: Effort, tally: Tally = newTally()): Promise<Trial> {
  let packet = "";
  try {
    const compiled = await compileTexts({ "test.mpl": text });
    const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) return { kind: "unsound", errors: errors.map(({ code, message }) => `${code} ${message}`) };
    const packets = await loadPackets(compiled);
    for (const generated of packets) {
      packet = generated.packet.name;
      const difference = differenceOf(generated, new Random(seed), effort, tally, packets);
      if (difference !== undefined) return { kind: "different", packet, difference };
    }
    return { kind: "same" };
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      kind: "different",
      packet,
      difference: stack
        .replaceAll(/\(?file:.*?\/src\//g, "src/")
        .split("\n")
        .slice(0, 6)
        .join("\n"),
    };
  }
}

/** What a difference is about, without its numbers. */
export function kindOf(difference: string): string {
  const thrown = /^\w*Error: .*/m.exec(difference)?.[0];
  const first = thrown ?? difference.split("\n")[0] ?? "";
  return first
    .replaceAll(/\.\.\/runtime-\w+/g, "")
    .replaceAll(/\b(?:[0-9a-f]{2} )+[0-9a-f]{2}\b/g, "..")
    .replaceAll(/\(.*\)/g, "()")
    .replaceAll(/\{.*\}/g, "{}")
    .replaceAll(/-?\d+/g, "0");
}

/** The smallest spec found that shows a difference of the same kind. */
export async function minimal(spec: SpecTree, seed: number, effort: Effort, most?: number): Promise<SpecTree> {
  return shrunk(
    spec,
    async (candidate) => {
      const trial = await tryText(printSpec(candidate), seed, effort);
      return trial.kind === "different" ? kindOf(trial.difference) : undefined;
    },
    most,
  );
}
