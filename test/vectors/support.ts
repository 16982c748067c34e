/** Vectors against emitted code: values as JSON under the spec's names, bytes as hex digits. */
import { fromJson, toJson, type JsonValue } from "../../runtime/index.js";
import type { CompileOptions } from "../../src/compile.js";
import { packetsOf } from "../support/compiled.js";
import type { Args, GeneratedPacket } from "../support/generated-packet.js";
import { contents, placed, room } from "../support/places.js";
import { showBytes } from "../support/spec-values.js";

export interface Vectors {
  readonly packet: GeneratedPacket;
  /** undefined where the value has no encoding. */
  encode(value: JsonValue, args?: Args): string | undefined;
  /** The value of bytes that are a packet, all of them; or how they are refused. */
  decode(hex: string, args?: Args): JsonValue | "malformed" | `needs ${number}` | `${number} left`;
  isCanonical(hex: string, args?: Args): boolean;
}

/** Every packet of a spec, by its name. */
export async function vectors(spec: string, options: CompileOptions = {}): Promise<(name: string) => Vectors> {
  const packets = await packetsOf(spec, options);
  return (name) => {
    const packet = packets.find((candidate) => candidate.packet.name === name);
    if (packet === undefined) throw new Error(`there is no packet ${name}`);
    return of(packet);
  };
}

function of(packet: GeneratedPacket): Vectors {
  return {
    packet,
    encode(value, args = []) {
      const given = fromJson(packet.shape, value);
      if (!given.ok) throw new Error(`${given.path}: ${given.message}`);
      const size = packet.sizeOf(given.value, args);
      if (size < 0) return undefined;
      const view = room(size, 0xa5);
      if (packet.encode(given.value, view, 0, args) !== size) throw new Error("sizeOf is not exact");
      return showBytes(contents(view, 0, size));
    },
    decode(hex, args = []) {
      const { view, at, end } = placed(bytesOf(hex));
      const decoded = packet.decode(view, at, end, args);
      if (!decoded.ok) return decoded.code === -1 ? "malformed" : `needs ${-1 - decoded.code}`;
      return decoded.end < end
        ? `${end - decoded.end} left`
        : (JSON.parse(JSON.stringify(toJson(packet.shape, decoded.value))) as JsonValue);
    },
    isCanonical(hex, args = []) {
      const { view, at, end } = placed(bytesOf(hex));
      return packet.isCanonical(view, at, end, args);
    },
  };
}

export function bytesOf(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s/g, "");
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16));
}
