/** `GET /metrics` on a loopback address, and nothing else. */
import { createServer, type Server } from "node:http";
import { formatPlace, ListenError } from "./listen-error.js";

const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
/** Whoever reads metrics is on this machine, and quick: to ask, and to read. */
const REQUEST_TIMEOUT = 5000;
/** How often it is looked whether one has taken too long. */
const LOOK_INTERVAL = 1000;
const MOST_CONNECTIONS = 16;

/**
 * Opens it; resolves when it answers. Throws a ListenError.
 *
 * @param patience milliseconds that a request may take, and that a client may read nothing for
 */
export function serveMetrics(
  place: { readonly address: string; readonly port: number },
  render: () => string,
  patience = REQUEST_TIMEOUT,
): Promise<Server> {
  const times = { requestTimeout: patience, headersTimeout: patience, connectionsCheckingInterval: LOOK_INTERVAL };
  const server = createServer(times, (request, response) => {
    const path = request.url?.split("?")[0];
    if (path !== "/metrics") return void response.writeHead(404, { "content-type": "text/plain" }).end("It is at /metrics.\n");
    if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405, { allow: "GET, HEAD" }).end();
    response.writeHead(200, { "content-type": CONTENT_TYPE }).end(render());
  });
  server.maxConnections = MOST_CONNECTIONS;
  // Of nothing that moves: also where somebody does not read the response.
  server.timeout = patience;
  return new Promise((resolve, reject) => {
    // Once it listens, an error is that of one connection.
    server.on("error", (error) => reject(new ListenError(`${formatPlace(place)} for metrics`, error)));
    server.listen({ host: place.address, port: place.port }, () => resolve(server));
  });
}
