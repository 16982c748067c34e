/** Whatever the text: the compiler ends, soon, with diagnostics that point into it, and emits only what is sound. */
import { compileTexts } from "./compiled.js";
import { Random } from "./random.js";
import { randomSpec } from "./random-spec/spec.js";
import { printSpec } from "./random-spec/tree.js";
import { arbitraryText, mutatedText, swappedText } from "./text-mutation.js";
import { analyseSources } from "../../src/compile.js";

export interface FuzzTally {
  texts: number;
  sound: number;
  emitted: number;
}

/** More than this is a hang: milliseconds of processor time, as the machine may do something else for long. */
const LONGEST = 60_000;
/** Emitting takes so much longer than finding errors that only some sound texts are emitted. */
const EMIT = 0.3;

export function fuzzText(seed: number, texts: readonly string[]): string {
  const random = new Random(seed);
  const others = [...texts, printSpec(randomSpec(random.next()))];
  if (random.chance(0.1)) return arbitraryText(random, others);
  const base = random.chance(0.6) ? (others.at(-1) ?? "") : excerpt(random.pick(others), random);
  return random.chance(0.5) ? swappedText(base, random) : mutatedText(base, random, others);
}

/** Whole files are slow: some declarations in a row. */
function excerpt(text: string, random: Random): string {
  const parts = text.split(/\n(?=packet|struct|typedef|variant|dissect|example|codec|\/\*\*)/);
  const from = random.below(parts.length);
  return parts.slice(from, from + random.between(1, 4)).join("\n");
}

/** What went wrong, if anything did. */
export async function tryToCompile(text: string, seed: number, tally: FuzzTally): Promise<string | undefined> {
  tally.texts++;
  const started = process.cpuUsage();
  try {
    const { diagnostics } = await analyseSources([{ path: "fuzz.mpl", text }], async () => undefined);
    const outside = diagnostics.find(({ span }) => !(span.start >= 0 && span.start <= span.end && span.end <= text.length));
    if (outside !== undefined) return `${outside.code} points outside of the text`;
    if (!diagnostics.some(({ severity }) => severity === "error")) await emitSome(text, seed, tally);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { user, system } = process.cpuUsage(started);
  const taken = (user + system) / 1000;
  return taken > LONGEST ? `took ${String(Math.round(taken))} ms` : undefined;
}

async function emitSome(text: string, seed: number, tally: FuzzTally): Promise<void> {
  tally.sound++;
  if (!new Random(seed).chance(EMIT)) return;
  await compileTexts({ "fuzz.mpl": text });
  tally.emitted++;
}
