/** Zone files as texts, and what the parser makes of them as values that can be kept and compared. */
import { decodeDnsRecord, encodeDnsRecord } from "../../../../../generated/dns/dns.js";
import { toHex } from "../../../../../runtime/index.js";
import { type DnsName, dnsNameFromWire, dnsNameToWire, parseDnsName } from "../../../../../runtime/types/dns-name.js";
import {
  formatRecord,
  lineOfText,
  parseZoneFile,
  renderProblem,
  type ParsedRecord,
  type ZoneFileOptions,
  type ZoneFileProblem,
  type ZoneFileSummary,
} from "../../../../../servers/dns/zone-file/index.js";

export interface KeptRecord {
  /** As formatRecord writes it. */
  readonly text: string;
  /** The encoded data. */
  readonly data: string;
  readonly type: number;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Parsed {
  readonly records: readonly KeptRecord[];
  readonly texts: readonly string[];
  readonly problems: readonly ZoneFileProblem[];
  /** The problems as people see them. */
  readonly rendered: readonly string[];
  readonly summary: ZoneFileSummary;
}

export function nameOf(text: string): DnsName {
  const name = parseDnsName(text);
  if (name === undefined) throw new Error(`${text} is no name`);
  return name;
}

export function wireOf(text: string): Uint8Array {
  return dnsNameToWire(nameOf(text));
}

export function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}

const room = new DataView(new ArrayBuffer(0x12000));

/** Encoded: the owner's bytes and the data's, in hexadecimal. */
export function encodedRecord(record: Pick<ParsedRecord, "owner" | "ownerLength" | "class" | "ttl" | "rdata">): Uint8Array {
  const name = dnsNameFromWire(record.owner.slice(0, record.ownerLength));
  if (name === undefined) throw new Error("the owner is no name");
  const end = encodeDnsRecord({ name, class: record.class, ttl: record.ttl, rdata: record.rdata }, room, 0);
  if (end < 0) throw new Error("the record cannot be encoded");
  return new Uint8Array(room.buffer.slice(0, end));
}

function kept(record: ParsedRecord): KeptRecord {
  const bytes = encodedRecord(record);
  const decoded = decodeDnsRecord(new DataView(bytes.buffer), 0, bytes.length);
  if (!decoded.ok) throw new Error("the encoded record is refused");
  const { file, line, column } = record.place;
  const { value } = decoded;
  return {
    text: formatRecord(value.name, value.ttl, value.class, value.rdata),
    data: toHex(bytes.subarray(record.ownerLength + 10)),
    type: record.type,
    file,
    line,
    column,
  };
}

export interface ParseOptions extends Partial<Omit<ZoneFileOptions, "origin" | "include">> {
  readonly origin?: string;
  /** Files that can be included. */
  readonly files?: Readonly<Record<string, string>>;
}

export function parse(text: string | Uint8Array, { origin = "example.com", files, ...options }: ParseOptions = {}): Parsed {
  const bytes = bytesOf(text);
  const file = options.file ?? "zone";
  const records: KeptRecord[] = [];
  const problems: ZoneFileProblem[] = [];
  const include = files === undefined ? undefined : (path: string) => (files[path] === undefined ? "no such file" : bytesOf(files[path]));
  const summary = parseZoneFile(
    bytes,
    { ...options, file, origin: wireOf(origin), include },
    { record: (record) => void records.push(kept(record)), problem: (problem) => void problems.push(problem) },
  );
  const textOfLine = (name: string, line: number): string | undefined =>
    lineOfText(name === file ? bytes : bytesOf(files?.[name] ?? ""), line);
  return {
    records,
    texts: records.map((record) => record.text),
    problems,
    rendered: problems.map((problem) => renderProblem(problem, textOfLine)),
    summary,
  };
}

/** The texts of a zone that has nothing wrong, `$TTL 1h` before it. */
export function texts(text: string, options?: ParseOptions): readonly string[] {
  const { texts: found, rendered } = parse(`$TTL 1h\n${text}`, options);
  if (rendered.length > 0) throw new Error(rendered.join("\n"));
  return found;
}

/** The one problem of a zone, as people see it. */
export function complaint(text: string | Uint8Array, options?: ParseOptions): string {
  const { rendered } = parse(text, { defaultTtl: 3600, ...options });
  if (rendered.length !== 1) throw new Error(`${String(rendered.length)} problems: ${rendered.join("\n")}`);
  return rendered[0] ?? "";
}
