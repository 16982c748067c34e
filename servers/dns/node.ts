/** `mplc/dns/node`: the whole name server, for programs that run on Node. */
import type { Config } from "./config/types.js";
import { NameServer, type ServerOptions } from "./node/server.js";

export { plainConfiguration, type PlainOptions, readConfiguration } from "./cli/configuration.js";
export type { AddressPort, Config, ListenConfig, ZoneConfig } from "./config/types.js";
export { ListenError } from "./node/listen-error.js";
export { PRIMITIVES } from "./node/primitives.js";
export { NameServer, type ServerOptions } from "./node/server.js";
export type { ZoneReport } from "./node/zone-store.js";

/**
 * Reads the zones, opens the sockets, and answers. `server.addresses` says where, `server.zoneStatus()` what; `server.close()` ends it.
 *
 * @throws ListenError where an address can't be taken; what a zone's file has wrong is told by `tell`, and the zone is not served
 */
export async function startServer(config: Config, options: Omit<ServerOptions, "config"> = {}): Promise<NameServer> {
  const server = new NameServer({ config, ...options });
  for (const { text } of await server.load()) for (const problem of text) options.tell?.(problem);
  await server.listen();
  await server.start();
  return server;
}

/** What `server.zoneStatus()` tells of a zone. */
export type ZoneStatus = ReturnType<NameServer["zoneStatus"]>[number];
