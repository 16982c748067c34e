/** Sorted lists of integer ranges that do not overlap, each with whom it belongs to. */

export interface Owned<T> {
  readonly low: bigint;
  readonly high: bigint;
  readonly owner: T;
}

/** Ranges as they are added, the first owner keeps what it has. */
export class Coverage<T> {
  private ranges: Owned<T>[] = [];

  /** The owners met in the range. */
  public *ownersWithin(low: bigint, high: bigint): Generator<T> {
    for (let index = this.firstEndingAt(low); index < this.ranges.length; index++) {
      const range = this.ranges[index];
      if (range === undefined || range.low > high) return;
      yield range.owner;
    }
  }

  /** Whether something of the range was still free. */
  public add(low: bigint, high: bigint, owner: T): boolean {
    const start = this.firstEndingAt(low);
    const added: Owned<T>[] = [];
    let next = low;
    let index = start;
    let hasNew = false;
    for (; index < this.ranges.length; index++) {
      const range = this.ranges[index];
      if (range === undefined || range.low > high) break;
      if (next < range.low) {
        added.push({ low: next, high: range.low - 1n, owner });
        hasNew = true;
      }
      added.push(range);
      next = range.high + 1n;
    }
    if (next <= high) {
      added.push({ low: next, high, owner });
      hasNew = true;
    }
    if (hasNew) this.ranges.splice(start, index - start, ...added);
    return hasNew;
  }

  /** The index of the first range that does not end before `value`. */
  private firstEndingAt(value: bigint): number {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const range = this.ranges[middle];
      if (range !== undefined && range.high < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
