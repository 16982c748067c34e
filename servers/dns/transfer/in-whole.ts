/** A whole zone that comes in (RFC 5936 section 2.2): each record goes to a new image, which nobody reads yet. */
import { type DnsRecord, sizeOfDnsRecord } from "../../../generated/dns/dns.js";
import { ADDED, ZoneBuilder, type ZoneSize } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import type { SoaRecord } from "../zone/change.js";
import { formatName, typeName, typeOfData } from "../zone-file/index.js";

/** What is expected where nothing is known. */
const SMALL: ZoneSize = { names: 64, bytes: 1 << 14 };

export class WholeZone {
  readonly soa: SoaRecord;
  readonly #builder: ZoneBuilder;
  readonly #mostBytes: number;
  #bytes = 0;

  /** @param mostBytes of the zone's records on the wire, names written in full */
  constructor(origin: Uint8Array, soa: SoaRecord, mostBytes: number, size: ZoneSize = SMALL, memory?: Memory) {
    this.soa = soa;
    this.#builder = new ZoneBuilder(origin, size, memory);
    this.#mostBytes = mostBytes;
  }

  /** Takes a record of the zone; what is wrong with it. The same record twice is one (RFC 5936 section 2.2). */
  add(record: DnsRecord, owner: Uint8Array): string | undefined {
    this.#bytes += sizeOfDnsRecord(record);
    if (this.#bytes > this.#mostBytes) return `the zone is larger than ${this.#mostBytes} bytes (limits: received-zone-bytes)`;
    const { name, class: classNumber, ttl, rdata } = record;
    const type = typeOfData(rdata);
    const added = this.#builder.add(owner, owner.length, type, classNumber, ttl, rdata);
    if (added === ADDED.TOO_LARGE) return `the ${typeName(type)} records of ${formatName(name)} do not fit in a message of 65,535 bytes`;
    return added === ADDED.NO_ENCODING ? `${formatName(name)} ${typeName(type)} cannot be kept` : undefined;
  }

  finish(): ZoneImage {
    return this.#builder.finish();
  }
}
