/** What there is to say of each zone: for `deens control`, and for metrics. */
import { HEAD } from "../image/layout.js";
import type { Replication } from "./zone-replication.js";
import type { SecondaryStatus } from "./zone-secondary.js";
import type { ServedZone } from "./zone-served.js";

export interface ZoneStatus extends Partial<SecondaryStatus> {
  readonly origin: string;
  /** Undefined for a zone that is fetched from elsewhere. */
  readonly file: string | undefined;
  /** `produced`: this server writes it, as a catalogue. */
  readonly role: "primary" | "secondary" | "produced";
  readonly isServed: boolean;
  readonly serial: number | undefined;
  readonly records: number;
}

export function zoneStatusOf(zone: ServedZone, replication: Replication | undefined): ZoneStatus {
  const { source, image, serial, isSecondary, problem } = zone;
  const { origin, file } = source;
  return {
    origin,
    file,
    role: isSecondary ? "secondary" : source.catalog?.role === "produce" ? "produced" : "primary",
    isServed: image?.isExpired === false,
    serial,
    records: image?.word(HEAD.RECORDS << 2) ?? 0,
    problem,
    ...replication?.statusOf(zone),
  };
}
