/** Ports that the system chooses. */
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * A port for UDP and TCP alike. Of TCP's many are taken, by connections too, of UDP's hardly any, so it is TCP's choice. Nobody has it
 * when this resolves; rejects where the address can't be had.
 */
export async function choosePort(address: string): Promise<number> {
  const listener = createServer().listen({ host: address, port: 0 });
  await once(listener, "listening");
  const bound = listener.address();
  listener.close();
  await once(listener, "close");
  return typeof bound === "object" && bound !== null ? bound.port : 0;
}
