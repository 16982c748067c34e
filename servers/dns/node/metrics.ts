/** What Prometheus reads: the text format, version 0.0.4. */
import { type Counts, type CountedTransport, TRANSPORTS } from "./counts.js";
import type { ZoneStatus } from "./server.js";
import { type Counter, RCODE_COUNTERS } from "./shared-state.js";

export interface MetricsSnapshot {
  readonly version: string;
  readonly counts: Counts;
  readonly zones: readonly ZoneStatus[];
  readonly workers: number;
  /** Bytes. */
  readonly residentMemory: number;
  /** Seconds of processor time. */
  readonly cpuSeconds: number;
  /** Seconds since 1970. */
  readonly startTime: number;
}

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

function metric(name: string, type: "counter" | "gauge", help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => `${name}${formatLabels(labels)} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}

function formatLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escapeLabel(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}

export function renderMetrics(snapshot: MetricsSnapshot): string {
  return [
    ...renderQueries(snapshot.counts),
    ...renderConnections(snapshot.counts),
    ...renderZones(snapshot.zones),
    ...renderProcess(snapshot),
  ].join("");
}

function renderQueries({ byTransport, pendingRefused }: Counts): string[] {
  const perTransport = (counter: Counter, name: string, help: string): string =>
    metric(
      name,
      "counter",
      help,
      TRANSPORTS.map((transport): Sample => [{ transport }, byTransport[transport][counter]]),
    );
  const total = (counter: Counter): number => TRANSPORTS.reduce((sum, transport) => sum + byTransport[transport][counter], 0);
  const rcodes = TRANSPORTS.flatMap((transport) => rcodeSamples(transport, byTransport));
  return [
    perTransport("queries", "deens_queries_total", "Messages that came."),
    perTransport("replies", "deens_replies_total", "Replies that were sent at once."),
    metric("deens_replies_by_rcode_total", "counter", "Replies by RCODE.", rcodes),
    perTransport("truncated", "deens_truncated_total", "Replies with TC."),
    perTransport("dropped", "deens_dropped_total", "Messages that are no queries, and got no reply."),
    metric("deens_memo_hits_total", "counter", "Answers that were known from before.", [
      [{ memo: "udp" }, byTransport.udp.memoHits],
      // Both are answered from one memo.
      [{ memo: "stream" }, Math.max(byTransport.tcp.memoHits, byTransport.tls.memoHits)],
    ]),
    metric("deens_rate_limited_total", "counter", "Replies over the rate limit, by what became of them.", [
      [{ verdict: "drop" }, total("limitDropped")],
      [{ verdict: "truncate" }, total("limitTruncated")],
    ]),
    perTransport("elsewhere", "deens_service_queries_total", "Transfers, updates, notifications and signed queries."),
    metric("deens_service_dropped_total", "counter", "Of these, those that there was no room for.", [
      [{}, total("elsewhereDropped") + pendingRefused],
    ]),
    metric("deens_query_log_dropped_total", "counter", "Queries that the log had no room for.", [[{}, total("logDropped")]]),
  ];
}

function rcodeSamples(transport: CountedTransport, byTransport: Counts["byTransport"]): Sample[] {
  return RCODE_COUNTERS.map((counter) => [
    { transport, rcode: counter === "otherRcode" ? "other" : counter },
    byTransport[transport][counter],
  ]);
}

function renderConnections({ connections, connectionsRefused }: Counts): string[] {
  return [
    metric("deens_connections", "gauge", "Open connections of TCP and TLS.", [[{}, connections]]),
    metric("deens_connections_refused_total", "counter", "Connections that there was no room for.", [[{}, connectionsRefused]]),
  ];
}

function renderZones(zones: readonly ZoneStatus[]): string[] {
  const served = zones.filter(({ isServed }) => isServed);
  const each = (pick: (zone: ZoneStatus) => number): Sample[] => served.map((zone) => [{ zone: zone.origin }, pick(zone)]);
  return [
    metric("deens_zones", "gauge", "Zones of the configuration.", [
      [{ state: "served" }, served.length],
      [{ state: "not_served" }, zones.length - served.length],
    ]),
    metric(
      "deens_zone_serial",
      "gauge",
      "The serial of each zone.",
      each(({ serial }) => serial ?? 0),
    ),
    metric(
      "deens_zone_records",
      "gauge",
      "The records of each zone.",
      each(({ records }) => records),
    ),
  ];
}

function renderProcess({ version, workers, residentMemory, cpuSeconds, startTime }: MetricsSnapshot): string[] {
  return [
    metric("deens_info", "gauge", "The version that runs.", [[{ version }, 1]]),
    metric("deens_workers", "gauge", "Threads that answer over UDP.", [[{}, workers]]),
    metric("process_resident_memory_bytes", "gauge", "Memory of the process.", [[{}, residentMemory]]),
    metric("process_cpu_seconds_total", "counter", "Processor time of the process.", [[{}, cpuSeconds]]),
    metric("process_start_time_seconds", "gauge", "When the process started, since 1970.", [[{}, startTime]]),
  ];
}
