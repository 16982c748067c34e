/** All properties of one packet, on values and bytes of every kind. */
import { limitsOfReal } from "./limits.js";
import { randomArgs } from "../differential.js";
import type { Args } from "../generated-packet.js";
import { mutated } from "../mutate.js";
import type { Random } from "../random.js";
import { randomValue } from "../random-value.js";
import { showBytes, showValue } from "../spec-values.js";
import { checkDecoding, checkPrefixes } from "./decoding.js";
import { checkEncoding } from "./encoding.js";
import { checkSetters } from "./setters.js";
import type { Input, Subject } from "./subjects.js";

export interface Acceptance {
  values: number;
  encoded: number;
  inputs: number;
  decoded: number;
}

export interface Effort {
  readonly values: number;
  readonly inputs: number;
}

const MOST_KEPT = 60;

/** Throws what it finds wrong. Of values that were accepted, some are kept as a source of bytes. */
export function tryPacket(subject: Subject, random: Random, { values, inputs }: Effort, acceptance: Acceptance): void {
  const corpus: Input[] = [...subject.examples];
  for (let count = 0; count < values; count++) {
    const { value, args } = nextValue(subject, random, corpus);
    acceptance.values++;
    const bytes = told(
      () => `encode ${showValue(value)} args ${showValue(args)}`,
      () => checkEncoding(subject.packet, value, args),
    );
    if (bytes === undefined) continue;
    acceptance.encoded++;
    if (corpus.length < subject.examples.length + MOST_KEPT) corpus.push({ bytes, args });
    told(
      () => `decode ${showBytes(bytes)} args ${showValue(args)}`,
      () => {
        checkDecoding(subject, bytes, args, limitsOfReal);
        checkPrefixes(subject, bytes, args);
        checkSetters(subject.packet, bytes, args, random);
      },
    );
  }
  for (let count = 0; count < inputs; count++) {
    const { bytes, args } = nextInput(subject, random, corpus);
    acceptance.inputs++;
    const found = told(
      () => `decode ${showBytes(bytes)} args ${showValue(args)}`,
      () => checkDecoding(subject, bytes, args),
    );
    if (typeof found !== "number") acceptance.decoded++;
  }
}

/** A random value, or one decoded from something nearly right. */
function nextValue({ packet }: Subject, random: Random, corpus: readonly Input[]): { value: object; args: Args } {
  if (corpus.length > 0 && random.chance(0.5)) {
    const { bytes, args } = random.pick(corpus);
    const nearly = random.chance(0.3) ? bytes : mutated(bytes, random);
    const decoded = packet.decode(new DataView(nearly.slice().buffer), 0, nearly.length, args, { depth: 8, elements: 300 });
    if (decoded.ok) return { value: decoded.value, args };
  }
  const args = corpus.length > 0 && random.chance(0.5) ? random.pick(corpus).args : randomArgs(packet, random);
  return { value: randomValue(packet.shape, random, { depth: random.between(2, 5), omit: random.pick([0, 0.5, 1]) }), args };
}

function nextInput({ packet }: Subject, random: Random, corpus: readonly Input[]): Input {
  if (corpus.length === 0 || random.chance(0.15))
    return { bytes: random.bytes(random.below(80), random.pick([2, 9, 255])), args: randomArgs(packet, random) };
  const { bytes, args } = random.pick(corpus);
  return { bytes: random.chance(0.1) ? bytes : mutated(bytes, random), args: random.chance(0.95) ? args : randomArgs(packet, random) };
}

/** Says what was being done when something went wrong. */
function told<T>(what: () => string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${what()}`, { cause: error });
  }
}
