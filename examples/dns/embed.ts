/** The name server in a program of one's own. docs/dns-embedding.md shows this file, with the package's names for the imports. */
import { makeResponder, readZone, type Respond } from "../../servers/dns/index.js";
import { type NameServer, plainConfiguration, startServer } from "../../servers/dns/node.js";

// The pure part: no sockets, no files, no clock. It runs in a browser, behind a tunnel, in a test.
export function responderFor(origin: string, masterFile: string): Respond {
  const { image, problems } = readZone(origin, masterFile);
  if (image === undefined) {
    throw new Error(problems.map(({ line, column, message }) => `${origin}:${line}:${column}: ${message}`).join("\n"));
  }
  return makeResponder([image]);
}

// All of it: UDP in batches, TCP, limits, cookies. Port 0 lets the system choose.
export async function serveFile(origin: string, file: string): Promise<NameServer> {
  const listen = [{ address: "127.0.0.1", port: 0 }];
  const config = plainConfiguration({ zone: [{ origin, file }], listen, workers: 1 }, process.cwd());
  const server = await startServer(config, { tell: (text) => console.error(text) });
  for (const { address, port } of server.addresses) console.log(`dig @${address} -p ${port} www.${origin}`);
  return server;
}
