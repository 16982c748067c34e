/** The limit: a response with compressed names written by hand in one pass; the caller has made sure that there is room. */

export interface AnswerInput {
  readonly id: number;
  readonly flags: number;
  readonly name: string;
  readonly type: number;
  readonly answers: readonly RecordInput[];
}

export type RecordInput = { readonly name: string; readonly ttl: number } & (
  | { readonly kind: "A"; readonly address: number }
  | { readonly kind: "CNAME"; readonly target: string }
  | { readonly kind: "MX"; readonly preference: number; readonly exchange: string }
);

/** Where endings of names stand in the message; reused for every message. */
const written = new Map<string, number>();

function writeName(name: string, bytes: DataView, at: number, base: number): number {
  let position = at;
  let start = 0;
  while (start < name.length) {
    const ending = start === 0 ? name : name.slice(start);
    const known = written.get(ending);
    if (known !== undefined) {
      bytes.setUint16(position, 0xc000 | known);
      return position + 2;
    }
    if (position - base < 0x4000) written.set(ending, position - base);
    const dot = name.indexOf(".", start);
    const stop = dot < 0 ? name.length : dot;
    bytes.setUint8(position++, stop - start);
    for (; start < stop; start++) bytes.setUint8(position++, name.charCodeAt(start));
    start++;
  }
  bytes.setUint8(position, 0);
  return position + 1;
}

export function encodeAnswer(value: AnswerInput, bytes: DataView, at: number): number {
  written.clear();
  bytes.setUint16(at, value.id);
  bytes.setUint16(at + 2, value.flags);
  bytes.setUint16(at + 4, 1);
  bytes.setUint16(at + 6, value.answers.length);
  bytes.setUint32(at + 8, 0);
  let position = writeName(value.name, bytes, at + 12, at);
  bytes.setUint16(position, value.type);
  bytes.setUint16(position + 2, 1);
  position += 4;
  for (const record of value.answers) position = writeRecord(record, bytes, position, at);
  return position;
}

function writeRecord(record: RecordInput, bytes: DataView, at: number, base: number): number {
  const nameEnd = writeName(record.name, bytes, at, base);
  bytes.setUint16(nameEnd, record.kind === "A" ? 1 : record.kind === "CNAME" ? 5 : 15);
  bytes.setUint16(nameEnd + 2, 1);
  bytes.setUint32(nameEnd + 4, record.ttl);
  const end = writeData(record, bytes, nameEnd + 10, base);
  bytes.setUint16(nameEnd + 8, end - nameEnd - 10);
  return end;
}

function writeData(record: RecordInput, bytes: DataView, at: number, base: number): number {
  switch (record.kind) {
    case "A":
      bytes.setUint32(at, record.address);
      return at + 4;
    case "CNAME":
      return writeName(record.target, bytes, at, base);
    case "MX":
      bytes.setUint16(at, record.preference);
      return writeName(record.exchange, bytes, at + 2, base);
  }
}
