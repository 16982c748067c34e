/** What was in a capture, and what could not be decoded and why. */
import type { Damage, DissectedFrame, Frame, NoteKind } from "../../dissect/index.js";
import { plural } from "../terminal.js";

/** So many places are named for each reason; the rest is counted. */
const NAMED_PLACES = 3;

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

  damaged(_damage: Damage): void {
    this.#damages++;
  }

  frame(frame: Frame, { layers, notes }: DissectedFrame): void {
    this.#frames++;
    this.first ??= frame.nanoseconds;
    for (const layer of layers) {
      const { packet, outcome } = layer;
      if (outcome.kind === "decoded") this.#packets.set(packet, (this.#packets.get(packet) ?? 0) + 1);
      else
        this.#count(
          `${packet} ${outcome.kind}: ${outcome.failure.path}, expected ${outcome.failure.expected}`,
          `frame ${frame.number.toString()} byte ${outcome.failure.at.toString()}`,
        );
    }
    for (const { kind, packet, at, why } of notes) {
      if (isExpected(kind)) continue;
      this.#count(
        `${packet} ${kind}: ${why.replaceAll(/\d+ bytes/g, "bytes")}`,
        `frame ${frame.number.toString()}${at === undefined ? "" : ` byte ${at.toString()}`}`,
      );
    }
  }

  #count(text: string, place: string): void {
    const reason = this.#reasons.get(text) ?? { count: 0, places: [] };
    this.#reasons.set(text, reason);
    reason.count++;
    if (reason.places.length < NAMED_PLACES) reason.places.push(place);
  }

  /** @param waiting packets whose fragments never came */
  summary(waiting: number): string {
    const packets = [...this.#packets].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count.toLocaleString("en")}`);
    const lines = [`\n${plural(this.#frames, "frame")}: ${packets.join(", ")}`];
    if (this.#damages > 0) lines.push(`the file is damaged in ${plural(this.#damages, "place")}`);
    if (waiting > 0) lines.push(`${plural(waiting, "packet")} never complete: fragments are missing`);
    const reasons = [...this.#reasons].sort((a, b) => b[1].count - a[1].count);
    if (reasons.length > 0) lines.push("not decoded:");
    for (const [text, { count, places }] of reasons) {
      const more = count > places.length ? ", ..." : "";
      lines.push(`  ${count.toLocaleString("en").padStart(6)}  ${text} (${places.join(", ")}${more})`);
    }
    return `${lines.join("\n")}\n`;
  }
}

/** Waiting for more is no failure, nor is padding. */
function isExpected(kind: NoteKind): boolean {
  return kind === "trailer" || kind === "incomplete" || kind === "fragment" || kind === "retransmission";
}
