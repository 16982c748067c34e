/** Domain names (RFC 1035): labels, and pointers back into the message, which starts at byte `base`. */
import { Impossible, Malformed } from "./failure.js";
import type { Input, Read } from "./codecs.js";
import { sameBytes, type Value } from "./values.js";

const LONGEST_NAME = 255;
const LONGEST_LABEL = 63;
const POINTER_REACH = 0x4000;

/** Endings of the names written so far, and where they stand, counted from the message's start. */
export type Names = { readonly labels: readonly Uint8Array[]; readonly at: number }[];

/** Reads behind a pointer stay before where the labels it ends began: each step goes back. */
export function readName(input: Input): Read {
  const labels: Uint8Array[] = [];
  const { message, base } = input;
  let [position, start, limit, length] = [input.at, input.at, Infinity, -1];
  const need = (count: number): void => {
    if (length < 0) input.need(position - input.at + count);
    else if (position + count > limit) throw new Malformed("a pointer leads to what is no name");
  };
  for (;;) {
    need(1);
    const size = message[position] ?? 0;
    if (size === 0) return { length: length < 0 ? position + 1 - input.at : length, value: labels };
    if (size <= LONGEST_LABEL) {
      if (wireLength(labels) + 1 + size > LONGEST_NAME) throw new Malformed("the name is too long");
      need(1 + size);
      labels.push(message.slice(position + 1, position + 1 + size));
      position += 1 + size;
      continue;
    }
    if (size < 0xc0) throw new Malformed("neither a label nor a pointer");
    need(2);
    const target = base + (size - 0xc0) * 256 + (message[position + 1] ?? 0);
    if (target >= start || target < 0) throw new Malformed("a pointer that does not go back");
    if (length < 0) length = position + 2 - input.at;
    [limit, start, position] = [start, target, target];
  }
}

function wireLength(labels: readonly Uint8Array[]): number {
  return labels.reduce((total, label) => total + 1 + label.length, 1);
}

/** Whether compressed or not, all endings of a name can be pointed at later. */
export function writeName(value: Value, at: number, names: Names, isCompressed: boolean): number[] {
  const labels = toLabels(value);
  const bytes: number[] = [];
  for (let index = 0; index < labels.length; index++) {
    const ending = labels.slice(index);
    const known = names.find((name) => name.at < POINTER_REACH && sameLabels(name.labels, ending) && name.at < at);
    if (known !== undefined && isCompressed) return [...bytes, 0xc0 + (known.at >> 8), known.at & 0xff];
    if (known === undefined) names.push({ labels: ending, at: at + bytes.length });
    bytes.push(ending[0]?.length ?? 0, ...(ending[0] ?? []));
  }
  return [...bytes, 0];
}

function toLabels(value: Value): readonly Uint8Array[] {
  if (!Array.isArray(value)) throw new Impossible("a list of labels was expected");
  const list: readonly Value[] = value;
  const labels = list.filter((label) => label instanceof Uint8Array);
  const isSound = labels.length === list.length && labels.every((label) => label.length >= 1 && label.length <= LONGEST_LABEL);
  if (!isSound || wireLength(labels) > LONGEST_NAME) throw new Impossible("no domain name");
  return labels;
}

function sameLabels(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((label, index) => sameBytes(label, b[index] ?? new Uint8Array()));
}
