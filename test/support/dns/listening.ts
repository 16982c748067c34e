/** The name server's core on real sockets, UDP and TCP on one port of 127.0.0.1, in this thread: zones, no files, no configuration. */
import { once } from "node:events";
import { Answerer, type AnswerSettings, DEFAULT_SETTINGS } from "../../../servers/dns/answer/answer.js";
import { ZoneDirectory } from "../../../servers/dns/answer/zones.js";
import type { ZoneImage } from "../../../servers/dns/image/image.js";
import { serveDatagrams } from "../../../servers/dns/node/dgram.js";
import { type Elsewhere, PendingQueries } from "../../../servers/dns/node/elsewhere.js";
import { PRIMITIVES } from "../../../servers/dns/node/primitives.js";
import { Responder } from "../../../servers/dns/node/responder.js";
import { SharedSecrets } from "../../../servers/dns/node/shared-secrets.js";
import { makeSharedState } from "../../../servers/dns/node/shared-state.js";
import { StreamServer } from "../../../servers/dns/node/streams.js";
import { freePort } from "./port.js";

const LIMITS = { tcpConnections: 100, tcpConnectionsPerClient: 100, tcpIdleSeconds: 10, tcpTotalSeconds: 60, queriesInFlight: 10 };
const SECRET = new Uint8Array(16).fill(7);

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** What is to be answered elsewhere (transfers, updates, notifications) gets no answer. */
export async function listen(zones: readonly ZoneImage[], settings: Partial<AnswerSettings> = {}): Promise<Listening> {
  const port = await freePort();
  const state = makeSharedState(1);
  new SharedSecrets(state.secrets).write([SECRET]);
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const responder = (row: number, transport: "udp" | "tcp" | "tls"): Responder =>
    new Responder({ answerer: new Answerer(new ZoneDirectory(zones), PRIMITIVES, all), state, row, transport });
  const elsewhere: Elsewhere = () => Promise.resolve();
  const datagrams = { responder: responder(0, "udp"), elsewhere, pending: new PendingQueries(1), replyBytes: all.udpPayloadBytes };
  const socket = await serveDatagrams(datagrams, "127.0.0.1", port);
  const streams = new StreamServer({ responders: { tcp: responder(1, "tcp"), tls: responder(2, "tls") }, limits: LIMITS, elsewhere });
  const server = await streams.listen("127.0.0.1", port);
  return {
    port,
    close: async () => {
      socket.close();
      server.close();
      await once(server, "close");
    },
  };
}
