/** The limit: a whole response as objects in one pass, by hand; names stay where they are until someone asks. */
import { nameText, skipName } from "./dnsName.js";

export class LimitName {
  constructor(
    readonly bytes: DataView,
    readonly at: number,
    readonly base: number,
  ) {}

  toString(): string {
    return nameText(this.bytes, this.at, this.base);
  }
}

export type LimitData =
  | { readonly kind: "A"; readonly address: number }
  | { readonly kind: "CNAME"; readonly name: LimitName }
  | { readonly kind: "MX"; readonly preference: number; readonly exchange: LimitName }
  | { readonly kind: "other"; readonly start: number; readonly end: number };

export interface LimitRecord {
  readonly name: LimitName;
  readonly type: number;
  readonly class: number;
  readonly ttl: number;
  readonly data: LimitData;
}

export interface LimitQuestion {
  readonly name: LimitName;
  readonly type: number;
  readonly class: number;
}

export interface LimitMessage {
  readonly id: number;
  readonly flags: number;
  readonly questions: readonly LimitQuestion[];
  readonly answers: readonly LimitRecord[];
}

export function decodeMessage(bytes: DataView, at: number, end: number): LimitMessage | undefined {
  if (end - at < 12) return undefined;
  const questionCount = bytes.getUint16(at + 4);
  const answerCount = bytes.getUint16(at + 6) + bytes.getUint16(at + 8) + bytes.getUint16(at + 10);
  const questions: LimitQuestion[] = [];
  let position = at + 12;
  for (let index = 0; index < questionCount; index++) {
    const nameEnd = skipName(bytes, position, end, at);
    if (nameEnd < 0 || end - nameEnd < 4) return undefined;
    const name = new LimitName(bytes, position, at);
    questions.push({ name, type: bytes.getUint16(nameEnd), class: bytes.getUint16(nameEnd + 2) });
    position = nameEnd + 4;
  }
  const answers: LimitRecord[] = [];
  for (let index = 0; index < answerCount; index++) {
    const nameEnd = skipName(bytes, position, end, at);
    if (nameEnd < 0 || end - nameEnd < 10) return undefined;
    const type = bytes.getUint16(nameEnd);
    const next = nameEnd + 10 + bytes.getUint16(nameEnd + 8);
    if (next > end) return undefined;
    const data = decodeData(bytes, type, nameEnd + 10, next, at);
    if (data === undefined) return undefined;
    const name = new LimitName(bytes, position, at);
    answers.push({ name, type, class: bytes.getUint16(nameEnd + 2), ttl: bytes.getUint32(nameEnd + 4), data });
    position = next;
  }
  return { id: bytes.getUint16(at), flags: bytes.getUint16(at + 2), questions, answers };
}

function decodeData(bytes: DataView, type: number, at: number, end: number, base: number): LimitData | undefined {
  switch (type) {
    case 1:
      return end - at === 4 ? { kind: "A", address: bytes.getUint32(at) } : undefined;
    case 5:
      return skipName(bytes, at, end, base) === end ? { kind: "CNAME", name: new LimitName(bytes, at, base) } : undefined;
    case 15:
      return end - at >= 3 && skipName(bytes, at + 2, end, base) === end
        ? { kind: "MX", preference: bytes.getUint16(at), exchange: new LimitName(bytes, at + 2, base) }
        : undefined;
    default:
      return { kind: "other", start: at, end };
  }
}
