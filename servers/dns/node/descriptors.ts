/** Open files are something that connections use up, which zones, journals and certificates need too. */
import { readFileSync } from "node:fs";
import type { StreamLimits } from "./connection.js";

/** Files that connections leave for others; of a process that may have few, half. */
const KEPT_BACK = 256;
const PLACE = "/proc/self/limits";

/** How many files this process may have open; Infinity where nobody says so. */
export function descriptorLimit(place: string = PLACE): number {
  try {
    return Number(/^Max open files +([0-9]+)/m.exec(readFileSync(place, "utf8"))?.[1] ?? Infinity);
  } catch {
    return Infinity;
  }
}

/** The limits with so many connections as the process may have. @param tell what people should know of it */
export function withinDescriptors(limits: StreamLimits, tell: (text: string) => void, most: number = descriptorLimit()): StreamLimits {
  const room = Math.max(most - KEPT_BACK, Math.floor(most / 2));
  if (limits.tcpConnections <= room) return limits;
  tell(`only ${room} connections instead of ${limits.tcpConnections}: the system allows this process ${most} open files`);
  return { ...limits, tcpConnections: room };
}
