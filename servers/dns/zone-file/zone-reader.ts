/** Reads records and directives, and keeps what one of them leaves to the next: origin, owner, TTL (RFC 1035 section 5.1). */
import { sizeOfDnsRecord } from "../../../generated/dns/dns.js";
import { LONGEST_DATA } from "./byte-slot.js";
import { CurrentRecord } from "./current-record.js";
import { readDirective } from "./directives.js";
import { Fields } from "./fields.js";
import { Origin } from "./names.js";
import { whyNotText } from "./not-text.js";
import { Problems } from "./problem.js";
import { isGenericMark, readGeneric } from "./rdata/generic.js";
import { ZoneReaders } from "./rdata/readers.js";
import type { Scanner } from "./scanner.js";
import { LONGEST_TTL, readTtl } from "./ttl.js";
import { className, findClass, findType, isMessageType, typeName } from "./type-names.js";
import { typeHelp } from "./type-problem.js";
import type { ZoneFileLimits, ZoneFileOptions, ZoneFileSink } from "./types.js";

const DOLLAR = 0x24;
const NO_TTL = -1;
const CLASS_CH = 3;
/** Shorter texts are no data that is too long. */
const LONG_TEXT = 60_000;
const TTL_HELP = "a line like $TTL 1h at the file's start gives all records one";

export class ZoneReader {
  readonly options: ZoneFileOptions;
  readonly limits: ZoneFileLimits;
  readonly problems: Problems;
  readonly fields: Fields;
  readonly record = new CurrentRecord();
  records = 0;
  /** The file at hand and those that include it, the outermost first; and how many were included in all, of how many bytes. */
  readonly includes: string[];
  includeCount = 0;
  includeBytes = 0;
  /** What `$GENERATE`s made so far. */
  generated = 0;
  generatedBytes = 0;
  /** What `$TTL` says, and the last TTL that a record stated. */
  defaultTtl: number;
  #lastTtl = NO_TTL;
  /** Of the record at hand. */
  #statedTtl = NO_TTL;
  readonly #classNumber: number;
  readonly #readers = new ZoneReaders();
  readonly #sink: ZoneFileSink;

  constructor(scanner: Scanner, options: ZoneFileOptions, limits: ZoneFileLimits, sink: ZoneFileSink) {
    this.options = options;
    this.limits = limits;
    this.problems = new Problems(sink, limits.problems);
    this.fields = new Fields(scanner, new Origin(options.origin), this.problems);
    this.includes = [options.file];
    this.defaultTtl = options.defaultTtl ?? NO_TTL;
    this.#classNumber = options.classNumber ?? 1;
    this.#sink = sink;
  }

  /** Reads all of a text. */
  readText(scanner: Scanner): void {
    const problem = whyNotText(scanner.bytes);
    if (problem === undefined) return this.#readLines(scanner);
    const { at, message } = problem;
    this.problems.report("error", { code: "not-text", message }, scanner.spanOf(at, at + 1));
  }

