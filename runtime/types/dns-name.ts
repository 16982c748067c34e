/**
 * What `dns_label` and `dns_label_comp` share: the value {@link DnsName}, and the state that their caller owns.
 * Reading needs the base of compression pointers, writing a table of the names written so far (dns-writer.ts).
 */
import type { JsonValue } from "../codec.js";
import { formatName, parseName } from "./dns-text.js";
import { checkName, compareNames, copyName, explainName, labelAt, MAX_NAME, nameLength, sameNames } from "./dns-wire.js";

/**
 * A domain name. It refers to the bytes that it was decoded from, and reads them when asked: it changes if they do, and keeps
 * them alive. `detach()` gives one that has its own.
 */
export class DnsName {
  /** The bytes that hold the name. */
  readonly bytes: DataView;
  /** Where in `bytes` the name starts. */
  readonly at: number;
  /** What its compression pointers count from. */
  readonly base: number;

  /** The bytes must hold a name at `at` that checkName accepts. */
  constructor(bytes: DataView, at: number, base: number) {
    this.bytes = bytes;
    this.at = at;
    this.base = base;
  }

  /** A name in presentation format, absolute, with or without the trailing dot; undefined if it is none. See parseName. */
  static parse(text: string): DnsName | undefined {
    const wire = new Uint8Array(MAX_NAME);
    const end = parseName(text, wire, 0);
    return end < 0 ? undefined : new DnsName(new DataView(wire.buffer, 0, end), 0, 0);
  }

  /** A name in wire form without pointers, no byte more; undefined if it is none. Not copied. */
  static fromWire(wire: Uint8Array): DnsName | undefined {
    const bytes = new DataView(wire.buffer, wire.byteOffset, wire.byteLength);
    const name = new DnsName(bytes, 0, 0);
    return checkName(bytes, 0, wire.length, 0) === wire.length ? name : undefined;
  }

  /** Bytes of the wire form without pointers, 1 to 255. */
  get wireLength(): number {
    return Math.max(1, nameLength(this.bytes, this.at, this.base));
  }

  /** Presentation format (RFC 1035 section 5.1), without the trailing dot; the root is ".". */
  toString(): string {
    return formatName(this.bytes, this.at, this.base);
  }

  /** For JSON.stringify. */
  toJSON(): string {
    return this.toString();
  }

  /** The labels' bytes, first label first, the root not among them; not copied. Allocates. */
  labels(): Uint8Array[] {
    const labels: Uint8Array[] = [];
    const end = this.bytes.byteLength;
    for (let label = labelAt(this.bytes, this.at, this.base, end); label >= 0 && labels.length < 128;) {
      const size = this.bytes.getUint8(label);
      if (size === 0) break;
      labels.push(new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + label + 1, size));
      label = labelAt(this.bytes, label + 1 + size, this.base, end);
    }
    return labels;
  }

  /** The wire form without pointers, in new bytes. */
  toWire(): Uint8Array {
    const wire = new Uint8Array(MAX_NAME);
    const end = copyName(this.bytes, this.at, this.base, wire, 0);
    return wire.slice(0, Math.max(1, end));
  }

  /** The same name in bytes of its own. */
  detach(): DnsName {
    const wire = this.toWire();
    return new DnsName(new DataView(wire.buffer), 0, 0);
  }

  /** The same bytes: upper and lower case differ. */
  equals(other: DnsName): boolean {
    return sameNames(this.bytes, this.at, this.base, other.bytes, other.at, other.base, true);
  }

  /** The same name as DNS has it (RFC 4343): ASCII letters' case ignored. */
  equalsIgnoringCase(other: DnsName): boolean {
    return sameNames(this.bytes, this.at, this.base, other.bytes, other.at, other.base, false);
  }

  /** Canonical order (RFC 4034 section 6.1): negative, 0 or positive. */
  compare(other: DnsName): number {
    return compareNames(this.bytes, this.at, this.base, other.bytes, other.at, other.base);
  }
}

export type Value = DnsName;
/** A text is in presentation format. */
export type Input = DnsName | string;

export { WriteState, begin, rewind, writeState } from "./dns-writer.js";

/** What compression pointers count from: the message's start, as an offset in the DataView. */
export type ReadState = number;

/** Pointers count from the packet's start when the caller says nothing else. */
export function readState(at: number): ReadState {
  return at;
}

export { checkName as check } from "./dns-wire.js";

/** Cheap: the name stays where it is. */
export function read(bytes: DataView, at: number, _end: number, base: ReadState): Value {
  return new DnsName(bytes, at, base);
}

export function print(value: Value): string {
  return value.toString();
}

export function toJson(value: Value): JsonValue {
  return value.toString();
}

export function fromJson(json: JsonValue): Input | undefined {
  return typeof json === "string" ? DnsName.parse(json) : undefined;
}

export function equals(a: Value, b: Value): boolean {
  return a.equals(b);
}

export function explain(bytes: DataView, at: number, end: number, base: ReadState): string {
  return explainName(bytes, at, end, base);
}
