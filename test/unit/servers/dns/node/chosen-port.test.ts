import { once } from "node:events";
import { connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { choosePort } from "../../../../../servers/dns/node/chosen-port.js";

test("a chosen port can be listened on, and is none that a connection has", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const bound = other.address();
  const connections = Array.from({ length: 50 }, () => connect(typeof bound === "object" ? (bound?.port ?? 0) : 0, "127.0.0.1"));
  await Promise.all(connections.map((connection) => once(connection, "connect")));
  const taken = connections.map(({ localPort }) => localPort);
  for (let round = 0; round < 20; round++) {
    const port = await choosePort("127.0.0.1");
    expect(taken).not.toContain(port);
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    server.close();
  }
  for (const connection of connections) connection.destroy();
  other.close();
});

test("an address that is not this machine's is told by its code", async () => {
  // RFC 5737: nobody has it.
  await expect(choosePort("192.0.2.1")).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
});
