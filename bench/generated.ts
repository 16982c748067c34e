/**
 * The place where benchmarks meet generated modules. Their types are those of generated/; MPLC_GENERATED names another folder
 * to load them from, to compare what two versions of the compiler emit.
 */
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import type * as dns from "../generated/dns/dns.js";
import type * as ipv4 from "../generated/ipv4.js";
import type * as tcp from "../generated/tcp.js";

export type Ipv4Module = typeof ipv4;
export type TcpModule = typeof tcp;
export type DnsModule = typeof dns;

const folder = resolve(process.env["MPLC_GENERATED"] ?? new URL("../generated", import.meta.url).pathname);

/** `dns/dns` is generated from specs/dns/dns.mpl. */
export function modulePath(name: string): string {
  return resolve(folder, `${name}.ts`);
}

/** It is what it says it is as long as the specs of that folder are ours. */
async function load<Module>(name: string): Promise<Module> {
  return (await import(pathToFileURL(modulePath(name)).href)) as Module;
}

export async function loadHeaders(): Promise<Pick<Ipv4Module, "Ipv4View"> & Pick<TcpModule, "TcpView">> {
  const [{ Ipv4View }, { TcpView }] = await Promise.all([load<Ipv4Module>("ipv4"), load<TcpModule>("tcp")]);
  return { Ipv4View, TcpView };
}

export function loadDns(): Promise<DnsModule> {
  return load<DnsModule>("dns/dns");
}
