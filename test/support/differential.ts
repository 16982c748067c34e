/** Generated code beside the interpreter: the first thing in which they differ, told so that it can be repeated. */
import type { Limits } from "../../runtime/index.js";
import { codeDifference } from "./codes.js";
import type { Args, GeneratedPacket } from "./generated-packet.js";
import { decode, encode, isCanonical } from "./interpreter/index.js";
import { mutated } from "./mutate.js";
import { checkDecoding } from "./packet-properties/decoding.js";
import { Problem } from "./packet-properties/problem.js";
import { checkSetters } from "./packet-properties/setters.js";
import { type Subject, subjectsOf } from "./packet-properties/subjects.js";
import { contents, isUntouched, placed, room } from "./places.js";
import type { Random } from "./random.js";
import { randomValue } from "./random-value.js";
import { sameValue, showBytes, showValue, toSpecValue } from "./spec-values.js";

/** Small, so that hostile counts end soon. */
export const LIMITS: Limits = { depth: 6, elements: 40 };

export interface Tally {
  values: number;
  encoded: number;
  inputs: number;
  decoded: number;
}

export function newTally(): Tally {
  return { values: 0, encoded: 0, inputs: 0, decoded: 0 };
}

export interface Effort {
  readonly values: number;
  readonly inputs: number;
}

export function randomArgs(packet: GeneratedPacket, random: Random): Args {
  return packet.packet.params.map((param) => {
    if (param.type === "bool") return random.chance(0.5);
    return random.weighted([
      [8, BigInt(random.below(9))],
      [1, -1n],
      [1, BigInt(random.next())],
    ]);
  });
}

/** Undefined where both agree on everything that was tried. */
export function differenceOf(
  packet: GeneratedPacket,
  random: Random,
  effort: Effort,
  tally: Tally = newTally(),
  packets: readonly GeneratedPacket[] = [packet],
): string | undefined {
  const found: { bytes: Uint8Array; args: Args }[] = [];
  const subject = subjectsOf(packets).find((one) => one.packet === packet);
  for (let count = 0; count < effort.values; count++) {
    const args = randomArgs(packet, random);
    const value = randomValue(packet.shape, random, { depth: 5, omit: random.pick([0, 0.5, 1]) });
    tally.values++;
    const compared = compareEncoding(packet, value, args);
    if (compared.difference !== undefined) return `${compared.difference}\nencode ${showValue(value)}\nargs ${showValue(args)}`;
    if (compared.bytes === undefined) continue;
    tally.encoded++;
    found.push({ bytes: compared.bytes, args });
    const difference = compareEncoded(subject, compared.bytes, args, found.length <= MOST_CUT, random);
    if (difference !== undefined) return `${difference}\ndecode ${showBytes(compared.bytes)}\nargs ${showValue(args)}`;
  }
  for (let count = 0; count < effort.inputs; count++) {
    const { bytes, args } = randomInput(packet, random, found);
    tally.inputs++;
    const compared = compareDecoding(packet, bytes, args, subject);
    if (compared.difference !== undefined) return `${compared.difference}\ndecode ${showBytes(bytes)}\nargs ${showValue(args)}`;
    if (compared.isDecoded) tally.decoded++;
  }
  return undefined;
}

function randomInput(
  packet: GeneratedPacket,
  random: Random,
  found: readonly { bytes: Uint8Array; args: Args }[],
): { bytes: Uint8Array; args: Args } {
  if (found.length === 0 || random.chance(0.15))
    return { bytes: random.bytes(random.below(40), random.pick([2, 9, 255])), args: randomArgs(packet, random) };
  const { bytes, args } = random.pick(found);
  return { bytes: random.chance(0.2) ? bytes : mutated(bytes, random), args: random.chance(0.9) ? args : randomArgs(packet, random) };
}

interface EncodingCompared {
  readonly difference?: string;
  readonly bytes?: Uint8Array;
}

