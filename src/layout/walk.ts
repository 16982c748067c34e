/** The state of a walk through a packet in the order of its bytes, and the steps that all kinds of items share. */
import type { Block, Expr, Item, ItemId, Packet, Target } from "../ir/ir.js";
import { partsOf } from "../ir/walk.js";
import type { DiagnosticCode } from "../diagnostics/codes.js";
import { report, type DiagnosticDetails } from "../diagnostics/diagnostic.js";
import type { Span } from "../diagnostics/source.js";
import { add } from "./arithmetic.js";
import { decide, evaluate } from "./evaluate.js";
import { Facts } from "./facts.js";
import { POSITIONS } from "./fields.js";
import { between, exactly, larger, tighten, ZERO } from "./interval.js";
import type { Interval, Obligation } from "./layout.js";
import { LONGEST_FORM, NOTHING, atomForm, constantForm, difference, formKey, product, sum, type Form } from "./linear.js";
import { Symbols, opaque, type Meaning, type Value } from "./meaning.js";
import type { ItemRecord, NestedUse, Position, Surroundings } from "./record.js";
import { because } from "./claims.js";
import { bytesForm, inBytes } from "./units.js";

/** A size in bits. */
export interface Size {
  readonly range: Interval;
  readonly form: Form;
}
export const NO_SIZE: Size = { range: ZERO, form: NOTHING };

/** What looking at an item finds. */
export interface Found {
  readonly size: Size;
  readonly value?: Interval;
  readonly element?: Interval;
  readonly count?: Value;
  /** Of an array whose elements share bytes: the bit on which it ends. */
  readonly endBit?: number;
}
/** Fixed parts that follow each other: one bounds check is enough for them. */
export interface Run {
  readonly first: Item;
  last: Item;
  readonly bit: number;
  readonly available: bigint;
  size: bigint;
}

const START: Position = { range: ZERO, form: NOTHING, relative: ZERO, since: ZERO };

export abstract class Walk implements Meaning {
  readonly values: Map<Expr, Value> = new Map();
  readonly symbols: Symbols = new Symbols();
  readonly records: Map<ItemId, ItemRecord> = new Map();
  /** What const, min and max of integer fields and booleans allow. */
  readonly allowed: Map<ItemId, Interval> = new Map();
  readonly uses: NestedUse[] = [];
  at: Position = START;
  /** Where the innermost bounded part ends, in bytes from the packet's start. */
  end: Form = atomForm({ key: "end", range: POSITIONS });
  bit = 0;
  /** Of the bit fields that have begun the present byte. */
  order: "msb" | "lsb" | undefined = undefined;
  /** Something was reported to stand in the middle of a byte: all that follows is moved. */
  isMisaligned = false;
  run: Run | undefined = undefined;
  /** In an element that begins on any bit. */
  isBitwise = false;
  /** The item that is being looked at. */
  item: ItemId = 0;

  constructor(
    readonly packet: Packet,
    readonly surroundings: Surroundings,
    readonly facts: Facts = new Facts(),
  ) {}

  abstract block(block: Block): void;
  abstract field(target: Target): Value;
  abstract offset(target: Target): Value;
  abstract sizeOf(target: Target): Value;
  abstract count(target: Target): Value;
  abstract present(target: Target): Value;
  abstract param(index: number): Value;
  abstract remaining(): Value;
  abstract operation(kind: "division" | "shift", expr: Expr, right: Expr, range: Interval, certain: boolean): void;

  /** An integer, with its range noted. */
  number(expr: Expr): Value {
    const value = evaluate(expr, this);
    this.noteRanges(expr);
    return value;
  }

  /** Whether something has been evaluated that may have no value: a division by zero, a shift too far. */
  mayFail = false;

  /** Whether a condition holds whatever the input, and can be evaluated. */
  certainly(expr: Expr): { readonly holds: boolean | undefined; readonly isProved: boolean } {
    this.mayFail = false;
    const holds = this.condition(expr);
    return { holds, isProved: holds === true && !this.mayFail };
  }

