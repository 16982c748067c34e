/** `mplc decode`. */
import { toJson } from "../../../runtime/to-json.js";
import { printValue } from "../../../runtime/print.js";
import { decodeText } from "../files.js";
import { inputChunks } from "../input.js";
import { parseOffset } from "../packets/arguments.js";
import { withBase } from "../packets/base.js";
import { behindEnd, decodePackets, type DecodeEvent } from "../packets/decode.js";
import { parseHexText } from "../packets/hex-text.js";
import { type OpenPacket, openPacket, type PacketOptions, readInput } from "../packets/open.js";
import { decodeStream, MOST_HELD } from "../packets/stream.js";
import { EXIT_FAILED, EXIT_OK, Problem, usage } from "../problem.js";
import { plural } from "../terminal.js";
import type { Context } from "./context.js";

export interface DecodeOptions extends PacketOptions {
  readonly hex?: boolean;
  readonly at: string;
  readonly base?: string;
  readonly exact?: boolean;
  readonly repeat?: boolean;
  readonly format: "tree" | "json";
}

interface Offsets {
  readonly at: number;
  /** Undefined: that of each packet. */
  readonly base: number | undefined;
}

function offsetsOf(options: DecodeOptions): Offsets {
  const at = parseOffset("--at", options.at);
  const base = options.base === undefined ? undefined : parseOffset("--base", options.base);
  if (base !== undefined && base > at)
    throw usage(
      `--base ${base.toString()} is behind the packet, which starts at byte ${at.toString()} of the input`,
      "the base is where the message starts that the packet is a part of; --at says where the packet does",
    );
  return { at, base };
}

async function inputBytes(context: Context, input: string | undefined, isHex: boolean): Promise<DataView> {
  const bytes = await readInput(context, input);
  if (!isHex) return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = input ?? "standard input";
  const parsed = parseHexText(decodeText(name, bytes));
  if (!parsed.ok) throw new Problem(`${name}:${parsed.line.toString()}:${parsed.column.toString()}: ${parsed.message}`);
  return new DataView(parsed.bytes.buffer);
}

/** JSON is one object a line where there are several. */
function formatValue(open: Awaited<ReturnType<typeof openPacket>>, value: unknown, options: DecodeOptions): string {
  const { shape } = open.functions;
  if (options.format === "tree") return printValue(shape, value);
  return JSON.stringify(toJson(shape, value), undefined, options.repeat === true ? undefined : 2);
}

function show(context: Context, event: DecodeEvent, format: (value: unknown) => string): number {
  const { terminal } = context;
  switch (event.kind) {
    case "packet":
      terminal.out(`${format(event.value)}\n`);
      return EXIT_OK;
    case "failure":
      terminal.err(`${event.message}\n`);
      return EXIT_FAILED;
    case "leftover":
      terminal.err(`mplc: ${plural(event.count, "byte")} left over behind the packet, from byte ${event.at.toString()} on\n`);
      return EXIT_FAILED;
  }
}

type Events = Iterable<DecodeEvent> | AsyncIterable<DecodeEvent>;

async function eventsOf(context: Context, open: OpenPacket, options: DecodeOptions, at: number): Promise<Events> {
  const { functions, args } = open;
  const request = { functions, args, at, exact: options.exact === true, repeat: options.repeat === true };
  if (isStreamed(open, options)) return decodeStream({ ...request, most: MOST_HELD }, inputChunks(context.terminal));
  const bytes = await inputBytes(context, open.input, options.hex === true);
  if (at > bytes.byteLength) throw behindEnd(at, bytes.byteLength);
  return decodePackets({ ...request, bytes });
}

/** Where nothing has to be known of the input's end, packets are told as they arrive. */
function isStreamed({ input, functions }: OpenPacket, { hex, exact, repeat, base }: DecodeOptions): boolean {
  // What stands between the base and the packet may be referred to: a stream keeps nothing of it.
  if (base !== undefined || hex === true) return false;
  return input === undefined && !functions.plan.endsWithInput && (repeat === true || exact !== true);
}

export async function runDecode(context: Context, files: readonly string[], options: DecodeOptions): Promise<number> {
  const { at, base } = offsetsOf(options);
  const packet = await openPacket(context, files, options);
  const open = base === undefined ? packet : await withBase(packet, base);
  let exitCode = EXIT_OK;
  for await (const event of await eventsOf(context, open, options, at)) {
    exitCode = Math.max(
      exitCode,
      show(context, event, (value) => formatValue(open, value, options)),
    );
    await context.terminal.drained();
  }
  return exitCode;
}
