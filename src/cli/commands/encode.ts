/** `mplc encode`. */
import type { JsonValue } from "../../../runtime/codec.js";
import { renderFailure } from "../../../runtime/failure.js";
import { fromJson } from "../../../runtime/from-json.js";
import type { PacketFunctions, Arguments } from "../../dissect/packet.js";
import { decodeText } from "../files.js";
import { formatHex } from "../packets/hex-text.js";
import { openPacket, type PacketOptions, readInput } from "../packets/open.js";
import { EXIT_OK, Problem, usage } from "../problem.js";
import type { Context } from "./context.js";

export interface EncodeOptions extends PacketOptions {
  readonly hex?: boolean;
}

function parseJson(name: string, text: string): JsonValue {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as JsonValue;
  } catch (error) {
    throw new Problem(`${name}: this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @param name of the input, in messages */
export function encodeJson(functions: PacketFunctions, args: Arguments, json: JsonValue, name: string): Uint8Array {
  const parsed = fromJson(functions.shape, json);
  if (!parsed.ok) throw new Problem(`${name}: ${parsed.path}: ${parsed.message}`);
  const failure = functions.explainEncode(parsed.value, args);
  if (failure !== undefined) throw new Problem(`${name}: ${renderFailure(failure)}`);
  const size = functions.sizeOf(parsed.value, args);
  if (size < 0) throw new Problem(`${name}: ${functions.plan.name}: this value has no encoding`);
  const bytes = new Uint8Array(size);
  functions.encode(parsed.value, new DataView(bytes.buffer), 0, args);
  return bytes;
}

export async function runEncode(context: Context, files: readonly string[], options: EncodeOptions): Promise<number> {
  const { functions, args, input } = await openPacket(context, files, options);
  const name = input ?? "standard input";
  const text = decodeText(name, await readInput(context, input));
  const bytes = encodeJson(functions, args, parseJson(name, text), name);
  if (options.hex !== true && context.terminal.outIsTerminal) {
    throw usage("the encoded bytes are not text, and would spoil the terminal", "use --hex, or > file");
  }
  context.terminal.out(options.hex === true ? formatHex(bytes) : bytes);
  return EXIT_OK;
}
