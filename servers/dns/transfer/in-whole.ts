/** A whole zone that comes in (RFC 5936 section 2.2): each record goes to a new image, which nobody reads yet. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import { copyName, MAX_NAME } from "../../../runtime/types/dns-wire.js";
import { ADDED, ZoneBuilder, type ZoneSize } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import { Renderer } from "../image/rendering.js";
import type { SoaRecord } from "../zone/change.js";
import { formatName, typeName, typeOfData } from "../zone-file/index.js";

/** What is expected where nothing is known. */
const SMALL: ZoneSize = { names: 64, bytes: 1 << 14 };

export class WholeZone {
  readonly soa: SoaRecord;
  readonly #builder: ZoneBuilder;
  readonly #renderer: Renderer;
  readonly #owner = new Uint8Array(MAX_NAME);
  readonly #mostBytes: number;
  #bytes = 0;

  /** @param mostBytes of the zone's records on the wire, owners written in full, names in their data compressed against the zone's */
  constructor(origin: Uint8Array, soa: SoaRecord, mostBytes: number, size: ZoneSize = SMALL, memory?: Memory) {
    this.soa = soa;
    this.#builder = new ZoneBuilder(origin, size, memory);
    this.#renderer = new Renderer(origin);
    this.#mostBytes = mostBytes;
  }

  /** Takes a record of the zone; what is wrong with it. The same record twice is one (RFC 5936 section 2.2). */
  add({ name, class: classNumber, ttl, rdata }: DnsRecord): string | undefined {
    const type = typeOfData(rdata);
    const rendered = this.#renderer;
    const ownerLength = copyName(name.bytes, name.at, name.base, this.#owner, 0);
    if (!rendered.render(type, classNumber, ttl, rdata)) return `${formatName(name)} ${typeName(type)} cannot be kept`;
    this.#bytes += ownerLength + rendered.end - rendered.start;
    if (this.#bytes > this.#mostBytes) return `the zone is larger than ${this.#mostBytes} bytes (limits: received-zone-bytes)`;
    const added = this.#builder.addRendered(this.#owner, ownerLength, type, rendered);
    if (added === ADDED.TOO_MANY) return `${formatName(name)} has records of more types than a name has`;
    if (added !== ADDED.TOO_LARGE) return undefined;
    return `the ${typeName(type)} records of ${formatName(name)} do not fit in a message of 65,535 bytes`;
  }

  finish(): ZoneImage {
    return this.#builder.finish();
  }
}
