/**
 * What tshark makes of each frame of a capture: every field with its place in the frame, streamed from PDML.
 *
 * Preferences: one frame is one unit, so nothing is put together from several (no TCP, IP or application reassembly);
 * sequence numbers are the wire's; names are not resolved; checksums are not judged, only read.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface TsharkField {
  /** The innermost protocol it stands in: "ip", "tcp", "dns". */
  readonly protocol: string;
  readonly name: string;
  /** Bits from the start of the frame. */
  readonly bitStart: number;
  readonly bitLength: number;
  /** The bits themselves, as an unsigned number, most significant first; absent where tshark says only where they are. */
  readonly raw?: bigint;
  /** What tshark prints. */
  readonly show: string;
  /** Made for filters, not part of the tree. */
  readonly hidden: boolean;
}

export interface TsharkLayer {
  readonly protocol: string;
  readonly start: number;
  readonly size: number;
}

export interface TsharkFrame {
  readonly number: number;
  readonly layers: readonly TsharkLayer[];
  readonly fields: readonly TsharkField[];
}

const OFF = [
  "tcp.relative_sequence_numbers",
  "tcp.check_checksum",
  "tcp.try_heuristic_first",
  "tcp.analyze_sequence_numbers",
  "ip.defragment",
  "ipv6.defragment",
  "ip.check_checksum",
  "udp.check_checksum",
  "udp.try_heuristic_first",
  "ip.use_geoip",
  "ipv6.use_geoip",
];

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };

function unescape(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}

function attributesOf(line: string): ReadonlyMap<string, string> {
  const pairs = [...line.matchAll(/([a-z]+)="([^"]*)"/g)];
  return new Map(pairs.map((pair) => [pair[1] ?? "", unescape(pair[2] ?? "")]));
}

interface Bits {
  readonly bitStart: number;
  readonly bitLength: number;
  readonly raw?: bigint;
}

/** Parts of bytes are drawn as `.10. .... = Flag`; the drawing says which bits, and what they are. */
function drawnBits(showName: string, position: number, size: number): Bits | undefined {
  const drawing = /^([.01 ]+) = /
    .exec(showName)?.[1]
    ?.replaceAll(" ", "")
    .padStart(size * 8, ".");
  if (drawing === undefined || drawing.length > size * 8) return undefined;
  const digits = drawing.replace(/^\.+|\.+$/g, "");
  if (digits === "" || digits.includes(".")) return undefined;
  return { bitStart: position * 8 + drawing.indexOf(digits), bitLength: digits.length, raw: BigInt(`0b${digits}`) };
}

function wholeBytes(value: string, position: number, size: number): Bits | undefined {
  if (value === "") return { bitStart: position * 8, bitLength: size * 8 };
  if (value.length !== size * 2 || !/^[0-9a-f]+$/i.test(value)) return undefined;
  return { bitStart: position * 8, bitLength: size * 8, raw: BigInt(`0x${value}`) };
}

function fieldOf(attributes: ReadonlyMap<string, string>, protocol: string): TsharkField | undefined {
  const size = Number(attributes.get("size") ?? 0);
  const name = attributes.get("name") ?? "";
  if (size === 0 || name === "" || name.startsWith("_ws.")) return undefined;
  const position = Number(attributes.get("pos") ?? 0);
  const value = attributes.get("unmaskedvalue") ?? attributes.get("value") ?? "";
  const bits = drawnBits(attributes.get("showname") ?? "", position, size) ?? wholeBytes(value, position, size);
  if (bits === undefined) return undefined;
  return { protocol, name, ...bits, show: attributes.get("show") ?? "", hidden: attributes.get("hide") === "yes" };
}

/** Takes PDML line by line: tshark writes one tag on each. */
class FrameBuilder {
  private readonly layers: TsharkLayer[] = [];
  private readonly fields: TsharkField[] = [];
  private readonly open: string[] = [];

  take(line: string): void {
    if (line.startsWith("<proto ")) this.openLayer(attributesOf(line), line.endsWith("/>"));
    else if (line.startsWith("</proto>")) this.open.pop();
    else if (line.startsWith("<field ")) this.takeField(attributesOf(line));
  }

  private openLayer(attributes: ReadonlyMap<string, string>, closed: boolean): void {
    const protocol = attributes.get("name") ?? "";
    this.layers.push({ protocol, start: Number(attributes.get("pos") ?? 0), size: Number(attributes.get("size") ?? 0) });
    if (!closed) this.open.push(protocol);
  }

  private takeField(attributes: ReadonlyMap<string, string>): void {
    const protocol = this.open.at(-1) ?? "";
    if (protocol === "geninfo" || protocol === "frame") return;
    const field = fieldOf(attributes, protocol);
    if (field !== undefined) this.fields.push(field);
  }

  build(number: number): TsharkFrame {
    return { number, layers: this.layers.filter((layer) => !["geninfo", "frame"].includes(layer.protocol)), fields: this.fields };
  }
}

async function* framesIn(lines: AsyncIterable<string>): AsyncGenerator<TsharkFrame> {
  let builder = new FrameBuilder();
  let number = 0;
  for await (const line of lines) {
    const tag = line.trimStart();
    if (tag.startsWith("</packet>")) {
      yield builder.build(++number);
      builder = new FrameBuilder();
    } else builder.take(tag);
  }
}

/** The frames of a capture file, in order, numbered from 1. */
export async function* tsharkFrames(file: string): AsyncGenerator<TsharkFrame> {
  const preferences = OFF.flatMap((name) => ["-o", `${name}:FALSE`]);
  const child = spawn("tshark", ["-n", "-r", file, "-T", "pdml", ...preferences], { stdio: ["ignore", "pipe", "pipe"] });
  const complaints: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => complaints.push(text));
  const ended = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  yield* framesIn(createInterface({ input: child.stdout, crlfDelay: Infinity }));
  const code = await ended;
  if (code !== 0) throw new Error(`tshark on ${file}: exit ${String(code)}\n${complaints.join("")}`);
}
