/** Which application a port means. */
import type { PacketName } from "./packets.js";

export type StreamName = "ssh" | "dns" | "bgp" | "ninep" | "openflow";

const UDP_PORTS: ReadonlyMap<number, PacketName> = new Map([
  [53, "dns_message"],
  [67, "dhcp"],
  [68, "dhcp"],
  [123, "ntp"],
]);

const TCP_PORTS: ReadonlyMap<number, StreamName> = new Map([
  [22, "ssh"],
  [53, "dns"],
  [179, "bgp"],
  [564, "ninep"],
  [6653, "openflow"],
]);

export function overUdp(source: number, destination: number): PacketName | undefined {
  return UDP_PORTS.get(destination) ?? UDP_PORTS.get(source);
}

export function overTcp(source: number, destination: number): StreamName | undefined {
  return TCP_PORTS.get(destination) ?? TCP_PORTS.get(source);
}
