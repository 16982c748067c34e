/** Codes of refused input. Generated code may ask for more than the interpreter does, and before it finds what is wrong. */
import { missing, MALFORMED, type Limits } from "../../runtime/index.js";
import { subexpressions } from "../../src/ir/walk.js";
import { itemsIn, ownExprs, untilOf } from "../../src/emit/walk-ir.js";
import type { Program } from "../../src/ir/ir.js";
import type { Args, GeneratedPacket } from "./generated-packet.js";
import { decode, type Decoded } from "./interpreter/index.js";

export interface Refused {
  readonly bytes: Uint8Array;
  readonly args: Args;
  readonly expected: Decoded;
  readonly code: number;
  readonly limits: Limits;
}

export function codeDifference(packet: GeneratedPacket, refused: Refused): string | undefined {
  const { expected, code } = refused;
  if (expected.ok) return `the interpreter decodes, check gives ${String(code)}`;
  if (code >= 0)
    return `the interpreter refuses (${expected.missing === undefined ? "malformed" : `needs ${String(expected.missing)}`}), check gives ${String(code)}`;
  // What depends on how much there is may be wrong with these bytes, and right with more or fewer.
  if (decidesByRemaining(packet.program)) return undefined;
  // Whether the bytes are wrong or too few: fields of one stretch are tested for room together, before their values.
  if (expected.missing === undefined) return undefined;
  if (code === MALFORMED)
    return canBeRight(packet, refused, expected.missing)
      ? `the interpreter needs ${String(expected.missing)} more, check says malformed`
      : undefined;
  const wanted = missing(code);
  return isTooMuch(packet, refused, wanted) ? `check asks for ${String(wanted)} more bytes, fewer are enough` : undefined;
}

/** Whether anything but a size is computed from how much remains. */
function decidesByRemaining({ packets }: Program): boolean {
  return packets.some((packet) =>
    [...itemsIn(packet.body)].some((item) => {
      const size = item.kind === "field" && item.type.kind === "bytes" && item.type.size.kind === "remaining" ? item.type.size : undefined;
      const exprs = [...ownExprs(item, "decode"), untilOf(item)].filter((expr) => expr !== size);
      return exprs.some((expr) => expr !== undefined && [...subexpressions(expr)].some(({ kind }) => kind === "remaining"));
    }),
  );
}

/** Whether more bytes make a packet. A `verify` that fails may be noticed before the end, and no input is 2^53 bytes long. */
function canBeRight(packet: GeneratedPacket, { bytes, args, limits }: Refused, missing: number): boolean {
  return [0, 1, 0xff].some((filler) => {
    let longer = bytes;
    for (let more = missing, rounds = 0; more <= 2000 && rounds < 20; rounds++) {
      longer = Uint8Array.from([...longer, ...new Array<number>(more).fill(filler)]);
      const decoded = decode(packet.program, packet.packet.index, longer, 0, longer.length, args, limits);
      if (decoded.ok) return true;
      more = decoded.missing ?? Infinity;
    }
    return false;
  });
}

/** Whether some fewer bytes make a packet. */
function isTooMuch(packet: GeneratedPacket, { bytes, args, limits }: Refused, wanted: number): boolean {
  if (wanted > 300) return false;
  return [0, 1, 0xff].some((filler) => {
    const longer = Uint8Array.from([...bytes, ...new Array<number>(wanted - 1).fill(filler)]);
    return decode(packet.program, packet.packet.index, longer, 0, longer.length, args, limits).ok;
  });
}
