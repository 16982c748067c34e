/** The frames of a capture file, pcap or pcapng, as it is read: the generated decoders do the work, memory is bounded. */
import { ownProperty } from "../../runtime/objects.js";
import { renderFailure } from "../../runtime/failure.js";
import type { Arguments, PacketFunctions } from "./packet.js";

export interface Frame {
  /** From 1 on. */
  readonly number: number;
  readonly linkType: number;
  /** Since 1970; undefined where the file does not say. */
  readonly nanoseconds: bigint | undefined;
  /** On the wire; more than `bytes` holds where the capture was cut off. */
  readonly originalLength: number;
  readonly bytes: Uint8Array;
}

/** Something in the file that is no frame and no known part of the format. */
export interface Damage {
  /** In the file. */
  readonly at: number;
  readonly message: string;
}

export type CaptureEvent = { readonly kind: "frame"; readonly frame: Frame } | { readonly kind: "damage"; readonly damage: Damage };

/** Larger records than this are not believed. */
const LARGEST_RECORD = 64 * 1024 * 1024;

export type Packets = (name: string) => PacketFunctions;

type Taken =
  | { readonly kind: "value"; readonly value: unknown; readonly at: number; readonly bytes: DataView }
  | { readonly kind: "end" }
  | { readonly kind: "damage"; readonly damage: Damage };

/** Packets out of a stream of chunks. */
class Input {
  #buffer: Uint8Array = new Uint8Array();
  #view = new DataView(this.#buffer.buffer);
  #at = 0;
  #end = 0;
  /** Of the buffer's first byte, in the file. */
  #base = 0;
  #isOver = false;
  readonly #chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  get position(): number {
    return this.#base + this.#at;
  }

  /** Whether there are so many bytes, from the position on. */
  async has(count: number): Promise<boolean> {
    while (this.#end - this.#at < count && !this.#isOver) {
      const next = await this.#chunks.next();
      if (next.done === true) this.#isOver = true;
      else this.#add(next.value);
    }
    return this.#end - this.#at >= count;
  }

  /** In a new buffer, because frames that were given out are windows on the old one. */
  #add(chunk: Uint8Array): void {
    const left = this.#end - this.#at;
    const buffer = new Uint8Array(left + chunk.length);
    buffer.set(this.#buffer.subarray(this.#at, this.#end));
    buffer.set(chunk, left);
    this.#base += this.#at;
    this.#buffer = buffer;
    this.#view = new DataView(buffer.buffer);
    this.#at = 0;
    this.#end = buffer.length;
  }

  peek(count: number): Uint8Array {
    return this.#buffer.subarray(this.#at, this.#at + count);
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** The next packet. The position stays where it is on damage. */
  async take(functions: PacketFunctions, args: Arguments): Promise<Taken> {
    if (!(await this.has(1))) return { kind: "end" };
    for (;;) {
      const at = this.#at;
      const result = functions.decode(this.#view, at, this.#end, args);
      if (result.ok) {
        this.#at = result.end;
        return { kind: "value", value: result.value, at: this.#base + at, bytes: this.#view };
      }
      const needed = this.#end - at - 1 - result.code;
      if (result.code === -1 || needed > LARGEST_RECORD || !(await this.has(needed))) return this.#damage(functions, args);
    }
  }

  #damage(functions: PacketFunctions, args: Arguments): Taken {
    const bytes = new DataView(this.#buffer.buffer, this.#at, this.#end - this.#at);
    const failure = functions.explain(bytes, 0, bytes.byteLength, args);
    const rendered = failure === undefined ? functions.plan.name : renderFailure(failure, bytes);
    return { kind: "damage", damage: { at: this.position, message: rendered } };
  }
}

function numberOf(value: unknown, name: string): number {
  const property = ownProperty(value, name);
  return typeof property === "number" ? property : 0;
}

function bytesOf(value: unknown, name: string): Uint8Array {
  const property = ownProperty(value, name);
  return property instanceof Uint8Array ? property : new Uint8Array();
}

const BILLION = 1_000_000_000n;
const PCAPNG_MAGIC = 0x0a0d0d0a;
const PCAP_MAGICS = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1];

/** @throws NotACapture */
export async function* readCapture(chunks: AsyncIterable<Uint8Array>, packets: Packets): AsyncGenerator<CaptureEvent> {
  const input = new Input(chunks);
  const hasMagic = await input.has(4);
  const start = input.peek(4);
  const magic = hasMagic ? new DataView(start.buffer, start.byteOffset).getUint32(0) : 0;
  if (magic === PCAPNG_MAGIC) yield* readPcapng(input, packets);
  else if (PCAP_MAGICS.includes(magic)) yield* readPcap(input, packets);
  else throw new NotACapture(hasMagic);
}

export class NotACapture extends Error {
  constructor(hasMagic: boolean) {
    super(
      `this is neither a pcap nor a pcapng file: ${hasMagic ? "its first four bytes are those of neither" : "it has less than four bytes"}`,
    );
  }
}

async function* readPcap(input: Input, packets: Packets): AsyncGenerator<CaptureEvent> {
  const header = await input.take(packets("pcap_file_header"), []);
  if (header.kind === "end") return;
  if (header.kind === "damage") {
    yield header;
    return;
  }
  const magic = numberOf(header.value, "magic");
  const little = magic === 0xd4c3b2a1 || magic === 0x4d3cb2a1;
  const unit = magic === 0xa1b23c4d || magic === 0x4d3cb2a1 ? 1n : 1000n;
  const linkType = numberOf(header.value, "network") & 0xffff;
  const record = packets("pcap_record");
  for (let number = 1; ; number++) {
    const taken = await input.take(record, [little, linkType]);
    if (taken.kind === "end") return;
    if (taken.kind === "damage") {
      yield taken;
      return;
    }
    const { value } = taken;
    const nanoseconds = BigInt(numberOf(value, "seconds")) * BILLION + BigInt(numberOf(value, "fraction")) * unit;
    const frame = { number, linkType, nanoseconds, originalLength: numberOf(value, "originalLength"), bytes: bytesOf(value, "data") };
    yield { kind: "frame", frame };
  }
}

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly unitsPerSecond: bigint;
  readonly offsetSeconds: bigint;
}

