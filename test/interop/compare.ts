/** Our fields against tshark's, place by place: same bits, same value, under the name that the tables say. */
import type { DissectedFrame, DissectedLayer, JsonValue, TracedField } from "../support/capture/types.js";
import { type Named, type Names, type ProtocolTable, type Tables, expectationFor, isUnseen, namedOf } from "./fields/table.js";
import { FieldIndex } from "./field-index.js";
import { patternOf, valueAt } from "./ours/path.js";
import type { Tally } from "./tally.js";
import type { TsharkFrame } from "./tshark.js";
import { type Reading, Tags, agrees } from "./values.js";

interface Spot {
  readonly layer: DissectedLayer;
  readonly table: ProtocolTable;
  readonly field: TracedField;
  readonly place: string;
  readonly where: string;
}

function namesOf(names: Names): readonly string[] {
  return typeof names === "string" ? [names] : names;
}

export class Comparison {
  private readonly tags = new Tags();

  constructor(
    private readonly tables: Tables,
    readonly tally: Tally,
  ) {}

  /** `bytes` is the frame that both sides read. */
  add(file: string, bytes: Uint8Array, ours: DissectedFrame, theirs: TsharkFrame): void {
    const index = new FieldIndex(theirs, bytes);
    for (const failure of ours.failures) {
      this.tally.difference(
        failure.packet,
        `${failure.packet}: ${failure.expected}`,
        `${file} ${theirs.number.toString()}: ${failure.message}`,
      );
    }
    const compared = new Set<string>();
    for (const layer of ours.layers) {
      const table = this.tables[layer.packet];
      if (table === undefined) throw new Error(`no table for ${layer.packet}`);
      compared.add(table.protocol);
      for (const field of layer.fields) this.addField({ layer, table, field, ...placeNames(layer, field, file, theirs.number) }, index);
    }
    for (const protocol of compared) this.tally.packet(protocol);
  }

  private addField(spot: Spot, index: FieldIndex): void {
    if (spot.field.bitLength === 0) return;
    const expectation = expectationFor(spot.table.fields, patternOf(spot.field.path));
    if (expectation === undefined) this.tally.unknown(spot.place, suggestions(spot.field, index));
    else if (isUnseen(expectation)) this.tally.unseen(spot.place, expectation.unseen);
    else this.addExpected(spot, namedOf(expectation), index);
  }

  private addExpected(spot: Spot, named: Named, index: FieldIndex): void {
    const { names, prefix = 0, sometimes } = named;
    const bitStart = spot.field.start * 8 + spot.field.firstBit + prefix * 8;
    const bitLength = spot.field.bitLength - prefix * 8;
    if (bitLength === 0) return;
    const wanted = namesOf(names);
    const found = index.find({ bitStart, bitLength }, wanted);
    if (found !== undefined) this.addValues(spot, valueOf(spot, named), found);
    else if (sometimes !== undefined) this.tally.unseen(spot.place, sometimes);
    else this.differs(spot, `tshark has no ${wanted.join(" or ")} there`);
  }

  private addValues(spot: Spot, value: JsonValue | undefined, found: Reading): void {
    const littleEndian = spot.table.littleEndian === true;
    if (value !== undefined && agrees(value, found, spot.place, this.tags, littleEndian)) this.tally.agreement(spot.table.protocol);
    else this.differs(spot, `ours ${JSON.stringify(value)}, tshark ${found.name} ${found.show} (${found.raw.toString(16)})`);
  }

  private differs(spot: Spot, what: string): void {
    this.tally.difference(spot.table.protocol, spot.place, `${spot.where}: ${what}`);
  }
}

/** A classified field may be named after its contents: the value then stands under that name, beside it. */
function valueOf(spot: Spot, { sibling }: Named): JsonValue | undefined {
  if (sibling === undefined) return spot.field.value;
  return valueAt(spot.layer.json, spot.field.path.replace(/[^.]*$/, sibling));
}

function placeNames(
  layer: DissectedLayer,
  field: TracedField,
  file: string,
  number: number,
): { readonly place: string; readonly where: string } {
  return { place: `${layer.packet} ${patternOf(field.path)}`, where: `${file} ${number.toString()} byte ${field.start.toString()}` };
}

/** What tshark calls the very same bits, or those behind a length: for whoever extends the tables. */
function suggestions(field: TracedField, index: FieldIndex): readonly string[] {
  const bitStart = field.start * 8 + field.firstBit;
  return [0, 1, 4].flatMap((prefix) => {
    const found = index.at({ bitStart: bitStart + prefix * 8, bitLength: field.bitLength - prefix * 8 });
    return found.map((candidate) => (prefix === 0 ? candidate.name : `${prefix.toString()}:${candidate.name}`));
  });
}
