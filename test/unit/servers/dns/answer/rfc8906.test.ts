/** RFC 8906: a case for each item of its checklist, by a running server, over UDP and TCP. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createConnection } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeMessage, encodeMessage, imageOf } from "../../../../support/dns-zone.js";
import { listen, type Listening } from "../../../../support/dns/listening.js";
import { CHECKED_ZONE, CHECKED_ZONE_TEXT, CHECKLIST, expectedOver, observe, SERVER_ID } from "../../../../support/dns/rfc8906.js";
import { framed, messagesFrom } from "../../../../support/dns/tcp.js";

let server: Listening;

beforeAll(async () => {
  server = await listen([imageOf(CHECKED_ZONE_TEXT, CHECKED_ZONE)], { serverId: SERVER_ID });
});

afterAll(() => server.close());

async function overUdp(query: Uint8Array): Promise<Uint8Array> {
  const socket = createSocket("udp4");
  try {
    const answered = once(socket, "message");
    socket.send(query, server.port, "127.0.0.1");
    return Uint8Array.from((await answered)[0] as Buffer);
  } finally {
    socket.close();
  }
}

async function overTcp(query: Uint8Array): Promise<Uint8Array> {
  const socket = createConnection({ host: "127.0.0.1", port: server.port });
  try {
    await once(socket, "connect");
    socket.write(framed(query));
    for await (const message of messagesFrom(socket)) return message;
    throw new Error("no answer");
  } finally {
    socket.destroy();
  }
}

describe.each(CHECKLIST)("RFC 8906 section $section: $what", (check) => {
  test.each([
    ["UDP", overUdp],
    ["TCP", overTcp],
  ] as const)("over %s", async (transport, ask) => {
    const query = encodeMessage(check.query);
    const reply = decodeMessage(await ask(query));
    expect([reply.id, reply.qr]).toEqual([check.query.id, 1]);
    expect(observe(reply)).toEqual(expectedOver(transport === "TCP", check));
  });
});
