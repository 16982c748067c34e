/** `mplc encode`. */
import { resolve } from "node:path";
import { decodeText } from "../files.js";
import { fileChunks, inputChunks } from "../input.js";
import { encodeLines, MOST_LINE } from "../packets/encode-lines.js";
import { encodeText } from "../packets/encode.js";
import { formatHex, hexLine } from "../packets/hex-text.js";
import { type OpenPacket, openPacket, type PacketOptions, readInput } from "../packets/open.js";
import { EXIT_OK, usage } from "../problem.js";
import type { Context } from "./context.js";

export interface EncodeOptions extends PacketOptions {
  readonly hex?: boolean;
  readonly repeat?: boolean;
}

function nameOf({ input }: OpenPacket): string {
  return input ?? "standard input";
}

async function encodeOne(context: Context, open: OpenPacket, isHex: boolean): Promise<void> {
  const place = nameOf(open);
  const text = decodeText(place, await readInput(context, open.input));
  const bytes = encodeText(open.functions, open.args, text, { place });
  context.terminal.out(isHex ? formatHex(bytes) : bytes);
}

async function encodeAll({ terminal, workingFolder }: Context, open: OpenPacket, isHex: boolean): Promise<void> {
  const { functions, args, input } = open;
  const chunks = input === undefined ? inputChunks(terminal) : fileChunks(resolve(workingFolder, input));
  for await (const bytes of encodeLines({ functions, args, name: nameOf(open), most: MOST_LINE }, chunks)) {
    terminal.out(isHex ? hexLine(bytes) : bytes);
    await terminal.drained();
  }
}

export async function runEncode(context: Context, files: readonly string[], options: EncodeOptions): Promise<number> {
  const isHex = options.hex === true;
  if (!isHex && context.terminal.outIsTerminal) {
    throw usage("the encoded bytes are not text, and would spoil the terminal", "use --hex, or > file");
  }
  const open = await openPacket(context, files, options);
  await (options.repeat === true ? encodeAll : encodeOne)(context, open, isHex);
  return EXIT_OK;
}
