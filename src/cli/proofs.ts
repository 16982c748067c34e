/** What is proved, and what is left to run-time checks, with inputs that fail at them; for people and as JSON. No file access. */
import { positionAt } from "../diagnostics/source.js";
import type { Packet } from "../ir/ir.js";
import type { Obligation } from "../layout/layout.js";
import type { Check, PacketChecks, Witness } from "../proofs/index.js";
import type { Colours } from "./terminal.js";

/** Longer inputs are cut for people; JSON has all of them. */
const LONGEST_INPUT = 160;

export type StatusCounts = Readonly<Record<Check["status"], number>>;

export function countStatuses(checks: readonly Check[]): StatusCounts {
  const counts = { proved: 0, witness: 0, unproved: 0 };
  for (const { status } of checks) counts[status]++;
  return counts;
}

function placeOf({ span }: Obligation): string {
  const { line, column } = positionAt(span.source, span.start);
  return `${span.source.path}:${line.toString()}:${column.toString()}`;
}

function inWords({ proved, witness, unproved }: StatusCounts): string {
  return `${proved.toString()} proved, ${witness.toString()} with a witness, ${unproved.toString()} unproved`;
}

function labelOf(status: Check["status"], colours: Colours): string {
  switch (status) {
    case "proved":
      return colours.green("proved  ");
    case "witness":
      return colours.yellow("witness ");
    case "unproved":
      return colours.red("unproved");
  }
}

/** As the command line takes them. */
function argumentsOf({ params }: Packet, { args }: Witness): string {
  return args.map((value, index) => ` --arg ${params[index]?.name ?? index.toString()}=${value.toString()}`).join("");
}

function cut(text: string): string {
  return text.length <= LONGEST_INPUT ? text : `${text.slice(0, LONGEST_INPUT)}... (${text.length.toString()} characters)`;
}

function inputOf(witness: Witness): string {
  if (witness.direction === "encode") return cut(JSON.stringify(witness.value));
  return witness.hex === "" ? "no bytes" : cut(witness.hex);
}

function detailOf(packet: Packet, { witness }: Check): string {
  if (witness === undefined) return "";
  return `\n             ${inputOf(witness)}${argumentsOf(packet, witness)}: refused at ${witness.path}`;
}

function lineFor(packet: Packet, check: Check, colours: Colours, verbose: boolean): string {
  const { obligation, direction, status } = check;
  const reason = obligation.because === undefined ? "" : colours.dim(`, because ${obligation.because}`);
  const line = `  ${labelOf(status, colours)} ${placeOf(obligation)} ${direction} ${obligation.kind}: ${obligation.claim}${reason}`;
  return verbose ? `${line}${colours.dim(detailOf(packet, check))}` : line;
}

/** A paragraph a packet, then the totals. */
export function renderProofs(packets: readonly PacketChecks[], colours: Colours, verbose: boolean): string {
  const paragraphs = packets.map(({ packet, checks }) => {
    const lines = checks.map((check) => lineFor(packet, check, colours, verbose));
    return [`${colours.bold(packet.name)} (${packet.file}): ${inWords(countStatuses(checks))}`, ...lines].join("\n");
  });
  const total = countStatuses(packets.flatMap(({ checks }) => checks));
  return `${[...paragraphs, `total: ${inWords(total)}`].join("\n\n")}\n`;
}

export interface CheckJson extends Pick<Obligation, "kind" | "claim" | "because">, Pick<Check, "direction" | "status" | "witness"> {
  readonly packet: string;
  readonly place: string;
}

export interface ProofsJson {
  readonly counts: StatusCounts;
  readonly packets: readonly (StatusCounts & { readonly packet: string; readonly file: string })[];
  readonly checks: readonly CheckJson[];
}

function checkJson(packet: Packet, { obligation, direction, status, witness }: Check): CheckJson {
  const { kind, claim, because } = obligation;
  return {
    packet: packet.name,
    place: placeOf(obligation),
    direction,
    kind,
    claim,
    status,
    ...(because !== undefined && { because }),
    ...(witness !== undefined && { witness }),
  };
}

export function proofsJson(packets: readonly PacketChecks[]): ProofsJson {
  return {
    counts: countStatuses(packets.flatMap(({ checks }) => checks)),
    packets: packets.map(({ packet, checks }) => ({ packet: packet.name, file: packet.file, ...countStatuses(checks) })),
    checks: packets.flatMap(({ packet, checks }) => checks.map((check) => checkJson(packet, check))),
  };
}
