/** Encoding of checksums: their region is known with the sizes, their value when the packet stands. */
import type { Checksum, Expr, Field } from "../../ir/ir.js";
import { checksumFailure, checksumName, fixedFieldBits } from "../decode/fields.js";
import { type Cursor, behind, endPosition, notWithin, position } from "../cursor.js";
import { quote } from "../names.js";
import { type FixedType, writeFixed } from "../primitives.js";
import type { EncodeWalker } from "./walker.js";

type WrittenType = Exclude<FixedType, { kind: "bits" }>;

/** Checked with the sizes, and written when the bytes that it covers are. */
export function encodeChecksum(walker: EncodeWalker, field: Field, type: FixedType, start: Cursor): void {
  const { checksum } = field;
  if (checksum === undefined || type.kind === "bits") return;
  if (walker.writes) writeChecksum(walker, field, type, checksum, start);
  else checkRegion(walker, field, checksum);
}

function checkRegion(walker: EncodeWalker, field: Field, checksum: Checksum): void {
  const { origin } = walker;
  const check = (): void => {
    const unfit = checksumFailure(walker.expressions, checksum);
    if (unfit !== undefined) walker.require(unfit, field, quote("a checksum that can be computed"), quote("none"));
    const outside = notWithin(origin, endPosition(walker.cursor), ...regionOf(walker, origin, checksum));
    if (outside === undefined) return;
    walker.require(outside, field, quote("a checksum over a part of the packet"), quote("a region outside of it"));
  };
  walker.whenKnown(exprsOf(checksum), [], check, { final: true });
}

function writeChecksum(walker: EncodeWalker, field: Field, type: WrittenType, checksum: Checksum, start: Cursor): void {
  const { origin } = walker;
  const compute = ([at]: readonly (string | undefined)[]): void => {
    const place = at ?? position(start);
    const args = ["bytes", ...regionOf(walker, origin, checksum), ...checksumRest(walker, field, place)].join(", ");
    const write = writeFixed(walker.primitives, type, place, `${checksumName(walker.module, checksum.algorithm)}(${args})`);
    walker.line(walker.isQueuing ? `sums.push(() => ${write.replace(/;$/, "")});` : write);
  };
  walker.whenKnown(exprsOf(checksum), [position(start)], compute, { final: true, rank: walker.rankOf(field) });
}

function exprsOf({ from, to, seed }: Checksum): readonly (Expr | undefined)[] {
  return [from, to, seed];
}

/** Where the bytes that are summed start and end, counted as the packet's positions are. */
function regionOf({ expressions }: EncodeWalker, origin: string, { from, to }: Checksum): [from: string, to: string] {
  return [behind(origin, expressions.anyNumber(from)), behind(origin, expressions.anyNumber(to))];
}

/** An Internet checksum takes its seed; all skip their own field. */
function checksumRest(walker: EncodeWalker, field: Field, at: string): string[] {
  const { checksum } = field;
  if (checksum === undefined) return [];
  if (checksum.algorithm.startsWith("internet"))
    return [checksum.seed === undefined ? "0" : walker.expressions.anyNumber(checksum.seed), at];
  return [at, String((fixedFieldBits(field) ?? 0) / 8)];
}
