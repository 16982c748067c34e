/** Names of a reply, read by hand from its bytes: the decoder that the server is built with is not asked. */
import { DnsType } from "../../../generated/dns/types.js";

const HEADER = 12;
const QUESTION_REST = 4;
const RECORD_REST = 10;

/** Where compressed names stand in the data of a type (RFC 1035 section 3.3, 3597 section 4): how many bytes before, and how many names. */
const NAMES_IN_DATA: ReadonlyMap<number, { readonly skip: number; readonly names: number }> = new Map([
  [DnsType.NS, { skip: 0, names: 1 }],
  [DnsType.CNAME, { skip: 0, names: 1 }],
  [DnsType.PTR, { skip: 0, names: 1 }],
  [DnsType.DNAME, { skip: 0, names: 1 }],
  [DnsType.SOA, { skip: 0, names: 2 }],
  [DnsType.MX, { skip: 2, names: 1 }],
  [DnsType.SRV, { skip: 6, names: 1 }],
]);

class Names {
  readonly #view: DataView;
  /** Where labels of names stand that came before: what a pointer may point to. */
  readonly #labels = new Set<number>();

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The end of the name at a place; throws what is wrong with it. */
  end(start: number): number {
    let at = start;
    const seen: number[] = [];
    for (;;) {
      const byte = this.#view.getUint8(at);
      if (byte >= 0xc0) {
        const target = this.#view.getUint16(at) & 0x3fff;
        if (!this.#labels.has(target)) throw new Error(`the pointer at ${at} points to ${target}, where no earlier name has a label`);
        for (const label of seen) this.#labels.add(label);
        return at + 2;
      }
      if (byte > 63) throw new Error(`a label of ${byte} bytes at ${at}`);
      seen.push(at);
      if (byte === 0) break;
      at += 1 + byte;
    }
    for (const label of seen) this.#labels.add(label);
    return at + 1;
  }

  /** The end of the record at a place. */
  recordEnd(start: number): number {
    const head = this.end(start);
    const data = head + RECORD_REST;
    const end = data + this.#view.getUint16(head + 8);
    const { skip, names } = NAMES_IN_DATA.get(this.#view.getUint16(head)) ?? { skip: 0, names: 0 };
    let at = data + skip;
    for (let name = 0; name < names; name++) at = this.end(at);
    if (at > end) throw new Error(`a name goes beyond the record at ${start}`);
    return end;
  }
}

/** What is wrong with a message's names, counts or length; undefined where nothing is. Pointers have to point to earlier names. */
export function problemOfNames(message: Uint8Array): string | undefined {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const names = new Names(message);
  let at = HEADER;
  try {
    for (let left = view.getUint16(4); left > 0; left--) at = names.end(at) + QUESTION_REST;
    for (let left = view.getUint16(6) + view.getUint16(8) + view.getUint16(10); left > 0; left--) at = names.recordEnd(at);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return at === message.length ? undefined : `${message.length - at} bytes behind the last record`;
}
