/** Runs one example: decode, compare, encode again; or make sure that it is refused. No file access. */
import { fromHex, toHex } from "../../../runtime/bytes.js";
import { renderFailure } from "../../../runtime/failure.js";
import { printValue } from "../../../runtime/print.js";
import { counted } from "../../../runtime/values.js";
import type { PacketFunctions } from "../../dissect/packet.js";
import { compareExample, type Difference } from "./compare.js";
import type { ExamplePlan } from "./plan.js";

export interface ExampleResult {
  readonly example: ExamplePlan;
  readonly packet: string;
  readonly ok: boolean;
  /** What is wrong, a problem an entry; each may be several lines. */
  readonly problems: readonly string[];
}

function describeDifference({ place, path, expected, found }: Difference): string {
  return `${place}: ${path}: expected ${expected}, found ${found}`;
}

/** Where encoding gives other bytes. */
function canonicalProblem(
  functions: PacketFunctions,
  example: ExamplePlan,
  bytes: DataView,
  value: unknown,
  end: number,
): string | undefined {
  const { args, canonical } = example;
  const isCanonical = functions.isCanonical(bytes, 0, bytes.byteLength, args);
  if (isCanonical === canonical) return undefined;
  if (isCanonical) return "it says noncanonical, and encoding the value gives exactly these bytes";
  const failure = functions.explainEncode(value, args);
  if (failure !== undefined) return `what was decoded cannot be encoded: ${renderFailure(failure)}`;
  const again = new Uint8Array(functions.sizeOf(value, args));
  functions.encode(value, new DataView(again.buffer), 0, args);
  const differs = again.findIndex((byte, index) => index >= end || byte !== bytes.getUint8(index));
  const place = differs < 0 ? Math.min(again.length, end) : differs;
  return `encoding the value gives other bytes, from byte ${place.toString()} on: ${toHex(again)}; if that is meant, say noncanonical`;
}

/** An example is one packet: a byte too many is a mistake in it, or a field that the packet lacks. */
function leftover(raw: Uint8Array, end: number): string[] {
  const rest = raw.subarray(end);
  if (rest.length === 0) return [];
  const shown = rest.length <= 16 ? toHex(rest) : `${toHex(rest.subarray(0, 16))}...`;
  return [`${counted(rest.length, "byte")} left behind the packet, which ends at byte ${end.toString()}: ${shown}`];
}

function problemsOf(functions: PacketFunctions, example: ExamplePlan): string[] {
  const raw = fromHex(example.bytes) ?? new Uint8Array();
  const bytes = new DataView(raw.buffer);
  const { args, value } = example;
  const result = functions.decode(bytes, 0, raw.length, args);
  const failure = functions.explain(bytes, 0, raw.length, args);
  if (result.ok !== (failure === undefined)) return ["decoding and explaining disagree: this is a bug in mplc, please report it"];
  if (value === undefined) return result.ok ? [`it should be refused, and was decoded:\n${printValue(functions.shape, result.value)}`] : [];
  if (!result.ok) return [failure === undefined ? "it was refused" : `it was refused: ${renderFailure(failure, bytes)}`];
  const canonical = canonicalProblem(functions, example, bytes, result.value, result.end);
  const differences = compareExample(functions.shape, result.value, value).map(describeDifference);
  return [...differences, ...leftover(raw, result.end), ...(canonical === undefined ? [] : [canonical])];
}

export function runExample(functions: PacketFunctions, example: ExamplePlan): ExampleResult {
  const problems = problemsOf(functions, example);
  return { example, packet: functions.plan.name, ok: problems.length === 0, problems };
}
