/** Packets out of a stream, each as soon as its last byte is there. No file access. */
import { plural } from "../terminal.js";
import { behindEnd, type DecodeEvent, type DecodeRequest, failureMessage } from "./decode.js";
import { HeldBytes } from "./held.js";

export interface StreamRequest extends Omit<DecodeRequest, "bytes"> {
  /** One packet that takes more bytes is refused: who writes a length must not make us wait for ever, nor fill the memory. */
  readonly most: number;
}

/** For one packet of a stream. */
export const MOST_HELD = 256 * 1024 * 1024;

/**
 * The events of `decodePackets`, for packets that say themselves where they end. Reads no further than it has to; ends after
 * the first failure.
 */
export async function* decodeStream(request: StreamRequest, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<DecodeEvent> {
  const reader = new StreamReader(request);
  for await (const chunk of chunks) {
    yield* reader.add(chunk);
    if (reader.isDone) return;
  }
  yield* reader.finish();
}

class StreamReader {
  readonly #held = new HeldBytes();
  #packets = 0;
  /** How many bytes there have to be before another try makes sense. */
  #wanted = 1;
  /** Where a packet of no bytes stands: it would repeat for ever. */
  #stuckAt: number | undefined;
  isDone = false;

  constructor(readonly request: StreamRequest) {}

  *add(chunk: Uint8Array): Generator<DecodeEvent> {
    this.#held.add(chunk);
    this.#held.take(Math.max(0, Math.min(this.#held.length, this.request.at - this.#held.at)));
    while (!this.isDone && this.#stuckAt === undefined && this.#held.length >= this.#wanted) yield* this.#next();
    // The rest of the stream is only counted.
    if (this.#stuckAt !== undefined) this.#held.take(this.#held.length);
  }

  /** What is held at the stream's end is no packet; but one of no bytes may be all there is. */
  *finish(): Generator<DecodeEvent> {
    const { at, exact, repeat } = this.request;
    const end = this.#held.at + this.#held.length;
    if (end < at) throw behindEnd(at, end);
    if (this.#stuckAt === undefined && (this.#packets === 0 || this.#held.length > 0)) {
      const code = yield* this.#decode();
      if (code < 0) yield this.#failure(code);
    }
    const left = end - (this.#stuckAt ?? end);
    if (left > 0 && (exact || repeat)) yield { kind: "leftover", at: end - left, count: left };
  }

  *#next(): Generator<DecodeEvent> {
    const code = yield* this.#decode();
    if (code >= 0) return;
    this.#wanted = this.#held.length - 1 - code;
    if (code < -1 && this.#wanted <= this.request.most) return;
    this.isDone = true;
    yield code < -1 ? this.#tooLong() : this.#failure(code);
  }

  /** One packet, where it is there; its code otherwise. */
  *#decode(): Generator<DecodeEvent, number> {
    const { functions, args, repeat } = this.request;
    const { view, at } = this.#held;
    const result = functions.decode(view, 0, view.byteLength, args);
    if (!result.ok) return result.code;
    yield { kind: "packet", value: result.value, at, end: at + result.end };
    this.#packets++;
    this.#wanted = 1;
    this.#held.take(result.end);
    this.isDone = !repeat;
    if (result.end === 0) this.#stuckAt = at;
    return 0;
  }

  #tooLong(): DecodeEvent {
    const { most, functions } = this.request;
    const what = `${functions.plan.name}: the packet that begins at byte ${this.#held.at.toString()} has at least`;
    const message = `mplc: ${what} ${plural(this.#wanted, "byte")}; of a stream at most ${plural(most, "byte")} are kept for one`;
    return { kind: "failure", message, at: this.#held.at };
  }

  /** Places are told from the packet's start on: what stood before it is no longer held. */
  #failure(code: number): DecodeEvent {
    const { view, at } = this.#held;
    const message = failureMessage({ ...this.request, bytes: view }, 0, code);
    const intro = at === 0 ? "" : `packet ${(this.#packets + 1).toString()} begins at byte ${at.toString()}; counted from there:\n`;
    return { kind: "failure", message: intro + message, at };
  }
}
