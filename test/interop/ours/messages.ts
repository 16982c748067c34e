/** Where messages begin in a TCP stream, so that a segment that starts in mid-message is not taken for a message. */

export interface Segment {
  /** Addresses and ports of one direction. */
  readonly flow: string;
  readonly sequence: number;
  readonly synchronize: boolean;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export interface Message {
  readonly start: number;
  readonly end: number;
}

/** The whole length of the message at `start`; undefined where not even that can be read. */
export type MessageLength = (bytes: Uint8Array, start: number, end: number) => number | undefined;

export class MessageBoundaries {
  /** The sequence number at which each direction's next message begins. */
  private readonly next = new Map<string, number>();

  /** The messages that lie in the segment as a whole. */
  in(segment: Segment, lengthOf: MessageLength): readonly Message[] {
    if (segment.synchronize) this.next.set(segment.flow, (segment.sequence + 1) >>> 0);
    const expected = this.next.get(segment.flow);
    const ahead = expected === undefined ? -1 : (expected - segment.sequence) >>> 0;
    if (ahead < 0 || ahead > segment.end - segment.start) return [];
    const { messages, end } = split(segment, segment.start + ahead, lengthOf);
    this.next.set(segment.flow, (segment.sequence + (end - segment.start)) >>> 0);
    return messages;
  }
}

function split(segment: Segment, first: number, lengthOf: MessageLength): { readonly messages: readonly Message[]; readonly end: number } {
  const messages: Message[] = [];
  let at = first;
  while (at < segment.end) {
    const length = lengthOf(segment.bytes, at, segment.end);
    if (length === undefined || length <= 0) break;
    if (at + length <= segment.end) messages.push({ start: at, end: at + length });
    at += length;
  }
  return { messages, end: at };
}
