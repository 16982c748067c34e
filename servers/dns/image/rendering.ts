/**
 * Records rendered beforehand: by the generated encoder, as part of a message that begins with the zone's name, so that names in
 * their data are compressed against it. An answer's question ends in the zone's name too, elsewhere: the pointers are
 * moved when the record is copied.
 */
import { encodeDnsRecord, type DnsRecordInput } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { dnsNameFromWire, type WriteState, writeState } from "../../../runtime/types/dns-name.js";
import { RECORD_HEAD } from "./layout.js";

/** An RRset of this size fits in a message of 65,535 bytes with a question (RFC 1035 section 4.2.2). */
const MAX_RENDERING = 65_000;
/** Pointers within a record's data, from its second name to its first, have to stay in reach of 14 bits. */
const MAX_TWO_NAMES = 15_000;

/** The largest rendering of an RRset, in bytes. */
export function maxRendering(type: number): number {
  return compressibleNames(type) === TWO_NAMES ? MAX_TWO_NAMES : MAX_RENDERING;
}

/** Where the names of a type's data stand from its start, where they may be compressed (RFC 3597 section 4); undefined for others. */
export function compressibleNames(type: number): { readonly first: number; readonly count: number } | undefined {
  switch (type) {
    case DnsType.NS:
    case DnsType.CNAME:
    case DnsType.PTR:
    case DnsType.MB:
    case DnsType.MG:
    case DnsType.MR:
      return ONE_NAME;
    case DnsType.MX:
      return MX_NAME;
    case DnsType.SOA:
    case DnsType.MINFO:
      return TWO_NAMES;
    default:
      return undefined;
  }
}

const ONE_NAME = { first: 0, count: 1 };
const MX_NAME = { first: 2, count: 1 };
const TWO_NAMES = { first: 0, count: 2 };

/** Whether renderings of a type have POINTERS before each record. */
export function hasPointers(type: number): boolean {
  return compressibleNames(type) !== undefined;
}

/** Whether the second name of a record's data may be compressed against the first. */
export function hasTwoNames(type: number): boolean {
  return compressibleNames(type) === TWO_NAMES;
}

/** A record as it is rendered. */
export interface Rendered {
  readonly bytes: Uint8Array;
  /** Where its TYPE stands, and its end. */
  readonly start: number;
  readonly end: number;
  /** Its pointers' places from TYPE on, 0 for none. */
  readonly firstPointer: number;
  readonly secondPointer: number;
}

/** Room for the zone's name and most records; and for the largest. */
const USUAL_ROOM = 0x800;
const MOST_ROOM = 0x10000 + 0x200;

/** Renders records of one zone. Its last result stays until the next one. */
export class Renderer implements Rendered {
  #scratch = new DataView(new ArrayBuffer(USUAL_ROOM));
  bytes = new Uint8Array(this.#scratch.buffer);
  readonly start: number;
  end = 0;
  firstPointer = 0;
  secondPointer = 0;
  readonly #state: WriteState = writeState(0);
  readonly #root = nameOf(Uint8Array.of(0));

  /** @param origin the zone's name in wire form */
  constructor(origin: Uint8Array) {
    // The zone's name enters the table of names that pointers may lead to.
    const placed = { name: nameOf(origin), ttl: 0, rdata: { $kind: "Empty", $value: DnsType.ANY } } as const;
    encodeDnsRecord(placed, this.#scratch, 0, this.#state);
    this.start = origin.length + 1;
  }

  /** False where the value has no encoding: the encoder's `explainEncodeDnsRecord` says why. */
  render(type: number, classNumber: number, ttl: number, rdata: DnsRecordInput["rdata"]): boolean {
    const at = this.start - 1;
    const record = { name: this.#root, class: classNumber, ttl, rdata };
    this.end = encodeDnsRecord(record, this.#scratch, at, this.#state);
    if (this.end < 0 && this.#scratch.byteLength < MOST_ROOM) {
      this.#grow();
      this.end = encodeDnsRecord(record, this.#scratch, at, this.#state);
    }
    if (this.end < 0) return false;
    this.#findPointers(type);
    return true;
  }

  /** Only zones with large records need all the room. The zone's name stays where it is. */
  #grow(): void {
    const { bytes } = this;
    this.bytes = new Uint8Array(MOST_ROOM);
    this.bytes.set(bytes);
    this.#scratch = new DataView(this.bytes.buffer);
  }

  #findPointers(type: number): void {
    this.firstPointer = 0;
    this.secondPointer = 0;
    const names = compressibleNames(type);
    if (names === undefined) return;
    const first = nameEnd(this.bytes, this.start + RECORD_HEAD + names.first);
    this.firstPointer = pointerBefore(this.bytes, first, this.start);
    if (names.count > 1) this.secondPointer = pointerBefore(this.bytes, nameEnd(this.bytes, first), this.start);
  }
}

function nameOf(wire: Uint8Array): NonNullable<ReturnType<typeof dnsNameFromWire>> {
  const name = dnsNameFromWire(wire);
  if (name === undefined) throw new Error("not a domain name");
  return name;
}

/** The end of a name that the encoder wrote. */
export function nameEnd(bytes: Uint8Array, at: number): number {
  let position = at;
  for (;;) {
    const size = bytes[position] ?? 0;
    if (size === 0) return position + 1;
    if (size >= 0xc0) return position + 2;
    position += 1 + size;
  }
}

/** The place, counted from `start`, of the pointer that a name ends with; 0 where it ends with the root. */
function pointerBefore(bytes: Uint8Array, end: number, start: number): number {
  // The root's zero would be the second byte of a pointer only in one to 0, whose first byte is 0xc0.
  return (bytes[end - 2] ?? 0) >= 0xc0 && end - start > RECORD_HEAD + 1 ? end - 2 - start : 0;
}
