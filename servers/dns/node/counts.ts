/** The counters of all threads, added up for who watches the server. */
import { type Counter, COUNTERS, STREAM_ROWS, type SharedState, WorkerCounters } from "./shared-state.js";

export const TRANSPORTS = ["udp", "tcp", "tls"] as const;
export type CountedTransport = (typeof TRANSPORTS)[number];

export interface Counts {
  readonly byTransport: Readonly<Record<CountedTransport, Readonly<Record<Counter, number>>>>;
  readonly connections: number;
  readonly connectionsRefused: number;
  /** Idle ones that were closed for others. */
  readonly connectionsDisplaced: number;
  /** Queries over UDP that the main thread had no room for. */
  readonly pendingRefused: number;
}

/** @param workers how many of the rows are those of threads for UDP */
export function countsOf(state: SharedState, workers: number): Pick<Counts, "byTransport"> {
  const [tcp, tls] = STREAM_ROWS.map((_, index) => sumOf(state, workers + index, workers + index + 1));
  const none = sumOf(state, 0, 0);
  return { byTransport: { udp: sumOf(state, 0, workers), tcp: tcp ?? none, tls: tls ?? none } };
}

function sumOf(state: SharedState, first: number, end: number): Record<Counter, number> {
  const rows = Array.from({ length: end - first }, (_, index) => new WorkerCounters(state, first + index));
  const sums = COUNTERS.map((counter) => [counter, rows.reduce((sum, row) => sum + row.get(counter), 0)]);
  return Object.fromEntries(sums) as Record<Counter, number>;
}
