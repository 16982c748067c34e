/** Elements without bytes that hold arrays of such: so many rounds of loops, all over nothing. */
import type { ArrayItem, Block, Item, PacketIndex } from "../ir/ir.js";
import { report } from "../diagnostics/diagnostic.js";
import { HARMLESS_COUNT } from "./decode-array.js";
import { larger } from "./interval.js";
import type { PacketRecord, Surroundings } from "./record.js";

type Records = ReadonlyMap<PacketIndex, PacketRecord>;

/** Reports arrays in which a few bytes make more rounds than one array alone may make. */
export function reportIdle(records: Records, surroundings: Surroundings): void {
  const rounds = new IdleRounds(records, surroundings);
  for (const index of records.keys()) rounds.ofPacket(index);
}

/** The most rounds that decoding can make without reading a byte. */
class IdleRounds {
  readonly #known = new Map<PacketIndex, bigint>();

  constructor(
    readonly records: Records,
    readonly surroundings: Surroundings,
  ) {}

  ofPacket(index: PacketIndex): bigint {
    const known = this.#known.get(index);
    const record = this.records.get(index);
    if (known !== undefined || record === undefined) return known ?? 0n;
    // A packet that contains itself has read something before.
    this.#known.set(index, 0n);
    const found = this.#ofBlock(record.packet.body, record);
    this.#known.set(index, found);
    return found;
  }

  #ofBlock({ items }: Block, record: PacketRecord): bigint {
    return items.reduce((sum, item) => sum + this.#ofItem(item, record), 0n);
  }

  #ofItem(item: Item, record: PacketRecord): bigint {
    switch (item.kind) {
      case "nested":
        return this.ofPacket(item.packet);
      case "bounded":
        return this.#ofBlock(item.block, record);
      case "classify":
        return item.arms.reduce((most, { block }) => larger(most, this.#ofBlock(block, record)), 0n);
      case "array":
        return this.#ofArray(item, record);
      default:
        return 0n;
    }
  }

  #ofArray(item: ArrayItem, record: PacketRecord): bigint {
    const inner = item.element.kind === "group" ? this.#ofBlock(item.element.block, record) : 0n;
    const { element, count } = record.items.get(item.id) ?? {};
    if ((element?.min ?? 0n) > 0n) return 0n;
    const most = count?.range.max;
    if (most === undefined || most > HARMLESS_COUNT || inner > HARMLESS_COUNT) return 0n; // reported where it began
    const rounds = most * (inner + 1n);
    if (rounds > HARMLESS_COUNT && inner > 0n) this.#report(item, most, inner);
    return rounds;
  }

  #report({ name, span }: ArrayItem, most: bigint, inner: bigint): void {
    const message = `an element of \`${name}\` can be empty, there can be ${most} of them, and ${inner} more in each`;
    const help = `limit the counts, so that all are at most ${HARMLESS_COUNT}`;
    this.surroundings.findings.diagnostic(report("MPL1007", span, message, { help }));
  }
}
