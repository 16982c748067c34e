/** What the zone file parser takes and gives. Its functions: parse.ts, problem.ts, format/format.ts. */
import type { DnsRecordInput } from "../../../generated/dns/dns.js";

/** A record's data, as the generated encoders take it. */
export type RecordData = DnsRecordInput["rdata"];

/** How a zone file is read. */
export interface ZoneFileOptions {
  /** The file's name, for messages and for what it includes. */
  readonly file: string;
  /** What relative names end in, until `$ORIGIN` says otherwise: a name in wire form, of either case. */
  readonly origin: Uint8Array;
  /** The TTL of records that state none, until `$TTL` says otherwise. */
  readonly defaultTtl?: number | undefined;
  /** The zone's class; records of others are refused. IN (1) if left out. */
  readonly classNumber?: number | undefined;
  /**
   * Reads a file for `$INCLUDE`; a string is the reason why that cannot be done. A relative path has been joined to the folder of
   * the including file, `fromFile`, already. Without this function `$INCLUDE` is refused.
   */
  readonly include?: ((path: string, fromFile: string) => Uint8Array | string) | undefined;
  readonly limits?: Partial<ZoneFileLimits> | undefined;
}

/** Bounds on what a file may cost beyond its own size. */
export interface ZoneFileLimits {
  /** Files within files; 16. */
  readonly includeDepth: number;
  /** Files read by `$INCLUDE` in all; 4096. */
  readonly includes: number;
  /** Bytes read by `$INCLUDE` in all; 2^32. */
  readonly includeBytes: number;
  /** Records of one `$GENERATE`; 65,536. */
  readonly generate: number;
  /** Records of all `$GENERATE`s; 1,048,576. */
  readonly generateTotal: number;
  /** Bytes of text that all `$GENERATE`s make; 2^27. */
  readonly generateBytes: number;
  /** Problems reported, those after them being counted only; 100. */
  readonly problems: number;
}

/** Where a record or a problem starts. Lines and columns count from 1; columns are characters (code points), a tab being one. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A record as it was read. There is one object, used for every record, and so is all that it refers to: names and byte fields
 * too. Who keeps something copies it; encoding it before `record` returns is such a copy.
 */
export interface ParsedRecord {
  /** 255 bytes, of which the first `ownerLength` are the owner: absolute, in wire form, case as written. */
  readonly owner: Uint8Array;
  readonly ownerLength: number;
  readonly type: number;
  readonly class: number;
  readonly ttl: number;
  /** For the generated encoders. Names in it are `DnsName`s without pointers; texts are bytes. */
  readonly rdata: RecordData;
  /** Its column is worked out when asked for. */
  readonly place: Place;
}

/** Where records and problems go, in the order of the text. */
export interface ZoneFileSink {
  record(record: ParsedRecord): void;
  problem(problem: ZoneFileProblem): void;
}

/** What a file came to. */
export interface ZoneFileSummary {
  /** Records handed to the sink. */
  readonly records: number;
  /** Errors, those beyond `limits.problems` too. A zone with any is not to be served. */
  readonly errors: number;
  readonly warnings: number;
}

/** The kinds of problems, a closed set. */
export type ZoneFileProblemCode =
  /** UTF-16, NUL bytes, lines that end in CR alone. */
  | "not-text"
  /** `(` without `)`, or the other way round. */
  | "unbalanced-parenthesis"
  /** `"` without a second one on its line. */
  | "unclosed-quote"
  /** `\` before nothing, or before digits that are no byte. */
  | "bad-escape"
  /** The record ends where something is still to come. */
  | "missing-field"
  /** Something behind a record's or directive's end. */
  | "unexpected-field"
  | "bad-name"
  /** The first record of a file has no owner to repeat. */
  | "no-owner"
  | "no-ttl"
  | "bad-ttl"
  | "no-type"
  | "unknown-type"
  /** A type that stands in messages only: OPT, TSIG, AXFR, ... */
  | "forbidden-type"
  | "bad-class"
  | "bad-number"
  | "bad-address"
  | "bad-text"
  | "bad-encoding"
  | "bad-time"
  | "bad-location"
  /** An algorithm, a certificate's type and the like. */
  | "bad-mnemonic"
  | "bad-parameter"
  /** Data in the generic form of RFC 3597 that is none, or does not fit its type. */
  | "bad-generic-data"
  | "data-too-long"
  | "unknown-directive"
  | "bad-directive"
  | "bad-include"
  | "bad-generate"
  | "limit-exceeded";

/** Something wrong with a zone file. */
export interface ZoneFileProblem extends Place {
  readonly severity: "error" | "warning";
  readonly code: ZoneFileProblemCode;
  /** One line, without the place. */
  readonly message: string;
  /** Behind the last character that is meant, on the same line. */
  readonly endColumn?: number | undefined;
  /** What to do about it. */
  readonly help?: string | undefined;
}
