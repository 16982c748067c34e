/** "Did you mean ...?" */

/** The candidate that differs least, by one or two letters or by two that changed places; undefined if none is that near. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const word = text.toUpperCase();
  let best: string | undefined;
  // Of short words, only a letter may differ: any two of them are near each other otherwise.
  let least = word.length > 12 || word.length < 2 ? 0 : word.length < 4 ? 1 : 2;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > least) continue;
    const difference = distance(word, candidate.toUpperCase());
    if (difference > least || (difference === least && best !== undefined)) continue;
    best = candidate;
    least = difference;
  }
  return best;
}

/** Letters put in, left out, changed, or swapped with the one before. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let column = 1; column <= other.length; column++) {
      const same = one[line - 1] === other[column - 1];
      let cost = Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (row[column - 1] ?? 0) + (same ? 0 : 1));
      if (one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1])
        cost = Math.min(cost, (before[column - 2] ?? cost) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
