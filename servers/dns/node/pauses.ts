/** Long work of many small parts lets others run now and then. */

/** How long nobody else runs, in milliseconds. */
const LONGEST = 20;

export class Pauses {
  #since = performance.now();

  /** Between two parts: resolves at once, or after others have run. */
  async take(): Promise<void> {
    if (performance.now() - this.#since < LONGEST) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}
