/** Packets out of JSON lines, each as soon as its line is complete. No file access. */
import type { Arguments, PacketFunctions } from "../../dissect/packet.js";
import { decodeText } from "../files.js";
import { Problem } from "../problem.js";
import { encodeText } from "./encode.js";
import { linesOf } from "./lines.js";

export interface EncodeLinesRequest {
  readonly functions: PacketFunctions;
  readonly args: Arguments;
  /** Of the input, in messages. */
  readonly name: string;
  /** Bytes of a line: a longer one is refused rather than kept, since nobody knows where it ends. */
  readonly most: number;
}

const MEBIBYTE = 1024 * 1024;

/** For the JSON of one packet. */
export const MOST_LINE = 64 * MEBIBYTE;

const ONE_A_LINE = "with --repeat each packet's JSON is one line, as `mplc decode --repeat --format json` prints it";

/** The bytes of packet after packet; empty lines are passed over. @throws Problem of the first line that is no packet */
export async function* encodeLines(request: EncodeLinesRequest, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let packets = 0;
  for await (const { number, bytes } of linesOf(chunks, request.most)) {
    const text = bytes === undefined ? undefined : decodeText(request.name, bytes, number);
    if (text?.trim() === "") continue;
    packets++;
    const place = `${request.name}:${number.toString()}: packet ${packets.toString()}`;
    if (text === undefined) throw tooLong(place, request.most);
    yield encodeText(request.functions, request.args, text, { place, help: ONE_A_LINE });
  }
}

function tooLong(place: string, most: number): Problem {
  return new Problem(`${place}: this line has more than ${(most / MEBIBYTE).toString()} MiB`, { help: ONE_A_LINE });
}