interface Section {
  readonly little: boolean;
  readonly interfaces: Interface[];
}

/** More interfaces than this are not remembered: no machine has so many. */
const MOST_INTERFACES = 65_536;
/** Where the length of a block stands, and its least value. */
const BLOCK_HEAD = 8;
const SMALLEST_BLOCK = 12;

async function* readPcapng(input: Input, packets: Packets): AsyncGenerator<CaptureEvent> {
  let section: Section = { little: false, interfaces: [] };
  let number = 0;
  while (await input.has(1)) {
    section = (await openSection(input, packets)) ?? section;
    const taken = await input.take(packets("pcapng_block"), [section.little]);
    if (taken.kind === "end") return;
    if (taken.kind === "damage") {
      yield taken;
      if (await skipBlock(input, section.little)) continue;
      return;
    }
    const block = ownProperty(taken.value, "blockType");
    if (ownProperty(block, "$kind") === "InterfaceDescription") {
      if (section.interfaces.length < MOST_INTERFACES) section.interfaces.push(interfaceOf(block, section.little));
      else yield { kind: "damage", damage: { at: taken.at, message: `more than ${MOST_INTERFACES.toString()} interfaces` } };
    }
    const frame = frameOf(block, section, number + 1);
    if (frame === undefined) continue;
    number++;
    yield frame === "unknown interface"
      ? { kind: "damage", damage: { at: taken.at, message: "a packet of an interface that was not described before" } }
      : { kind: "frame", frame };
  }
}

/** A section header tells the byte order of what follows, itself included. */
async function openSection(input: Input, packets: Packets): Promise<Section | undefined> {
  if (!(await input.has(SMALLEST_BLOCK))) return undefined;
  const start = input.peek(SMALLEST_BLOCK);
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  if (view.getUint32(0) !== PCAPNG_MAGIC) return undefined;
  const result = packets("pcapng_section_start").decode(view, 0, SMALLEST_BLOCK, []);
  const order = result.ok ? numberOf(result.value, "byteOrderMagic") : 0;
  return { little: order === 0x4d3c2b1a, interfaces: [] };
}

/** A damaged block can be passed over if its length is there twice. */
async function skipBlock(input: Input, little: boolean): Promise<boolean> {
  if (!(await input.has(BLOCK_HEAD))) return false;
  const head = input.peek(BLOCK_HEAD);
  const length = new DataView(head.buffer, head.byteOffset).getUint32(4, little);
  if (length < SMALLEST_BLOCK || length % 4 !== 0 || length > LARGEST_RECORD || !(await input.has(length))) return false;
  const block = input.peek(length);
  if (new DataView(block.buffer, block.byteOffset).getUint32(length - 4, little) !== length) return false;
  input.skip(length);
  return true;
}

const OPTION_RESOLUTION = 9;
const OPTION_OFFSET = 14;

function optionsOf(block: unknown): ReadonlyMap<number, Uint8Array> {
  const options = ownProperty(block, "options");
  if (!Array.isArray(options)) return new Map();
  return new Map(options.map((option: unknown) => [numberOf(option, "code"), bytesOf(option, "value")]));
}

/** Microseconds unless option 9 tells a power of 10, or of 2. */
function unitsOf(resolution: number | undefined): bigint {
  if (resolution === undefined) return 1_000_000n;
  return (resolution & 0x80) === 0 ? 10n ** BigInt(resolution) : 1n << BigInt(resolution & 0x7f);
}

function interfaceOf(block: unknown, little: boolean): Interface {
  const options = optionsOf(block);
  const offset = options.get(OPTION_OFFSET);
  const offsetSeconds = offset?.length === 8 ? new DataView(offset.buffer, offset.byteOffset).getBigInt64(0, little) : 0n;
  return {
    linkType: numberOf(block, "linkType"),
    snapLength: numberOf(block, "snapLength"),
    unitsPerSecond: unitsOf(options.get(OPTION_RESOLUTION)?.[0]),
    offsetSeconds,
  };
}

function frameOf(block: unknown, { interfaces }: Section, number: number): Frame | "unknown interface" | undefined {
  const kind = ownProperty(block, "$kind");
  if (kind !== "EnhancedPacket" && kind !== "SimplePacket") return undefined;
  const from = interfaces[kind === "EnhancedPacket" ? numberOf(block, "interfaceId") : 0];
  if (from === undefined) return "unknown interface";
  const originalLength = numberOf(block, "originalLength");
  const data = bytesOf(block, "data");
  if (kind === "SimplePacket") {
    const kept = Math.min(originalLength, data.length, from.snapLength === 0 ? originalLength : from.snapLength);
    return { number, linkType: from.linkType, nanoseconds: undefined, originalLength, bytes: data.subarray(0, kept) };
  }
  const units = (BigInt(numberOf(block, "timestampHigh")) << 32n) | BigInt(numberOf(block, "timestampLow"));
  const nanoseconds = from.offsetSeconds * BILLION + (units * BILLION) / from.unitsPerSecond;
  return { number, linkType: from.linkType, nanoseconds, originalLength, bytes: data };
}
