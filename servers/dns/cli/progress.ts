/** What a server that reads many zones says meanwhile. */
import type { NameServer } from "../node/server.js";
import type { Terminal } from "./terminal.js";

/** How often it says how far it is, in milliseconds: in a log, and at a terminal. */
const LINE_EVERY = 5000;
const PROGRESS_EVERY = 1000;

/** Runs what reads zones. Who waits for long is told how many are there. */
export async function withProgress<T>(
  server: Pick<NameServer, "zoneStatus">,
  task: () => Promise<T>,
  { err, progress }: Pick<Terminal, "err" | "progress">,
  every: number = progress === undefined ? LINE_EVERY : PROGRESS_EVERY,
): Promise<T> {
  const tell = progress ?? err;
  let seconds = 0;
  const timer = setInterval(() => {
    const zones = server.zoneStatus();
    seconds += every / 1000;
    tell(`deens: ${zones.filter(({ isServed }) => isServed).length} of ${zones.length} zones are read after ${Math.round(seconds)} s`);
  }, every);
  try {
    return await task();
  } finally {
    clearInterval(timer);
  }
}
