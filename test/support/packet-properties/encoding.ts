/** What holds for every value: it is encoded exactly as measured, or refused with a reason. */
import { equalValues, missing } from "../../../runtime/index.js";
import type { Args, GeneratedPacket } from "../generated-packet.js";
import { contents, isUntouched, room } from "../places.js";
import { sameValue, showBytes, showValue } from "../spec-values.js";
import { freePart } from "./free-part.js";
import { demand } from "./problem.js";

const AT = 3;

/** The bytes, or undefined for a value that has no encoding. */
export function checkEncoding(packet: GeneratedPacket, value: object, args: Args): Uint8Array | undefined {
  const size = packet.sizeOf(value, args);
  const why = packet.explainEncode(value, args);
  demand(Number.isInteger(size) && size >= -1, () => `sizeOf gives ${String(size)}`);
  if (size < 0) {
    demand(why !== undefined, () => "sizeOf gives -1, explainEncode nothing");
    demand(why.path === packet.packet.name || why.path.startsWith(`${packet.packet.name}.`), () => `explainEncode names ${why.path}`);
    checkRefused(packet, value, args);
    return undefined;
  }
  demand(why === undefined, () => `sizeOf gives ${String(size)}, explainEncode ${showValue(why)}`);
  const bytes = checkWritten(packet, value, args, size);
  checkRoom(packet, value, args, size);
  checkDecoded(packet, value, args, bytes);
  return bytes;
}

function checkRefused(packet: GeneratedPacket, value: object, args: Args): void {
  const view = room(200, 0xa5);
  const code = packet.encode(value, view, AT, args);
  demand(code === -1, () => `sizeOf gives -1, encode ${String(code)}`);
  demand(isUntouched(view, 0, 0, 0xa5), () => "encode refuses, but has written");
}

function checkWritten(packet: GeneratedPacket, value: object, args: Args, size: number): Uint8Array {
  const written = [0xa5, 0x5a].map((poison) => {
    const view = room(AT + size + 5, poison);
    const end = packet.encode(value, view, AT, args);
    demand(end === AT + size, () => `sizeOf gives ${String(size)}, encode at ${String(AT)} ends at ${String(end)}`);
    demand(isUntouched(view, AT, AT + size, poison), () => "encode writes outside of what it says");
    return contents(view, AT, AT + size);
  });
  const [first = new Uint8Array(), second] = written;
  demand(sameValue(first, second), () => `encode leaves bytes unwritten: ${showBytes(first)}`);
  return first;
}

function checkRoom(packet: GeneratedPacket, value: object, args: Args, size: number): void {
  for (const short of [1, 2, size]) {
    if (short > size || short < 1) continue;
    const view = room(AT + size - short, 0xa5);
    const code = packet.encode(value, view, AT, args);
    demand(missing(code) === short, () => `with ${String(short)} bytes too few, encode gives ${String(code)}`);
    demand(isUntouched(view, 0, 0, 0xa5), () => "encode has too little room, but has written");
  }
}

/** decode(encode(v)) = v, and the bytes are canonical. */
function checkDecoded(packet: GeneratedPacket, value: object, args: Args, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer);
  const decoded = packet.decode(view, 0, bytes.length, args);
  const hint = (): string => showBytes(bytes);
  demand(
    decoded.ok,
    () =>
      `what encode writes is refused with ${String(decoded.ok ? 0 : decoded.code)}: ${hint()}\n${showValue(packet.explain(view, 0, bytes.length, args))}`,
  );
  demand(decoded.end === bytes.length, () => `decoding ends at ${String(decoded.end)}: ${hint()}`);
  demand(
    equalValues(packet.shape, decoded.value, freePart(packet.shape, value)),
    () => `decoding gives ${showValue(decoded.value)}: ${hint()}`,
  );
  demand(packet.isCanonical(view, 0, bytes.length, args), () => `what encode writes is not canonical: ${hint()}`);
}
