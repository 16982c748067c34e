/** What was in a capture, and what could not be decoded and why. */
import type { Failure } from "../../../runtime/failure.js";
import { escapeUnprintable } from "../../../runtime/text.js";
import type { Damage, DissectedFrame, Frame, NoteKind } from "../../dissect/index.js";
import { plural } from "../terminal.js";

/** So many places are named for each reason; the rest is counted. */
const NAMED_PLACES = 3;
/** So many reasons are kept apart, and so many printed: a capture that makes no sense has any number of them. */
const MOST_REASONS = 1000;
const PRINTED_REASONS = 20;
const OTHER_REASONS = "other reasons";
/** So much damage is told in full. */
const TOLD_DAMAGES = 10;

interface Reason {
  count: number;
  readonly places: string[];
}

export class Statistics {
  /** Time of the first frame. */
  first: bigint | undefined;
  #frames = 0;
  #damages = 0;
  readonly #packets = new Map<string, number>();
  readonly #reasons = new Map<string, Reason>();

  /** The capture file itself could be read to its end. */
  get isSound(): boolean {
    return this.#damages === 0;
  }

  /** @returns what to tell about it; undefined where enough was told */
  damaged({ at, message }: Damage): string | undefined {
    this.#damages++;
    if (this.#damages > TOLD_DAMAGES) return undefined;
    const last = this.#damages === TOLD_DAMAGES ? "more damage is only counted\n" : "";
    const lines = message.split("\n").map(escapeUnprintable).join("\n");
    return `the capture is damaged at byte ${at.toString()}:\n${lines}\n${last}`;
  }

  frame(frame: Frame, { layers, notes }: DissectedFrame): void {
    this.#frames++;
    this.first ??= frame.nanoseconds;
    for (const layer of layers) {
      const { packet, outcome } = layer;
      if (outcome.kind === "decoded") this.#packets.set(packet, (this.#packets.get(packet) ?? 0) + 1);
      else
        this.#count(
          `${packet} ${outcome.kind}: ${alike(outcome.failure.path)}, ${alike(wanted(outcome.failure))}`,
          `frame ${frame.number.toString()} byte ${outcome.failure.at.toString()}`,
        );
    }
    for (const { kind, packet, at, why } of notes) {
      if (isExpected(kind)) continue;
      this.#count(
        `${packet} ${kind}: ${alike(why)}`,
        `frame ${frame.number.toString()}${at === undefined ? "" : ` byte ${at.toString()}`}`,
      );
    }
  }

  #withoutPackets(): string {
    return this.#frames === 0 ? "" : ", no packet decoded";
  }

  #count(told: string, place: string): void {
    const text = escapeUnprintable(told);
    const key = this.#reasons.has(text) || this.#reasons.size < MOST_REASONS ? text : OTHER_REASONS;
    const reason = this.#reasons.get(key) ?? { count: 0, places: [] };
    this.#reasons.set(key, reason);
    reason.count++;
    if (reason.places.length < NAMED_PLACES) reason.places.push(place);
  }

  /** @param waiting packets whose fragments never came */
  summary(waiting: number): string {
    const packets = [...this.#packets].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count.toLocaleString("en")}`);
    const lines = [`\n${plural(this.#frames, "frame")}${packets.length > 0 ? `: ${packets.join(", ")}` : this.#withoutPackets()}`];
    if (this.#damages > 0) lines.push(`the file is damaged in ${plural(this.#damages, "place")}`);
    if (waiting > 0) lines.push(`${plural(waiting, "packet")} never complete: fragments are missing`);
    const reasons = [...this.#reasons].sort((a, b) => b[1].count - a[1].count);
    if (reasons.length > 0) lines.push("not decoded:");
    for (const [text, { count, places }] of reasons.slice(0, PRINTED_REASONS)) {
      const more = count > places.length ? ", ..." : "";
      lines.push(`  ${count.toLocaleString("en").padStart(6)}  ${text} (${places.join(", ")}${more})`);
    }
    if (reasons.length > PRINTED_REASONS) lines.push(`  and ${plural(reasons.length - PRINTED_REASONS, "rarer reason")}`);
    return `${lines.join("\n")}\n`;
  }
}

/** Without what was found, which would make every reason another one. */
function wanted({ expected, found }: Failure): string {
  return found === "" ? expected : `expected ${expected}`;
}

/** Reasons that differ in an index or a length only are one. */
function alike(text: string): string {
  return text.replaceAll(/\[\d+\]/g, "[]").replaceAll(/\d+ bytes?\b/g, "bytes");
}

/** Waiting for more is no failure, nor is padding. */
function isExpected(kind: NoteKind): boolean {
  return kind === "trailer" || kind === "incomplete" || kind === "fragment" || kind === "retransmission";
}