export function compareEncoding(packet: GeneratedPacket, value: object, args: Args): EncodingCompared {
  const expected = encode(packet.program, packet.packet.index, toSpecValue(packet.shape, value), args);
  const size = packet.sizeOf(value, args);
  const why = packet.explainEncode(value, args);
  if ((why === undefined) !== size >= 0) return { difference: `sizeOf gives ${String(size)}, explainEncode ${showValue(why)}` };
  if (expected === undefined) return size === -1 ? {} : { difference: `the interpreter refuses, sizeOf gives ${String(size)}` };
  if (size !== expected.length)
    return {
      difference: `the interpreter writes ${showBytes(expected)}, sizeOf gives ${String(size)} (${why?.path ?? ""}: ${why?.expected ?? ""}, ${why?.found ?? ""})`,
    };
  for (const poison of [0xa5, 0x5a]) {
    const view = room(3 + size, poison);
    const end = packet.encode(value, view, 3, args);
    const written = contents(view, 3, 3 + size);
    if (end !== 3 + size) return { difference: `sizeOf gives ${String(size)}, encode at 3 ${String(end)}` };
    if (!sameValue(written, expected)) return { difference: `the interpreter writes ${showBytes(expected)}, encode ${showBytes(written)}` };
    if (!isUntouched(view, 3, 3 + size, poison)) return { difference: "encode wrote outside" };
  }
  return { bytes: expected };
}

interface DecodingCompared {
  readonly difference?: string;
  readonly isDecoded?: boolean;
}

/** Of so many encoded values every prefix is tried. */
const MOST_CUT = 4;

/** What was encoded, and all that stops before its end; setters. */
function compareEncoded(subject: Subject | undefined, bytes: Uint8Array, args: Args, cuts: boolean, random: Random): string | undefined {
  if (subject === undefined) return undefined;
  const kept = promised(() => {
    checkSetters(subject.packet, bytes, args, random);
  });
  if (kept !== undefined) return kept;
  for (let cut = cuts ? 0 : bytes.length; cut <= bytes.length; cut++) {
    const { difference } = compareDecoding(subject.packet, bytes.subarray(0, cut), args, subject);
    if (difference !== undefined) return `of the first ${String(cut)} bytes: ${difference}`;
  }
  return undefined;
}

/** What holds for all packets: views, guarded reads, JSON. */
function promised(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

export function compareDecoding(packet: GeneratedPacket, bytes: Uint8Array, args: Args, subject?: Subject): DecodingCompared {
  const { view, at, end } = placed(bytes);
  const input = new Uint8Array(view.buffer);
  const expected = decode(packet.program, packet.packet.index, input, at, end, args, LIMITS);
  const decoded = packet.decode(view, at, end, args, LIMITS);
  const code = decoded.ok ? decoded.end : decoded.code;
  const checked = packet.check(view, at, end, args, LIMITS);
  if (checked !== code) return { difference: `check gives ${String(checked)}, decode ${String(code)}` };
  const bound = packet.bind(view, at, end, args, LIMITS) !== undefined;
  if (bound !== decoded.ok) return { difference: `check gives ${String(code)}, the view ${bound ? "binds" : "does not bind"}` };
  const why = packet.explain(view, at, end, args, LIMITS);
  if ((why?.code ?? code) !== code || (why === undefined) !== decoded.ok)
    return { difference: `check gives ${String(code)}, explain ${showValue(why)}` };
  if (!expected.ok || !decoded.ok) {
    const difference = codeDifference(packet, { bytes, args, expected, code, limits: LIMITS });
    return difference === undefined ? {} : { difference };
  }
  if (expected.end !== decoded.end)
    return { difference: `the interpreter ends at ${String(expected.end - at)}, decode at ${String(decoded.end - at)}` };
  const value = toSpecValue(packet.shape, decoded.value);
  if (!sameValue(value, expected.value))
    return { difference: `the interpreter gives ${showValue(expected.value)}\ndecode          gives ${showValue(value)}` };
  const difference =
    canonicalDifference(packet, bytes, args) ??
    (subject === undefined ? undefined : promised(() => void checkDecoding(subject, bytes, args, LIMITS)));
  return difference === undefined ? { isDecoded: true } : { difference };
}

function canonicalDifference(packet: GeneratedPacket, bytes: Uint8Array, args: Args): string | undefined {
  const { view, at, end } = placed(bytes);
  const expected = isCanonical(packet.program, packet.packet.index, bytes, args);
  const found = packet.isCanonical(view, at, end, args);
  return expected === found ? undefined : `the interpreter says ${expected ? "canonical" : "not canonical"}, isCanonical ${String(found)}`;
}
