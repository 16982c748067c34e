/** The last changes of a zone, for those who ask what changed (RFC 1995). Bounded: the oldest go first. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import type { ZoneChange } from "./change.js";
import { recordSize } from "./record-size.js";

export class ZoneHistory {
  readonly #changes: { readonly change: ZoneChange; readonly bytes: number }[] = [];
  readonly #mostBytes: number;
  #bytes = 0;

  /** @param mostBytes of all changes that are kept, as records on the wire */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** The newest change. One that does not begin where the last ended makes all before it useless. */
  add(change: ZoneChange): void {
    const last = this.#changes.at(-1);
    if (last !== undefined && last.change.toSerial !== change.fromSerial) this.clear();
    const bytes = sizeOf(change.deletions) + sizeOf(change.additions);
    this.#changes.push({ change, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#mostBytes) this.#bytes -= this.#changes.shift()?.bytes ?? 0;
  }

  /** What leads from a serial to the newest one; undefined where that is not known any more. */
  since(serial: number): ZoneChange[] | undefined {
    const index = this.#changes.findIndex(({ change }) => change.fromSerial === serial);
    return index < 0 ? undefined : this.#changes.slice(index).map(({ change }) => change);
  }

  /** Bytes of the changes since a serial; Infinity where they are not known. */
  bytesSince(serial: number): number {
    const index = this.#changes.findIndex(({ change }) => change.fromSerial === serial);
    return index < 0 ? Infinity : this.#changes.slice(index).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  clear(): void {
    this.#changes.length = 0;
    this.#bytes = 0;
  }
}

function sizeOf(records: readonly DnsRecord[]): number {
  return records.reduce((sum, record) => sum + recordSize(record), 0);
}
