/** From a zone file to a zone's image: the reader of files, the rules that a zone has to keep, and the builder. */
import { ADDED, ZoneBuilder, type ZoneSize } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import { FRESH, type Memory } from "../image/memory.js";
import { NamesCollide } from "../image/name-table.js";
import type { Rendered } from "../image/rendering.js";
import { MOST_RRSETS } from "../image/rrset-store.js";
import { formatWireName, type Place, type ZoneFileOptions, type ZoneFileProblem } from "../zone-file/index.js";
import { checkZone } from "./check.js";
import type { Finding, Findings, ZoneCheckCode } from "./check-findings.js";
import { placesOf } from "./check-places.js";
import type { Digest } from "./check-zonemd.js";
import { mostProblems, type ReadRecords, renderZoneFile } from "./render.js";

/** What is wrong with a zone, or with the file that it was read from. */
export type ZoneProblem = Omit<ZoneFileProblem, "code"> & {
  readonly code:
    ZoneFileProblem["code"] | ZoneCheckCode | "out-of-zone" | "duplicate-record" | "other-ttl" | "too-many-types" | "names-collide";
};

type Complaint = Pick<ZoneProblem, "severity" | "code" | "message">;

/** A zone, or why there is none. */
export interface LoadedZone {
  /** Undefined where there are errors: a zone with errors is not served. */
  readonly image: ZoneImage | undefined;
  readonly problems: readonly ZoneProblem[];
  readonly errors: number;
  readonly warnings: number;
  readonly records: number;
}

/** What the builder does not take as it is, by ADDED; for OUT_OF_ZONE it says which name. */
const REFUSED: Readonly<Record<number, Complaint>> = {
  [ADDED.TOO_LARGE]: {
    severity: "error",
    code: "data-too-long",
    message: "these records together do not fit in a message of 65,535 bytes",
  },
  [ADDED.TOO_MANY]: {
    severity: "error",
    code: "too-many-types",
    message: `a name has records of ${MOST_RRSETS} types at most, the types that signatures cover among them`,
  },
  [ADDED.OTHER_TTL]: {
    severity: "warning",
    code: "other-ttl",
    message: "the records of a name and type have one TTL: the lowest that was given is taken (RFC 2181 section 5.2)",
  },
  [ADDED.DUPLICATE]: { severity: "warning", code: "duplicate-record", message: "this record is there already" },
};

export interface LoadOptions extends ZoneFileOptions {
  /** Seconds since 1970: signatures that are out of their time are told. Without it they are not looked at. */
  readonly now?: number | undefined;
  /** Makes digests: with it, what takes longer is checked too. */
  readonly digest?: Digest | undefined;
  /** Where the image is made. */
  readonly memory?: Memory | undefined;
}

/** Reads a zone file into a new image. */
export function loadZone(text: Uint8Array, options: LoadOptions): LoadedZone {
  const loading = new ZoneLoading(options, sizeOf(text));
  const read = renderZoneFile(text, options, (record, rendered) =>
    loading.add(record.owner, record.ownerLength, record.type, rendered, record.place),
  );
  return loading.finish(read, text);
}

/** The second half of loading a zone: rendered records are put into an image, which is looked at as a whole in the end. */
export class ZoneLoading {
  readonly #options: LoadOptions;
  readonly #builder: ZoneBuilder;
  readonly #refused: ZoneProblem[] = [];
  readonly #counts = { error: 0, warning: 0 };
  #isHopeless = false;

  /** @param size what is expected */
  constructor(options: LoadOptions, size: ZoneSize) {
    this.#options = options;
    this.#builder = new ZoneBuilder(options.origin, size, options.memory ?? FRESH);
  }

  readonly add = (owner: Uint8Array, ownerLength: number, type: number, rendered: Rendered, place: Place): void => {
    if (this.#isHopeless) return;
    try {
      const added = this.#builder.addRendered(owner, ownerLength, type, rendered);
      if (added !== ADDED.YES) this.#refuse(this.#complaint(added, owner.subarray(0, ownerLength)), place);
    } catch (error) {
      this.#giveUp(error, place);
    }
  };

  #complaint(added: number, owner: Uint8Array): Complaint | undefined {
    if (added !== ADDED.OUT_OF_ZONE) return REFUSED[added];
    return {
      severity: "error",
      code: "out-of-zone",
      message: `${formatWireName(owner)} is not in ${formatWireName(this.#options.origin)}`,
    };
  }

