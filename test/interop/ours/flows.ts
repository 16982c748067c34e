/** One direction of a TCP connection, as a key: both addresses, then both ports. */

export function flowKey(addresses: Uint8Array, ports: readonly [number, number]): string {
  return `${Buffer.from(addresses).toString("hex")} ${ports.join(",")}`;
}

export function reversed(flow: string): string {
  const [addresses = "", ports = ""] = flow.split(" ");
  const half = addresses.length / 2;
  return `${addresses.slice(half)}${addresses.slice(0, half)} ${ports.split(",").reverse().join(",")}`;
}
