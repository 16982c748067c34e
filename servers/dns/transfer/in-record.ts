/** What a record has to be, wherever it stands in a transfer that comes in. */
import { type DnsRecord, type DnsRecordSOA } from "../../../generated/dns/dns.js";
import { DnsClass, DnsType } from "../../../generated/dns/types.js";
import { type DnsName, sameDnsName } from "../../../runtime/types/dns-name.js";
import { NameKey } from "../image/name-key.js";
import { nameFromWire } from "../zone/records.js";
import { className, formatName, typeName, typeOfData } from "../zone-file/index.js";
import { isMessageType } from "../zone-file/type-names.js";

/** Types whose fields are known: none of them may be without data. */
const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(DnsType));

/** Looks at records, one by one. Those that are not of the zone are counted. */
export class RecordRules {
  readonly #origin = new NameKey();
  readonly #owner = new NameKey();
  readonly #name: DnsName;
  /** Records whose owner is not in the zone, and the first of them. */
  outside = 0;
  #firstOutside = "";

  /** @param origin the zone's name in wire form */
  constructor(origin: Uint8Array) {
    this.#origin.loadWire(origin);
    this.#name = nameFromWire(origin);
  }

  isApex(owner: DnsName): boolean {
    return sameDnsName(owner, this.#name);
  }

  /** What is wrong with a record, but for its owner. Those outside of the zone are only counted: see `outside`. */
  problemOf({ name, class: classNumber, rdata }: DnsRecord): string | undefined {
    const type = typeOfData(rdata);
    if (classNumber !== DnsClass.IN) return `${formatName(name)} ${typeName(type)} is of class ${className(classNumber)}`;
    if (isMessageType(type)) return `${typeName(type)} is no type of records in zones (RFC 6895 section 3.1)`;
    if (rdata.$kind === "Empty" && KNOWN_TYPES.has(type)) return `${formatName(name)} ${typeName(type)} has no data`;
    this.#owner.loadFromMessage(name.bytes, name.at, name.base);
    if (!this.#owner.endsWith(this.#origin) && this.outside++ === 0) this.#firstOutside = `${formatName(name)} ${typeName(type)}`;
    return undefined;
  }

  /** Undefined where all records were of the zone. */
  get outsideProblem(): string | undefined {
    if (this.outside === 0) return undefined;
    return `${this.outside === 1 ? "1 record is" : `${this.outside} records are`} not of the zone, the first of them ${this.#firstOutside}`;
  }
}

/** Whether two SOA records say the same: the first and the last record of a transfer have to (RFC 5936 section 2.2). */
export function isSameSoa(one: DnsRecordSOA, other: DnsRecordSOA): boolean {
  if (one.serial !== other.serial || one.refresh !== other.refresh || one.retry !== other.retry) return false;
  if (one.expire !== other.expire || one.minimum !== other.minimum) return false;
  return sameDnsName(one.mname, other.mname) && sameDnsName(one.rname, other.rname);
}
