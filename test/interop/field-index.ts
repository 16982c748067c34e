/** tshark's fields of one frame, by place. */
import type { TsharkFrame } from "./tshark.js";
import type { Reading } from "./values.js";

export interface Place {
  readonly bitStart: number;
  readonly bitLength: number;
}

function key(place: Place): string {
  return `${place.bitStart.toString()}+${place.bitLength.toString()}`;
}

function endOf(place: Place): number {
  return place.bitStart + place.bitLength;
}

function bitsAt(bytes: Uint8Array, { bitStart, bitLength }: Place): bigint | undefined {
  const end = Math.ceil((bitStart + bitLength) / 8);
  const first = Math.floor(bitStart / 8);
  if (end > bytes.length) return undefined;
  const whole = BigInt(`0x${Buffer.from(bytes.subarray(first, end)).toString("hex")}`);
  return (whole >> BigInt(end * 8 - bitStart - bitLength)) & ((1n << BigInt(bitLength)) - 1n);
}

/** The part of a larger field that lies at a place. */
function slice(field: Reading, place: Place): Reading {
  const raw = (field.raw >> BigInt(endOf(field) - endOf(place))) & ((1n << BigInt(place.bitLength)) - 1n);
  return { ...field, ...place, raw, show: "" };
}

function joined(parts: readonly Reading[], place: Place, first: Reading): Reading {
  const raw = parts.reduce((sum, part) => (sum << BigInt(part.bitLength)) | part.raw, 0n);
  return { ...first, ...place, raw, show: "" };
}

export class FieldIndex {
  private readonly byPlace = new Map<string, Reading[]>();
  private readonly byName = new Map<string, Reading[]>();

  /** Fields that tshark read from something put together of several frames have no place in this one, and are left out. */
  constructor(frame: TsharkFrame, bytes: Uint8Array) {
    for (const field of frame.fields) {
      const raw = bitsAt(bytes, field);
      if (raw === undefined || raw !== (field.raw ?? raw)) continue;
      append(this.byPlace, key(field), { ...field, raw });
      append(this.byName, field.name, { ...field, raw });
    }
  }

  at(place: Place): readonly Reading[] {
    return this.byPlace.get(key(place)) ?? [];
  }

  /** A field of one of the names: at the very place; or one that it is a part of; or several that make it up without a gap. */
  find(place: Place, names: readonly string[]): Reading | undefined {
    return this.at(place).find((field) => names.includes(field.name)) ?? this.around(place, names) ?? this.within(place, names);
  }

  private around(place: Place, names: readonly string[]): Reading | undefined {
    const candidates = names.flatMap((name) => this.byName.get(name) ?? []);
    const found = candidates.find((field) => field.bitStart <= place.bitStart && endOf(field) >= endOf(place));
    return found && slice(found, place);
  }

  private within(place: Place, names: readonly string[]): Reading | undefined {
    const candidates = names.flatMap((name) => this.byName.get(name) ?? []);
    const parts: Reading[] = [];
    for (let at = place.bitStart; at < endOf(place);) {
      const next = candidates.find((field) => field.bitStart === at && endOf(field) <= endOf(place));
      if (next === undefined) return undefined;
      parts.push(next);
      at = endOf(next);
    }
    return parts[0] && joined(parts, place, parts[0]);
  }
}

function append(map: Map<string, Reading[]>, name: string, field: Reading): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, [field]);
  else known.push(field);
}
