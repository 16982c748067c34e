/** The sizes of what is encoded, in symbols: what the caller gives can have any length. */
import type { ArrayItem, Block, Bounded, Classify, Expr, Field, Item, ItemId, Nested } from "../ir/ir.js";
import { EncodeNames } from "./encode-names.js";
import { LARGEST_INPUT, POSITIONS, fixedSize, padded } from "./fields.js";
import { between, hull, single, ZERO } from "./interval.js";
import type { Interval } from "./layout.js";
import { atomForm, constantForm, difference, isSameForm, product, sum, type Form } from "./linear.js";
import type { Value } from "./meaning.js";
import { inBits } from "./units.js";
import { fixed, NO_SIZE, type Size } from "./walk.js";

type BytesType = Extract<Field["type"], { kind: "bytes" }>;

/** Of the packet itself, among the scopes that are otherwise named after items. */
export const WHOLE: ItemId = -1;

export abstract class EncodeSizes extends EncodeNames {
  /** Where bounded parts end, in bytes. */
  protected readonly scopes = new Map<ItemId, Form>();
  /** In bits, from where the block starts. */
  protected readonly blocks = new Map<Block, Form>();
  /** Of items under a condition, when they are there. */
  protected readonly ownSizes = new Map<ItemId, Form>();

  packetEnd: Form = constantForm(0n);

  protected measurePacket(): void {
    this.advance(this.measure(this.packet.body));
    this.packetEnd = this.here().form;
    const tail = this.surroundings.isFollowed(this.packet.index) ? atomForm({ key: "tail", range: POSITIONS }) : constantForm(0n);
    this.scopes.set(WHOLE, sum(this.packetEnd, tail));
  }

  private measure(block: Block): Size {
    const start = this.at;
    this.at = { ...start, since: ZERO };
    for (const item of block.items) this.measureItem(item);
    const form = difference(this.at.form, start.form);
    this.blocks.set(block, form);
    const range = this.at.since;
    this.at = start;
    return { range, form };
  }

  private measureItem(item: Item): void {
    this.item = item.id;
    const start = this.at;
    const own = this.sizeOfItem(item);
    this.item = item.id;
    this.at = start;
    const size = item.condition === undefined ? own : this.optionalSize(item, own);
    this.advance(size);
    const count = item.kind === "array" ? { count: this.countOf(item) } : {};
    this.records.set(item.id, { bit: 0, start, end: this.at, size: size.range, available: 0n, ...count });
  }

  private optionalSize(item: Item, own: Size): Size {
    this.ownSizes.set(item.id, own.form);
    const range = hull(ZERO, own.range);
    return { range, form: this.wholeBytes(optionalKey(item.id), range) };
  }

  private sizeOfItem(item: Item): Size {
    switch (item.kind) {
      case "field":
        return this.fieldSize(item);
      case "classify":
        return this.classifySize(item);
      case "array":
        return this.arraySize(item);
      case "nested":
        return this.nestedSize(item);
      case "bounded":
        return this.boundedSize(item);
      case "label":
      case "require":
        return NO_SIZE;
    }
  }

  private fieldSize(item: Field): Size {
    const { codecs } = this.surroundings.program;
    const bits = fixedSize(item.type, codecs);
    if (bits !== undefined) return fixed(bits);
    if (item.type.kind === "bytes") return bytesSize(item.id, item.type);
    const codec = item.type.kind === "codec" ? codecs[item.type.codec] : undefined;
    const range = inBits(between(codec?.minSize ?? 0n, codec?.maxSize));
    return this.unknown(item.id, range);
  }

  private unknown(id: ItemId, range: Interval): Size {
    return { range, form: this.wholeBytes(sizeKey(id), range) };
  }

  private classifySize(item: Classify): Size {
    const [first, ...others] = item.arms.map((arm) => this.measure(arm.block));
    if (first === undefined) return NO_SIZE;
    if (others.every((size) => isSameForm(size.form, first.form))) return first;
    return this.unknown(
      item.id,
      others.reduce((total, size) => hull(total, size.range), first.range),
    );
  }

  private arraySize(item: ArrayItem): Size {
    const { at, end } = this;
    const place = atomForm({ key: `element ${item.id}`, range: POSITIONS }, 8n);
    this.at = { ...at, range: inBits(POSITIONS), form: sum(constantForm(at.form.constant % 8n), place) };
    const element = this.elementSize(item);
    [this.at, this.end] = [at, end];
    const stride = single(element.range);
    if (stride === undefined) return this.unknown(item.id, between(0n, undefined));
    const form = product(this.countOf(item).form, stride);
    return { range: this.facts.bounds(form), form };
  }

  private elementSize(item: ArrayItem): Size {
    if (item.extent.kind === "bytes") this.scopes.set(item.id, atomForm({ key: `end of ${item.id}`, range: POSITIONS }));
    if (item.element.kind === "group") return this.measure(item.element.block);
    const start = this.at;
    const size = this.fieldSize(item.element.field);
    this.advance(size);
    this.records.set(item.element.field.id, { bit: 0, start, end: this.at, size: size.range, available: 0n });
    return size;
  }

  protected countOf(item: ArrayItem): Value {
    const constant = item.extent.kind === "count" ? literal(item.extent.count) : undefined;
    const form = constant === undefined ? atomForm({ key: `count ${item.id}`, range: POSITIONS }) : constantForm(constant);
    return { range: POSITIONS, form };
  }

  private nestedSize(item: Nested): Size {
    const range = this.surroundings.sizeOf(item.packet);
    const keep = item.bound?.keep;
    if (keep !== undefined) {
      const total = between(range.min, undefined);
      this.keepAt(
        keep.id,
        this.after(this.at, this.unknownPart(`inside ${item.id}`, range)),
        this.after(this.at, this.unknown(item.id, total)),
      );
      return this.unknown(item.id, total);
    }
    const bits = single(range);
    return bits === undefined ? this.unknown(item.id, range) : fixed(bits);
  }

  private unknownPart(key: string, range: Interval): Size {
    return { range, form: this.wholeBytes(key, range) };
  }

  private boundedSize(item: Bounded): Size {
    const { at: start } = this;
    const inner = this.measure(item.block);
    this.at = this.after(start, inner);
    const { keep } = item.bound;
    if (keep !== undefined) {
      const stop = this.at;
      this.advance(this.unknown(keep.id, between(0n, undefined)));
      this.keepAt(keep.id, stop, this.at);
    }
    this.scopes.set(item.id, this.here().form);
    return { range: this.facts.bounds(difference(this.at.form, start.form)), form: difference(this.at.form, start.form) };
  }

  private keepAt(id: ItemId, start: EncodeNames["at"], end: EncodeNames["at"]): void {
    this.records.set(id, { bit: 0, start, end, size: between(0n, undefined), available: 0n });
  }
}

export function sizeKey(id: ItemId): string {
  return `size ${id}`;
}
export function optionalKey(id: ItemId): string {
  return `optional ${id}`;
}

/** Unless the size is a plain number, the caller can give any; whether it is right is checked. */
function bytesSize(id: ItemId, type: BytesType): Size {
  const unit = BigInt(type.align ?? 8) / 8n;
  const constant = literal(type.size);
  if (constant !== undefined && constant >= 0n) return fixed(8n * padded(constant, unit));
  const form = atomForm({ key: sizeKey(id), range: between(0n, LARGEST_INPUT / unit) }, 8n * unit);
  return { range: inBits(POSITIONS), form };
}

export function literal(expr: Expr): bigint | undefined {
  return expr.kind === "int" ? expr.value : undefined;
}
