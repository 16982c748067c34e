/** What a server that reads many zones says meanwhile. */
import type { NameServer } from "../node/server.js";
import type { Terminal } from "./terminal.js";

/** How often it says how far it is, in milliseconds. */
const TELL_EVERY = 5000;

/** Runs what reads zones. Who waits for long is told how many are there. */
export async function withProgress<T>(
  server: Pick<NameServer, "zoneStatus">,
  task: () => Promise<T>,
  { err }: Pick<Terminal, "err">,
  every: number = TELL_EVERY,
): Promise<T> {
  const timer = setInterval(() => {
    const zones = server.zoneStatus();
    err(`deens: ${zones.filter(({ isServed }) => isServed).length} of ${zones.length} zones are read`);
  }, every);
  try {
    return await task();
  } finally {
    clearInterval(timer);
  }
}