  /** Names stand in each other's way: this one, or one of those shortly before it. */
  #giveUp(error: unknown, place: Place): void {
    if (!(error instanceof NamesCollide)) throw error;
    this.#isHopeless = true;
    this.#refuse({ severity: "error", code: "names-collide", message: error.message }, place);
  }

  #refuse(complaint: Complaint | undefined, { file, line, column }: Place): void {
    if (complaint === undefined) return;
    this.#counts[complaint.severity]++;
    if (this.#refused.length < mostProblems(this.#options)) this.#refused.push({ file, line, column, ...complaint });
  }

  /** @param read what was said of the file, which had this text */
  finish(read: ReadRecords, text: Uint8Array): LoadedZone {
    const isSound = read.errors + this.#counts.error === 0;
    // What the missing records would have made of the zone, nobody knows.
    const image = isSound ? this.#finished() : undefined;
    const errors = read.errors + this.#counts.error;
    const problems = this.#refused.length === 0 ? read.problems : inOrder([...read.problems, ...this.#refused]);
    const loaded = {
      problems: problems.slice(0, mostProblems(this.#options)),
      errors,
      warnings: read.warnings + this.#counts.warning,
      records: read.records,
    };
    return image === undefined ? { image, ...loaded } : checked(image, loaded, text, this.#options);
  }

  #finished(): ZoneImage | undefined {
    try {
      return this.#builder.finish();
    } catch (error) {
      this.#giveUp(error, { file: this.#options.file, line: 1, column: 1 });
      return undefined;
    }
  }
}

/** With what is wrong with the zone as a whole. */
function checked(image: ZoneImage, loaded: Omit<LoadedZone, "image">, text: Uint8Array, options: LoadOptions): LoadedZone {
  const { now, classNumber, digest } = options;
  const findings = checkZone(image, { now, classNumber, digest, most: mostProblems(options) });
  return {
    image: findings.errors === 0 ? image : undefined,
    problems: [...loaded.problems, ...located(findings, text, options)],
    errors: findings.errors,
    warnings: loaded.warnings + findings.warnings,
    records: loaded.records,
  };
}

/** In the order of the file. */
function located({ all }: Findings, text: Uint8Array, options: LoadOptions): ZoneProblem[] {
  if (all.length === 0) return [];
  const places = placesOf(text, options, all);
  const problems = all.map((finding, index) => ({
    ...problemOf(finding),
    ...(places[index] ?? { file: options.file, line: 1, column: 1 }),
  }));
  return inOrder(problems);
}

function inOrder(problems: ZoneProblem[]): ZoneProblem[] {
  return problems.sort((one, other) => compareTexts(one.file, other.file) || one.line - other.line || one.column - other.column);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function problemOf({ severity, code, message, owner }: Finding): Pick<ZoneProblem, "severity" | "code" | "message"> {
  return { severity, code, message: `${formatWireName(owner)}: ${message}` };
}

const LINE_FEED = 0x0a;
/** As much of a file is looked at, from its middle on. */
const SAMPLE = 0x10000;

/** What a file will come to, about, in an image; the reader of files makes hardly more. */
export function sizeOf(text: Uint8Array): ZoneSize {
  const middle = Math.max(0, (text.length >> 1) - (SAMPLE >> 1));
  const sample = text.subarray(middle, middle + SAMPLE);
  let found = 1;
  for (let at = sample.indexOf(LINE_FEED); at >= 0; at = sample.indexOf(LINE_FEED, at + 1)) found++;
  const lines = Math.ceil((found * text.length) / Math.max(1, sample.length));
  // Pages that nothing is written to take no memory. A node and an RRset have forty bytes before their name and data.
  return { names: lines, bytes: 3 * text.length + 48 * lines };
}
