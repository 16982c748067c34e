/**
 * The walk over a value to be encoded, emitted in three modes from one plan: `measure` validates everything and gives the
 * end; `write` writes what was measured and can't fail; `explain` measures again and reports what is impossible.
 *
 * Computed fields often depend on what stands behind them. A task waits until its facts are known; then its code is
 * emitted. A task of an arm or optional part that is still waiting when the part closes moves out, with its numbers kept in
 * hoisted variables.
 */
import type { ArrayItem, Block, Expr, Field, Item, ItemId } from "../../ir/ir.js";
import { checksumOrder, summedOf } from "../checksums.js";
import { type Cursor, endPosition, position } from "../cursor.js";
import { difference } from "../decode/fields.js";
import { placeOf, unitBlock, unitStart, wrapSum } from "../decode/walker.js";
import { FunctionWalker, type Kept, type Part } from "../function-walker.js";
import { countsRemaining } from "../../ir/walk.js";
import { type PartEnds, partEnds } from "../part-end.js";
import { mergeTests } from "../merge.js";
import { type PacketModel, stateVariable } from "../model.js";
import type { Module } from "../module.js";
import { quote } from "../names.js";
import type { FactCode } from "../expression.js";
import type { Aspect, FactKey, UnitKey } from "../uses.js";
import { SIZING, type Sizing, type SizingKind } from "./sizing.js";
import { NotKnownInTime } from "./problem.js";

/** Values of `limit` besides positions. */
export const OWN_END = "-1";
export const NOT_KNOWN = "-2";

export type EncodeMode = "measure" | "write" | "explain";

const FUNCTION_NAMES = ["value", "bytes", "at", "origin", "depth", "limit", "report", "path", "element", "sums"];

export class EncodeWalker extends FunctionWalker {
  /** Code of the object whose fields are being encoded. */
  object = "value";
  path = "${path}";
  part: Part = { end: undefined };
  cursor: Cursor;
  /** The element is a nested packet itself, without an object around it. */
  isFlat = false;
  /** Code of the scalar element that is being encoded, in a loop. */
  elementInput: string | undefined;
  /** Values that classifies give to the fields that they took over: known at the field. */
  readonly takenValues = new Map<ItemId, string>();
  /** Bit fields that are written with their word. */
  readonly wordFields = new Set<ItemId>();
  /** Items behind which nothing stands in their part. */
  readonly lastItems = new Set<ItemId>();
  /** Whether the last element of an `until` array said that it is the last, by array. */
  readonly lastVariables = new Map<ItemId, string>();
  /** Measures the items that stand behind the current one, ahead of their place. */
  learnAhead: (expr: Expr) => ReadonlyMap<FactKey, FactCode> = () => new Map();
  elementParameters: readonly { readonly name: string; readonly type: string }[] = [];
  /** The part in which the function's packet or element stands as a whole. */
  readonly ownPart = this.part;
  /**
   * Whether the function is told where that part ends: `limit`. OWN_END says that it is the end of the packet itself,
   * NOT_KNOWN that only the size is asked for by now.
   */
  readonly takesLimit: boolean;
  /** Whether the function counts how deep the packet stands in itself: `depth`. */
  readonly countsDepth: boolean;
  /** While something is measured ahead of its place. */
  isAhead = false;
  /** Code for the sizes of what was measured so. */
  readonly sizesAhead = new Map<ItemId, string>();

  constructor(
    module: Module,
    model: PacketModel,
    readonly unit: UnitKey,
    public mode: EncodeMode,
    /** Whether the function only measures, and with the packet's arguments or not: `none` is one that does everything. */
    readonly kind: SizingKind,
    readonly sizing: Sizing,
  ) {
    super(module, model, model.encode.of(unit), model.encode, [...FUNCTION_NAMES, ...model.needs.states.map(stateVariable)]);
    this.cursor = unitStart(module, model, unit);
    this.takesLimit = mode !== "write" && kind === "none" && this.#asksEnd();
    this.isAhead = this.isSizing;
    this.countsDepth = mode !== "write" && model.packet.recursive;
  }

  /** Whether the function only measures. */
  get isSizing(): boolean {
    return this.kind !== "none";
  }

  /** Behind the function's name. */
  get suffix(): string {
    return this.isSizing ? SIZING : "";
  }

  protected override knowsParams(): boolean {
    return this.kind !== "blind";
  }

  override param(index: number): string {
    if (this.kind !== "blind") return super.param(index);
    const { packet } = this.model;
    throw new NotKnownInTime(packet.params[index]?.span ?? packet.span, `the size of \`${packet.name}\` depends on this argument`);
  }

