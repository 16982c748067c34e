/** Lines of a stream, each as soon as its end is there. No file access. */
import { HeldBytes } from "./held.js";

const LINE_FEED = 0x0a;

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Without the line feed; good until the next line is asked for. Undefined: there are more than `most`, and this is the end. */
  readonly bytes: Uint8Array | undefined;
}

/** Bytes behind the last line feed are a line too. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Line> {
  const held = new HeldBytes();
  let number = 1;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length;) {
      const feed = chunk.indexOf(LINE_FEED, start);
      const end = feed < 0 ? chunk.length : feed;
      if (held.length + end - start > most) {
        yield { number, bytes: undefined };
        return;
      }
      held.add(chunk.subarray(start, end));
      if (feed >= 0) yield { number: number++, bytes: takeAll(held) };
      start = end + 1;
    }
  }
  if (held.length > 0) yield { number, bytes: takeAll(held) };
}

function takeAll(held: HeldBytes): Uint8Array {
  const { buffer, byteOffset, byteLength } = held.view;
  held.take(byteLength);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
