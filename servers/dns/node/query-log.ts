/** Writes the query log: a line for each query that a ring has. Where writing is slow the rings fill, and queries are not logged. */
import { constants, createWriteStream, fstatSync, open } from "node:fs";
import { promisify } from "node:util";
import { formatAddress } from "../security/address.js";
import { className, formatWireName, typeName } from "../zone-file/index.js";
import { PipeOutput } from "./pipe-output.js";
import { LOGGED_FATE, LOGGED_FLAG, type LoggedQuery, type QueryRing } from "./query-ring.js";
import { codeOf, formatPlace } from "./listen-error.js";
import { rcodeName } from "./rcode-names.js";

/** How often the rings are emptied, in milliseconds. */
const INTERVAL = 50;
/** Queries that are written at once at most. */
const MOST_LINES = 4096;

/** What is written to. */
export interface LogOutput {
  readonly write: (text: string) => boolean;
  readonly writableNeedDrain: boolean;
}

export class QueryLog {
  readonly #rings: readonly QueryRing[];
  readonly #output: LogOutput;
  readonly #close: () => void;
  readonly #timer: NodeJS.Timeout;
  /** Which ring comes first, another one each time: where there is too much to write, none of them is left out for ever. */
  #first = 0;

  constructor(rings: readonly QueryRing[], output: LogOutput, close: () => void = () => undefined) {
    this.#rings = rings;
    this.#output = output;
    this.#close = close;
    this.#timer = setInterval(() => this.flush(), INTERVAL).unref();
  }

  /** A log in a file, which is appended to, or on standard output. Resolves when it is open; rejects where it can't be. */
  static async open(target: string, rings: readonly QueryRing[], onError: (error: Error) => void): Promise<QueryLog> {
    if (target === "stdout") return new QueryLog(rings, process.stdout);
    const fd = await openTarget(target);
    if (!fstatSync(fd).isFIFO()) {
      const file = createWriteStream(target, { fd }).on("error", onError);
      return new QueryLog(rings, file, () => file.end());
    }
    const pipe = new PipeOutput(fd, onError);
    return new QueryLog(rings, pipe, () => pipe.close());
  }

  /** Writes what is there. */
  flush(): void {
    if (this.#output.writableNeedDrain) return;
    let text = "";
    let room = MOST_LINES;
    const first = this.#first++ % this.#rings.length;
    for (const ring of [...this.#rings.slice(first), ...this.#rings.slice(0, first)]) {
      for (let query = ring.take(); query !== undefined; query = --room > 0 ? ring.take() : undefined) text += `${formatQuery(query)}\n`;
      if (room <= 0) break;
    }
    if (text !== "") this.#output.write(text);
  }

  close(): void {
    clearInterval(this.#timer);
    this.flush();
    this.#close();
  }
}

const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants;

/** Opening a pipe would wait until somebody reads it, for ever if need be. */
async function openTarget(target: string): Promise<number> {
  try {
    return await promisify(open)(target, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o640);
  } catch (error) {
    if (codeOf(error) !== "ENXIO") throw error;
    throw Object.assign(new Error("nobody reads this pipe: start what reads it first", { cause: error }), { path: target });
  }
}

const FLAG_NAMES: readonly (readonly [number, string])[] = [
  [LOGGED_FLAG.RD, "rd"],
  [LOGGED_FLAG.CD, "cd"],
  [LOGGED_FLAG.EDNS, "edns"],
  [LOGGED_FLAG.DO, "do"],
  [LOGGED_FLAG.COOKIE, "cookie"],
  [LOGGED_FLAG.TC, "tc"],
];

/**
 * `2026-11-23T10:00:00.000Z 192.0.2.1:5353 udp www.example.com. IN A rd,edns NOERROR 64`: time, client, transport, name, class, type,
 * flags of the query (and TC of the reply), RCODE, bytes of the reply. Names are in presentation format, so that none breaks a line.
 */
export function formatQuery(query: LoggedQuery): string {
  const { time, client, port, transport, name, flags, rcode, size } = query;
  const question = name.length === 0 ? "- - -" : `${formatWireName(name)} ${className(query.class)} ${typeName(query.type)}`;
  const flagText = FLAG_NAMES.flatMap(([bit, text]) => ((flags & bit) === 0 ? [] : [text])).join(",") || "-";
  const place = formatPlace({ address: formatAddress(client), port });
  return `${new Date(time).toISOString()} ${place} ${transport} ${question} ${flagText} ${fateOf(rcode)} ${size}`;
}

function fateOf(rcode: number): string {
  if (rcode === LOGGED_FATE.LIMITED) return "(limited)";
  if (rcode === LOGGED_FATE.ELSEWHERE) return "(elsewhere)";
  return rcodeName(rcode);
}
