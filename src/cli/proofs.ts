/** What the checker proved, and what is left to run-time checks, for people and as JSON. No file access. */
import type { Layout, Obligation } from "../layout/layout.js";
import { positionAt } from "../diagnostics/source.js";
import type { Colours } from "./terminal.js";

/**
 * Evidence that a residual check is needed: an input that makes it fail, found by search and confirmed on generated code.
 * Whoever finds witnesses passes them to the functions below; without one, a residual check is just unproved.
 */
export interface Witness {
  readonly obligation: Obligation;
  /** The bytes or the value, for people. */
  readonly input: string;
}

export type Witnesses = ReadonlyMap<Obligation, Witness>;
const NO_WITNESSES: Witnesses = new Map();

function placeOf({ span }: Obligation): string {
  const { line, column } = positionAt(span.source, span.start);
  return `${span.source.path}:${line.toString()}:${column.toString()}`;
}

function lineFor(obligation: Obligation, colours: Colours, witnesses: Witnesses): string {
  const { kind, direction, claim, proved, because } = obligation;
  const state = proved ? colours.green("proved  ") : colours.yellow("residual");
  const witness = witnesses.get(obligation);
  const reason = proved
    ? because === undefined
      ? ""
      : `, because ${because}`
    : witness === undefined
      ? ""
      : `, as ${witness.input} shows`;
  return `  ${state} ${placeOf(obligation)} ${direction} ${kind}: ${claim}${colours.dim(reason)}`;
}

interface Count {
  readonly proved: number;
  readonly residual: number;
}

function countOf(obligations: readonly Obligation[]): Count {
  const proved = obligations.filter((obligation) => obligation.proved).length;
  return { proved, residual: obligations.length - proved };
}

function inWords({ proved, residual }: Count): string {
  return `${proved.toString()} proved, ${residual.toString()} left to run-time checks`;
}

/** A paragraph a packet, then the totals. */
export function renderObligations(layout: Layout, colours: Colours, witnesses: Witnesses = NO_WITNESSES): string {
  const paragraphs = layout.program.packets.map((packet) => {
    const own = layout.obligations.filter((obligation) => obligation.packet === packet.index);
    const lines = own.map((obligation) => lineFor(obligation, colours, witnesses));
    return [`${colours.bold(packet.name)} (${packet.file}): ${inWords(countOf(own))}`, ...lines].join("\n");
  });
  return `${[...paragraphs, `total: ${inWords(countOf(layout.obligations))}`].join("\n\n")}\n`;
}

export interface ObligationJson {
  readonly packet: string;
  readonly place: string;
  readonly kind: Obligation["kind"];
  readonly direction: Obligation["direction"];
  readonly proved: boolean;
  readonly claim: string;
  readonly because?: string;
  readonly witness?: string;
}

export function obligationsJson(layout: Layout, witnesses: Witnesses = NO_WITNESSES): ObligationJson[] {
  return layout.obligations.map((obligation) => {
    const { packet, kind, direction, proved, claim, because } = obligation;
    const witness = witnesses.get(obligation)?.input;
    return {
      packet: layout.program.packets[packet]?.name ?? "",
      place: placeOf(obligation),
      kind,
      direction,
      proved,
      claim,
      ...(because !== undefined && { because }),
      ...(witness !== undefined && { witness }),
    };
  });
}
