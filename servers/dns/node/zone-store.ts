/** The zones of a server: read from their files, and read again. A zone whose file has errors stays as it was. */
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { lineOfText, renderProblem } from "../zone-file/index.js";
import type { ZoneImage } from "../image/image.js";
import { loadZone } from "../zone/load.js";
import { parseDnsName, dnsNameToWire } from "../../../runtime/types/dns-name.js";

export interface ZoneSource {
  /** Presentation format. */
  readonly origin: string;
  readonly file: string;
}

/** What became of reading one zone. */
export interface ZoneReport {
  readonly source: ZoneSource;
  readonly isServed: boolean;
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  /** Problems as a person reads them. */
  readonly text: readonly string[];
}

interface Zone {
  readonly source: ZoneSource;
  image: ZoneImage | undefined;
}

export class ZoneStore {
  readonly #zones: Zone[];

  constructor(sources: readonly ZoneSource[]) {
    this.#zones = sources.map((source) => ({ source, image: undefined }));
  }

  /** The zones that are served. */
  get images(): ZoneImage[] {
    return this.#zones.flatMap(({ image }) => (image === undefined ? [] : [image]));
  }

  /** Reads all files. */
  async load(): Promise<ZoneReport[]> {
    const reports: ZoneReport[] = [];
    for (const zone of this.#zones) reports.push(await this.#loadZone(zone));
    return reports;
  }

  async #loadZone(zone: Zone): Promise<ZoneReport> {
    const { source } = zone;
    try {
      const text = await readFile(source.file);
      const { image, problems, records, errors, warnings } = loadZone(text, { file: source.file, origin: wireOf(source.origin), include });
      if (image !== undefined) zone.image = image;
      const lines = problems.map((problem) => renderProblem(problem, (file, line) => lineFor(file, line, source, text)));
      return { source, isServed: zone.image !== undefined, records, errors, warnings, text: lines };
    } catch (error) {
      const text = [`${source.file}: error: ${error instanceof Error ? error.message : String(error)}`];
      return { source, isServed: zone.image !== undefined, records: 0, errors: 1, warnings: 0, text };
    }
  }
}

function include(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function lineFor(file: string, line: number, source: ZoneSource, text: Uint8Array): string | undefined {
  const bytes = file === source.file ? text : include(file);
  return typeof bytes === "string" ? undefined : lineOfText(bytes, line);
}

function wireOf(origin: string): Uint8Array {
  const name = parseDnsName(origin);
  if (name === undefined) throw new Error(`"${origin}" is no domain name`);
  return dnsNameToWire(name);
}
