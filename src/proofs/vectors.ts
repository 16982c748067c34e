/** Witnesses as test vectors: files of JSON, one a spec, and the way to run them again. */
import { fromHex } from "../../runtime/bytes.js";
import type { JsonValue } from "../../runtime/codec.js";
import { modelProgram } from "../emit/model.js";
import type { Packet } from "../ir/ir.js";
import type { Layout, Obligation } from "../layout/layout.js";
import { positionAt } from "../diagnostics/source.js";
import { PacketCode, Thrown } from "./packet-code.js";
import type { Argument, Check, LoadedModules, Witness } from "./types.js";
import { valueFromJson } from "./value-json.js";

/** One input that a check has to refuse, with the code and the path that it is refused with. */
export interface WitnessVector {
  readonly packet: string;
  readonly direction: Witness["direction"];
  readonly kind: Obligation["kind"];
  readonly claim: string;
  /** `line:column` in the spec. */
  readonly place: string;
  readonly args?: readonly Argument[];
  readonly hex?: string;
  readonly value?: JsonValue;
  readonly code: number;
  readonly path: string;
}
export interface WitnessFile {
  /** The spec file. */
  readonly spec: string;
  readonly witnesses: readonly WitnessVector[];
}

/** The witnesses of a spec file, in the order of its packets and items. */
export function witnessFile(layout: Layout, checks: readonly Check[], spec: string): WitnessFile {
  const witnesses = checks.flatMap((check) => {
    const packet = layout.program.packets[check.obligation.packet];
    return packet?.file === spec && check.witness !== undefined ? [vectorOf(packet, check.obligation, check.witness)] : [];
  });
  return { spec, witnesses };
}

function vectorOf(packet: Packet, { kind, claim, span }: Obligation, witness: Witness): WitnessVector {
  const { line, column } = positionAt(span.source, span.start);
  const { direction, args, code, path } = witness;
  const input = witness.direction === "decode" ? { hex: witness.hex } : { value: witness.value };
  const place = `${String(line)}:${String(column)}`;
  return { packet: packet.name, direction, kind, claim, place, ...(args.length > 0 && { args }), ...input, code, path };
}

/** Where the file of a spec is kept, below the folder of all witnesses: `dns/dns.json`. */
export function witnessPath(spec: string): string {
  return spec.replace(/^(\.?\/)*(specs\/)?/, "").replace(/\.mpl$/, ".json");
}

/** What such a file holds: one witness a line, so that changes are easy to see. */
export function witnessText({ spec, witnesses }: WitnessFile): string {
  const lines = witnesses.map((vector) => `    ${JSON.stringify(vector)}`);
  return `{\n  "spec": ${JSON.stringify(spec)},\n  "witnesses": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

/** Runs the vectors on generated code. Gives, in words, those that are not refused as they should be. */
export function replayWitnesses(layout: Layout, modules: LoadedModules, { spec, witnesses }: WitnessFile): readonly string[] {
  const module = modules.get(spec);
  if (module === undefined) return [`there is no module of ${spec}`];
  const codes = new Map<string, PacketCode>();
  for (const model of modelProgram(layout).packets)
    if (model.packet.file === spec) codes.set(model.packet.name, new PacketCode(model, module));
  return witnesses.flatMap((vector) => {
    const code = codes.get(vector.packet);
    const problem = code === undefined ? "there is no such packet" : problemOf(code, vector);
    return problem === undefined ? [] : [`${spec}:${vector.place} ${vector.packet}: ${vector.direction} ${vector.kind}: ${problem}`];
  });
}

function problemOf(code: PacketCode, vector: WitnessVector): string | undefined {
  try {
    const { found, path } = vector.hex === undefined ? encoded(code, vector) : decoded(code, vector, vector.hex);
    if (found !== vector.code) return `gives ${String(found)}, not ${String(vector.code)}`;
    return path === vector.path ? undefined : `fails at ${path ?? "no place"}, not ${vector.path}`;
  } catch (error) {
    if (error instanceof Thrown) return error.message;
    throw error;
  }
}

interface Outcome {
  readonly found: number;
  readonly path: string | undefined;
}

function decoded(code: PacketCode, { args = [] }: WitnessVector, hex: string): Outcome {
  const bytes = fromHex(hex) ?? new Uint8Array(0);
  const found = code.check(bytes, args);
  const result = code.decode(bytes, args);
  return { found: "code" in result && result.code === found ? found : NaN, path: code.explain(bytes, args).failure?.path };
}

function encoded(code: PacketCode, { args = [], value = null }: WitnessVector): Outcome {
  const given = valueFromJson(code.shape, value);
  return { found: code.sizeOf(given, args), path: code.explainEncode(given, args)?.path };
}
