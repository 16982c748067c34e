/**
 * The place where benchmarks meet generated modules: which module, and what of it is used. Modules are loaded by name at run
 * time, so that the benchmarks compile and run before they exist; a missing one is reported and left out.
 * MPLC_GENERATED names another folder to load from.
 */
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

export interface PacketView {
  bind(bytes: DataView, at: number, end: number, ...rest: readonly number[]): boolean;
}

export interface Ipv4View extends PacketView {
  readonly at: number;
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
  readonly optionsStart: number;
  readonly optionsEnd: number;
  readonly dataStart: number;
  readonly dataEnd: number;
}

export interface TcpView extends PacketView {
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
  readonly optionsStart: number;
  readonly optionsEnd: number;
  readonly dataStart: number;
  readonly dataEnd: number;
}

export interface DnsQuestionView {
  readonly qnameStart: number;
  readonly qtype: number;
}

export interface DnsQuestionsView {
  next(): boolean;
  bindQuestion(view: DnsQuestionView): boolean;
}

export interface DnsMessageView extends PacketView {
  readonly at: number;
  readonly id: number;
  readonly qr: number;
  readonly opcode: number;
  readonly rd: number;
  readonly ad: number;
  readonly cd: number;
  readonly qdcount: number;
  openQuestions(view: DnsQuestionsView): void;
}

export interface Text {
  toString(): string;
}

/** A decoded message, as far as the benchmarks look. */
export interface DnsMessage {
  readonly questions: readonly { readonly question: { readonly qname: Text } }[];
  readonly answers: readonly { readonly record: DnsRecord }[];
}

export interface DnsRecord {
  readonly name: Text;
  readonly ttl: number;
  readonly rdata:
    | { readonly $kind: "CNAME"; readonly cname: Text }
    | { readonly $kind: "MX"; readonly exchange: Text }
    | { readonly $kind: "A"; readonly address: number };
}

export type Decoded<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false };

export interface HeaderModules {
  readonly Ipv4View: new () => Ipv4View;
  readonly TcpView: new () => TcpView;
}

export interface DnsModule {
  readonly DnsMessageView: new () => DnsMessageView;
  readonly DnsMessageQuestionsView: new () => DnsQuestionsView;
  readonly DnsQuestionView: new () => DnsQuestionView;
  decodeDnsMessage(bytes: DataView, at: number, end: number): Decoded<DnsMessage>;
  encodeDnsMessage(value: unknown, bytes: DataView, at: number, state?: unknown): number;
}

const folder = resolve(process.env["MPLC_GENERATED"] ?? new URL("../generated", import.meta.url).pathname);

/** The first of these that exists (`dns/dns` is generated from specs/dns/dns.mpl), without its extension. */
export function findModule(...names: readonly string[]): string | undefined {
  const extensions = [".ts", ".js"];
  const paths = names.flatMap((name) => extensions.map((extension) => `${resolve(folder, name)}${extension}`));
  return paths.find((path) => existsSync(path));
}

async function load(...names: readonly string[]): Promise<object | undefined> {
  const path = findModule(...names);
  if (path === undefined) {
    console.error(`no generated module ${names.join(" or ")} in ${folder}: left out`);
    return undefined;
  }
  return (await import(pathToFileURL(path).href)) as object;
}

export async function loadHeaders(): Promise<HeaderModules | undefined> {
  const ipv4 = await load("ipv4");
  const tcp = await load("tcp");
  return ipv4 && tcp ? ({ ...ipv4, ...tcp } as HeaderModules) : undefined;
}

export async function loadDns(): Promise<DnsModule | undefined> {
  return (await load("dns/dns", "dns")) as DnsModule | undefined;
}
