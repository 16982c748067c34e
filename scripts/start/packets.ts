/** The generated packets by their names in the specs, with the functions that the main job calls. */
import type { Failure, PacketShape, Result, Trace } from "../../runtime/index.js";
import * as arp from "../../generated/arp.js";
import * as bgp from "../../generated/bgp.js";
import * as dhcp from "../../generated/dhcp.js";
import * as dns from "../../generated/dns/dns.js";
import * as ethernet from "../../generated/ethernet/ethernet.js";
import * as icmp from "../../generated/icmp.js";
import * as icmpv6 from "../../generated/icmpv6.js";
import * as ipv4 from "../../generated/ipv4.js";
import * as ipv6 from "../../generated/ipv6.js";
import * as ninep from "../../generated/ninep.js";
import * as ntp from "../../generated/ntp.js";
import * as tcp from "../../generated/tcp.js";
import * as udp from "../../generated/udp.js";

export type Argument = number | boolean;

export interface PacketFunctions {
  readonly shape: PacketShape;
  readonly decode: (bytes: DataView, at: number, end: number, ...args: readonly Argument[]) => Result<object>;
  readonly encode: (value: object, bytes: DataView, at: number, ...args: readonly Argument[]) => number;
  readonly isCanonical: (bytes: DataView, at: number, end: number, ...args: readonly Argument[]) => boolean;
  /** The codecs' state and the limits, which are left out here, stand before the trace. */
  readonly explain: (bytes: DataView, at: number, end: number, ...rest: readonly (Argument | Trace | undefined)[]) => Failure | undefined;
}

type Module = Readonly<Record<string, unknown>>;

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function packetsIn(module: Module): [string, PacketFunctions][] {
  const shapes = Object.entries(module).filter(([name]) => name.endsWith("Shape"));
  return shapes.map(([, value]) => {
    const shape = value as PacketShape;
    const pascal = pascalCase(shape.name);
    const member = (prefix: string): never => module[`${prefix}${pascal}`] as never;
    const functions = {
      shape,
      decode: member("decode"),
      encode: member("encode"),
      isCanonical: member("isCanonical"),
      explain: member("explain"),
    };
    return [shape.name, functions];
  });
}

const MODULES: readonly Module[] = [arp, bgp, dhcp, dns, ethernet, icmp, icmpv6, ipv4, ipv6, ninep, ntp, tcp, udp];

export const packets: ReadonlyMap<string, PacketFunctions> = new Map(MODULES.flatMap(packetsIn));

export function packetNamed(name: string): PacketFunctions {
  const found = packets.get(name);
  if (found === undefined) throw new Error(`no generated packet ${name}`);
  return found;
}
