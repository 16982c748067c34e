/** Records in the one form in which the tests compare them: what a zone holds, an oracle says and a server answers. */
import { decodeDnsRecord, encodeDnsRecord, type DnsRecord, type DnsRecordInput, type DnsRecordRRSIG } from "../../../generated/dns/dns.js";
import { DnsClass, DnsType } from "../../../generated/dns/types.js";
import { DnsName } from "../../../runtime/types/dns-name.js";

/** Of class IN. */
export interface ZoneRecord {
  /** As names.ts has it: lower case. */
  readonly owner: string;
  readonly type: number;
  readonly ttl: number;
  /** The data's fields, a blank between them: names as names.ts has them, bytes as hexadecimal digits, numbers as decimal. */
  readonly rdata: string;
}

const TYPE_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(DnsType).map(([name, value]) => [value, name]));
const TYPE_NUMBERS: ReadonlyMap<string, number> = new Map(Object.entries(DnsType));

/** `A`; `TYPE65400` for one without a name (RFC 3597 section 5). */
export function typeName(type: number): string {
  return TYPE_NAMES.get(type) ?? `TYPE${type}`;
}

/** Of a decoded record: its arm's name is the type's, where the type is known. */
export function typeOf({ rdata }: DnsRecord): number {
  if (rdata.$kind === "Unknown" || rdata.$kind === "Empty") return rdata.$value;
  const type = TYPE_NUMBERS.get(rdata.$kind);
  if (type === undefined) throw new Error(`no number for a record of type ${rdata.$kind}`);
  return type;
}

export function canonicalRecord(record: DnsRecord): ZoneRecord {
  if (record.class !== DnsClass.IN) throw new Error(`a record of class ${record.class} at ${record.name.toString()}`);
  return {
    owner: record.name.toString().toLowerCase(),
    type: typeOf(record),
    ttl: record.ttl,
    rdata: fieldsText(withoutNames(record.rdata)),
  };
}

type Rdata = DnsRecord["rdata"];

/** The type is told elsewhere. */
function withoutNames(rdata: Rdata): readonly unknown[] {
  return Object.entries(rdata).flatMap(([key, value]: [string, unknown]) => (key.startsWith("$") ? [] : [value]));
}

function fieldsText(values: readonly unknown[]): string {
  return values.map(fieldText).join(" ");
}

function fieldText(value: unknown): string {
  if (value instanceof DnsName) return value.toString().toLowerCase();
  if (value instanceof Uint8Array) return value.length === 0 ? "-" : Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return `[${fieldsText(value)}]`;
  if (typeof value === "object" && value !== null) return fieldsText(Object.values(value));
  return String(value);
}

/** What the record is when it comes out of a message: encoded and decoded again. */
export function recordFromInput(input: DnsRecordInput): ZoneRecord {
  const bytes = new DataView(new ArrayBuffer(70_000));
  const end = encodeDnsRecord(input, bytes, 0);
  const decoded = end < 0 ? undefined : decodeDnsRecord(bytes, 0, end);
  if (decoded?.ok !== true) throw new Error(`a record of kind ${input.rdata.$kind} that cannot be encoded`);
  return canonicalRecord(decoded.value);
}

/** The last field, which is the name that a CNAME, DNAME, NS, MX, SRV or PTR record leads to. */
export function targetOf({ rdata }: ZoneRecord): string {
  return rdata.slice(rdata.lastIndexOf(" ") + 1);
}

/** The type that a signature covers: the first field of its data. */
export function coveredType({ rdata }: ZoneRecord): DnsRecordRRSIG["typeCovered"] {
  return Number.parseInt(rdata, 10);
}

export function recordText({ owner, type, ttl, rdata }: ZoneRecord): string {
  return `${owner} ${ttl} ${typeName(type)} ${rdata}`;
}
