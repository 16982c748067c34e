/** Dissected frames on the terminal and as JSON lines. */
import { renderFailure } from "../../../runtime/failure.js";
import { toJson } from "../../../runtime/to-json.js";
import { counted } from "../../../runtime/values.js";
import { describeFrame, type DissectedFrame, fieldsWithValues, type FieldWithValue, type Frame, type Layer } from "../../dissect/index.js";
import { plural, type Colours } from "../terminal.js";

function seconds(nanoseconds: bigint): string {
  const micro = nanoseconds / 1000n;
  const sign = micro < 0n ? "-" : "";
  const size = micro < 0n ? -micro : micro;
  return `${sign}${(size / 1_000_000n).toString()}.${(size % 1_000_000n).toString().padStart(6, "0")}`;
}

export function renderFrameLine(frame: Frame, dissected: DissectedFrame, first: bigint, colours: Colours): string {
  const time = frame.nanoseconds === undefined ? "-" : seconds(frame.nanoseconds - first);
  const isWrong = dissected.layers.some(({ outcome }) => outcome.kind !== "decoded");
  const text = describeFrame(dissected);
  return `${colours.dim(`${frame.number.toString().padStart(6)} ${time.padStart(12)}`)} ${isWrong ? colours.red(text) : text}\n`;
}

const HEX_BYTES = 8;

function hexOf({ bytes }: Layer, { start, end }: FieldWithValue): string {
  const shown = Math.min(end, start + HEX_BYTES);
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset + start, shown - start);
  const digits = Array.from(view, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return (end > shown ? `${digits} ...` : digits).padEnd(3 * HEX_BYTES + 3);
}

function valueText({ value, arm }: FieldWithValue): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const named = arm === undefined || arm === text ? text : `${arm} (${text})`;
  return named.length > 100 ? `${named.slice(0, 100)}...` : named;
}

function renderField(layer: Layer, field: FieldWithValue, colours: Colours): string {
  const bits =
    field.bitLength % 8 === 0 && field.firstBit === 0 ? "" : ` (${plural(field.bitLength, "bit")} from ${field.firstBit.toString()})`;
  const right = layer.wrongChecksums.get(field.path);
  const wrong = right === undefined ? "" : ` ${colours.yellow(`[wrong: should be ${right}]`)}`;
  return `    ${colours.dim(`${field.start.toString(16).padStart(4, "0")}  ${hexOf(layer, field)}`)} ${field.path}${bits}: ${valueText(field)}${wrong}`;
}

function renderLayer(layer: Layer, colours: Colours): string {
  const place = layer.origin === "frame" ? "" : layer.origin === "fragments" ? ", put together from fragments" : ", from the stream";
  const lines = [`  ${colours.bold(layer.packet)} bytes ${layer.at.toString()}..${layer.end.toString()}${place}`];
  for (const field of fieldsWithValues(layer)) lines.push(renderField(layer, field, colours));
  if (layer.outcome.kind !== "decoded")
    lines.push(colours.red(`    ${layer.outcome.kind}: ${renderFailure(layer.outcome.failure, layer.bytes).replaceAll("\n", "\n    ")}`));
  return lines.join("\n");
}

export function renderFrameTree({ layers, notes }: DissectedFrame, colours: Colours): string {
  const lines = layers.map((layer) => renderLayer(layer, colours));
  for (const { kind, packet, at, count, why } of notes) {
    lines.push(
      colours.yellow(`  ${kind}: ${counted(count, "byte")} in ${packet}${at === undefined ? "" : ` from byte ${at.toString()}`}: ${why}`),
    );
  }
  return `${lines.join("\n")}\n`;
}

function layerJson(layer: Layer): object {
  const { packet, at, end, origin, functions, value, outcome } = layer;
  const failure = outcome.kind === "decoded" ? {} : { failure: outcome.failure };
  const fields = layer.fields.map(({ path, start, end: behind, firstBit, bitLength }) => [path, start, behind, firstBit, bitLength]);
  return {
    packet,
    at,
    end,
    origin,
    outcome: outcome.kind,
    ...failure,
    ...(value !== undefined && { value: toJson(functions.shape, value) }),
    ...(layer.wrongChecksums.size > 0 && { wrongChecksums: Object.fromEntries(layer.wrongChecksums) }),
    fields,
  };
}

/** A `fields` entry is path, start, end, first bit, bits. */
export function renderFrameJson(frame: Frame, { layers, notes }: DissectedFrame): string {
  const { number, linkType, nanoseconds, originalLength, bytes } = frame;
  const time = nanoseconds === undefined ? {} : { time: seconds(nanoseconds) };
  const head = { number, ...time, linkType, length: bytes.length, originalLength };
  const json = JSON.stringify({ ...head, layers: layers.map(layerJson), notes });
  return `${json}\n`;
}
