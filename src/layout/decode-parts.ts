/** Nested packets and bounded parts, when decoding. */
import type { Bound, Bounded, Expr, Nested } from "../ir/ir.js";
import { subtract } from "./arithmetic.js";
import { describe } from "./describe.js";
import { fitsInput, lengthOf } from "./decode-field.js";
import { SAFE } from "./fields.js";
import { between, intersect, isWithin, larger, single, ZERO } from "./interval.js";
import type { Interval } from "./layout.js";
import { constantForm, difference, product, sum } from "./linear.js";
import type { Value } from "./meaning.js";
import type { Position } from "./record.js";
import { bytesText, inBits } from "./units.js";
import { fixed, type Size, type Walk } from "./walk.js";

export function nested(walk: Walk, item: Nested): Size {
  for (const argument of item.args) passArgument(walk, argument);
  const inner = walk.surroundings.sizeOf(item.packet);
  const size = item.bound === undefined ? packetSize(walk, item, inner) : boundedPacket(walk, item, item.bound, inner);
  const { packet, id, span } = item;
  walk.uses.push({ packet, item: id, span, advances: (walk.at.range.min ?? 0n) > 0n || leavesSome(walk, item) });
  return size;
}

function passArgument(walk: Walk, argument: Expr): void {
  if (argument.type !== "int") {
    walk.condition(argument);
    return;
  }
  const fits = isWithin(walk.number(argument).range, SAFE);
  const claim = `the argument ${describe(walk.packet, argument)} is a safe integer`;
  walk.oblige("argument-fits", "both", argument.span, claim, fits ? walk.because(argument) : undefined);
}

function packetSize(walk: Walk, item: Nested, inner: Interval): Size {
  const bits = single(inner);
  return bits === undefined ? { range: inner, form: walk.wholeBytes(`size ${item.id}`, inner) } : fixed(bits);
}

/** The bound confines it to less than what is left. */
function leavesSome(walk: Walk, item: Nested): boolean {
  const length = item.bound === undefined ? undefined : walk.values.get(item.bound.length);
  if (length === undefined) return false;
  const least = walk.facts.lowerBound(difference(walk.restForm(), product(length.form, 8n)));
  return least !== undefined && least >= 8n;
}

function boundedPacket(walk: Walk, item: Nested, bound: Bound, inner: Interval): Size {
  const length = boundLength(walk, item, bound, inner);
  const bits = single(inner);
  const isExact = bits !== undefined && bits === single(inBits(length.range));
  const packet = walk.surroundings.program.packets[item.packet]?.name ?? "";
  const proof = isExact
    ? `${packet} takes ${bytesText(bits)}`
    : walk.surroundings.fills(item.packet)
      ? `${packet} takes all there is`
      : undefined;
  if (bound.keep === undefined) endsExactly(walk, item, bound, proof);
  const size = boundSize(length, inner);
  const stop = walk.after(walk.at, { range: inner, form: walk.wholeBytes(`inside ${item.id}`, inner) });
  if (bound.keep !== undefined) keep(walk, bound.keep, stop, walk.after(walk.at, size), subtract(size.range, inner));
  return size;
}

export function bounded(walk: Walk, item: Bounded): Size {
  const start = walk.at;
  const length = boundLength(walk, item, item.bound, ZERO);
  const outer = walk.end;
  walk.end = sum(walk.here().form, length.form);
  walk.at = { ...start, since: ZERO };
  walk.block(item.block);
  walk.item = item.id;
  walk.onByte(item, "ends");
  const [inner, stop] = [walk.at.since, walk.at];
  const rest = walk.restForm();
  const proof = rest.terms.size === 0 && rest.constant === 0n ? "what it holds takes all there is" : undefined;
  if (item.bound.keep === undefined) endsExactly(walk, item, item.bound, proof);
  walk.end = outer;
  const size = boundSize(length, inner);
  if (item.bound.keep !== undefined) keep(walk, item.bound.keep, stop, walk.after(start, size), subtract(size.range, inner));
  return size;
}

/** The length, which is at least what has to stand inside. */
function boundLength(walk: Walk, item: Nested | Bounded, bound: Bound, inner: Interval): Value {
  const length = lengthOf(walk, item, bound.length, "size-not-negative");
  fitsInput(walk, item, bound.length, length);
  const least = inner.min ?? 0n;
  if (length.range.max !== undefined && length.range.max * 8n < least) {
    walk.report(
      "MPL1006",
      bound.length.span,
      `\`${item.name}\` takes at least ${bytesText(least)}, and its bound is at most ${bytesText(length.range.max * 8n)}`,
    );
  }
  walk.facts.assumeNotNegative(difference(product(length.form, 8n), constantForm(least)));
  return length;
}

function boundSize(length: Value, inner: Interval): Size {
  const range = inBits(length.range);
  const least = between(larger(range.min ?? 0n, inner.min ?? 0n), undefined);
  return { range: intersect(range, least) ?? range, form: product(length.form, 8n) };
}

function endsExactly(walk: Walk, item: Nested | Bounded, bound: Bound, proof: string | undefined): void {
  walk.oblige(
    "nested-bound",
    "decode",
    bound.length.span,
    `${item.name} takes exactly ${describe(walk.packet, bound.length)} bytes`,
    proof,
  );
}

/** Leftovers start where the part stops, and end where the bound says. */
function keep(walk: Walk, kept: NonNullable<Bound["keep"]>, start: Position, end: Position, left: Interval): void {
  const size = between(larger(left.min ?? 0n, 0n), left.max);
  walk.records.set(kept.id, { bit: 0, start, end, size, available: 0n });
}
