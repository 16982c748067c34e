/** What a property finds wrong: told with all that is needed to see it again. */
export class Problem extends Error {}

export function demand(holds: boolean, message: () => string): asserts holds {
  if (!holds) throw new Problem(message());
}
