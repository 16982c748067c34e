/** Counts how often something was tried, so that long inputs do not use up the budget for the rest. */
export class Often {
  readonly #counts = new Map<string, number>();

  /** Counts once more; false when it has been `most` times already. */
  allows(key: string, most: number): boolean {
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count < most;
  }
}
