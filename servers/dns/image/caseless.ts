/**
 * Records that differ only in the case of names in their data are one. That holds for the types that were there before RFC 3597: the data
 * of all later types is compared byte by byte (its section 6), so that all servers agree, whether they know a type or not.
 */
import { DnsType } from "../../../generated/dns/types.js";
import type { Arena } from "./arena.js";
import { HEAD, RECORD_HEAD } from "./layout.js";
import { LOWER } from "./name-key.js";
import type { Rendered } from "./rendering.js";

/** What a type's data begins with: bytes, character strings, names. */
interface Shape {
  readonly bytes: number;
  readonly texts: number;
  readonly names: number;
}

const SHAPES: ReadonlyMap<number, Shape> = /* @__PURE__ */ makeShapes();

/** RFC 4034 section 6.2; RFC 6840 section 5.1 takes NSEC out. MD, MF, NXT and A6 have no fields here: to us they are bytes. */
function makeShapes(): Map<number, Shape> {
  const { NS, CNAME, PTR, MB, MG, MR, DNAME, SOA, MINFO, RP, MX, AFSDB, RT, KX, PX, SRV, NAPTR, SIG, RRSIG } = DnsType;
  const shapes = new Map<number, Shape>();
  const note = (types: readonly number[], bytes: number, names: number, texts = 0): void =>
    types.forEach((type) => shapes.set(type, { bytes, texts, names }));
  note([NS, CNAME, PTR, MB, MG, MR, DNAME], 0, 1);
  note([SOA, MINFO, RP], 0, 2);
  note([MX, AFSDB, RT, KX], 2, 1);
  note([PX], 2, 2);
  note([SRV], 6, 1);
  note([NAPTR], 4, 1, 3);
  note([SIG, RRSIG], 18, 1);
  return shapes;
}

/** Whether the data of a type has names whose case does not count. */
export function hasCaselessNames(type: number): boolean {
  return SHAPES.has(type);
}

/** A rendered record that is being read: see `rendering.ts`. */
class Cursor {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  /** Where it goes on behind a name whose end was a pointer; -1 if none was. */
  #behind = -1;
  #typeAt = 0;

  /** @param typeAt where the record's TYPE stands */
  load(bytes: Uint8Array, typeAt: number): void {
    this.bytes = bytes;
    this.#typeAt = typeAt;
    this.at = typeAt + RECORD_HEAD;
    this.#behind = -1;
  }

  /** The size of the label that stands here, or where a pointer leads to: names are rendered in a message that begins with the zone's. */
  label(arena: Arena, own: Uint8Array): number {
    for (;;) {
      const size = this.bytes[this.at] ?? 0;
      if (size < 0xc0) return size;
      const target = ((size & 0x3f) << 8) | (this.bytes[this.at + 1] ?? 0);
      if (this.#behind < 0) this.#behind = this.at + 2;
      const originLength = arena.word(HEAD.ORIGIN_LENGTH << 2);
      const isOrigin = target < originLength;
      this.bytes = isOrigin ? arena.bytes : own;
      this.at = isOrigin ? arena.word(HEAD.ORIGIN << 2) + target : this.#typeAt + target - originLength - 1;
    }
  }

  /** From the root of a name to what follows the name. */
  leaveName(own: Uint8Array): void {
    this.at = this.#behind < 0 ? this.at + 1 : this.#behind;
    this.bytes = own;
    this.#behind = -1;
  }
}

/** Compares the rendered records of one image. */
export class CaselessData {
  readonly #arena: Arena;
  readonly #one = new Cursor();
  readonly #other = new Cursor();

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** Whether two records of a type have the same data but for the case of names. @param typeAt where the TYPE of the arena's stands */
  isSame(type: number, typeAt: number, end: number, rendered: Rendered): boolean {
    const shape = SHAPES.get(type);
    if (shape === undefined) return false;
    this.#one.load(this.#arena.bytes, typeAt);
    this.#other.load(rendered.bytes, rendered.start);
    if (!this.#sameBytes(shape.bytes)) return false;
    for (let text = 0; text < shape.texts; text++) if (!this.#sameBytes(1 + (this.#one.bytes[this.#one.at] ?? 0))) return false;
    for (let name = 0; name < shape.names; name++) if (!this.#sameName(rendered.bytes)) return false;
    const left = end - this.#one.at;
    return left === rendered.end - this.#other.at && this.#sameBytes(left);
  }

  #sameBytes(count: number): boolean {
    const one = this.#one;
    const other = this.#other;
    for (let index = 0; index < count; index++) if (one.bytes[one.at++] !== other.bytes[other.at++]) return false;
    return true;
  }

  #sameName(rendered: Uint8Array): boolean {
    const one = this.#one;
    const other = this.#other;
    const own = this.#arena.bytes;
    for (;;) {
      const size = one.label(this.#arena, own);
      if (size !== other.label(this.#arena, rendered)) return false;
      if (size === 0) break;
      for (let index = 1; index <= size; index++)
        if (LOWER[one.bytes[one.at + index] ?? 0] !== LOWER[other.bytes[other.at + index] ?? 0]) return false;
      one.at += 1 + size;
      other.at += 1 + size;
    }
    one.leaveName(own);
    other.leaveName(rendered);
    return true;
  }
}
