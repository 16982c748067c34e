/**
 * What `dns_label` and `dns_label_comp` share: the value {@link DnsName}, and the state that their caller owns.
 * Reading needs the base of compression pointers, writing a table of the names written so far (dns-writer.ts).
 */
import type { JsonValue } from "../codec.js";
import { NameSource } from "./dns-source.js";
import { parseName } from "./dns-text.js";
import { checkName, compareNames, copyName, explainName, labelAt, MAX_NAME, nameLength, sameNames } from "./dns-wire.js";

/**
 * A domain name. It refers to the bytes that it was decoded from, keeps them alive, and reads them when asked: they must stay as
 * they are while it is in use. {@link detachDnsName} gives one that has its own. What else can be done with names are functions,
 * so that a bundle has only those that are called.
 */
export class DnsName {
  /** What it shares with the other names of its message. */
  readonly source: NameSource;
  /** Where in `bytes` the name starts. */
  readonly at: number;

  /** The source's bytes must hold a name at `at` that checkName accepts. */
  constructor(source: NameSource, at: number) {
    this.source = source;
    this.at = at;
  }

  /** The bytes that hold the name. */
  get bytes(): DataView {
    return this.source.bytes;
  }

  /** What its compression pointers count from. */
  get base(): number {
    return this.source.base;
  }

  /** Presentation format (RFC 1035 section 5.1), without the trailing dot; the root is ".". */
  toString(): string {
    return this.source.text(this.at);
  }

  /** For JSON.stringify. */
  toJSON(): string {
    return this.toString();
  }
}

/** A name in presentation format, absolute, with or without the trailing dot; undefined if it is none. See parseName. */
export function parseDnsName(text: string): DnsName | undefined {
  const wire = new Uint8Array(MAX_NAME);
  const end = parseName(text, wire, 0);
  return end < 0 ? undefined : nameOf(new DataView(wire.buffer, 0, end));
}

/** A name in wire form without pointers, no byte more; undefined if it is none. Not copied. */
export function dnsNameFromWire(wire: Uint8Array): DnsName | undefined {
  const bytes = new DataView(wire.buffer, wire.byteOffset, wire.byteLength);
  return checkName(bytes, 0, wire.length, 0) === wire.length ? nameOf(bytes) : undefined;
}

/** Bytes that hold one name without pointers. */
function nameOf(bytes: DataView): DnsName {
  return new DnsName(new NameSource(bytes, 0), 0);
}

/** Bytes of the wire form without pointers, 1 to 255. */
export function dnsNameWireLength({ bytes, at, base }: DnsName): number {
  return Math.max(1, nameLength(bytes, at, base));
}

/** The wire form without pointers, in new bytes. */
export function dnsNameToWire({ bytes, at, base }: DnsName): Uint8Array {
  const wire = new Uint8Array(MAX_NAME);
  const end = copyName(bytes, at, base, wire, 0);
  return wire.slice(0, Math.max(1, end));
}

/** In 255 bytes, of which the root takes one (RFC 1035 section 3.1). Bytes that nobody checked may go round in circles. */
const MOST_LABELS = 127;

/** The labels' bytes, first label first, the root not among them; not copied. Allocates. */
export function dnsLabels({ bytes, at, base }: DnsName): Uint8Array[] {
  const labels: Uint8Array[] = [];
  const end = bytes.byteLength;
  for (let label = labelAt(bytes, at, base, end); label >= 0 && labels.length < MOST_LABELS;) {
    const size = bytes.getUint8(label);
    if (size === 0) break;
    labels.push(new Uint8Array(bytes.buffer, bytes.byteOffset + label + 1, size));
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return labels;
}

/** The same name in bytes of its own. */
export function detachDnsName(name: DnsName): DnsName {
  return nameOf(new DataView(dnsNameToWire(name).buffer));
}

/** Whether two names are the same as DNS has it (RFC 4343): ASCII letters' case ignored. */
export function sameDnsName(one: DnsName, other: DnsName): boolean {
  return sameNames(one.bytes, one.at, one.base, other.bytes, other.at, other.base, false);
}

/** Canonical order (RFC 4034 section 6.1): negative, 0 or positive. */
export function compareDnsNames(one: DnsName, other: DnsName): number {
  return compareNames(one.bytes, one.at, one.base, other.bytes, other.at, other.base);
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

/** What the names of one message share. */
export type DecodeState = NameSource;

export function decodeState(bytes: DataView, base: ReadState): DecodeState {
  return new NameSource(bytes, base);
}

export { checkNameIn as checkIn } from "./dns-source.js";
export { checkName as check } from "./dns-wire.js";

/** Cheap: the name stays where it is. */
export function read(_bytes: DataView, at: number, _end: number, source: DecodeState): Value {
  return new DnsName(source, at);
}

export function print(value: Value): string {
  return value.toString();
}

export function toJson(value: Value): JsonValue {
  return value.toString();
}

export function fromJson(json: JsonValue): Input | undefined {
  return typeof json === "string" ? parseDnsName(json) : undefined;
}

export function equals(a: Value, b: Value): boolean {
  return sameNames(a.bytes, a.at, a.base, b.bytes, b.at, b.base, true);
}

export function explain(bytes: DataView, at: number, end: number, base: ReadState): string {
  return explainName(bytes, at, end, base);
}
