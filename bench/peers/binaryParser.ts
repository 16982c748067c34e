/** binary-parser: IPv4 and TCP headers as its README writes them, with options checked as lengths and bytes. */
import { createRequire } from "node:module";
import type { Packets } from "../data.js";

/** As much of binary-parser as is used here; the package declares no types for import. */
interface Parser {
  endianness(order: "big"): Parser;
  uint8(name: string): Parser;
  uint16(name: string): Parser;
  uint32(name: string): Parser;
  bit1(name: string): Parser;
  bit2(name: string): Parser;
  bit3(name: string): Parser;
  bit4(name: string): Parser;
  bit6(name: string): Parser;
  bit13(name: string): Parser;
  buffer(name: string, options: object): Parser;
  choice(name: string, options: object): Parser;
  array(name: string, options: object): Parser;
  nest(name: string, options: object): Parser;
  parse(buffer: Buffer): unknown;
}

const require = createRequire(import.meta.url);
const { Parser } = require("binary-parser") as { readonly Parser: new () => Parser };

interface Option {
  readonly kind: number;
}

export interface Headers {
  readonly version: number;
  readonly ihl: number;
  readonly dscp: number;
  readonly ecn: number;
  readonly totalLength: number;
  readonly identification: number;
  readonly reserved: number;
  readonly dontFragment: number;
  readonly moreFragments: number;
  readonly fragmentOffset: number;
  readonly timeToLive: number;
  readonly protocol: number;
  readonly headerChecksum: number;
  readonly sourceAddress: number;
  readonly destinationAddress: number;
  readonly options: readonly Option[];
  readonly segment: Segment;
}

interface Segment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequenceNumber: number;
  readonly acknowledgmentNumber: number;
  readonly dataOffset: number;
  readonly reserved: number;
  readonly ae: number;
  readonly cwr: number;
  readonly ece: number;
  readonly urg: number;
  readonly ack: number;
  readonly psh: number;
  readonly rst: number;
  readonly syn: number;
  readonly fin: number;
  readonly window: number;
  readonly checksum: number;
  readonly urgentPointer: number;
  readonly options: readonly Option[];
}

/** binary-parser calls these with the object that is being read as `this`. */
function dataLength(this: { readonly length: number }): number {
  return this.length - 2;
}

function ipOptionsLength(this: Headers): number {
  return this.ihl * 4 - 20;
}

function tcpOptionsLength(this: Segment): number {
  return this.dataOffset * 4 - 20;
}

const longOption = new Parser().uint8("length").buffer("data", { length: dataLength });

const option = new Parser().uint8("kind").choice("body", {
  tag: "kind",
  choices: { 0: new Parser(), 1: new Parser() },
  defaultChoice: longOption,
});

const tcp = new Parser()
  .endianness("big")
  .uint16("sourcePort")
  .uint16("destinationPort")
  .uint32("sequenceNumber")
  .uint32("acknowledgmentNumber")
  .bit4("dataOffset")
  .bit3("reserved")
  .bit1("ae")
  .bit1("cwr")
  .bit1("ece")
  .bit1("urg")
  .bit1("ack")
  .bit1("psh")
  .bit1("rst")
  .bit1("syn")
  .bit1("fin")
  .uint16("window")
  .uint16("checksum")
  .uint16("urgentPointer")
  .array("options", { type: option, lengthInBytes: tcpOptionsLength });

const headers = new Parser()
  .endianness("big")
  .bit4("version")
  .bit4("ihl")
  .bit6("dscp")
  .bit2("ecn")
  .uint16("totalLength")
  .uint16("identification")
  .bit1("reserved")
  .bit1("dontFragment")
  .bit1("moreFragments")
  .bit13("fragmentOffset")
  .uint8("timeToLive")
  .uint8("protocol")
  .uint16("headerChecksum")
  .uint32("sourceAddress")
  .uint32("destinationAddress")
  .array("options", { type: option, lengthInBytes: ipOptionsLength })
  .nest("segment", { type: tcp });

/** Parses all packets; adds up all fields. */
export function sumHeaders(packets: Packets): number {
  let total = 0;
  for (const buffer of packets.buffers) total = (total + sumFields(headers.parse(buffer) as Headers)) | 0;
  return total;
}

function sumFields(ip: Headers): number {
  const tcp = ip.segment;
  const sizes = ip.ihl * 4 - 20 + (tcp.dataOffset * 4 - 20) + (ip.totalLength - ip.ihl * 4 - tcp.dataOffset * 4);
  return (
    ip.version +
    ip.ihl +
    ip.dscp +
    ip.ecn +
    ip.totalLength +
    ip.identification +
    ip.reserved +
    ip.dontFragment +
    ip.moreFragments +
    ip.fragmentOffset +
    ip.timeToLive +
    ip.protocol +
    ip.headerChecksum +
    ip.sourceAddress +
    ip.destinationAddress +
    tcp.sourcePort +
    tcp.destinationPort +
    tcp.sequenceNumber +
    tcp.acknowledgmentNumber +
    tcp.dataOffset +
    tcp.reserved +
    tcp.ae +
    tcp.cwr +
    tcp.ece +
    tcp.urg +
    tcp.ack +
    tcp.psh +
    tcp.rst +
    tcp.syn +
    tcp.fin +
    tcp.window +
    tcp.checksum +
    tcp.urgentPointer +
    sizes
  );
}
