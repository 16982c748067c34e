/** "Did you mean": the name that a misspelt one most likely stands for. */

/** Undefined where nothing is near: more than a third of its letters would have to change. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(name.length / 3));
  const distances = candidates.map((candidate) => ({ candidate, distance: distance(name, candidate) }));
  const best = distances.toSorted((one, other) => one.distance - other.distance)[0];
  return best !== undefined && best.distance <= most ? best.candidate : undefined;
}

/** How many letters have to be put in, left out or changed, or swapped with their neighbour. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let index = 1; index <= one.length; index++) {
    const next = [index];
    for (let column = 1; column <= other.length; column++) {
      const changed = at(row, column - 1) + (one[index - 1] === other[column - 1] ? 0 : 1);
      const isSwapped = one[index - 1] === other[column - 2] && one[index - 2] === other[column - 1];
      const swapped = isSwapped ? at(before, column - 2) + 1 : Infinity;
      next.push(Math.min(changed, at(row, column) + 1, at(next, column - 1) + 1, swapped));
    }
    before = row;
    row = next;
  }
  return at(row, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
