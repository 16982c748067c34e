/** What Prometheus reads: the text format, version 0.0.4. */
import { type Counts, type CountedTransport, TRANSPORTS } from "./counts.js";
import { type Counter, RCODE_COUNTERS } from "./shared-state.js";
import type { TransferCounts } from "./transfer-counts.js";
import type { ZoneStatus } from "./zone-status.js";

export interface MetricsSnapshot {
  readonly version: string;
  readonly counts: Counts;
  readonly zones: readonly ZoneStatus[];
  readonly transfers: TransferCounts;
  /** Seconds since 1970. */
  readonly now: number;
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
    ...renderSecondaries(snapshot),
    ...renderTransfers(snapshot.transfers),
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

function renderConnections({ connections, connectionsRefused, connectionsDisplaced }: Counts): string[] {
  return [
    metric("deens_connections", "gauge", "Open connections of TCP and TLS.", [[{}, connections]]),
    metric("deens_connections_refused_total", "counter", "Connections that there was no room for.", [[{}, connectionsRefused]]),
    metric("deens_connections_displaced_total", "counter", "Idle connections that were closed for others.", [[{}, connectionsDisplaced]]),
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

/** Of zones that are fetched from elsewhere, and have come. */
function renderSecondaries({ zones, now }: MetricsSnapshot): string[] {
  const each = (pick: (zone: ZoneStatus) => number | undefined): Sample[] =>
    zones.flatMap((zone): Sample[] => {
      const value = pick(zone);
      return value === undefined ? [] : [[{ zone: zone.origin }, value]];
    });
  const since = (time: number | undefined): number | undefined => time && Math.round(now - time);
  const left = (time: number | undefined): number | undefined => time && Math.max(0, Math.round(time - now));
  return [
    metric(
      "deens_zone_age_seconds",
      "gauge",
      "How long ago a fetched zone was known to be up to date.",
      each(({ checkedAt }) => since(checkedAt)),
    ),
    metric(
      "deens_zone_remaining_seconds",
      "gauge",
      "When a fetched zone expires, if no primary confirms it.",
      each(({ expiresAt }) => left(expiresAt)),
    ),
    metric(
      "deens_zone_failing",
      "gauge",
      "1 for a fetched zone whose last check came to nothing.",
      each(({ role, problem }) => (role === "secondary" ? Number(problem !== undefined) : undefined)),
    ),
  ];
}

function renderTransfers({ in: received, out, notifications }: TransferCounts): string[] {
  const sides = Object.entries({ in: received, out });
  const each = (results: readonly (keyof TransferCounts["in"])[]): Sample[] =>
    sides.flatMap(([direction, counts]) => results.map((result): Sample => [{ direction, result }, counts[result]]));
  const bytes = sides.map(([direction, counts]): Sample => [{ direction }, counts.bytes]);
  const told = Object.entries(notifications).map(([result, count]): Sample => [{ result }, count]);
  return [
    metric("deens_transfers_total", "counter", "Zone transfers, by what became of them.", each(["axfr", "ixfr", "failed", "refused"])),
    metric("deens_transfer_bytes_total", "counter", "Bytes of messages of zone transfers.", bytes),
    metric("deens_notifications_total", "counter", "Notifications that came and were believed, and that were sent.", told),
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
