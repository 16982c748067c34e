/** Which application a port means. */

const UDP_PORTS: ReadonlyMap<number, string> = new Map([
  [53, "dns_message"],
  [67, "dhcp"],
  [68, "dhcp"],
  [123, "ntp"],
]);
const TCP_PORTS: ReadonlyMap<number, string> = new Map([
  [22, "ssh"],
  [53, "dns"],
  [179, "bgp"],
  [564, "ninep"],
  [6653, "openflow"],
]);

export function applicationOver(transport: "udp" | "tcp", source: number, destination: number): string | undefined {
  const ports = transport === "udp" ? UDP_PORTS : TCP_PORTS;
  return ports.get(destination) ?? ports.get(source);
}
