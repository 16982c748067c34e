/** IP packets from their fragments, in bounded memory. The first byte to arrive at a place counts. */

export interface Fragment {
  /** What the fragments of one packet share. */
  readonly key: string;
  /** In bytes. */
  readonly offset: number;
  readonly isLast: boolean;
  readonly bytes: Uint8Array;
}

export interface FragmentLimits {
  /** Of one packet; no IP packet is longer. */
  readonly packetBytes: number;
  /** Parts of one packet with something missing between them. */
  readonly parts: number;
  /** Packets that are waited for; the oldest makes room. */
  readonly packets: number;
  /** In all of them. */
  readonly totalBytes: number;
}

export const defaultFragmentLimits: FragmentLimits = { packetBytes: 65_535, parts: 256, packets: 512, totalBytes: 16 * 1024 * 1024 };

/** Half-open, in order, not touching each other. */
type Ranges = readonly (readonly [start: number, end: number])[];

interface Assembly {
  bytes: Uint8Array;
  ranges: Ranges;
  /** Known once the last fragment is there. */
  length: number | undefined;
}

/** The ranges with one more; and the parts of it that are new. */
export function addRange(ranges: Ranges, start: number, end: number): { readonly all: Ranges; readonly fresh: Ranges } {
  const fresh: [number, number][] = [];
  const all: [number, number][] = [];
  let from = start;
  let merged: [number, number] = [start, end];
  for (const [low, high] of ranges) {
    if (high < start || low > end) {
      all.push([low, high]);
      continue;
    }
    if (from < low) fresh.push([from, Math.min(low, end)]);
    from = Math.max(from, high);
    merged = [Math.min(merged[0], low), Math.max(merged[1], high)];
  }
  if (from < end) fresh.push([from, end]);
  all.push(merged);
  all.sort((a, b) => a[0] - b[0]);
  return { all, fresh };
}

export type FragmentResult =
  | { readonly kind: "complete"; readonly bytes: Uint8Array }
  | { readonly kind: "waiting" }
  | { readonly kind: "refused"; readonly why: string };

export class FragmentTable {
  readonly #assemblies = new Map<string, Assembly>();
  #total = 0;

  constructor(readonly limits: FragmentLimits = defaultFragmentLimits) {}

  /** Packets that lack a fragment. */
  get waiting(): number {
    return this.#assemblies.size;
  }

  add(fragment: Fragment): FragmentResult {
    const { key, offset, isLast, bytes } = fragment;
    const end = offset + bytes.length;
    if (end > this.limits.packetBytes)
      return { kind: "refused", why: `it ends at byte ${end.toString()}, and a packet has at most ${this.limits.packetBytes.toString()}` };
    const assembly = this.#assemblies.get(key) ?? this.#begin(key);
    const known = assembly.length;
    if (known !== undefined && (end > known || (isLast && end !== known)))
      return { kind: "refused", why: `it does not fit to a last fragment that ended at byte ${known.toString()}` };
    if (isLast) assembly.length = end;
    this.#store(assembly, offset, bytes);
    if (assembly.ranges.length > this.limits.parts) {
      this.#drop(key);
      return { kind: "refused", why: `the packet is in more than ${this.limits.parts.toString()} parts with gaps between them` };
    }
    const [first, second] = assembly.ranges;
    if (assembly.length === undefined || first === undefined || second !== undefined || first[0] !== 0 || first[1] < assembly.length) {
      this.#makeRoom(key);
      return { kind: "waiting" };
    }
    this.#drop(key);
    return { kind: "complete", bytes: assembly.bytes.subarray(0, assembly.length) };
  }

  #begin(key: string): Assembly {
    const assembly: Assembly = { bytes: new Uint8Array(2048), ranges: [], length: undefined };
    this.#assemblies.set(key, assembly);
    this.#total += assembly.bytes.length;
    return assembly;
  }

  #store(assembly: Assembly, offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    if (end > assembly.bytes.length) {
      const larger = new Uint8Array(Math.min(this.limits.packetBytes, Math.max(end, 2 * assembly.bytes.length)));
      larger.set(assembly.bytes);
      this.#total += larger.length - assembly.bytes.length;
      assembly.bytes = larger;
    }
    const { all, fresh } = addRange(assembly.ranges, offset, end);
    for (const [from, to] of fresh) assembly.bytes.set(bytes.subarray(from - offset, to - offset), from);
    assembly.ranges = all;
  }

  #drop(key: string): void {
    this.#total -= this.#assemblies.get(key)?.bytes.length ?? 0;
    this.#assemblies.delete(key);
  }

  /** Drops the oldest, but not the one that was just touched. */
  #makeRoom(kept: string): void {
    for (const key of this.#assemblies.keys()) {
      if (this.#assemblies.size <= this.limits.packets && this.#total <= this.limits.totalBytes) return;
      if (key !== kept) this.#drop(key);
    }
  }
}
