/** The generated modules, by packet: decoded as JSON, with the place of every field. */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { type PacketShape, TraceList, toJson } from "../../../runtime/index.js";
import type { DissectedLayer, DissectionFailure, JsonValue, TracedField } from "../../support/capture/types.js";
import { valueAt } from "./path.js";

const FOLDER = process.env["MPLC_GENERATED"] ?? join(import.meta.dirname, "../../../generated");

interface PacketSource {
  /** The module's path in the folder of generated code. */
  readonly module: string;
  /** How many arguments (codec states, limits) stand between the packet's parameters and the trace. */
  readonly defaults: 0 | 1 | 2;
}

const SOURCES: Readonly<Record<string, PacketSource>> = {
  ethernet: { module: "ethernet/ethernet", defaults: 0 },
  vlan_tag: { module: "ethernet/ethernet", defaults: 0 },
  llc: { module: "ethernet/ethernet", defaults: 0 },
  arp: { module: "arp", defaults: 0 },
  ipv4: { module: "ipv4", defaults: 1 },
  ipv4_header: { module: "ipv4", defaults: 0 },
  ipv6: { module: "ipv6", defaults: 0 },
  ipv6_header: { module: "ipv6", defaults: 0 },
  ipv6_hop_by_hop: { module: "ipv6", defaults: 1 },
  ipv6_fragment: { module: "ipv6", defaults: 0 },
  icmp: { module: "icmp", defaults: 1 },
  icmpv6: { module: "icmpv6", defaults: 1 },
  udp: { module: "udp", defaults: 0 },
  tcp: { module: "tcp", defaults: 1 },
  dhcp: { module: "dhcp", defaults: 1 },
  ntp: { module: "ntp", defaults: 1 },
  bgp: { module: "bgp", defaults: 1 },
  dns_message: { module: "dns/dns", defaults: 2 },
  dns_tcp_message: { module: "dns/dns", defaults: 0 },
  ssh_identification: { module: "ssh/transport", defaults: 1 },
  ssh_binary_packet: { module: "ssh/transport", defaults: 0 },
  ssh_transport: { module: "ssh/transport", defaults: 1 },
  ssh_kex: { module: "ssh/kex", defaults: 0 },
  ninep: { module: "ninep", defaults: 1 },
  openflow10: { module: "openflow/openflow10", defaults: 1 },
  openflow13: { module: "openflow/openflow13", defaults: 1 },
};

type Parameter = number | boolean;
type Callable = (...values: readonly unknown[]) => unknown;

interface Loaded extends PacketSource {
  readonly decode: Callable;
  readonly explain: Callable;
  readonly shape: PacketShape;
}

export type LayerResult = { readonly layer: DissectedLayer } | { readonly failure: DissectionFailure };

export type ReadLayer = (packet: string, frame: Uint8Array, start: number, end: number, parameters?: readonly Parameter[]) => LayerResult;

function pascal(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function member(module: Readonly<Record<string, unknown>>, name: string): unknown {
  if (!(name in module)) throw new Error(`the generated module has no ${name}`);
  return module[name];
}

async function load(packet: string, source: PacketSource): Promise<Loaded> {
  const url = pathToFileURL(join(FOLDER, `${source.module}.ts`)).href;
  const module = (await import(/* @vite-ignore */ url)) as Readonly<Record<string, unknown>>;
  const name = pascal(packet);
  return {
    ...source,
    decode: member(module, `decode${name}`) as Callable,
    explain: member(module, `explain${name}`) as Callable,
    shape: member(module, `${name.charAt(0).toLowerCase()}${name.slice(1)}Shape`) as PacketShape,
  };
}

interface Decoded {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly end?: number;
}

interface Explained {
  readonly path: string;
  readonly at: number;
  readonly expected: string;
  readonly found: string;
}

function traced(packet: string, entries: TraceList["entries"], json: JsonValue): readonly TracedField[] {
  return entries.map((entry) => {
    const path = entry.path.slice(packet.length + 1);
    const value = valueAt(json, path);
    return { ...entry, path, ...(value === undefined ? {} : { value }) };
  });
}

function failureOf(packet: string, start: number, failure: Explained | undefined): DissectionFailure {
  if (failure === undefined) return { packet, start, expected: "decoding fails, explaining does not", message: "" };
  const { at, expected, found, path } = failure;
  return { packet, start, expected, message: `${path} at ${at.toString()}: ${expected}, found ${found}` };
}

function read(
  packet: string,
  loaded: Loaded,
  frame: Uint8Array,
  start: number,
  end: number,
  parameters: readonly Parameter[],
): LayerResult {
  const place = [new DataView(frame.buffer, frame.byteOffset, frame.byteLength), start, end, ...parameters];
  const trace = new TraceList();
  const failure = loaded.explain(...place, ...Array.from({ length: loaded.defaults }), trace) as Explained | undefined;
  const decoded = loaded.decode(...place) as Decoded;
  if (!decoded.ok || decoded.end === undefined) return { failure: failureOf(packet, start, failure) };
  const json = toJson(loaded.shape, decoded.value);
  return { layer: { packet, start, end: decoded.end, json, fields: traced(packet, trace.entries, json) } };
}

/** Loads every packet's module once. */
export async function loadGenerated(): Promise<ReadLayer> {
  const pairs = await Promise.all(Object.entries(SOURCES).map(async ([packet, source]) => [packet, await load(packet, source)] as const));
  const packets = new Map(pairs);
  return (packet, frame, start, end, parameters = []) => {
    const loaded = packets.get(packet);
    if (loaded === undefined) throw new Error(`no generated packet ${packet}`);
    return read(packet, loaded, frame, start, end, parameters);
  };
}
