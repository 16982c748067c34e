/** Decoding of lengths and counts: numbers that are not negative, and that what is there is long enough for. */
import type { Expr, Item } from "../../ir/ir.js";
import { type Cursor, plus, position } from "../cursor.js";
import { declareConstant } from "../declare.js";
import type { Expressions } from "../expression.js";
import { quote } from "../names.js";
import { type Walker, wrapSum } from "./walker.js";

/** Below it, a position and a length together stay far from where V8 leaves small integers: no stranger's length slows the sum. */
const SMALL_LENGTH = 2n ** 29n;

/** The end of so many bytes from here, which is not before here, nor behind the end. Less code than `walkSize` where lengths are small. */
export function walkExtent(walker: Walker, item: Item, length: Expr, name: string): Cursor {
  const { expressions } = walker;
  const at = position(walker.cursor);
  if (!isSmall(expressions, length) || walker.mode === "explain")
    return walker.anchor(name, `${at} + ${walkSize(walker, item, length, "size")}`);
  const end = walker.anchor(name, furtherBy(walker.cursor, expressions.number(length)));
  const proved = (kind: "size-not-negative" | "size-fits-input"): boolean =>
    walker.module.layout.proved(walker.model.packet, item.id, kind, "decode");
  // Explaining went the other way: there is nobody to tell more.
  if (length.kind !== "int" && !proved("size-not-negative"))
    walker.line(`if (${end.base} < ${at}) ${walker.malformed(item, quote(""), quote(""))}`);
  if (!proved("size-fits-input")) walker.line(`if (${end.base} > ${walker.end}) ${walker.truncated(item, end.base)}`);
  return end;
}

function isSmall(expressions: Expressions, length: Expr): boolean {
  const { min, max } = expressions.range(length);
  if (min === undefined || max === undefined || min < -SMALL_LENGTH || max > SMALL_LENGTH) return false;
  return !expressions.isBig(length) && expressions.failure(length) === undefined;
}

/** A distance that is a term less a constant takes its constant from the cursor's. */
function furtherBy({ base, bits }: Cursor, distance: string): string {
  const [, term, less] = /^\(\(?([\w$.]+(?: \* \d+)?)\)? - (\d+)\)$/.exec(distance) ?? [];
  const bytes = Math.floor(bits / 8) - Number(less ?? 0);
  return term === undefined ? `${plus(base, Math.floor(bits / 8))} + ${distance}` : plus(`${base} + ${term}`, bytes);
}

/**
 * A size or length in bytes as a number that is not negative and, with `room`, fits before the end.
 * Returns a variable or a literal.
 */
export function walkSize(walker: Walker, item: Item, expr: Expr, name: string, room = true): string {
  const size = walkNatural(walker, item, expr, `${item.name}_${name}`, "size-not-negative");
  const at = position(walker.cursor);
  const fits = walker.module.layout.proved(walker.model.packet, item.id, "size-fits-input", "decode");
  if (room && (!fits || walker.mode === "explain")) {
    walker.line(`if (${walker.end} - ${wrapSum(at)} < ${size}) ${walker.truncated(item, `${at} + ${size}`)}`);
  }
  return size;
}

/** An expression that must not be negative, as a number. Returns a variable or a literal. */
export function walkNatural(
  walker: Walker,
  item: Item,
  expr: Expr,
  name: string,
  kind: "size-not-negative" | "count-not-negative",
): string {
  const { expressions } = walker;
  if (expr.kind === "int") return String(expr.value);
  const failure = expressions.failure(expr);
  const impossible = (found: string): string => walker.malformed(item, quote("a length that is not negative"), found);
  if (failure !== undefined) walker.line(`if (${failure}) ${impossible(quote("division by zero"))}`);
  const big = expressions.isBig(expr);
  const code = big ? `${walker.module.runtime("toSize")}(${expressions.big(expr)})` : expressions.number(expr);
  const variable = /^[\w$]+$/.test(code) ? code : walker.locals.claimLocal(name);
  if (variable !== code) walker.line(declareConstant(variable, code, "number"));
  const proved = !big && walker.module.layout.proved(walker.model.packet, item.id, kind, "decode");
  if (big && walker.mode === "explain") explainBig(walker, item, expr, variable, impossible);
  else if (!proved || walker.mode === "explain") walker.line(`if (${variable} < 0) ${impossible(variable)}`);
  return variable;
}

/** A wide length is no length either if it is negative or if it is longer than any input. */
function explainBig(walker: Walker, item: Item, expr: Expr, size: string, negative: (found: string) => string): void {
  const exact = walker.expressions.big(expr);
  walker.line(`if (${exact} < 0n) ${negative(exact)}`);
  walker.line(`if (${size} < 0) ${walker.malformed(item, quote("a length that an input can have"), exact)}`);
}
