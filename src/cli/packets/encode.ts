/** A packet's JSON to its bytes. No file access. */
import type { JsonValue } from "../../../runtime/codec.js";
import { renderFailure } from "../../../runtime/failure.js";
import { fromJson } from "../../../runtime/from-json.js";
import type { Arguments, PacketFunctions } from "../../dissect/packet.js";
import { Problem } from "../problem.js";

/** What messages say of where a text is from. */
export interface TextOrigin {
  readonly place: string;
  /** What to do where it is no JSON. */
  readonly help?: string;
}

function parseJson({ place, help }: TextOrigin, text: string): JsonValue {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as JsonValue;
  } catch (error) {
    const message = `${place}: this is not JSON: ${error instanceof Error ? error.message : String(error)}`;
    throw new Problem(message, help === undefined ? {} : { help });
  }
}

/** @throws Problem where the text is no value of the packet */
export function encodeText(functions: PacketFunctions, args: Arguments, text: string, origin: TextOrigin): Uint8Array {
  const { place } = origin;
  const parsed = fromJson(functions.shape, parseJson(origin, text));
  if (!parsed.ok) throw new Problem(`${place}: ${parsed.path}: ${parsed.message}`);
  const failure = functions.explainEncode(parsed.value, args);
  if (failure !== undefined) throw new Problem(`${place}: ${renderFailure(failure)}`);
  const size = functions.sizeOf(parsed.value, args);
  if (size < 0) throw new Problem(`${place}: ${functions.plan.name}: this value has no encoding`);
  const bytes = new Uint8Array(size);
  functions.encode(parsed.value, new DataView(bytes.buffer), 0, args);
  return bytes;
}