  #asksEnd(): boolean {
    const item = this.unit === undefined ? undefined : this.model.packet.items[this.unit];
    return item?.kind === "array" ? this.partEnds.elementAsks(item) : this.partEnds.asks(this.model.packet);
  }

  get partEnds(): PartEnds {
    return partEnds(this.module.program.program);
  }

  protected here(): { readonly part: Part; readonly from: string } {
    return { part: this.part, from: endPosition(this.cursor) };
  }

  protected unknown(aspect: Aspect, id: ItemId): Error {
    const item = this.model.packet.items[id];
    if (item === undefined) return new Error(`${this.model.packet.name}: ${aspect} of item ${id} is not known here`);
    return new NotKnownInTime(item.span, `encoding needs \`${item.name}\` before it can be computed`);
  }

  get block(): Block {
    return unitBlock(this.model, this.unit);
  }

  get origin(): string {
    return this.unit === undefined ? "at" : "origin";
  }

  /** Whether checksums are left to the packet around this element, which completes the bytes that they cover. */
  get isQueuing(): boolean {
    const item = this.unit === undefined ? undefined : this.model.packet.items[this.unit];
    return this.writes && item?.kind === "array" && checksumOrder(this.model.packet).reachesOut(item);
  }

  /** Of a checksum, or an array that holds some. */
  rankOf(item: Field | ArrayItem): number {
    return checksumOrder(this.model.packet).rank(item, summedOf(this.block));
  }

  inWord(id: ItemId): boolean {
    return this.wordFields.has(id);
  }

  get writes(): boolean {
    return this.mode === "write";
  }

  line(...code: string[]): void {
    for (const text of code) if (text !== "") mergeTests(this.lines, text);
  }

  // Failing

  /** Whether what is given is certain to be what an expression says. What remains behind a part is for whoever encodes around it to say. */
  isProved(item: Item, kind: "size-matches" | "count-matches" | "require", expr: Expr): boolean {
    return !countsRemaining(expr) && this.module.layout.proved(this.model.packet, item.id, kind, "encode");
  }

  /** A statement for a check: nothing when writing, which comes after measuring. */
  require(test: string, item: { readonly name: string; readonly span: Item["span"] }, expected: string, found: string): void {
    if (this.writes) return;
    this.line(`if (${test}) ${this.impossible(item, expected, found)}`);
  }

  /** What goes on to the end of its part, as its last item: something may stand behind the packet that it is in. */
  requireAtEnd(end: string, item: { readonly name: string; readonly span: Item["span"] }, unless = ""): void {
    if (this.part !== this.ownPart || !this.takesLimit || this.isAhead) return;
    this.require(`${unless}limit >= 0 && limit !== ${wrapSum(end)}`, item, quote("nothing behind it"), quote("more"));
  }

  requireRange(
    broken: string,
    item: { readonly name: string; readonly span: Item["span"] },
    bounds: { min: bigint; max: bigint },
    found: string,
  ): void {
    if (this.writes) return;
    const [min, max] = [literal(bounds.min), literal(bounds.max)];
    const test = `report.outOfRange(\`${this.pathOf(item)}\`, ${found}, ${min}, ${max}, ${quote(placeOf(item.span))})`;
    this.line(`if (${this.mode === "explain" ? test : broken}) return -1;`);
  }

  impossible(item: { readonly name: string; readonly span: Item["span"] }, expected: string, found: string): string {
    if (this.mode !== "explain") return "return -1;";
    return `return report.impossible(\`${this.pathOf(item)}\`, ${expected}, ${found}, ${quote(placeOf(item.span))});`;
  }

  pathOf(item: { readonly name: string }): string {
    return item.name === "" ? this.path : `${this.path}.${item.name}`;
  }

  inPath<T>(item: { readonly name: string }, walk: () => T): T {
    const outer = this.path;
    this.path = this.pathOf(item);
    const result = walk();
    this.path = outer;
    return result;
  }

  /** What had to wait fails at its own place, wherever its code comes to stand. */
  override whenKnown(...[exprs, codes, emit, options]: Parameters<FunctionWalker["whenKnown"]>): void {
    const own = this.path;
    const inPlace: typeof emit = (kept) => {
      const outer = this.path;
      this.path = own;
      emit(kept);
      this.path = outer;
    };
    super.whenKnown(exprs, codes, inPlace, options);
  }

  /** Waits until the enclosing part has ended. */
  whenEnded(codes: readonly Kept[], emit: (codes: readonly string[]) => void, exprs: readonly Expr[] = []): void {
    const { part } = this;
    const ended: Expr = { kind: "remaining", type: "int", span: this.model.packet.span };
    this.whenKnown([ended, ...exprs], codes, (kept) => {
      const outer = this.part;
      this.part = part;
      emit(kept);
      this.part = outer;
    });
  }

  endOfPart(): string {
    if (this.part.end === undefined) throw new Error("the part has not ended");
    return this.part.end;
  }

  /** Measures something ahead of its place, to learn a size that an earlier field needs; leaves no trace but code. */
  ahead(walk: () => void): string {
    const outer = { mode: this.mode, cursor: this.cursor, isAhead: this.isAhead };
    const size = this.hoist("ahead", { kind: "number", code: "0" });
    const variable = size.kind === "range" ? "" : size.code;
    const start = this.anchor("ahead_start", position(this.cursor)).base;
    this.mode = this.mode === "write" ? "measure" : this.mode;
    this.cursor = { base: start, bits: 0 };
    this.isAhead = true;
    this.line("{");
    this.forgetting(walk);
    this.line(`${variable} = ${difference(endPosition(this.cursor), start)};`, "}");
    this.mode = outer.mode;
    this.cursor = outer.cursor;
    this.isAhead = outer.isAhead;
    return variable;
  }

  anchor(name: string, code: string): Cursor {
    const variable = this.locals.claimLocal(name);
    this.line(`const ${variable} = ${code};`);
    return { base: variable, bits: 0 };
  }

  keyOf(id: ItemId): string {
    const key = this.model.keys.get(id);
    if (key === undefined) throw new Error(`${this.model.packet.name}: item ${id} is no property`);
    return key;
  }

  /** Code of an item's property in the object that is being encoded. */
  property(id: ItemId): string {
    return this.isFlat ? this.object : `${this.object}.${this.keyOf(id)}`;
  }

  typeOf(block: Block): string {
    const type = this.model.types.get(block);
    if (type === undefined) throw new Error("a block without a type");
    return type;
  }
}

function literal(value: bigint): string {
  return value > 2n ** 53n || value < -(2n ** 53n) ? `${value}n` : String(value);
}
