/** Dissected frames on the terminal and as JSON lines. */
import { type Failure, renderFailure } from "../../../runtime/failure.js";
import { escapeUnprintable } from "../../../runtime/text.js";
import { toJson } from "../../../runtime/to-json.js";
import type { TraceEntry } from "../../../runtime/trace.js";
import { counted } from "../../../runtime/values.js";
import { describeFrame, type DissectedFrame, FieldTexts, type Frame, type Layer } from "../../dissect/index.js";
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

function hexOf({ bytes }: Layer, { start, end }: TraceEntry): string {
  const shown = Math.min(end, start + HEX_BYTES);
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset + start, shown - start);
  const digits = Array.from(view, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return (end > shown ? `${digits} ...` : digits).padEnd(3 * HEX_BYTES + 3);
}

const LONGEST_VALUE = 200;

/** With the colon before it; empty where only the bytes are known. */
function valueText(text: string | undefined): string {
  if (text === undefined) return "";
  return `: ${text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text}`;
}

function renderField(layer: Layer, field: TraceEntry, value: string | undefined, colours: Colours): string {
  const bits =
    field.bitLength % 8 === 0 && field.firstBit === 0 ? "" : ` (${plural(field.bitLength, "bit")} from ${field.firstBit.toString()})`;
  const right = layer.wrongChecksums.get(field.path);
  const wrong = right === undefined ? "" : ` ${colours.yellow(`[wrong: should be ${right}]`)}`;
  const place = `${field.start.toString(16).padStart(4, "0")}  ${hexOf(layer, field)}`;
  return `    ${colours.dim(place)} ${escapeUnprintable(`${field.path}${bits}${valueText(value)}`)}${wrong}`;
}

function failureLines(failure: Failure, layer: Layer): string {
  const lines = renderFailure(failure, layer.bytes).split("\n");
  return lines.map(escapeUnprintable).join("\n    ");
}

function renderLayer(layer: Layer, colours: Colours): string {
  const place = layer.origin === "frame" ? "" : layer.origin === "fragments" ? ", put together from fragments" : ", from the stream";
  const lines = [`  ${colours.bold(layer.packet)} bytes ${layer.at.toString()}..${layer.end.toString()}${place}`];
  const texts = new FieldTexts(layer);
  for (const field of layer.fields) lines.push(renderField(layer, field, texts.of(field), colours));
  if (layer.outcome.kind !== "decoded") lines.push(colours.red(`    ${layer.outcome.kind}: ${failureLines(layer.outcome.failure, layer)}`));
  return lines.join("\n");
}

export function renderFrameTree({ layers, notes }: DissectedFrame, colours: Colours): string {
  const lines = layers.map((layer) => renderLayer(layer, colours));
  for (const { kind, packet, at, count, why } of notes) {
    const place = at === undefined ? "" : ` from byte ${at.toString()}`;
    lines.push(colours.yellow(escapeUnprintable(`  ${kind}: ${counted(count, "byte")} in ${packet}${place}: ${why}`)));
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
  // Such characters stand in JSON's strings only, and it has the same escapes.
  const json = escapeUnprintable(JSON.stringify({ ...head, layers: layers.map(layerJson), notes }));
  return `${json}\n`;
}
