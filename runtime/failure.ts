import { counted } from "./values.js";

/** Why a packet was refused: the rich error that the explaining walk builds after a failed check or encode. */
export interface Failure {
  /** The code that check or encode returned (see codes.ts). */
  readonly code: number;
  /**
   * malformed: the bytes break a rule of the spec. truncated: they end too soon.
   * impossible: the value has no encoding. room: the encoding does not fit in the bytes given.
   */
  readonly problem: "malformed" | "truncated" | "impossible" | "room";
  /** The field, in spec names, from the packet's name on: `dns.answers[2].rdata`. */
  readonly path: string;
  /** Byte offset, in the bytes given. */
  readonly at: number;
  /** Bit offset in that byte; 0 is the most significant. */
  readonly bit: number;
  /** What the spec allows there, as in "a value from 20 to 60"; of a broken `require`, its message. */
  readonly expected: string;
  /** What is there, as in "4"; empty for a broken `require`. */
  readonly found: string;
  /** Where the spec says so: `specs/udp.mpl:12:3`. */
  readonly spec: string;
  /** How many bytes are missing at least; for truncated and room. */
  readonly missing?: number;
}

const HEADLINES: Readonly<Record<Failure["problem"], string>> = {
  malformed: "malformed",
  truncated: "truncated",
  impossible: "cannot be encoded",
  room: "too little room",
};

/**
 * A failure as several lines of text. With the bytes (for decoding), a hex line of up to 16 bytes around the
 * place and a caret under the byte.
 */
export function renderFailure(failure: Failure, bytes?: DataView): string {
  const lines = [`${failure.path}: ${HEADLINES[failure.problem]}${missingText(failure)}`];
  if (failure.problem !== "impossible")
    lines.push(`  at:       byte ${String(failure.at)}${failure.bit === 0 ? "" : `, bit ${String(failure.bit)}`}`);
  // A rule of the spec's own says in its message what is wrong, and there is no one value that it found.
  if (failure.expected !== "") lines.push(`${failure.found === "" ? "  because:  " : "  expected: "}${failure.expected}`);
  if (failure.found !== "") lines.push(`  found:    ${failure.found}`);
  if (failure.spec !== "") lines.push(`  spec:     ${failure.spec}`);
  if (bytes !== undefined) lines.push(...hexLines(bytes, failure.at));
  return lines.join("\n");
}

/** What is wrong, on one line: `expected 1, found 2`; the message alone of a `require`, which found no one value. */
export function failureReason({ expected, found }: Failure): string {
  return found === "" ? expected : `expected ${expected}, found ${found}`;
}

function missingText(failure: Failure): string {
  if (failure.missing === undefined || failure.missing <= 0) return "";
  return `, at least ${counted(failure.missing, "more byte")} needed`;
}

/** A row of up to 16 bytes that contains `at` (or ends there), and a row with a caret under it. */
function hexLines(bytes: DataView, at: number): string[] {
  if (!(at >= 0 && at <= bytes.byteLength)) return [];
  const start = Math.max(0, Math.min(at - 8, bytes.byteLength - 15));
  const end = Math.min(start + 16, bytes.byteLength);
  const label = `  ${start.toString(16).padStart(4, "0")}: `;
  let row = label;
  for (let position = start; position < end; position++) {
    row += `${bytes.getUint8(position).toString(16).padStart(2, "0")} `;
  }
  return [row.trimEnd(), `${" ".repeat(label.length + 3 * (at - start))}^^`];
}