  #readLines(scanner: Scanner): void {
    const { fields } = this;
    const outer = fields.scanner;
    fields.scanner = scanner;
    while (scanner.position < scanner.end) {
      const blank = scanner.startsBlank();
      if (!fields.more()) fields.finish();
      else if (!blank && scanner.bytes[scanner.start] === DOLLAR && !scanner.quoted) readDirective(this);
      else this.readRecord(blank);
    }
    fields.scanner = outer;
  }

  /** Reads a record whose first token is the scanner's. */
  readRecord(blank: boolean): void {
    this.record.place.mark(this.fields.scanner);
    const hasOwner = blank ? this.#repeatOwner() : this.#readOwner() && this.fields.need("a TTL, a class or a type");
    this.#readRest(hasOwner ? this.readHead() : 0);
  }

  /** Reads a text of owner and data, whose type was read elsewhere; whether all was well. */
  readGenerated(scanner: Scanner, type: number): boolean {
    const { fields } = this;
    const outer = fields.scanner;
    fields.scanner = scanner;
    if (fields.need("the owner")) this.#readOwner();
    this.record.place.mark(scanner);
    const sound = this.#readRest(type);
    fields.scanner = outer;
    return sound;
  }

  /** Does something after which the owner is what it was. */
  keepingOwner(action: () => void): void {
    const { record } = this;
    const { ownerLength } = record;
    const owner = record.owner.slice();
    action();
    record.owner.set(owner);
    record.ownerLength = ownerLength;
  }

  /** Data and end of a record of the given type. */
  #readRest(type: number): boolean {
    const { fields, record } = this;
    if (!fields.failed) this.#readData(type);
    // Data takes at least as much text as it has bytes, but for a few relative names.
    if (fields.scanner.position - record.place.start > LONG_TEXT) this.#checkSize();
    const sound = fields.finish();
    if (sound && record.ownerLength > 0) {
      this.records++;
      this.#sink.record(record);
    }
    return sound;
  }

  #checkSize(): void {
    const { ttl, rdata } = this.record;
    if (this.fields.failed || sizeOfDnsRecord({ name: ".", class: this.#classNumber, ttl, rdata }) >= 0) return;
    this.fields.fail("data-too-long", `the record's data is longer than ${String(LONGEST_DATA)} bytes`);
  }

  #repeatOwner(): boolean {
    // After an owner that was none it's not known whose the record is; its own problems are told.
    if (this.record.ownerLength !== 0) return true;
    this.fields.fail(
      "no-owner",
      "the record has no owner, and there is none before it",
      () => "a line that begins with a blank repeats the last owner",
    );
    return false;
  }

  #readOwner(): boolean {
    const { fields, record } = this;
    record.ownerLength = fields.writeName("the owner", record.name);
    if (fields.failed) record.ownerLength = -1;
    return !fields.failed;
  }

  /** TTL and class, in either order, and the type. The token is the first of them. */
  readHead(): number {
    const { fields } = this;
    const { scanner } = fields;
    const { bytes } = scanner;
    this.#statedTtl = NO_TTL;
    let hasClass = false;
    do {
      const { start, stop } = scanner;
      const type = findType(bytes, start, stop);
      if (type >= 0 && !scanner.quoted) return this.#takeType(type);
      if (isDigit(bytes[start]) && !scanner.quoted && this.#statedTtl === NO_TTL) {
        this.#statedTtl = readTtl(fields);
      } else {
        const classNumber = hasClass || scanner.quoted ? -1 : findClass(bytes, start, stop);
        if (classNumber < 0) this.#noType(hasClass);
        else this.#takeClass(classNumber);
        hasClass = true;
      }
    } while (fields.need("a type"));
    return 0;
  }

  #takeType(type: number): number {
    this.record.type = type;
    if (isMessageType(type)) this.fields.fail("forbidden-type", `${typeName(type)} is no type of records in zones`);
    return type;
  }

  #takeClass(classNumber: number): void {
    if (classNumber === this.#classNumber) return;
    this.fields.fail("bad-class", `the record's class is ${className(classNumber)}, the zone's ${className(this.#classNumber)}`);
  }

  #noType(hasClass: boolean): void {
    const { fields } = this;
    const { found } = fields;
    const { quoted, bytes, start, stop } = fields.scanner;
    fields.fail("unknown-type", `there is no type ${found}`, () => {
      if (quoted) return "names of types are not in quotes";
      if (found.startsWith('"$')) return "a directive starts in the first column";
      if (isDigit(bytes[start])) return "the TTL is there already";
      if (hasClass && findClass(bytes, start, stop) >= 0) return "the class is there already";
      return typeHelp(found);
    });
  }

  #readData(type: number): void {
    const { fields, record } = this;
    // Addresses of class CH are others (RFC 1035 section 3.4.1 is about IN).
    const reader = type === 1 && this.#classNumber === CLASS_CH ? undefined : this.#readers.find(type);
    const hasData = fields.more();
    if (hasData && isGenericMark(fields)) {
      record.rdata = readGeneric(fields, type, this.#classNumber, reader !== undefined);
    } else if (reader === undefined) {
      fields.fail(
        "bad-generic-data",
        `the data of ${typeName(type)} has to be in the generic form`,
        () => "like this: \\# 2 abcd (RFC 3597)",
      );
    } else {
      // It is the reader's first.
      fields.scanner.again = hasData;
      record.rdata = reader(fields);
    }
    record.class = this.#classNumber;
    record.ttl = this.#ttl();
  }

  /** RFC 2308 section 4; without $TTL the last one stated goes on (RFC 1035 section 5.1). */
  #ttl(): number {
    if (this.#statedTtl !== NO_TTL) this.#lastTtl = this.#statedTtl;
    else if (this.defaultTtl !== NO_TTL) return this.defaultTtl;
    else if (this.#lastTtl === NO_TTL) this.#lastTtl = this.#soaTtl();
    return this.#lastTtl;
  }

  /** The first record may be a SOA with no TTL but its own minimum. */
  #soaTtl(): number {
    const { fields, record } = this;
    if (fields.failed) return 0;
    const minimum = record.rdata.$kind === "SOA" ? record.rdata.minimum : -1;
    if (minimum >= 0 && minimum <= LONGEST_TTL) {
      const message = "no TTL is given: that of the SOA's minimum is taken";
      this.problems.report("warning", { code: "no-ttl", message, help: TTL_HELP }, fields.scanner.span());
      return minimum;
    }
    fields.fail("no-ttl", "the record has no TTL, and nothing before it gives one", () => TTL_HELP);
    return 0;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
