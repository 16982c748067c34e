/** "Did you mean": the candidate that a misspelt name most likely stands for. */

/** Comparing with longer names would cost much and help nobody. */
const MAX_LENGTH = 64;

/** Levenshtein's distance with neighbouring letters swapped counted as one edit. */
export function editDistance(first: string, second: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let row = 1; row <= first.length; row++) {
    const current = [row];
    for (let column = 1; column <= second.length; column++) {
      const same = first[row - 1] === second[column - 1];
      const substituted = at(previous, column - 1) + (same ? 0 : 1);
      const best = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, substituted);
      const swapped = first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1];
      current.push(swapped ? Math.min(best, at(beforePrevious, column - 2) + 1) : best);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, second.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

/** The nearest candidate within a third of the name's length; of equals one that goes on as the name does, else the first. */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let nearest: string | undefined;
  let nearestDistance = limit + 1;
  // Any one letter is near to any other: that says nothing.
  if (name.length > MAX_LENGTH || name.length === 1) return undefined;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > Math.min(nearestDistance, limit)) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    const isLonger = candidate.startsWith(name) && !nearest?.startsWith(name);
    if (distance < nearestDistance || (distance === nearestDistance && isLonger)) [nearest, nearestDistance] = [candidate, distance];
  }
  return nearest;
}
