/**
 * The walk of a decoder: where everything stands, what every check teaches, and which checks are needed. Each item is
 * visited once, and what follows a classify is visited once for all its arms.
 */
import type { Block, Expr, Item, Packet, Require } from "../ir/ir.js";
import { subexpressions } from "../ir/walk.js";
import { assume } from "./assume.js";
import { array } from "./decode-array.js";
import { classify } from "./decode-classify.js";
import { field } from "./decode-field.js";
import { DecodeNames } from "./decode-names.js";
import { bounded, nested } from "./decode-parts.js";
import { describe } from "./describe.js";
import { LARGEST_INPUT } from "./fields.js";
import { hull, ZERO } from "./interval.js";
import { isConstant, type Form } from "./linear.js";
import { itemPlaces } from "./places.js";
import { UNKNOWN_SIZE, type PacketRecord, type Position, type Surroundings } from "./record.js";
import { flushRun } from "./runs.js";
import { truthForm } from "./truth.js";
import { bytesText } from "./units.js";
import { NO_SIZE, type Found, type Size } from "./walk.js";

export function decodeLayout(packet: Packet, surroundings: Surroundings): PacketRecord {
  return new DecodeWalk(packet, surroundings).whole();
}

class DecodeWalk extends DecodeNames {
  /** Constraints about what stands behind them, and where they stand. */
  private readonly later: { readonly item: Require; readonly at: Position; readonly end: Form }[] = [];

  whole(): PacketRecord {
    this.block(this.packet.body);
    if (this.bit !== 0 && !this.isMisaligned) {
      const message = `\`${this.packet.name}\` ends in the middle of a byte: its size is ${bytesText(this.at.range.min ?? 0n)}`;
      this.report("MPL1002", this.packet.span, message, { help: `add ${8 - this.bit} bits` });
    }
    this.requireLater();
    this.verify();
    const rest = this.restForm();
    const fills = isConstant(rest) && rest.constant === 0n;
    const { packet, records: items, allowed: values, uses } = this;
    return { packet, items, values, size: this.at.range, fills, uses };
  }

  private requireLater(): void {
    const { at, end } = this;
    for (const one of this.later) {
      this.item = one.item.id;
      this.at = one.at;
      this.end = one.end;
      this.obligeRequire(one.item);
    }
    this.at = at;
    this.end = end;
  }

  /** Values and checksums that decoding compares with what was read. */
  private verify(): void {
    this.isAtEnd = true;
    for (const [id, place] of itemPlaces(this.packet)) {
      if (place.kind !== "field" || !place.verify) continue;
      this.item = id;
      const { from, to, seed } = place.checksum ?? {};
      for (const expr of [place.value, from, to, seed]) if (expr !== undefined) this.look(expr);
    }
    this.isAtEnd = false;
  }

  private look(expr: Expr): void {
    if (expr.type === "int") this.number(expr);
    else this.condition(expr);
  }

  override block(block: Block): void {
    for (const item of block.items) {
      this.item = item.id;
      if (item.condition === undefined) this.place(item);
      else this.optional(item, item.condition);
    }
    flushRun(this);
  }

  private place(item: Item): void {
    if (needsWholeByte(item)) this.onByte(item, "starts");
    const { at: start, bit } = this;
    const available = this.availableBytes();
    const { size, ...found } = this.find(item);
    this.item = item.id;
    this.at = start;
    this.checkRoom(item, size);
    this.advance(size);
    this.records.set(item.id, { ...found, bit, start, end: this.at, size: size.range, available });
  }

  private find(item: Item): Found {
    if (item.kind !== "field" && item.kind !== "label" && item.kind !== "require") flushRun(this);
    switch (item.kind) {
      case "field":
        return field(this, item);
      case "label":
        return { size: NO_SIZE };
      case "classify":
        return { size: classify(this, item) };
      case "array":
        return array(this, item);
      case "nested":
        return { size: nested(this, item) };
      case "bounded":
        return { size: bounded(this, item) };
      case "require":
        this.require(item);
        return { size: NO_SIZE };
    }
  }

  /** What stands under a condition: nothing that is learnt inside is known afterwards. */
  private optional(item: Item, condition: Expr): void {
    flushRun(this);
    this.onByte(item, "starts");
    const start = this.at;
    this.condition(condition);
    const present = truthForm(condition, this);
    const mark = this.facts.mark();
    assume(condition, true, this);
    this.place(item);
    flushRun(this);
    this.facts.rollback(mark);
    this.item = item.id;
    this.onByte(item, "ends");
    const record = this.records.get(item.id);
    if (record === undefined) return;
    const range = hull(ZERO, record.size);
    this.at = this.after(start, { range, form: this.wholeBytes(`size ${item.id}`, range) });
    this.records.set(item.id, { ...record, end: this.at, present });
  }

  /** What can never fit into the part that it is in is an error, whatever the input. */
  private checkRoom(item: Item, size: Size): void {
    const least = size.range.min ?? 0n;
    if (least === 0n || least >= UNKNOWN_SIZE) return;
    const room = this.facts.upperBound(this.restForm()) ?? 8n * LARGEST_INPUT;
    if (least <= room) return;
    const there = room > 0n ? `at most ${bytesText(room)} are` : "nothing is";
    this.report("MPL1006", item.span, `\`${item.name}\` can never fit: it takes at least ${bytesText(least)}, and ${there} left`);
  }

  /** One about what stands behind it is looked at when all has been read: until then, nothing may be taken from it. */
  private require(item: Require): void {
    if (this.isAhead(item.holds)) {
      this.later.push({ item, at: this.at, end: this.end });
      return;
    }
    this.obligeRequire(item);
    assume(item.holds, true, this);
  }

  private obligeRequire(item: Require): void {
    const { holds, isProved } = this.certainly(item.holds);
    const claim = describe(this.packet, item.holds);
    if (holds === false) this.report("MPL1009", item.holds.span, `\`${claim}\` never holds`, { label: this.because(item.holds) });
    this.oblige("require", "decode", item.holds.span, claim, isProved ? this.because(item.holds) : undefined);
  }

  private isAhead(expr: Expr): boolean {
    return [...subexpressions(expr)].some((part) => "target" in part && part.target.some((id) => !this.records.has(id)));
  }
}

function needsWholeByte(item: Item): boolean {
  if (item.kind === "field") return item.type.kind !== "bits";
  return item.kind === "nested" || item.kind === "bounded";
}
