/** One packet of a frame: decoded as JSON, with the place of every field. */
import { type Failure, TraceList, toJson } from "../../../runtime/index.js";
import type { DissectedLayer, DissectionFailure, JsonValue, TracedField } from "../../support/capture/types.js";
import { PACKETS, type Packet, type PacketName, type Parameters } from "./packets.js";
import { valueAt } from "./path.js";

export type LayerResult = { readonly layer: DissectedLayer } | { readonly failure: DissectionFailure };

const NO_PARAMETERS: Parameters = { length: 0, method: 0, addPath: false };

function failureOf(packet: string, start: number, failure: Failure | undefined): DissectionFailure {
  if (failure === undefined) return { packet, start, expected: "decoding fails, explaining does not", message: "" };
  const { at, expected, found, path } = failure;
  return { packet, start, expected, message: `${path} at ${at.toString()}: ${expected}, found ${found}` };
}

function traced(packet: string, entries: TraceList["entries"], json: JsonValue): readonly TracedField[] {
  return entries.map((entry) => {
    const path = entry.path.slice(packet.length + 1);
    const value = valueAt(json, path);
    return { ...entry, path, ...(value === undefined ? {} : { value }) };
  });
}

export function readLayer(name: PacketName, frame: Uint8Array, start: number, end: number, given: Partial<Parameters> = {}): LayerResult {
  const packet: Packet = PACKETS[name];
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const parameters = { ...NO_PARAMETERS, ...given };
  const trace = new TraceList();
  const failure = packet.explain(view, start, end, trace, parameters);
  const decoded = packet.decode(view, start, end, parameters);
  if (!decoded.ok || failure !== undefined) return { failure: failureOf(name, start, failure) };
  const json = toJson(packet.shape, decoded.value);
  return { layer: { packet: name, start, end: decoded.end, json, fields: traced(name, trace.entries, json) } };
}
