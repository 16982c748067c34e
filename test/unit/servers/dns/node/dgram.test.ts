/** UDP without koffi, on real sockets. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { countsOf } from "../../../../../servers/dns/node/counts.js";
import { serveDatagrams } from "../../../../../servers/dns/node/dgram.js";
import { type Elsewhere, PendingQueries } from "../../../../../servers/dns/node/elsewhere.js";
import { Responder } from "../../../../../servers/dns/node/responder.js";
import { makeSharedState } from "../../../../../servers/dns/node/shared-state.js";
import { decodeReply, encodeAsked, makeAnswerer } from "../answer-edns/support.js";

const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

test("queries are answered, or handed on with who asked", async () => {
  const state = makeSharedState(1);
  const responder = new Responder({ answerer: makeAnswerer(), state, row: 0, transport: "udp" });
  const elsewhere: Elsewhere = async ({ bytes, client, port, transport }, reply) => {
    expect({ client: [...client], port, transport }).toEqual({ client: [127, 0, 0, 1], port: asking.address().port, transport: "udp" });
    await reply(bytes);
  };
  const server = await serveDatagrams({ responder, elsewhere, pending: new PendingQueries(1), replyBytes: 1232 }, "127.0.0.1", 0);
  const asking = createSocket("udp4").bind(0, "127.0.0.1");
  sockets.push(server, asking);
  await once(asking, "listening");
  const ask = async (query: Uint8Array): Promise<Uint8Array> => {
    const answered = once(asking, "message");
    asking.send(query, server.address().port, "127.0.0.1");
    return Uint8Array.from((await answered)[0] as Buffer);
  };
  const reply = await ask(encodeAsked({ name: "www.example.com.", options: [] }));
  expect(decodeReply(new DataView(reply.buffer), 0, reply.length).message.answers).toHaveLength(1);
  const notification = encodeAsked({ name: "example.com.", type: 6, opcode: 4 });
  expect(await ask(notification)).toEqual(notification);
  expect(countsOf(state, 1).byTransport.udp).toMatchObject({ queries: 2, replies: 1, elsewhere: 1 });
  await expect(
    serveDatagrams({ responder, elsewhere, pending: new PendingQueries(1), replyBytes: 1232 }, "127.0.0.1", server.address().port),
  ).rejects.toMatchObject({ code: "EADDRINUSE" });
});
