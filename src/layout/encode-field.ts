/** Fields, when encoding: what is given or computed has to fit, and given bytes to have the length that the packet says. */
import type { Checksum, CodecIndex, Constant, Expr, Field } from "../ir/ir.js";
import { textLength } from "../ir/text-length.js";
import { describe } from "./describe.js";
import type { EncodeWalk } from "./encode.js";
import { literal } from "./encode-sizes.js";
import { wireRange } from "./fields.js";
import { between, describeInterval, includes, isDisjoint, isWithin } from "./interval.js";
import type { Interval } from "./layout.js";
import { itemPlaces } from "./places.js";
import { fieldsIn } from "./encode-names.js";
import { difference, type Form } from "./linear.js";

export function fieldChecks(walk: EncodeWalk, item: Field): void {
  const { type } = item;
  if (type.kind === "bytes") bytesMatch(walk, item, type.size, BigInt((type.align ?? 8) / 8 - 1));
  if (item.checksum !== undefined) checksumRegion(walk, item, item.checksum);
  const wire = wireRange(type, walk.surroundings.program.codecs);
  const value = item.value === undefined ? undefined : computedRange(walk, item.value);
  if (type.kind === "codec" && wire === undefined && item.constant === undefined) isWellFormed(walk, item, type.codec);
  if (wire === undefined || item.constant !== undefined || item.checksum !== undefined || type.kind === "bool") return;
  const range = value ?? wire;
  fits(walk, item, value, wire);
  if (item.min !== undefined) limit(walk, item, item.min, range, "minimum");
  if (item.max !== undefined) limit(walk, item, item.max, range, "maximum");
}

/** What the caller gives for a custom type may have no encoding. */
function isWellFormed(walk: EncodeWalk, item: Field, codec: CodecIndex): void {
  const name = walk.surroundings.program.codecs[codec]?.name ?? "value";
  const proof = armValues(walk, item) === undefined ? undefined : "it is the arm's own value";
  walk.oblige("value-fits-field", "encode", item.span, `the given ${item.name} is a ${name}`, proof);
}

/** The one value that each arm has, of a field that a classify takes over. */
function armValues(walk: EncodeWalk, item: Field): readonly Constant[] | undefined {
  const classify = item.classifiedBy === undefined ? undefined : itemPlaces(walk.packet).get(item.classifiedBy);
  if (classify?.kind !== "classify" || item.value !== undefined) return undefined;
  const fixed = classify.arms.flatMap((arm) => arm.fixed ?? []);
  return fixed.length === classify.arms.length ? fixed : undefined;
}

function computedRange(walk: EncodeWalk, value: Expr): Interval | undefined {
  return walk.computing(() => {
    if (value.type === "int") return walk.number(value).range;
    walk.condition(value);
    return undefined;
  });
}

/** `padding`: at most so many bytes. */
function bytesMatch(walk: EncodeWalk, item: Field, expr: Expr, padding: bigint): void {
  const claim = `${item.name} has ${describe(walk.packet, expr)} bytes`;
  const size = literal(expr);
  const isConstant = item.constant?.kind === "string" && textLength(item.constant.value) === size;
  const proof = isConstant
    ? "its constant does"
    : size === undefined
      ? walk.whenSame(item, expr, walk.sizeOf([item.id]).form, padding)
      : undefined;
  walk.oblige("size-matches", "encode", expr.span, claim, proof);
}

function fits(walk: EncodeWalk, item: Field, value: Interval | undefined, wire: Interval): void {
  const claim = `${item.name} is ${describeInterval(wire)}`;
  if (value === undefined || item.value === undefined) {
    const own = armValues(walk, item);
    if (own?.every((constant) => constant.kind === "int" && includes(wire, constant.value)) === true) {
      return walk.oblige("value-fits-field", "encode", item.span, claim, "each arm's own value does");
    }
    return walk.oblige("value-fits-field", "encode", item.span, `the given ${claim}`, undefined);
  }
  walk.oblige("value-fits-field", "encode", item.value.span, claim, isWithin(value, wire) ? walk.because(item.value) : undefined);
  canHold(walk, item, item.value, value, wire);
}

function limit(walk: EncodeWalk, item: Field, expr: Expr, range: Interval, kind: "minimum" | "maximum"): void {
  const bound = walk.number(expr).range;
  const holds =
    kind === "minimum"
      ? bound.max !== undefined && range.min !== undefined && range.min >= bound.max
      : bound.min !== undefined && range.max !== undefined && range.max <= bound.min;
  const claim = `${item.name} ${kind === "minimum" ? ">=" : "<="} ${describe(walk.packet, expr)}`;
  walk.oblige(kind, "encode", expr.span, claim, holds ? `${item.name} is ${describeInterval(range)}` : undefined);
  const allowed = kind === "minimum" ? between(bound.min, undefined) : between(undefined, bound.max);
  if (item.value !== undefined) canHold(walk, item, item.value, range, allowed);
}

function canHold(walk: EncodeWalk, item: Field, value: Expr, range: Interval, allowed: Interval): void {
  if (!isDisjoint(range, allowed)) return;
  const message = `\`${item.name}\` holds ${describeInterval(allowed)}, and its value is ${describeInterval(range)}`;
  walk.report("MPL1011", value.span, message, { label: walk.because(value) });
}

/** The region lies within the packet: proved for decoding too, if it does not depend on values that a decoder only reads. */
function checksumRegion(walk: EncodeWalk, item: Field, checksum: Checksum): void {
  const { from, to, seed } = checksum;
  const [start, end] = walk.computing(() => {
    if (seed !== undefined) walk.number(seed);
    return [walk.number(from).form, walk.number(to).form];
  });
  const isInside = [start, difference(end, start), difference(walk.packetEnd, end)].every((form) => isNatural(walk, form));
  const claim = `0 <= ${describe(walk.packet, from)} <= ${describe(walk.packet, to)} <= the packet's end`;
  const proof = isInside ? "these places follow each other" : undefined;
  walk.oblige("region-fits", "encode", item.span, claim, proof);
  walk.oblige("region-fits", "decode", item.span, claim, fieldsIn(from).length + fieldsIn(to).length > 0 ? undefined : proof);
}

function isNatural(walk: EncodeWalk, form: Form): boolean {
  const least = walk.facts.lowerBound(walk.resolved(form));
  return least !== undefined && least >= 0n;
}