  condition(expr: Expr): boolean | undefined {
    const holds = decide(expr, this);
    this.noteRanges(expr);
    return holds;
  }

  private noteRanges(expr: Expr): void {
    const pending: Expr[] = [expr];
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      const value = this.values.get(part);
      if (value !== undefined) this.surroundings.findings.range(part, value.range);
      pending.push(...partsOf(part));
    }
  }

  advance(size: Size): void {
    this.at = this.after(this.at, size);
  }

  after(start: Position, size: Size): Position {
    const form = sum(start.form, size.form);
    const range = tighten(add(start.range, size.range), this.facts.bounds(form));
    return { range, form: this.shorten(form, range), relative: add(start.relative, size.range), since: add(start.since, size.range) };
  }

  /** Bits are added up apart from the rest, so that what is left is whole bytes. */
  private shorten(form: Form, range: Interval): Form {
    if (form.terms.size <= LONGEST_FORM) return form;
    return this.wholeBytes(`at ${this.item} ${this.records.size}`, range);
  }

  /** A number of bits of which only the range is known, and that it is `bit` more than whole bytes. */
  wholeBytes(key: string, bits: Interval): Form {
    const rest = (bits.min ?? 0n) % 8n;
    const range = between(floorToBytes(bits.min), floorToBytes(bits.max));
    return sum(constantForm(rest), atomForm({ key, range }, 8n));
  }

  /** Where the walk is, in bytes. */
  here(): Value {
    return this.inBytes(this.at.form, this.at.range);
  }

  inBytes(bits: Form, range: Interval): Value {
    const form = bytesForm(bits) ?? opaque(`bytes ${formKey(bits)}`, inBytes(range), this);
    return { range: tighten(tighten(inBytes(range), this.facts.bounds(form)), POSITIONS), form };
  }

  /** Bits from here to the end of the innermost bounded part. */
  restForm(): Form {
    return difference(product(this.end, 8n), this.at.form);
  }

  availableBytes(): bigint {
    const least = this.facts.lowerBound(this.restForm());
    return least === undefined ? 0n : larger(least, 0n) / 8n;
  }

  oblige(kind: Obligation["kind"], direction: Obligation["direction"], span: Span, claim: string, proof: string | undefined): void {
    const { packet, item } = this;
    const reason = proof === undefined ? {} : { because: proof };
    this.surroundings.findings.obligation({
      packet: packet.index,
      item,
      span,
      kind,
      direction,
      proved: proof !== undefined,
      claim,
      ...reason,
    });
  }

  /** Where nothing can get, nothing is wrong. */
  report(code: DiagnosticCode, span: Span, message: string, details: DiagnosticDetails = {}): void {
    if (!this.facts.impossible) this.surroundings.findings.diagnostic(report(code, span, message, details));
  }

  /** Reports an item that has to stand on bytes and does not, and goes on as if it did. */
  onByte(item: { readonly name: string; readonly span: Span }, what: "starts" | "ends"): void {
    if (this.bit === 0) return;
    const message = `\`${item.name}\` ${what} ${this.bit === 1 ? "1 bit" : `${this.bit} bits`} into a byte`;
    this.report("MPL1001", item.span, message, {
      help: "only bit fields, labels, classifies and counted arrays stand in the middle of a byte",
    });
    this.isMisaligned = true;
    this.advance(fixed(BigInt(8 - this.bit)));
    this.bit = 0;
    this.order = undefined;
  }

  because(expr: Expr): string {
    return because(this, expr);
  }
}

export function fixed(bits: bigint): Size {
  return { range: exactly(bits), form: constantForm(bits) };
}

function floorToBytes(bits: bigint | undefined): bigint | undefined {
  return bits === undefined ? undefined : bits / 8n;
}
