/** Robust statistics over benchmark rounds. */

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

export function ninthDecile(values: readonly number[]): number {
  return Float64Array.from(values).sort()[Math.floor(0.9 * values.length)] ?? NaN;
}

/** Median absolute deviation from the median, in per cent of the median. */
export function spreadPercent(values: readonly number[]): number {
  const center = median(values);
  return (100 * median(values.map((value) => Math.abs(value - center)))) / center;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Confidence interval of the median (at least 95 %), from order statistics: no assumption about the distribution, which on
 * a noisy machine is skewed.
 */
export function medianInterval(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  let tail = 0;
  let rank = 0;
  for (let probability = 0.5 ** count; rank < count >> 1; rank++) {
    if (tail + probability > 0.025) break;
    tail += probability;
    probability = (probability * (count - rank)) / (rank + 1);
  }
  const low = Math.max(rank - 1, 0);
  return { low: sorted[low] ?? NaN, high: sorted[count - 1 - low] ?? NaN };
}
